//! The judge is a node of the BEAM, whose functions are called. Skipped without Elixir.

use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use node::{Node, Options};
use process::{Config, Context, ExitReason, System};
use rpc::RpcError;
use term::term;

const LIMIT: Duration = Duration::from_secs(5);

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("it is bound").port()
}

#[test]
fn functions_of_the_beam_are_called() {
    let there = Command::new("elixir").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if there.is_err() {
        eprintln!("skipped: no Elixir");
        return;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let (epmd, own) = (free_port(), format!("rpc{}@127.0.0.1", std::process::id()));
        let system = System::new(Config { crash_log: Some(Arc::new(|_| {})), ..Config::default() });
        let options = Options { epmd, log: Arc::new(|_| {}), ..Options::new(&own, "secret") }.hidden();
        let node = Node::start(&system, options).await.expect("a free name");
        let beam = format!("called{}@127.0.0.1", std::process::id());
        let mut elixir = Command::new("elixir");
        elixir.env("ERL_EPMD_PORT", epmd.to_string()).env("LC_ALL", "C.UTF-8");
        elixir.args([
            "--erl",
            "-start_epmd false -kernel logger_level emergency",
            "--name",
            &beam,
            "--cookie",
            "secret",
        ]);
        // It ends with our end of the pipe, whatever becomes of the test.
        elixir.args(["-e", "Logger.configure(level: :none); IO.read(:stdio, :line)"]).stdin(Stdio::piped());
        let mut elixir = elixir.spawn().expect("it runs");
        tokio::time::timeout(Duration::from_secs(60), async {
            while node.connect(&beam).await.is_err() {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        })
        .await
        .expect("the node of the BEAM is up");
        let calls = system.spawn(move |me| calls(node, me, own, beam));
        assert_eq!(system.join(calls).await, ExitReason::Normal);
        elixir.wait().expect("it has halted");
    });
}

async fn calls(node: Node, me: Context, own: String, beam: String) {
    for (function, args, expected) in [
        ("erlang:abs", vec![term!((-42))], Ok(term!(42))),
        ("erlang:error", vec![term!(:boom)], Err(RpcError::Raised(term!(:boom)))),
        ("erlang:nothing", vec![], Err(RpcError::Raised(term!(:undef)))),
        ("erlang:exit", vec![term!(:bye)], Err(RpcError::Exited(term!(:bye)))),
        ("erlang:throw", vec![term!(:ball)], Err(RpcError::Thrown(term!(:ball)))),
    ] {
        assert_eq!(rpc::call(&node, &me, &beam, function, args, LIMIT).await, expected, "{function}");
    }
    let slow = rpc::call(&node, &me, &beam, "timer:sleep", vec![term!(60_000)], LIMIT / 50);
    assert_eq!(slow.await, Err(RpcError::Timeout));
    rpc::cast(&node, &me, &beam, "erlang:error", vec![term!(:unheard)]);
    let both = rpc::multicall(&node, &me, &[&own, &beam], "erlang:abs", vec![term!((-1))], LIMIT);
    assert_eq!(both.await, [Err(RpcError::Raised(term!(:undef))), Ok(term!(1))]);
    let halt = rpc::call(&node, &me, &beam, "erlang:halt", vec![], LIMIT);
    assert_eq!(halt.await, Err(RpcError::NoConnection));
}
