//! A peer that knows the cookie may send names without end. It fills its part of the table of atoms, and loses its
//! connection; the node makes its own atoms as before, and talks to others. Alone in its file: the table belongs to
//! the whole process.

mod stranger;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use harness::{Net, World, sim};
use node::control::Control;
use node::{Node, Options, frames};
use process::{Config, Pid, System};
use stranger::known;
use term::{Atom, AtomError, Term, term};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::sleep;

async fn start(world: &World, net: &Net, name: &str, log: node::Log) -> Node {
    let system = System::new(Config {
        spawner: Some(world.spawner()),
        tracer: Some(world.tracer()),
        crash_log: Some(Arc::new(|_| {})),
        seed: world.choose(1 << 30) as u64,
    });
    let host = name.split('@').nth(1).expect("a host");
    let options = Options { log, ..Options::new(name, "secret").on(net.host(host), &system) };
    Node::start(&system, options).await.expect("a free name")
}

#[test]
fn a_peer_that_fills_the_table_of_atoms_loses_its_connection_and_nothing_else_happens() {
    let complaints = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&complaints);
    sim(1, move |world| async move {
        let net = Net::new(&world);
        let log: node::Log = Arc::new(move |line: &str| heard.lock().unwrap().push(line.to_owned()));
        let node = start(&world, &net, "a@alpha", log).await;
        let friend = start(&world, &net, "f@beta", Arc::new(|_| {})).await;
        let sink = node.system().spawn(|mut me| async move {
            me.register("sink").expect("a free name");
            me.receive_if(|message: &Term| *message == Term::Int(7)).await;
        });
        friend.connect("a@alpha").await.expect("it runs");
        let there = net.host("gamma");
        let entry = epmd::port_please(&there, "alpha", epmd::port(), "a").await.expect("epmd runs");
        let stream = there.connect("alpha", entry.expect("a is known").port).await.expect("it listens");
        let mut hostile = known(stream, "h@gamma").await;
        sleep(Duration::from_secs(1)).await;
        assert_eq!(node.list(), ["f@beta", "h@gamma"].map(Atom::new));
        let full = (0..).find_map(|n| Atom::try_new(&format!("name {n}")).err());
        assert_eq!(full, Some(AtomError::Reserved));
        // To `sink`, an atom that nobody knows: by hand, for to encode one is to make it.
        let mut bytes = Vec::new();
        let (to, message) = (Atom::new("sink"), term!([:ok, "name"]));
        let own = etf::Node { name: Atom::new("h@gamma"), creation: 1 };
        frames::write(&mut bytes, Control::RegSend { from: Pid::of_node(0, 1, 0), name: to, message }, own);
        let at = bytes.windows(4).rposition(|letters| letters == [119, 2, b'o', b'k']).expect("the atom");
        bytes[at + 2..at + 4].copy_from_slice(b"zq");
        assert_eq!(Atom::existing("zq"), None);
        hostile.write_all(&bytes).await.expect("it reads");
        let mut end = Vec::new();
        let _ = hostile.read_to_end(&mut end).await;
        let sender = friend.clone();
        friend.system().spawn(move |me| async move {
            sender.send(&me, ("sink", "a@alpha"), term!({:known, "name 1"}));
            sender.send(&me, ("sink", "a@alpha"), Term::Int(7));
        });
        node.system().join(sink).await;
        assert_eq!(Atom::new("a name of the program").text(), "a name of the program");
        assert_eq!(node.list(), [Atom::new("f@beta")]);
    })
    .finished();
    let complaints = complaints.lock().unwrap();
    assert!(
        complaints[0].starts_with("connection with h@gamma closed: no room for another atom"),
        "{complaints:?}"
    );
}
