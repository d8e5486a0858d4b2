//! Members of other nodes: the core takes what the same scope elsewhere says.

use pg::Change;
use pg::core::{Action, Event, Reply, State, Watched, step};
use process::{Config, Context, Pid, System};
use term::{Term, term};

/// Three pids: of the peer, of one of its members, of one of ours. To the core they are names and nothing else.
fn pids(system: &System) -> [Pid; 3] {
    std::array::from_fn(|_| system.spawn(|mut me: Context| async move { drop(me.next().await) }))
}

fn group() -> Term {
    term!("lobby")
}

#[tokio::test]
async fn members_of_a_peer_are_members_and_not_local_ones() {
    let system = System::new(Config::default());
    let [peer, theirs, ours] = pids(&system);
    let mut state = State::default();
    let _ = step(&mut state, Event::JoinAsked { group: group(), pids: vec![ours] });
    let actions = step(&mut state, Event::PeerJoined { peer, group: group(), pids: vec![theirs, theirs] });
    assert_eq!(actions, [], "a process of another node is not watched");
    assert_eq!(state.members(&group()), [ours, theirs, theirs]);
    assert_eq!(state.local_members(&group()), [ours]);
    let _ = step(&mut state, Event::LeaveAsked { group: group(), pids: vec![ours] });
    assert_eq!(state.groups(), [group()]);
    assert_eq!(state.local_groups(), []);
    let _ = step(&mut state, Event::PeerLeft { peer, group: group(), pids: vec![theirs] });
    assert_eq!(state.members(&group()), [theirs]);
}

#[tokio::test]
async fn with_a_peer_all_its_members_go_and_each_group_is_told_once() {
    let system = System::new(Config::default());
    let [peer, theirs, ours] = pids(&system);
    let mut state = State::default();
    let _ = step(&mut state, Event::JoinAsked { group: group(), pids: vec![ours] });
    let _ = step(&mut state, Event::PeerJoined { peer, group: group(), pids: vec![theirs, theirs] });
    let _ = step(&mut state, Event::PeerJoined { peer, group: term!(:attic), pids: vec![theirs] });
    let reference = system.make_ref();
    let asked = Event::MonitorAsked { reference, watcher: ours, of: Watched::Group(group()) };
    let snapshot = vec![(group(), vec![ours, theirs, theirs])];
    assert_eq!(step(&mut state, asked), [Action::Reply(Reply::Snapshot(reference, snapshot))]);
    let told = step(&mut state, Event::PeerDown(peer));
    let leaves = |action: &Action| match action {
        Action::Notify { to, changed } => {
            *to == ours && changed.change == Change::Leave && changed.pids == [theirs, theirs]
        }
        _ => false,
    };
    assert_eq!(told.iter().filter(|action| leaves(action)).count(), 1, "{told:?}");
    assert_eq!(told.len(), 1, "one message for each group, as in OTP");
    assert_eq!(state.members(&group()), [ours]);
    assert_eq!(state.groups(), [group()]);
    assert_eq!(step(&mut state, Event::PeerDown(peer)), [], "and it goes once");
}
