//! Checks of `pg`. Each step is a module, each claim a test.

use std::collections::BTreeMap;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use harness::{Rng, Run, World, check, seeds, sim};
use pg::{Changed, GroupError, Scope, start_link};
use process::{Config, Context, Down, ExitReason, Pid, Ref, System};
use term::{Term, term};

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

/// Runs `body` as the process `main`, with the processes `a` to `e`, which wait until they end.
fn main<F, Fut>(seed: u64, body: F) -> Run
where
    F: FnOnce(World, Context, Cast) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    run(seed, true, body)
}

/// The same, and nobody writes down what happens: for many events.
fn untraced<F, Fut>(seed: u64, body: F) -> Run
where
    F: FnOnce(World, Context, Cast) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    run(seed, false, body)
}

fn run<F, Fut>(seed: u64, traced: bool, body: F) -> Run
where
    F: FnOnce(World, Context, Cast) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    sim(seed, move |world| async move {
        let system = System::new(Config {
            spawner: Some(world.spawner()),
            tracer: traced.then(|| world.tracer()),
            crash_log: Some(Arc::new(|_| {})),
            ..Config::default()
        });
        let inside = world.clone();
        let main = system.spawn(|mut me| async move {
            me.register("main").expect("the name is free");
            let cast = Cast(["a", "b", "c", "d", "e"].map(|name| (name, waits(&me, name))).to_vec());
            start_link(&mut me, "chat").await.expect("the name is free");
            inside.settle().await; // all have their names
            body(inside, me, cast).await;
        });
        system.join(main).await;
    })
}

/// A process with a name that waits until it ends.
fn waits(me: &Context, name: &'static str) -> Pid {
    me.spawn(move |mut me| async move {
        me.register(name).expect("the name is free");
        drop(me.next().await);
    })
}

/// The processes of a check, by their names.
#[derive(Clone)]
struct Cast(Vec<(&'static str, Pid)>);

impl Cast {
    fn pid(&self, name: &str) -> Pid {
        self.0.iter().find(|(one, _)| *one == name).expect("a process of this check").1
    }

    /// `"a b b"`: these processes, a process as often as it is named.
    fn pids(&self, names: &str) -> Vec<Pid> {
        names.split_whitespace().map(|name| self.pid(name)).collect()
    }

    /// The names of these, in order: the members of a group have none.
    fn names(&self, pids: &[Pid]) -> String {
        let name = |pid: &Pid| self.0.iter().find(|(_, one)| one == pid).map_or("somebody", |(name, _)| name);
        let mut names: Vec<&str> = pids.iter().map(name).collect();
        names.sort_unstable();
        names.join(" ")
    }
}

/// One conversation with the scope `chat`, written down.
struct Talk {
    world: World,
    me: Context,
    cast: Cast,
    scope: Scope,
}

impl Talk {
    fn new(world: World, me: Context, cast: Cast) -> Self {
        let scope = Scope::whereis(me.system(), "chat").expect("it runs");
        Self { world, me, cast, scope }
    }

    fn say(&self, line: impl Into<String>) {
        self.world.say("main", line);
    }

    async fn join(&mut self, group: Term, names: &str) -> &'static str {
        let pids = self.cast.pids(names);
        self.scope.join(&mut self.me, group, pids).await.map_or("no answer", |()| "ok")
    }

    async fn leave(&mut self, group: Term, names: &str) -> &'static str {
        let pids = self.cast.pids(names);
        match self.scope.leave(&mut self.me, group, pids).await {
            Ok(()) => "ok",
            Err(GroupError::NotJoined) => "not_joined",
            Err(_) => "no answer",
        }
    }

    async fn show(&mut self, group: Term) {
        let members = self.scope.get_members(&mut self.me, group.clone()).await.expect("it answers");
        self.say(format!("{group} [{}]", self.cast.names(&members)));
    }

    async fn groups(&mut self) {
        let groups = self.scope.which_groups(&mut self.me).await.expect("it answers");
        let mut groups: Vec<String> = groups.iter().map(Term::to_string).collect();
        groups.sort();
        self.say(format!("groups: {}", groups.join(" ")));
    }

    /// Kills a process and waits for its end.
    async fn kill(&mut self, name: &'static str) {
        let pid = self.cast.pid(name);
        let monitor = self.me.monitor(pid);
        self.me.exit(pid, ExitReason::Kill);
        let down = self.me.receive_if(|down: &Down| down.reference == monitor).await;
        self.say(format!("{name} ends: {}", down.reason));
    }

    /// What has been heard under a reference, in order.
    async fn heard(&mut self, reference: Ref) -> String {
        let ours = |changed: &Changed| changed.reference == reference;
        let mut heard = Vec::new();
        while let Some(changed) = self.me.receive_if_timeout(Duration::ZERO, ours).await {
            let Changed { change, group, pids, .. } = changed;
            heard.push(format!("{change} {group} {}", self.cast.names(&pids)));
        }
        heard.sort();
        heard.join(", ")
    }
}

