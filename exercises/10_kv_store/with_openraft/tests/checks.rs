//! Checks of `with_openraft`. Each step is a module, each claim a test.

#[path = "checks/members.rs"]
mod members;

use std::time::Duration;

use harness::{Run, World, check, sim};
use openraft::storage::{RaftLogStorage, RaftLogStorageExt, RaftStateMachine};
use openraft::{CommittedLeaderId, EntryPayload};
use term::{Term, term};
use with_openraft::types::{Entry, Id, LogId, Membership, Order, Ticket};
use with_openraft::{Answer, Cluster, Disk, Elsewhere, Log, MEMBERS, Machine, Request, Trouble, late, told};

/// Plays something in a world; `world.say` makes the transcript.
fn play<Fut: Future<Output = ()> + 'static>(body: impl FnOnce(World) -> Fut) -> Run<()> {
    sim(1, body)
}

/// The entry at this place of the log, written by member 0 as the leader of term 1.
fn entry(index: u64, payload: EntryPayload<with_openraft::types::Types>) -> Entry {
    Entry { log_id: LogId::new(CommittedLeaderId::new(1, 0), index), payload }
}

/// An order of member 1.
fn order(number: u64, value: Option<i64>) -> EntryPayload<with_openraft::types::Types> {
    let ticket = Ticket { member: 1, life: 0, number };
    EntryPayload::Normal(Order { ticket, key: term!("k"), value: value.map(Term::from) })
}

fn put(value: i64) -> Request {
    Request::Put(term!("k"), Term::from(value))
}

fn get() -> Request {
    Request::Get(term!("k"))
}

fn words(answer: &Answer) -> String {
    match answer {
        Answer::Done => "done".to_owned(),
        Answer::Value(None) => "nothing".to_owned(),
        Answer::Value(Some(value)) => value.to_string(),
        Answer::Unknown => "unknown".to_owned(),
        Answer::Unavailable => "unavailable".to_owned(),
    }
}

/// How far it has come, with which members, and what it knows.
fn place(upto: Option<LogId>, members: &Membership) -> String {
    let upto = upto.map_or("nowhere".to_owned(), |upto| upto.index.to_string());
    let members: Vec<String> = members.voter_ids().map(|id| id.to_string()).collect();
    format!("up to {upto}; members: {}", members.join(" "))
}

async fn state_of(machine: &mut Machine) -> String {
    let (upto, members) = machine.applied_state().await.expect("memory does not fail");
    let value = machine.value(&term!("k")).map_or("nothing".to_owned(), |value| value.to_string());
    format!("{}; k: {value}", place(upto, &members))
}

async fn pause(millis: u64) {
    tokio::time::sleep(Duration::from_millis(millis)).await;
}

/// Waits until all of these agree on one of them.
async fn leader_of(cluster: &Cluster, members: &[Id]) -> Id {
    loop {
        let mut leaders = Vec::new();
        for id in members {
            let member = cluster.member(*id).expect("it is up");
            leaders.push(member.raft().current_leader().await.filter(|leader| members.contains(leader)));
        }
        if let Some(leader) = leaders[0].filter(|_| leaders.iter().all(|leader| *leader == leaders[0])) {
            return leader;
        }
        pause(10).await;
    }
}

mod apply {
    use super::*;

    #[test]
    fn every_entry_is_answered_and_the_place_is_remembered() {
        check("place_forgotten", |t| {
            t.run(play(|world| async move {
                let mut machine = Machine::new(Disk::default());
                let members = openraft::Membership::new(vec![MEMBERS.into()], None);
                let entries = [
                    ("the members", EntryPayload::Membership(members)),
                    ("a blank entry", EntryPayload::Blank),
                    ("put k 1", order(0, Some(1))),
                    ("delete k", order(1, None)),
                ];
                for (index, (name, payload)) in (1..).zip(entries) {
                    let answered = machine.apply([entry(index, payload)]).await;
                    let answers = answered.expect("memory does not fail").len();
                    let state = state_of(&mut machine).await;
                    world.say("machine", format!("{name} -> answers: {answers}; {state}"));
                }
            }));
            t.suspect_if(t.lines().iter().any(|line| !line.contains("answers: 1")), "entry_unanswered");
            t.expect(
                "transcript",
                &[
                    "the members -> answers: 1; up to 1; members: 0 1 2; k: nothing",
                    "a blank entry -> answers: 1; up to 2; members: 0 1 2; k: nothing",
                    "put k 1 -> answers: 1; up to 3; members: 0 1 2; k: 1",
                    "delete k -> answers: 1; up to 4; members: 0 1 2; k: nothing",
                ],
            );
        });
    }

