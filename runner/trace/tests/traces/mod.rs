//! Hand-made traces that the tests of charts and of pictures share.

use trace::{Event, Kind};

pub fn event(at: u64, process: &str, kind: Kind) -> Event {
    Event { at, process: process.into(), kind, source: None }
}

pub fn text(text: &str) -> String {
    text.to_owned()
}

/// A supervisor starts a server, a client calls it, it dies and comes back.
pub fn supervised() -> Vec<Event> {
    let reason = || text("boom");
    vec![
        event(0, "sup", Kind::Spawn { child: text("server") }),
        event(0, "sup", Kind::Link { with: text("server") }),
        event(0, "server", Kind::Name { name: text("counter"), registered: true }),
        event(0, "client", Kind::Monitor { of: text("server") }),
        event(0, "client", Kind::Send { to: text("server"), label: text("add 1") }),
        event(0, "client", Kind::Wait { what: text("call server"), whom: Some(text("server")) }),
        event(0, "server", Kind::Receive { from: Some(text("client")), label: text("add 1") }),
        event(10_000, "server", Kind::Send { to: text("client"), label: text("ok") }),
        event(10_000, "client", Kind::Receive { from: Some(text("server")), label: text("ok") }),
        event(10_000, "client", Kind::Note { line: text("added: 1") }),
        event(1_500_000, "server", Kind::Exit { reason: reason() }),
        event(1_500_000, "server", Kind::ExitSignal { to: text("sup"), reason: reason() }),
        event(1_500_000, "client", Kind::Down { of: text("server"), reason: reason() }),
        event(1_500_000, "client", Kind::Dropped { to: text("server"), label: text("add 2") }),
        event(1_500_000, "sup", Kind::Restart { child: text("server") }),
        event(1_500_000, "client", Kind::Note { line: text("lost") }),
        event(2_000_000, "client", Kind::Demonitor { of: text("server") }),
        event(2_000_000, "sup", Kind::Unlink { with: text("server") }),
        event(2_000_000, "sup", Kind::Send { to: text("sup"), label: text("tick") }),
        event(2_000_000, "sup", Kind::Wait { what: text("receive"), whom: None }),
    ]
}