fn lobby() -> Term {
    term!("lobby")
}

fn attic() -> Term {
    term!("attic")
}

fn room() -> Term {
    term!({:room, 1})
}

mod predict {
    use super::*;
    use pg::predict::{JOINED_TWICE_LEFT_ONCE, MESSAGES_AT_THE_DEATH, ONE_OF_TWO_IS_A_MEMBER};

    #[test]
    fn the_prediction_is_what_the_beam_does() {
        check("predicts_a_set", |t| {
            let ours = [JOINED_TWICE_LEFT_ONCE, ONE_OF_TWO_IS_A_MEMBER, MESSAGES_AT_THE_DEATH];
            t.suspect_if(ours.contains(&""), "not_yet");
            for line in ours {
                t.line(line);
            }
            let stays = BEAM.contains("leave a: ok\n\"lobby\" [a b c]");
            let some = BEAM.lines().find_map(|line| line.strip_prefix("leave a, b: ")).unwrap_or_default();
            let end = BEAM.lines().last().unwrap_or_default();
            let messages = end.matches("leave \"lobby\" e").count().to_string();
            t.expect("beam.out", &[if stays { "member" } else { "gone" }, some, &messages]);
        });
    }
}

mod join {
    use super::*;

    #[test]
    fn a_process_is_a_member_as_often_as_it_joins() {
        check("joined_once", |t| {
            t.run(main(1, |world, me, cast| async move {
                let mut talk = Talk::new(world, me, cast);
                let joins = [
                    ("a", lobby(), "a"),
                    ("b, c", lobby(), "b c"),
                    ("a again", lobby(), "a"),
                    ("a elsewhere", room(), "a"),
                ];
                for (what, group, names) in joins {
                    let answer = talk.join(group, names).await;
                    talk.say(format!("join {what}: {answer}"));
                }
                for group in [lobby(), room(), term!(:nobody)] {
                    talk.show(group).await;
                }
                talk.groups().await;
                let game = start_link(&mut talk.me, "game").await.expect("the name is free");
                let members = game.get_members(&mut talk.me, lobby()).await.expect("it answers");
                talk.say(format!("lobby of another scope: {members:?}"));
            }));
            t.beam_section(BEAM, "join");
        });
    }

    #[test]
    fn members_of_this_node_are_found_as_such() {
        check("joined_once", |t| {
            t.run(main(1, |world, me, cast| async move {
                let mut talk = Talk::new(world, me, cast);
                talk.join(lobby(), "a b b").await;
                let local = talk.scope.get_local_members(&mut talk.me, lobby()).await.expect("it answers");
                talk.say(format!("local: {}", talk.cast.names(&local)));
                let groups = talk.scope.which_local_groups(&mut talk.me).await.expect("it answers");
                talk.say(format!("local groups: {}", groups.len()));
            }));
            t.expect("transcript", &["local: a b b", "local groups: 1"]);
        });
    }

    #[test]
    fn each_process_is_watched_once_however_often_it_joins() {
        check("watched_each_time", |t| {
            t.run(main(1, |world, me, cast| async move {
                let mut talk = Talk::new(world, me, cast);
                talk.join(lobby(), "a a").await;
                talk.join(attic(), "a b").await;
                talk.join(lobby(), "a").await;
                for name in ["a", "b", "c"] {
                    let info = talk.me.system().info(talk.cast.pid(name)).expect("it lives");
                    talk.say(format!("{name} is watched {} times", info.monitored_by.len()));
                }
            }));
            let expected = ["a is watched 1 times", "b is watched 1 times", "c is watched 0 times"];
            t.expect("transcript", &expected);
        });
    }
}

mod leave {
    use super::*;