    #[test]
    fn a_request_that_comes_twice_counts_once() {
        check("counted_twice", |t| {
            t.run(play(|world| async move {
                let mut machine = Machine::new(Disk::default());
                let requests = [("put k 1", 0, 1), ("put k 2", 1, 2), ("put k 1, again", 0, 1)];
                for (index, (name, number, value)) in (1..).zip(requests) {
                    let answered = machine.apply([entry(index, order(number, Some(value)))]).await;
                    let answers = answered.expect("memory does not fail").len();
                    let value =
                        machine.value(&term!("k")).map_or("nothing".to_owned(), |value| value.to_string());
                    world.say("machine", format!("{name} -> answers: {answers}; k: {value}"));
                }
            }));
            t.expect(
                "transcript",
                &[
                    "put k 1 -> answers: 1; k: 1",
                    "put k 2 -> answers: 1; k: 2",
                    "put k 1, again -> answers: 1; k: 2",
                ],
            );
        });
    }
}

mod disk {
    use super::*;
    use with_openraft::types::Vote;

    /// For whom, and in which term.
    fn ballot(vote: Option<Vote>) -> String {
        vote.map_or("nothing".to_owned(), |vote| {
            format!("{} in term {}", vote.leader_id.node_id, vote.leader_id.term)
        })
    }

    #[test]
    fn a_vote_outlives_a_crash() {
        check("vote_not_synced", |t| {
            t.run(play(|world| async move {
                let disk = Disk::default();
                let vote = Vote::new(3, 1);
                Log::new(disk.clone()).save_vote(&vote).await.expect("a disk that works");
                world.say("member", format!("promised: {}", ballot(Some(vote))));
                disk.crash();
                let vote = Log::new(disk).read_vote().await.expect("a disk that works");
                world.say("member", format!("known: {}", ballot(vote)));
            }));
            t.expect("transcript", &["promised: 1 in term 3", "known: 1 in term 3"]);
        });
    }

    #[test]
    fn what_is_called_stored_outlives_a_crash() {
        check("stored_too_early", |t| {
            t.run(play(|world| async move {
                let disk = Disk::default();
                for entries in [vec![1, 2, 3], vec![4]] {
                    let names = entries.iter().map(u64::to_string).collect::<Vec<_>>().join(" ");
                    let entries: Vec<_> =
                        entries.into_iter().map(|index| entry(index, EntryPayload::Blank)).collect();
                    let stored = Log::new(disk.clone()).blocking_append(entries).await.is_ok();
                    world.say("member", format!("{names}: {}", if stored { "stored" } else { "not stored" }));
                    disk.crash();
                    let left =
                        disk.read(|content| content.entries.keys().map(u64::to_string).collect::<Vec<_>>());
                    world.say("member", format!("after a crash: {}", left.join(" ")));
                }
            }));
            t.expect(
                "transcript",
                &["1 2 3: stored", "after a crash: 1 2 3", "4: stored", "after a crash: 1 2 3 4"],
            );
        });
    }
}

mod snapshot {
    use super::*;
    use openraft::RaftSnapshotBuilder;

    #[test]
    fn a_snapshot_says_how_far_it_goes_and_outlives_a_crash() {
        check("snapshot_not_kept", |t| {
            t.run(play(|world| async move {
                let disk = Disk::default();
                let mut machine = Machine::new(disk.clone());
                let members = openraft::Membership::new(vec![MEMBERS.into()], None);
                let entries = [entry(1, EntryPayload::Membership(members)), entry(2, order(0, Some(1)))];
                machine.apply(entries).await.expect("memory does not fail");
                let snapshot = machine.build_snapshot().await.expect("a disk that works");
                let (upto, members) = (snapshot.meta.last_log_id, snapshot.meta.last_membership);
                world.say("machine", format!("the snapshot -> {}", place(upto, &members)));
                disk.crash();
                let state = state_of(&mut Machine::new(disk)).await;
                world.say("machine", format!("after a crash -> {state}"));
            }));
            t.suspect_if(t.lines()[0] != "the snapshot -> up to 2; members: 0 1 2", "snapshot_without_place");
            t.expect(
                "transcript",
                &[
                    "the snapshot -> up to 2; members: 0 1 2",
                    "after a crash -> up to 2; members: 0 1 2; k: 1",
                ],
            );
        });
    }
}

mod errors {
    use super::*;
    use openraft::EmptyNode;
    use openraft::error::{Fatal, RPCError, RaftError};

    type Heard = Result<u64, RPCError<Id, EmptyNode, RaftError<Id>>>;

