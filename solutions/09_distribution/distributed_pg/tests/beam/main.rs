//! The judge is a BEAM: its `pg` and ours share their groups, both ways. Skipped without Elixir.

use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::sync::Arc;

use distributed_pg::start_link;
use node::{GenMessage, Node, Options};
use process::{Config, Context, ExitReason, Pid, System};
use term::{Term, term};

/// What the BEAM must have seen.
const EXPECTED: &str = r#"{:alone, [:beam, :beam]}
{:connect, true}
{:told, {:join, [:rust]}}
{:members, [:beam, :beam, :rust]}
{:local, [:beam, :beam]}
{:rust_sees, true}
{:join, true}
{:leave, true}
{:join_twice, true}
{:death, true}
{:rust_join, {:ok, {:join, [:rust]}}}
{:members, [:beam, :beam, :rust, :rust]}
{:rust_leave, {:ok, {:leave, [:rust]}}}
{:rust_dies, {:ok, {:leave, [:rust]}}}
{:members, [:beam, :beam]}
{:reply, true}
{:rust_join, {:ok, {:join, [:rust]}}}
{:lost, {:leave, [:rust]}}
{:members, [:beam, :beam]}
{:connect, true}
{:back, {:join, [:rust]}}
{:rust_sees, true}
{:scope_dies, true}
{:rust_keeps, {1, 1}}
{:new_scope, true}
"#;

fn waits(me: &Context) -> Pid {
    me.spawn(|mut me| async move { me.receive::<()>().await })
}

/// Does what the BEAM asks, in the scope of this node.
async fn probe(mut me: Context, node: Node) {
    me.register("probe").expect("the name is free");
    let chat = start_link(&mut me, &node, "chat").await.expect("the name is free");
    let mut member = waits(&me);
    chat.join(&mut me, "lobby", [member]).await.expect("it lives here");
    loop {
        let GenMessage::Call(asked, request) = GenMessage::of(me.receive::<Term>().await) else { continue };
        let [word, group] = request.as_tuple().expect("{word, group}") else { panic!("two: {request}") };
        let answer = match word.to_string().as_str() {
            ":count" => {
                let all = chat.get_members(&mut me, group.clone()).await.expect("it answers").len();
                let local = chat.get_local_members(&mut me, group.clone()).await.expect("it answers").len();
                term!({(i64::try_from(all).expect("few")), (i64::try_from(local).expect("few"))})
            }
            ":join" => {
                member = waits(&me);
                chat.join(&mut me, group.clone(), [member]).await.expect("it lives here");
                term!(:ok)
            }
            ":leave" => {
                chat.leave(&mut me, group.clone(), [member]).await.expect("it is a member");
                term!(:ok)
            }
            ":kill" => {
                for pid in chat.get_local_members(&mut me, group.clone()).await.expect("it answers") {
                    me.exit(pid, ExitReason::Kill);
                }
                term!(:ok)
            }
            ":send" => {
                for pid in chat.get_members(&mut me, group.clone()).await.expect("it answers") {
                    me.send(pid, term!(:hello));
                }
                term!(:ok)
            }
            _ => request.clone(),
        };
        node.answer(&me, &asked, answer);
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("it is bound").port()
}

#[test]
fn groups_are_shared_with_a_beam() {
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
        let (epmd, run) = (free_port(), std::process::id());
        let (rust, beam) = (format!("rust{run}@127.0.0.1"), format!("beam{run}@127.0.0.1"));
        let system = System::new(Config { crash_log: Some(Arc::new(|_| {})), ..Config::default() });
        // Visible: pg does not look for hidden nodes.
        let options = Options { epmd, log: Arc::new(|_| {}), ..Options::new(&rust, "secret") };
        let node = Node::start(&system, options).await.expect("a free name");
        system.spawn(move |me| probe(me, node));

        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/beam/peer.exs");
        let mut elixir = Command::new("elixir");
        elixir.env("ERL_EPMD_PORT", epmd.to_string()).env("LC_ALL", "C.UTF-8");
        elixir.args([
            "--erl",
            "-start_epmd false -kernel logger_level emergency",
            "--name",
            &beam,
            "--cookie",
            "secret",
            script,
            &rust,
        ]);
        let output =
            tokio::task::spawn_blocking(move || elixir.output()).await.expect("it ran").expect("it starts");
        let seen = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(seen, EXPECTED, "{}", String::from_utf8_lossy(&output.stderr));
    });
}
