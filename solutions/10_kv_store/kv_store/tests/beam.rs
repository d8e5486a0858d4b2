//! Stage 12: a real BEAM asks the store, and sees it go.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};

/// The BEAM's part. It prints one line for each answer, and asks for the end of the node by the line `kill`.
const SCRIPT: &str = r#"
kv = {:kv, :"a@127.0.0.1"}
say = fn term -> IO.puts(inspect(term)) end
say.(Node.connect(:"a@127.0.0.1"))
say.(GenServer.call(kv, {:get, "k"}))
say.(GenServer.call(kv, {:put, "k", 1}))
say.(GenServer.call(kv, {:put, {:user, 1}, %{name: "Ann", tags: [:a, 2.5, nil]}}))
say.(GenServer.call(kv, {:get, {:user, 1}}))
say.(GenServer.call(kv, {:put, "nothing", nil}))
say.(GenServer.call(kv, {:get, "nothing"}))
say.(GenServer.call(kv, {:select, [{{:"$1", :"$2"}, [{:is_integer, :"$2"}], [:"$1"]}]}))
say.(GenServer.call(kv, {:get, "typed"}))
say.(GenServer.call(kv, {:delete, "k"}))
say.(GenServer.call(kv, {:get, "k"}))
{:error, {:badarg, text}} = GenServer.call(kv, {:pt, "k"})
say.(text)
say.(Enum.all?(1..1000, fn n -> GenServer.call(kv, {:put, n, n}) == :ok and GenServer.call(kv, {:get, n}) == {:ok, n} end))
{micros, :yes} = :timer.tc(fn -> :global.register_name(:boss, self()) end)
say.(micros < 1_000_000)
IO.puts("look")
ref = Process.monitor(kv)
IO.puts("kill")
receive do {:DOWN, ^ref, :process, ^kv, reason} -> say.(reason) after 5000 -> say.(:silence) end
"#;

const EXPECTED: [&str; 15] = [
    "true",
    ":error",
    ":ok",
    ":ok",
    "{:ok, %{name: \"Ann\", tags: [:a, 2.5, nil]}}",
    ":ok",
    "{:ok, nil}",
    "[\"k\"]",
    "{:ok, \"here\"}",
    ":ok",
    ":error",
    "\"expected {:put, k, v}, {:get, k}, {:delete, k} or {:select, spec}, got {:pt, \\\"k\\\"}\"",
    "true",
    "true",
    ":noconnection",
];

struct Ends(Child);

impl Drop for Ends {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn elixir_asks_the_store_and_sees_it_go() {
    if Command::new("elixir").arg("--version").output().is_err() {
        println!("skipped: no Elixir");
        return;
    }
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let epmd = listener.local_addr().expect("it is bound").port().to_string();
    drop(listener);
    let mut kv = Command::new(env!("CARGO_BIN_EXE_kv"));
    kv.env("ERL_EPMD_PORT", &epmd).args(["--name", "a@127.0.0.1", "--cookie", "secret"]);
    let mut kv = Ends(kv.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it was built"));
    let mut typed = kv.0.stdin.take().expect("it is piped");
    writeln!(typed, "put typed here").expect("it reads");
    let mut told = BufReader::new(kv.0.stdout.take().expect("it is piped")).lines();
    assert_eq!(told.next().and_then(Result::ok).as_deref(), Some("ok"));

    let mut beam = Command::new("elixir");
    beam.env("ERL_EPMD_PORT", &epmd).args(["--name", "beam@127.0.0.1", "--cookie", "secret", "-e", SCRIPT]);
    let mut beam = Ends(beam.stdout(Stdio::piped()).spawn().expect("elixir is there"));
    let lines = BufReader::new(beam.0.stdout.take().expect("it is piped")).lines();
    let mut heard = Vec::new();
    for line in lines.map_while(Result::ok) {
        if line == "kill" {
            kv.0.kill().expect("it runs");
        } else if line == "look" {
            writeln!(typed, "whereis boss").expect("it reads");
            let found = told.next().and_then(Result::ok).unwrap_or_default();
            assert!(found.ends_with(" beam@127.0.0.1"), "{found}");
        } else {
            heard.push(line);
        }
    }
    assert_eq!(heard, EXPECTED);
}
