//! The judge is a BEAM: it takes part in a cluster with a node of ours, and shares its names and locks. Skipped
//! without Elixir.

use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use global::{Global, LockId, Resolver, Retries};
use node::{GenMessage, Node, Options};
use process::{Config, Context, System};
use term::{Term, term};

/// What the BEAM must have seen; `OWNER` is who comes first in the order of node names.
const EXPECTED: &str = r#"{:alone, :yes}
{:connect, true}
{:sync, {:ok, :ok}}
{:listed, true}
{:clash, {:OWNER, :OWNER}}
{:least_has_it, true}
{:loser_is_told, [global_name_conflict: :clash]}
{:register, {:yes, true}}
{:sync_again, {:ok, true}}
{:trans, {:done, true}}
{:set_lock, {true, true}}
{:rust_lock, false}
{:del_lock, {true, true}}
{:rust_lock, true}
{:beam_lock, false}
{:rust_del_lock, :ok}
{:beam_lock, true}
{:seen_by_rust, :beam}
{:rust_register, true}
{:seen_by_beam, :rust}
{:call_by_name, :hello}
{:no, {:no, false}}
{:names, [:clash, :mine, :theirs]}
{:names_of_rust, [:clash, :mine, :theirs]}
{:unregister, {:ok, :nobody}}
{:send, true}
{:heard, [:hello]}
{:closure, :yes}
{:closure_seen, :beam}
{:closure_gone, :nobody}
{:both, true}
{:met, :ok}
{:both_after, {:rust, :rust}}
{:loser_is_alive, false}
{:after_disconnect, :nobody}
"#;

/// Answers what the BEAM asks about this node.
async fn probe(mut me: Context, node: Node, global: Global) {
    me.register("probe").expect("the name is free");
    let pid = me.pid();
    let clerk = me.spawn(move |mut me| async move {
        loop {
            let told: Term = me.receive().await;
            me.send(pid, told);
        }
    });
    let clash = global.register_name(&mut me, term!(:clash), clerk, Resolver::random_notify()).await;
    assert_eq!(clash, Ok(true));
    let mut heard = Vec::new();
    loop {
        let (asked, request) = match GenMessage::of(me.receive::<Term>().await) {
            GenMessage::Call(asked, request) => (asked, request),
            GenMessage::Cast(message) | GenMessage::Info(message) => {
                heard.push(message);
                continue;
            }
        };
        let word = |at: usize| request.as_tuple().map_or_else(Term::nil, |parts| parts[at].clone());
        let all = global.all_nodes();
        let answer =
            match request.as_tuple().map_or(request.to_string(), |parts| parts[0].to_string()).as_str() {
                ":whereis" => match global.whereis_name(word(1)) {
                    Some(pid) if node.is_here(pid) => term!(:rust),
                    Some(_) => term!(:beam),
                    None => term!(:nobody),
                },
                ":set_lock" => {
                    let id = LockId::new(word(1), word(2));
                    Term::from(global.set_lock(&mut me, &id, &all, Retries::Times(0)).await)
                }
                ":del_lock" => {
                    global.del_lock(&mut me, &LockId::new(word(1), word(2)), &all).await;
                    term!(:ok)
                }
                ":register_new" => {
                    let new = me.spawn(|mut me| async move { me.receive::<()>().await });
                    let yes = global.register_name(&mut me, word(1), new, Resolver::random_exit()).await;
                    Term::from(yes.expect("the name server runs"))
                }
                ":register" => {
                    let yes = global.register_name(&mut me, word(1), pid, Resolver::random_exit()).await;
                    Term::from(yes.expect("the name server runs"))
                }
                ":sync" => {
                    global.sync(&mut me).await.expect("the name server runs");
                    term!(:ok)
                }
                ":names" => Term::list(global.registered_names()),
                ":heard" => Term::list(std::mem::take(&mut heard)),
                _ => request,
            };
        node.answer(&me, &asked, answer);
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("it is bound").port()
}

/// One at a time: an answer within 100 ms is no claim about a machine that runs four BEAMs at once.
static TURN: Mutex<()> = Mutex::new(());

fn share_names(rust: &str, beam: &str, third: Option<&str>) {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
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
        let (rust, beam) = (format!("{rust}{run}@127.0.0.1"), format!("{beam}{run}@127.0.0.1"));
        let system = System::new(Config { crash_log: Some(Arc::new(|_| {})), ..Config::default() });
        let options = Options { epmd, log: Arc::new(|_| {}), ..Options::new(&rust, "secret") };
        let node = Node::start(&system, options).await.expect("a free name");
        let global = Global::start(&node).expect("the first one");
        let third_node = match third {
            Some(third) => {
                let system = System::new(Config { crash_log: Some(Arc::new(|_| {})), ..Config::default() });
                let name = format!("{third}{run}@127.0.0.1");
                let options = Options { epmd, log: Arc::new(|_| {}), ..Options::new(&name, "secret") };
                let third = Node::start(&system, options).await.expect("a free name");
                let global = Global::start(&third).expect("the first one");
                third.connect(&rust).await.expect("it runs");
                Some((third, global))
            }
            None => None,
        };
        system.spawn(move |me| probe(me, node, global));

        let others = if third_node.is_some() { "2" } else { "1" };
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
            others,
        ]);
        let output =
            tokio::task::spawn_blocking(move || elixir.output()).await.expect("it ran").expect("it starts");
        let seen = String::from_utf8_lossy(&output.stdout).into_owned();
        let owner = if rust < beam { ":rust" } else { ":beam" };
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(seen, EXPECTED.replace(":OWNER", owner), "{errors}");
    });
}

#[test]
fn names_and_locks_are_shared_with_a_beam_that_decides_conflicts() {
    share_names("rust", "beam", None);
}

#[test]
fn names_and_locks_are_shared_with_a_beam_for_which_we_decide() {
    share_names("a_rust", "beam", None);
}

#[test]
fn names_and_locks_are_shared_in_a_cluster_of_three() {
    share_names("rust", "beam", Some("z_rust"));
    share_names("a_rust", "beam", Some("c_rust"));
}