    #[test]
    fn three_kinds_of_bad_news_are_told_apart() {
        check("gone_and_lost_mixed", |t| {
            let calls = [
                ("an answer", Ok(Ok(7))),
                ("a refusal", Ok(Err(RaftError::Fatal(Fatal::Stopped)))),
                ("nobody there", Err(Trouble::Refused)),
                ("no answer in time", Err(Trouble::Silence)),
            ];
            for (name, call) in calls {
                let heard: Heard = told(2, call);
                let heard = match heard {
                    Ok(answer) => answer.to_string(),
                    Err(RPCError::RemoteError(error)) => {
                        format!("remote error of {}: {}", error.target, error.source)
                    }
                    Err(RPCError::Unreachable(_)) => "unreachable".to_owned(),
                    Err(RPCError::Network(_)) => "network error".to_owned(),
                    Err(other) => other.to_string(),
                };
                t.line(format!("{name} -> {heard}"));
            }
            t.suspect_if(!t.lines()[1].contains("remote error"), "answer_taken_for_silence");
            t.expect(
                "transcript",
                &[
                    "an answer -> 7",
                    "a refusal -> remote error of 2: raft stopped",
                    "nobody there -> unreachable",
                    "no answer in time -> network error",
                ],
            );
        });
    }

    #[test]
    fn a_host_that_is_down_is_left_in_peace() {
        check("gone_and_lost_mixed", |t| {
            t.run(play(|world| async move {
                let cluster = Cluster::start(world.spawner(), 1).await;
                cluster.crash(2);
                let before = cluster.refused();
                pause(3_000).await;
                let letters = cluster.refused() - before;
                world.say("wires", format!("letters in 3 s: {}", if letters <= 15 { "few" } else { "many" }));
            }));
            t.expect("transcript", &["letters in 3 s: few"]);
        });
    }
}

mod answer {
    use super::*;

    #[test]
    fn who_does_not_lead_says_who_does() {
        check("refusal_is_final", |t| {
            t.run(play(|world| async move {
                let cluster = Cluster::start(world.spawner(), 1).await;
                for id in MEMBERS {
                    let member = cluster.member(id).expect("it is up");
                    let ticket = Ticket { member: id, life: 9, number: 0 };
                    let said = match member.lead(ticket, put(1)).await {
                        Ok(answer) => words(&answer),
                        Err(Elsewhere(None)) => "elsewhere".to_owned(),
                        Err(Elsewhere(Some(id))) => format!("elsewhere: {id}"),
                    };
                    world.say("client", format!("member {id}: {said}"));
                }
            }));
            t.expect("transcript", &["member 0: done", "member 1: elsewhere: 0", "member 2: elsewhere: 0"]);
        });
    }

    #[test]
    fn any_member_takes_a_write() {
        check("refusal_is_final", |t| {
            t.run(play(|world| async move {
                let cluster = Cluster::start(world.spawner(), 1).await;
                for id in MEMBERS {
                    world.say("client", format!("put at {id}: {}", words(&cluster.ask(id, put(1)).await)));
                }
            }));
            t.expect("transcript", &["put at 0: done", "put at 1: done", "put at 2: done"]);
        });
    }

    #[test]
    fn maybe_is_an_answer() {
        check("silence_is_failure", |t| {
            let requests = [("put", put(1)), ("delete", Request::Delete(term!("k"))), ("get", get())];
            for (name, request) in &requests {
                for (handed_over, how) in [(true, "handed over"), (false, "kept")] {
                    t.line(format!("{name}, {how}: {}", words(&late(request, handed_over))));
                }
            }
            let expected = [
                "put, handed over: unknown",
                "put, kept: unavailable",
                "delete, handed over: unknown",
                "delete, kept: unavailable",
                "get, handed over: unavailable",
                "get, kept: unavailable",
            ];
            let doubts = |lines: &[String]| lines.iter().filter(|line| line.ends_with("unknown")).count();
            t.suspect_if(doubts(t.lines()) > 2, "says_unknown");
            t.expect("transcript", &expected);
        });
    }

    #[test]
    fn who_is_cut_off_says_what_it_knows() {
        check("handed_over_misnoted", |t| {
            t.run(play(|world| async move {
                let cluster = Cluster::start(world.spawner(), 1).await;
                cluster.cut(&[2], &[0, 1]);
                pause(1_000).await;
                world.say("client", format!("at 2, cut off: {}", words(&cluster.ask(2, put(1)).await)));
                cluster.heal();
                let leader = leader_of(&cluster, &MEMBERS).await;
                let others: Vec<Id> = MEMBERS.into_iter().filter(|id| *id != leader).collect();
                cluster.cut(&[leader], &others);
                world.say(
                    "client",
                    format!("at the leader, cut off: {}", words(&cluster.ask(leader, put(2)).await)),
                );
            }));
            t.expect("transcript", &["at 2, cut off: unavailable", "at the leader, cut off: unknown"]);
        });
    }

