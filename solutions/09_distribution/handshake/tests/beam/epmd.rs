//! As much of the protocol of EPMD as a test needs, with blocking sockets.

use std::io::{Read, Write};
use std::net::TcpStream;

fn connect() -> TcpStream {
    let port = std::env::var("ERL_EPMD_PORT").ok().and_then(|port| port.parse().ok()).unwrap_or(4369);
    let stream = TcpStream::connect(("127.0.0.1", port)).expect("EPMD runs: a node has just started");
    stream.set_read_timeout(Some(super::PATIENCE)).expect("a socket has a limit");
    stream
}

fn ask(stream: &mut TcpStream, request: &[u8]) {
    let len = u16::try_from(request.len()).expect("a request is short").to_be_bytes();
    stream.write_all(&[&len, request].concat()).expect("EPMD listens");
}

/// PORT_PLEASE2: the port of a node.
pub fn port_of(name: &str) -> u16 {
    let mut stream = connect();
    ask(&mut stream, &[b"z", name.as_bytes()].concat());
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("EPMD answers and closes");
    let [119, 0, high, low, ..] = answer[..] else { panic!("EPMD knows {name}: {answer:?}") };
    u16::from_be_bytes([high, low])
}

/// ALIVE2: a hidden node of this name has this port, as long as the connection stands.
pub fn register(name: &str, port: u16) -> TcpStream {
    let mut stream = connect();
    let len = u16::try_from(name.len()).expect("a name is short").to_be_bytes();
    let [high, low] = port.to_be_bytes();
    ask(&mut stream, &[&[120, high, low, 72, 0, 0, 6, 0, 5], &len[..], name.as_bytes(), &[0, 0]].concat());
    let mut answer = [0; 2];
    stream.read_exact(&mut answer).expect("EPMD answers");
    assert!(matches!(answer, [118 | 121, 0]), "the name is free: {answer:?}");
    stream
}