    #[test]
    fn each_leave_takes_back_one_join() {
        check("leaves_altogether", |t| {
            t.run(main(1, |world, me, cast| async move {
                let mut talk = Talk::new(world, me, cast);
                talk.join(lobby(), "a a b c").await;
                talk.join(room(), "a").await;
                for (what, names, shown) in
                    [("a", "a", true), ("a", "a", true), ("a", "a", false), ("a, b", "a b", true)]
                {
                    let answer = talk.leave(lobby(), names).await;
                    talk.say(format!("leave {what}: {answer}"));
                    if shown {
                        talk.show(lobby()).await;
                    }
                }
                let answer = talk.leave(lobby(), "c").await;
                talk.say(format!("leave c: {answer}"));
                talk.groups().await;
            }));
            let answers: Vec<&str> =
                t.lines().iter().filter_map(|line| line.strip_prefix("leave ")).collect();
            let named = t.lines().last().is_some_and(|line| line.contains("lobby"));
            t.suspect_if(named && t.lines().iter().any(|line| line == "\"lobby\" [c]"), "empty_group_kept");
            t.suspect_if(answers.get(2) == Some(&"a: ok"), "leave_of_a_stranger_is_ok");
            t.beam_section(BEAM, "leave");
        });
    }

    #[test]
    fn whoever_is_in_another_group_still_is_watched_still() {
        check("watch_ends_at_the_wrong_time", |t| {
            t.run(main(1, |world, me, cast| async move {
                let mut talk = Talk::new(world, me, cast);
                talk.join(lobby(), "a a").await;
                talk.join(attic(), "a").await;
                for group in [lobby(), attic(), lobby()] {
                    talk.leave(group.clone(), "a").await;
                    let info = talk.me.system().info(talk.cast.pid("a")).expect("it lives");
                    talk.say(format!("left {group}: watched {} times", info.monitored_by.len()));
                }
            }));
            t.expect(
                "transcript",
                &[
                    "left \"lobby\": watched 1 times",
                    "left \"attic\": watched 1 times",
                    "left \"lobby\": watched 0 times",
                ],
            );
        });
    }
}

mod death {
    use super::*;

    #[test]
    fn a_member_that_ends_leaves_all_its_groups() {
        check("dead_member_stays", |t| {
            t.run(main(1, |world, me, cast| async move {
                let mut talk = Talk::new(world, me, cast);
                talk.join(room(), "a").await;
                talk.join(lobby(), "b b c").await;
                talk.join(attic(), "b c").await;
                talk.leave(attic(), "c").await;
                talk.show(lobby()).await;
                talk.kill("b").await;
                talk.show(lobby()).await;
                talk.groups().await;
                talk.kill("c").await;
                talk.groups().await;
                let answer = talk.join(lobby(), "c").await;
                talk.say(format!("join the dead c: {answer}"));
                talk.groups().await;
            }));
            t.beam_section(BEAM, "death");
        });
    }

    /// Fifty seeds with 2,000 events each: joins, leaves and deaths in any order, and after each a look.
    #[test]
    fn no_member_is_lost_and_no_dead_one_stays() {
        check("dead_member_stays", |t| {
            for seed in seeds(50) {
                let run = untraced(seed, move |world, me, cast| async move {
                    let mut talk = Talk::new(world, me, cast);
                    let wrong = storm(&mut talk, Rng::new(seed)).await;
                    talk.say(wrong.unwrap_or_else(|| "as it should be".into()));
                });
                t.run(run);
            }
            let expected = vec!["as it should be"; t.lines().len()];
            let all = t.lines();
            t.suspect_if(all.iter().any(|line| line.contains("a member is lost")), "leaves_altogether");
            t.expect("seeds", &expected);
        });
    }

    /// Plays 2,000 random events against a model, and says what the first difference is.
    async fn storm(talk: &mut Talk, mut rng: Rng) -> Option<String> {
        const EVENTS: usize = 2_000;
        let mut members: Vec<Pid> = (0..8).map(|_| nameless(&talk.me)).collect();
        let mut model: BTreeMap<(u8, Pid), usize> = BTreeMap::new();
        for event in 0..EVENTS {
            let at = rng.below(members.len());
            let (pid, number) = (members[at], u8::try_from(rng.below(4)).expect("small"));
            let group = Term::from(number);
            match rng.below(20) {
                0 => {
                    talk.me.exit(pid, ExitReason::Kill);
                    talk.me.system().join(pid).await;
                    model.retain(|(_, who), _| *who != pid);
                    members[at] = nameless(&talk.me);
                }
                1..12 => {
                    talk.scope.join(&mut talk.me, group, [pid]).await.expect("it answers");
                    *model.entry((number, pid)).or_default() += 1;
                }
                _ => {
                    let left = talk.scope.leave(&mut talk.me, group, [pid]).await.is_ok();
                    let joined = model.get(&(number, pid)).copied().unwrap_or(0);
                    if left != (joined > 0) {
                        return Some(format!("event {event}: leave says {left} after {joined} joins"));
                    }
                    model.insert((number, pid), joined.saturating_sub(1));
                    model.retain(|_, times| *times > 0);
                }
            }
            if event % 50 == 49 {
                let differs = compare(talk, &model).await;
                if differs.is_some() {
                    return differs.map(|what| format!("event {event}: {what}"));
                }
            }
        }
        for pid in members {
            talk.me.exit(pid, ExitReason::Kill);
            talk.me.system().join(pid).await;
        }
        compare(talk, &BTreeMap::new()).await
    }