    #[test]
    fn a_write_finds_the_next_leader() {
        check("keeps_to_a_dead_leader", |t| {
            t.run(play(|world| async move {
                let cluster = Cluster::start(world.spawner(), 1).await;
                cluster.crash(0);
                for id in [1, 2] {
                    world.say("client", format!("put at {id}: {}", words(&cluster.ask(id, put(1)).await)));
                }
            }));
            t.expect("transcript", &["put at 1: done", "put at 2: done"]);
        });
    }
}

mod read {
    use super::*;

    #[test]
    fn a_leader_that_is_cut_off_tells_nothing_old() {
        check("stale_read", |t| {
            t.run(play(|world| async move {
                let cluster = Cluster::start(world.spawner(), 1).await;
                let say =
                    |what: &str, answer: &Answer| world.say("client", format!("{what}: {}", words(answer)));
                say("put 1 at 0", &cluster.ask(0, put(1)).await);
                cluster.cut(&[0], &[1, 2]);
                leader_of(&cluster, &[1, 2]).await;
                say("put 2 at 1", &cluster.ask(1, put(2)).await);
                say("get at 0", &cluster.ask(0, get()).await);
                cluster.heal();
                leader_of(&cluster, &MEMBERS).await;
                say("get at 0, healed", &cluster.ask(0, get()).await);
            }));
            t.expect(
                "transcript",
                &["put 1 at 0: done", "put 2 at 1: done", "get at 0: unavailable", "get at 0, healed: 2"],
            );
        });
    }

    #[test]
    fn a_leader_that_has_slept_reads_what_was_written_before() {
        check("read_too_early", |t| {
            let mut right = 0;
            for seed in 1..=10 {
                let run: Run<Answer> = sim(seed, move |world| async move {
                    let cluster = Cluster::start(world.spawner(), seed).await;
                    cluster.ask(0, put(1)).await;
                    pause(200).await;
                    MEMBERS.iter().for_each(|id| cluster.crash(*id));
                    for id in MEMBERS {
                        cluster.restart(id).await;
                    }
                    cluster.ask(0, get()).await
                });
                right += usize::from(run.finished() == Answer::Value(Some(term!(1))));
            }
            t.line(format!("after a power cut of all: {right} of 10 read 1"));
            t.expect("transcript", &["after a power cut of all: 10 of 10 read 1"]);
        });
    }

    /// A write that 0 and 1 have stored; 1 crashes and comes back, with or without its disk; then 0 is cut off.
    async fn read_after_a_crash(world: World, lost: bool) -> String {
        let cluster = Cluster::start(world.spawner(), 1).await;
        cluster.cut(&[2], &[0, 1]);
        cluster.ask(0, put(1)).await;
        cluster.crash(1);
        if lost {
            cluster.disk(1).lose();
        }
        cluster.heal();
        cluster.cut(&[0], &[1, 2]);
        cluster.restart(1).await;
        leader_of(&cluster, &[1, 2]).await;
        words(&cluster.ask(1, get()).await)
    }

    #[test]
    fn a_disk_keeps_the_promise_and_an_empty_one_breaks_it() {
        check("stored_too_early", |t| {
            for (lost, name) in [(false, "its disk"), (true, "an empty disk")] {
                let run: Run<String> = sim(1, move |world| read_after_a_crash(world, lost));
                t.line(format!("back with {name}: get -> {}", run.finished()));
            }
            t.expect(
                "transcript",
                &["back with its disk: get -> 1", "back with an empty disk: get -> nothing"],
            );
        });
    }
}

mod judged {
    use super::*;
    use judge::Schedule;
    use members::{Reads, crash, linearizable, partition};

    #[test]
    fn all_answers_fit_together_with_and_without_a_cut() {
        check("stale_read", |t| {
            t.line(format!("without a cut: {} of 20", linearizable(Reads::Proven, |_| Schedule::default())));
            t.line(format!("with a cut: {} of 20", linearizable(Reads::Proven, partition)));
            t.expect("transcript", &["without a cut: 20 of 20", "with a cut: 20 of 20"]);
        });
    }

    #[test]
    fn all_answers_fit_together_though_a_member_crashes() {
        check("stale_read", |t| {
            t.line(format!("with a crash: {} of 20", linearizable(Reads::Proven, crash)));
            t.expect("transcript", &["with a crash: 20 of 20"]);
        });
    }
}
