//! What a node and a node of the BEAM have to say to each other, on any network.

use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use gen_server::{Answer, Client, GenServer, Init, Options as ServerOptions, start_link};
use node::{CallError, Node, Open, Options};
use process::{Config, Context, Down, Exit, ExitReason, System, TrapExit};
use serde::{Deserialize, Serialize};
use term::{Term, term};

const LIMIT: Duration = Duration::from_secs(5);

/// What the node of the BEAM must have seen.
// ANCHOR: expected
pub const EXPECTED: &str = r#"{:connect, true}
{:seen, true}
{:ping, :pong}
{:calls, true}
{:later, 7}
{:badarg, :error}
{:timeout, :timeout}
{:rpc, 42}
{:erpc, 8}
{:undef, {:EXIT, {:undef, [{:math, :nothing, [], []}]}}}
{:nobody, :noproc}
{:victim, :boom}
{:link, :gone}
{:late_link, :noproc}
{:their_link, :child_ends}
{:exit2, :exit2}
{:results, [calls: true, crash: "boom", noproc: "noproc", timeout: true, down: "gone", link: "child"]}
{:adder, :noconnection}
:nodedown
"#;
// ANCHOR_END: expected

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Request {
    Add(i64, i64),
    /// Answered by another process.
    Later(i64),
    Never,
    Linked,
}

node::by_serde!(Request);

#[derive(Debug)]
struct Adder;

impl GenServer for Adder {
    type Args = ();
    type Call = Request;
    type Reply = Term;
    type Cast = ();
    type Continue = ();

    async fn init((): (), _: &mut Context) -> Init<Self> {
        Init::ok(Self)
    }

    async fn handle_call(&mut self, request: Request, from: Client<Term>, me: &mut Context) -> Answer<Self> {
        match request {
            Request::Add(a, b) => Answer::reply(Term::Int(a + b)),
            Request::Later(n) => {
                me.spawn(move |me| async move { from.reply(&me, Term::Int(n)) });
                Answer::no_reply()
            }
            Request::Never => Answer::no_reply(),
            Request::Linked => Answer::reply(Term::Pid(me.spawn(until_told))),
        }
    }
}

/// Ends with the reason that it is told.
async fn until_told(mut me: Context) -> ExitReason {
    let reason: Term = me.receive().await;
    reason.as_atom().map_or("", |atom| atom.text()).into()
}

/// A port on which nobody listens.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("it is bound").port()
}

/// Whether there is a BEAM to talk to.
pub fn elixir_is_there() -> bool {
    Command::new("elixir").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

/// What is different about a talk.
pub struct Setting<'a> {
    /// The host of our node, and that of theirs.
    pub hosts: [&'a str; 2],
    /// More flags for the BEAM.
    pub flags: &'a str,
    /// More of its surroundings.
    pub surroundings: &'a [(&'a str, &'a str)],
}

/// Lets them talk; `change` says what is different about our node. Gives what the script has printed, and what it
/// complained about.
pub fn run(setting: &Setting<'_>, change: impl FnOnce(Options) -> Options) -> (String, String) {
    let (hosts, flags) = (setting.hosts, setting.flags);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let (epmd, name) = (free_port(), format!("rust{}@{}", std::process::id(), hosts[0]));
        let system = System::new(Config { crash_log: Some(Arc::new(|_| {})), ..Config::default() });
        let options = Options { epmd, log: Arc::new(|_| {}), ..Options::new(&name, "secret") }.hidden();
        let node = Node::start(&system, change(options)).await.expect("a free name");
        node.functions()
            .insert("math:double/1", |_, args| async move { Term::Int(args[0].as_int().unwrap_or(0) * 2) });
        let adder = node.clone();
        system.spawn(move |mut me| async move {
            start_link::<Open<Adder>>(&mut me, (adder, ()), ServerOptions::named("adder")).await.unwrap();
            me.receive::<()>().await;
        });
        let victim = system.spawn(until_told);
        system.register("victim", victim).unwrap();
        let asker = node.clone();
        let asker = system.spawn(move |me| ask(asker, me));
        system.register("asker", asker).unwrap();

        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../node/tests/beam/peer.exs");
        let beam = format!("beam{}@{}", std::process::id(), hosts[1]);
        let mut elixir = Command::new("elixir");
        elixir.env("ERL_EPMD_PORT", epmd.to_string()).env("LC_ALL", "C.UTF-8");
        elixir.envs(setting.surroundings.iter().copied());
        elixir.args([
            "--erl",
            &format!("-start_epmd false -kernel logger_level emergency {flags}"),
            "--name",
            &beam,
            "--cookie",
            "secret",
            script,
            &name,
        ]);
        let output = tokio::task::spawn_blocking(move || elixir.output()).await.unwrap().expect("it runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (text(&output.stdout), text(&output.stderr))
    })
}

/// Asks the servers of the BEAM, and leaves the cluster when it is told.
async fn ask(node: Node, mut me: Context) {
    let begin: Term = me.receive().await;
    let beam = begin.as_tuple().expect("{:begin, node}")[1].as_atom().expect("a node").text();
    me.trap_exit(TrapExit::Yes);
    let mut calls = true;
    for n in 1..=1000 {
        let sum = node.call(&mut me, ("counter", beam), term!({:add, 1}), LIMIT).await;
        calls &= sum == Ok(Term::Int(n));
    }
    let none = node.call(&mut me, ("nobody", beam), term!(:hello), LIMIT).await;
    let late = node.call(&mut me, ("counter", beam), term!(:hang), Duration::from_millis(50)).await;
    let crash = node.call(&mut me, ("counter", beam), term!(:crash), LIMIT).await;
    // A process of theirs: we watch it, and it ends; we link with another, and it ends.
    let args = vec![term!(500)];
    let sleeper = node.spawn(&me, beam, "timer:sleep", args).await.expect("the BEAM starts it");
    let watched = me.monitor(sleeper);
    me.exit(sleeper, "gone");
    let down = me.receive_if(|down: &Down| down.reference == watched).await.reason;
    let child = node.spawn_link(&me, beam, "erlang:exit", vec![term!(:child)]).await.expect("it starts");
    let link = me.receive_if(|exit: &Exit| exit.from == child).await.reason;
    let text = |answer: Result<Term, CallError>| match answer {
        Err(CallError::Down(reason)) => Term::from(reason.to_string().as_str()),
        other => Term::from(format!("{other:?}").as_str()),
    };
    let (crash, noproc, timeout) = (text(crash), text(none), late == Err(CallError::Timeout));
    let (down, link) = (Term::from(down.to_string().as_str()), Term::from(link.to_string().as_str()));
    let results = term!([calls: (calls), crash: (crash), noproc: (noproc), timeout: (timeout),
        down: (down), link: (link)]);
    node.send(&me, ("script", beam), term!({:done, (results)}));
    me.receive_if(|stop: &Term| stop.as_atom().is_some()).await;
    node.stop();
}