    /// Holds every group to the model. The first question is the barrier: it is answered after every `DOWN`.
    async fn compare(talk: &mut Talk, model: &BTreeMap<(u8, Pid), usize>) -> Option<String> {
        for number in 0..4 {
            let members = talk.scope.get_members(&mut talk.me, Term::from(number)).await.expect("it answers");
            if members.iter().any(|pid| !talk.me.system().is_alive(*pid)) {
                return Some(format!("group {number} has a dead member"));
            }
            let ours = model.iter().filter(|((group, _), _)| *group == number);
            let expected: usize = ours.clone().map(|(_, times)| times).sum();
            let each =
                |(pid, times): (&Pid, &usize)| members.iter().filter(|one| *one == pid).count() == *times;
            let lost = !ours.map(|((_, pid), times)| (pid, times)).all(each);
            if lost || members.len() != expected {
                return Some(format!("group {number}: a member is lost, or is one too often"));
            }
        }
        None
    }

    fn nameless(me: &Context) -> Pid {
        me.spawn(|mut me| async move { drop(me.next().await) })
    }
}

mod monitor {
    use super::*;

    #[test]
    fn whoever_monitors_hears_what_concerns_it() {
        check("wrong_audience", |t| {
            t.run(main(1, |world, me, cast| async move {
                let mut talk = Talk::new(world, me, cast);
                talk.join(room(), "a").await;
                talk.join(lobby(), "d").await;
                let (all, now) = talk.scope.monitor_scope(&mut talk.me).await.expect("it answers");
                let mut now: Vec<String> =
                    now.iter().map(|(group, pids)| format!("{group} {}", talk.cast.names(pids))).collect();
                now.sort();
                talk.say(format!("scope now: {}", now.join(", ")));
                let (one, now) = talk.scope.monitor(&mut talk.me, lobby()).await.expect("it answers");
                talk.say(format!("lobby now: {}", talk.cast.names(&now)));
                let changes = [
                    ("e joins twice", "join", lobby(), "e e"),
                    ("e joins elsewhere", "join", attic(), "e"),
                    ("d leaves", "leave", lobby(), "d"),
                    ("d leaves again", "leave", lobby(), "d"),
                    ("d and e leave", "leave", lobby(), "d e"),
                ];
                for (what, change, group, names) in changes {
                    match change {
                        "join" => talk.join(group, names).await,
                        _ => talk.leave(group, names).await,
                    };
                    hear(&mut talk, what, all, one).await;
                }
                talk.join(lobby(), "e").await;
                talk.heard(one).await;
                for what in ["lobby", "again"] {
                    let heard = talk.scope.demonitor(&mut talk.me, one).await.expect("it answers");
                    talk.say(format!("demonitor {what}: {}", if heard { "ok" } else { "false" }));
                }
                talk.heard(all).await;
                talk.kill("e").await;
                talk.groups_quietly().await;
                hear(&mut talk, "e was in the lobby twice", all, one).await;
            }));
            t.suspect_if(t.lines().first().is_some_and(|line| line == "scope now: "), "begins_blind");
            t.suspect_if(t.lines().get(1).is_some_and(|line| line == "lobby now: "), "begins_blind");
            let deaf = t.lines().get(2).is_some_and(|line| line.contains("[]"));
            t.suspect_if(deaf, "wrong_audience");
            let leave = "d leaves: scope [leave \"lobby\" d] lobby [leave \"lobby\" d]";
            let death =
                "e was in the lobby twice: scope [leave \"attic\" e, leave \"lobby\" e, leave \"lobby\" e]";
            let told = |start: &str| t.lines().iter().any(|line| line.starts_with(start));
            t.suspect_if(told(leave) && !told(death), "death_untold");
            t.beam_section(BEAM, "monitor");
        });
    }

