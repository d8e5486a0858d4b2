//! How it stands with each other node, event by event.

use handshake::Standing;
use node::peers::{Action, Event, Peers};
use term::Atom;

fn peer() -> Atom {
    Atom::new("b@host")
}

#[test]
fn a_late_close_of_the_first_connection_does_not_take_down_the_second() {
    let mut peers = Peers::default();
    let peer = peer();
    assert_eq!(peers.step(Event::Wanted { peer }), [Action::Dial { peer, generation: 1 }]);
    assert_eq!(peers.step(Event::Done { peer, generation: 1 }), [Action::Up { peer, generation: 1 }]);
    let call = peers.generation();
    assert_eq!(peers.judge(peer, call), Standing::Connected);
    let dropped = [Action::Close { generation: 1 }, Action::Down { peer, generation: 1 }];
    assert_eq!(peers.step(Event::DropOld { peer }), dropped);
    assert_eq!(peers.step(Event::Done { peer, generation: 2 }), [Action::Up { peer, generation: 2 }]);
    assert_eq!(peers.step(Event::Lost { peer, generation: 1 }), []);
    assert_eq!(peers.up(peer), Some(2));
    assert_eq!(peers.step(Event::Lost { peer, generation: 2 }), [Action::Down { peer, generation: 2 }]);
}

#[test]
fn of_two_calls_at_once_one_survives() {
    let mut peers = Peers::default();
    let peer = peer();
    assert_eq!(peers.step(Event::Wanted { peer }), [Action::Dial { peer, generation: 1 }]);
    let call = peers.generation();
    assert_eq!(peers.judge(peer, call), Standing::Connecting);
    assert_eq!(peers.step(Event::DropDialing { peer }), [Action::Close { generation: 1 }]);
    assert_eq!(peers.step(Event::Failed { peer, generation: 1 }), [], "the call goes on");
    assert_eq!(peers.step(Event::Done { peer, generation: call }), [Action::Up { peer, generation: call }]);
    assert_eq!(peers.step(Event::Wanted { peer }), [], "there is one");
}

#[test]
fn whoever_waits_hears_that_there_will_be_no_connection() {
    let mut peers = Peers::default();
    let peer = peer();
    let _ = peers.step(Event::Wanted { peer });
    assert_eq!(peers.step(Event::Failed { peer, generation: 1 }), [Action::GiveUp { peer }]);
    assert_eq!(peers.step(Event::Wanted { peer }), [Action::Dial { peer, generation: 2 }], "and again");
}

#[test]
fn strangers_who_say_the_name_of_a_node_keep_nobody_from_it() {
    let mut peers = Peers::default();
    let peer = peer();
    let mut stranger = peers.generation();
    assert_eq!(peers.judge(peer, stranger), Standing::Unknown);
    assert_eq!(peers.step(Event::Wanted { peer }), [], "it seems to call us");
    let another = peers.generation();
    assert_eq!(peers.judge(peer, another), Standing::Unknown);
    assert_eq!(
        peers.step(Event::Failed { peer, generation: stranger }),
        [Action::Dial { peer, generation: 3 }]
    );
    stranger = peers.generation();
    let _ = peers.judge(peer, stranger);
    assert_eq!(
        peers.step(Event::Failed { peer, generation: 3 }),
        [Action::GiveUp { peer }],
        "nobody waits for ever"
    );
    let real = peers.generation();
    let _ = peers.judge(peer, real);
    let later = peers.generation();
    let _ = peers.judge(peer, later);
    assert_eq!(peers.step(Event::Done { peer, generation: real }), [Action::Up { peer, generation: real }]);
    assert_eq!(peers.step(Event::Failed { peer, generation: later }), []);
    assert_eq!(peers.up(peer), Some(real));
}