    #[test]
    fn whoever_watches_a_group_hears_of_a_death_in_it() {
        check("death_untold", |t| {
            t.run(main(1, |world, me, cast| async move {
                let mut talk = Talk::new(world, me, cast);
                talk.join(lobby(), "a a b").await;
                let (reference, _) = talk.scope.monitor(&mut talk.me, lobby()).await.expect("it answers");
                talk.kill("a").await;
                talk.show(lobby()).await;
                let heard = talk.heard(reference).await;
                talk.say(format!("heard: {heard}"));
            }));
            t.expect(
                "transcript",
                &["a ends: killed", "\"lobby\" [b]", "heard: leave \"lobby\" a, leave \"lobby\" a"],
            );
        });
    }

    async fn hear(talk: &mut Talk, what: &str, all: Ref, one: Ref) {
        let (scope, lobby) = (talk.heard(all).await, talk.heard(one).await);
        talk.say(format!("{what}: scope [{scope}] lobby [{lobby}]"));
    }

    impl Talk {
        /// A question whose answer says that the scope has handled everything before it.
        async fn groups_quietly(&mut self) {
            self.scope.which_groups(&mut self.me).await.expect("it answers");
        }
    }

    #[test]
    fn a_watcher_that_ends_is_forgotten_and_a_member_that_watches_is_both() {
        check("wrong_audience", |t| {
            t.run(main(1, |world, me, cast| async move {
                let mut talk = Talk::new(world, me, cast);
                let scope = talk.scope;
                let watcher = talk.me.spawn(move |mut me| async move {
                    let pid = me.pid();
                    scope.monitor(&mut me, lobby()).await.expect("it answers");
                    scope.join(&mut me, lobby(), [pid]).await.expect("it answers");
                    let changed: Changed = me.receive().await;
                    assert_eq!(changed.pids, [pid]);
                    drop(me.next().await);
                });
                talk.world.settle().await;
                let state = scope.state(&mut talk.me).await.expect("it answers");
                talk.say(state);
                talk.me.exit(watcher, ExitReason::Kill);
                talk.me.system().join(watcher).await;
                let state = scope.state(&mut talk.me).await.expect("it answers");
                talk.say(state);
            }));
            t.expect("transcript", &["1 groups, 1 members, 1 monitors", "0 groups, 0 members, 0 monitors"]);
        });
    }

    #[test]
    fn the_snapshot_and_the_changes_together_are_the_members_on_fifty_seeds() {
        check("begins_blind", |t| {
            for seed in seeds(50) {
                t.run(main(seed, move |world, me, cast| async move {
                    let mut talk = Talk::new(world, me, cast);
                    let (scope, pids) = (talk.scope, talk.cast.pids("a b c d e"));
                    let done: Vec<Pid> =
                        pids.iter().map(|pid| joins_and_leaves(&talk.me, scope, *pid)).collect();
                    let (reference, mut members) =
                        scope.monitor(&mut talk.me, lobby()).await.expect("it answers");
                    for worker in done {
                        talk.me.system().join(worker).await;
                    }
                    let now = scope.get_members(&mut talk.me, lobby()).await.expect("it answers");
                    let ours = |changed: &Changed| changed.reference == reference;
                    while let Some(changed) = talk.me.receive_if_timeout(Duration::ZERO, ours).await {
                        for pid in changed.pids {
                            match changed.change {
                                pg::Change::Join => members.push(pid),
                                pg::Change::Leave => {
                                    members.iter().position(|one| *one == pid).map(|at| members.remove(at));
                                }
                            }
                        }
                    }
                    let (heard, asked) = (talk.cast.names(&members), talk.cast.names(&now));
                    let same = if heard == asked {
                        "the same".into()
                    } else {
                        format!("heard {heard}, are {asked}")
                    };
                    talk.say(same);
                }));
            }
            let expected = vec!["the same"; t.lines().len()];
            t.expect("seeds", &expected);
        });
    }

    /// A process that lets `pid` join and leave the lobby.
    fn joins_and_leaves(me: &Context, scope: Scope, pid: Pid) -> Pid {
        me.spawn(move |mut me| async move {
            for change in [1, 1, 0, 1, 0, 0, 1, 0, 1] {
                let _ = match change {
                    1 => scope.join(&mut me, lobby(), [pid]).await.is_ok(),
                    _ => scope.leave(&mut me, lobby(), [pid]).await.is_ok(),
                };
            }
        })
    }
}
