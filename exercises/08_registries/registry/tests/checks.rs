//! Checks of `registry`. Each step is a module, each claim a test.

use std::collections::BTreeMap;
use std::fmt;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use gen_server::{Answer, Client, GenServer, Init, Next, Options as Start, Server, StartError, start};
use harness::{Rng, Run, World, check, seeds, sim};
use process::{Call, Config, Context, ExitReason, Pid, System};
use registry::{Event, Keys, Options, Registry, RegistryError};
use table::Tables;
use term::{Term, term};

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

/// Runs `body` as the process `main`.
fn main<F, Fut>(seed: u64, body: F) -> Run
where
    F: FnOnce(Talk) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    run(seed, true, body)
}

fn run<F, Fut>(seed: u64, traced: bool, body: F) -> Run
where
    F: FnOnce(Talk) -> Fut + Send + 'static,
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
        let main = system.spawn(|me| async move {
            me.register("main").expect("the name is free");
            let tables = Tables::new(me.system());
            let cast = ["a", "b", "c", "d"].map(|name| (name, works(&me, name)));
            let cast = cast.into_iter().chain([("main", me.pid())]).collect();
            inside.settle().await; // all have their names
            body(Talk { world: inside, me, tables, cast }).await;
        });
        system.join(main).await;
    })
}

/// What a worker is told to do in its own name. It shows itself in traces by its text.
struct Work(String, Box<dyn FnOnce(&Context) -> String + Send>);

impl fmt::Debug for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A process that does what it is told, until it is killed.
fn works(me: &Context, name: &'static str) -> Pid {
    me.spawn(move |mut me| async move {
        me.register(name).expect("the name is free");
        loop {
            let Call { from, request: Work(_, work) } = me.receive::<Call<Work>>().await;
            let answer = work(&me);
            me.reply(from, answer);
        }
    })
}

/// `main` and its workers.
struct Talk {
    world: World,
    me: Context,
    tables: Tables,
    cast: Vec<(&'static str, Pid)>,
}

impl Talk {
    fn say(&self, line: impl Into<String>) {
        self.world.say("main", line);
    }

    fn pid(&self, name: &str) -> Pid {
        self.cast.iter().find(|(one, _)| *one == name).expect("a process of this check").1
    }

    fn name(&self, pid: Pid) -> &'static str {
        self.cast.iter().find(|(_, one)| *one == pid).map_or("somebody", |(name, _)| name)
    }

    async fn registry(&mut self, options: Options) -> Registry {
        Registry::start_link(&mut self.me, &self.tables, options).await.expect("the name is free")
    }

    /// Lets a worker do something, and gives back what it says.
    async fn ask(
        &mut self,
        worker: &str,
        what: impl Into<String>,
        work: impl FnOnce(&Context) -> String + Send + 'static,
    ) -> String {
        let pid = self.pid(worker);
        let answer = self.me.call(pid, Work(what.into(), Box::new(work)), None).await;
        answer.unwrap_or_else(|error| error.to_string())
    }

    fn shown(&self, answer: Result<(), RegistryError>) -> String {
        match answer {
            Ok(()) => "ok".into(),
            Err(RegistryError::AlreadyRegistered(owner)) => {
                format!("already_registered {}", self.name(owner))
            }
            Err(error) => error.to_string(),
        }
    }

    async fn register(&mut self, worker: &str, registry: &Registry, key: Term, value: Term) {
        let what = format!("register {worker} {key} {value}");
        let (registry, names) = (registry.clone(), self.cast.clone());
        let answer = self.ask(worker, what.clone(), move |me| match registry.register(me, key, value) {
            Ok(()) => "ok".into(),
            Err(RegistryError::AlreadyRegistered(owner)) => {
                let name = names.iter().find(|(_, pid)| *pid == owner).map_or("somebody", |(name, _)| name);
                format!("already_registered {name}")
            }
            Err(error) => error.to_string(),
        });
        let answer = answer.await;
        self.say(format!("{what}: {answer}"));
    }

    async fn unregister(&mut self, worker: &str, registry: &Registry, key: Term) {
        let what = format!("unregister {worker} {key}");
        let registry = registry.clone();
        let answer = self.ask(worker, what.clone(), move |me| {
            registry.unregister(me, key).map_or_else(|error| error.to_string(), |()| "ok".into())
        });
        let answer = answer.await;
        self.say(format!("{what}: {answer}"));
    }

    /// `a 1, b 2`, in this order: entries have none.
    fn entries(&self, entries: &[(Pid, Term)]) -> String {
        let mut shown: Vec<String> =
            entries.iter().map(|(pid, value)| format!("{} {value}", self.name(*pid))).collect();
        shown.sort();
        shown.join(", ")
    }

    fn lookup(&self, registry: &Registry, key: Term) {
        let found = registry.lookup(&key).expect("it runs");
        self.say(format!("lookup {key}: [{}]", self.entries(&found)));
    }

    fn whereis(&self, registry: &Registry, key: Term) {
        let found = registry.whereis_name(&key).map_or("nobody", |pid| self.name(pid));
        self.say(format!("whereis {key}: {found}"));
    }

    fn keys(&self, registry: &Registry, worker: &str) {
        let keys = registry.keys(self.pid(worker)).expect("it runs");
        let mut keys: Vec<String> = keys.iter().map(Term::to_string).collect();
        keys.sort();
        self.say(format!("keys of {worker}: [{}]", keys.join(", ")));
    }

    fn count(&self, registry: &Registry) {
        self.say(format!("count: {}", registry.count().expect("it runs")));
    }

    /// What `main` has heard as a listener.
    async fn heard(&mut self) {
        let line = match self.me.receive_timeout::<Event>(Duration::ZERO).await {
            Some(Event::Register { registry, key, pid, value }) => {
                format!("register {registry} {key} {} {value}", self.name(pid))
            }
            Some(Event::Unregister { registry, key, pid }) => {
                format!("unregister {registry} {key} {}", self.name(pid))
            }
            None => "nothing".into(),
        };
        self.say(format!("heard: {line}"));
    }

    /// Kills a worker, and goes on before anybody can have noticed.
    fn kill(&self, name: &str) {
        self.me.exit(self.pid(name), ExitReason::Kill);
        self.say(format!("{name} is killed"));
    }
}

fn rooms() -> Options {
    Options::new("Rooms", Keys::Unique)
}

fn topics() -> Options {
    Options::new("Topics", Keys::Duplicate)
}

fn room(number: i64) -> Term {
    term!({:room, (number)})
}

mod predict {
    use super::*;
    use registry::predict::{A_LISTENER_HEARS, LOOKUP_FINDS, REGISTER_SAYS};

    #[test]
    fn the_prediction_is_what_the_beam_does() {
        check("predicts_a_safe_lookup", |t| {
            let ours = [LOOKUP_FINDS, REGISTER_SAYS, A_LISTENER_HEARS];
            t.suspect_if(ours.contains(&""), "not_yet");
            for line in ours {
                t.line(line);
            }
            let says =
                |start: &str| BEAM.lines().find_map(|line| line.strip_prefix(start)).unwrap_or_default();
            let finds = if says("lookup :c: ") == "[c 1]" { "the dead" } else { "nobody" };
            let heard = if BEAM.contains("d is killed\nheard: nothing") { "nothing" } else { "unregister" };
            t.expect("beam.out", &[finds, says("register main :c 2: "), heard]);
        });
    }
}

mod register {
    use super::*;

    #[test]
    fn a_unique_key_has_one_process_and_a_duplicate_one_has_many() {
        check("takes_the_name_away", |t| {
            t.run(main(1, |mut talk| async move {
                let rooms = talk.registry(rooms()).await;
                for (worker, key, value) in [
                    ("a", room(1), term!("lobby")),
                    ("b", room(1), term!("kitchen")),
                    ("a", room(1), term!("again")),
                    ("a", term!(:owner), term!(nil)),
                    ("b", room(2), term!("kitchen")),
                ] {
                    talk.register(worker, &rooms, key, value).await;
                }
                talk.keys(&rooms, "a");
                talk.keys(&rooms, "b");
                talk.count(&rooms);
                let topics = talk.registry(topics()).await;
                for (worker, key, value) in
                    [("a", "news", 1), ("b", "news", 2), ("a", "news", 1), ("b", "sport", 3)]
                {
                    talk.register(worker, &topics, key.into(), value.into()).await;
                }
                talk.keys(&topics, "a");
                talk.count(&topics);
            }));
            let kept = t.lines().iter().any(|line| line == "keys of b: [{:room, 1}, {:room, 2}]");
            t.suspect_if(kept && t.lines()[1].ends_with("already_registered a"), "note_left_behind");
            t.suspect_if(t.lines().iter().any(|line| line == "keys of a: []"), "cannot_be_tidied");
            t.beam_section(BEAM, "register");
        });
    }

    #[test]
    fn whoever_has_ended_has_no_name_even_if_nobody_has_noticed() {
        check("dead_holder_blocks", |t| {
            t.run(main(1, |mut talk| async move {
                let rooms = talk.registry(rooms()).await;
                talk.register("c", &rooms, term!(:c), term!(1)).await;
                talk.kill("c");
                let answer = rooms.register(&talk.me, term!(:c), 2);
                talk.say(format!("register main :c 2: {}", talk.shown(answer)));
                talk.count(&rooms);
            }));
            let expected = ["register c :c 1: ok", "c is killed", "register main :c 2: ok", "count: 1"];
            t.expect("transcript", &expected);
        });
    }

    #[test]
    fn who_registers_is_linked_with_its_partition_and_noted_in_it() {
        check("cannot_be_tidied", |t| {
            t.run(main(1, |mut talk| async move {
                let rooms = talk.registry(rooms()).await;
                talk.register("a", &rooms, room(1), term!(nil)).await;
                let server = talk.me.system().whereis("Rooms.PIDPartition0").expect("it runs");
                let links = talk.me.system().info(talk.pid("a")).expect("it lives").links;
                talk.say(format!("a is linked with the partition: {}", links.contains(&server)));
                talk.keys(&rooms, "a");
                // Without its name nobody finds the partition, as if it did not run.
                talk.me.system().unregister("Rooms.PIDPartition0").expect("it has the name");
                talk.register("b", &rooms, room(2), term!(nil)).await;
                talk.count(&rooms);
            }));
            t.expect(
                "transcript",
                &[
                    "register a {:room, 1} nil: ok",
                    "a is linked with the partition: true",
                    "keys of a: [{:room, 1}]",
                    "register b {:room, 2} nil: the registry does not run",
                    "count: 1",
                ],
            );
        });
    }
}

mod lookup {
    use super::*;

    #[test]
    fn readers_find_who_is_registered_and_with_what() {
        check("empty_dispatch", |t| {
            t.run(main(1, |mut talk| async move {
                let (rooms, topics) = (talk.registry(rooms()).await, talk.registry(topics()).await);
                silent(
                    &mut talk,
                    &rooms,
                    &[("a", room(1), term!("lobby")), ("b", room(2), term!("kitchen"))],
                )
                .await;
                let news = [
                    ("a", term!("news"), term!(1)),
                    ("b", term!("news"), term!(2)),
                    ("a", term!("news"), term!(1)),
                ];
                silent(&mut talk, &topics, &news).await;
                talk.lookup(&rooms, room(1));
                talk.lookup(&rooms, room(3));
                talk.whereis(&rooms, room(2));
                talk.whereis(&rooms, room(3));
                talk.lookup(&topics, term!("news"));
                let values = Term::list(topics.values("news", talk.pid("a")).expect("it runs"));
                talk.say(format!("values of a: {values}"));
                let dispatched = |list: &[(Pid, Term)]| talk.say(format!("dispatch: {}", talk.entries(list)));
                topics.dispatch("news", dispatched).expect("it runs");
                topics.dispatch("nobody", |_| talk.say("dispatch to nobody")).expect("it runs");
            }));
            t.beam_section(BEAM, "lookup");
        });
    }

    #[test]
    fn a_name_never_leads_to_a_process_that_has_ended() {
        check("leads_to_the_dead", |t| {
            t.run(main(1, |mut talk| async move {
                let rooms = talk.registry(rooms()).await;
                silent(&mut talk, &rooms, &[("c", term!(:c), term!(1))]).await;
                talk.kill("c");
                talk.lookup(&rooms, term!(:c));
                talk.whereis(&rooms, term!(:c));
            }));
            t.expect("transcript", &["c is killed", "lookup :c: [c 1]", "whereis :c: nobody"]);
        });
    }

    /// Registers without a word.
    pub(super) async fn silent(talk: &mut Talk, registry: &Registry, entries: &[(&str, Term, Term)]) {
        for (worker, key, value) in entries {
            let (registry, key, value) = (registry.clone(), key.clone(), value.clone());
            let answer =
                talk.ask(worker, "register", move |me| format!("{:?}", registry.register(me, key, value)));
            answer.await;
        }
    }

    /// Counts on.
    #[derive(Debug)]
    struct Counter(i64);

    impl GenServer for Counter {
        type Args = i64;
        type Call = ();
        type Reply = i64;
        type Cast = ();
        type Continue = ();

        async fn init(n: i64, _: &mut Context) -> Init<Self> {
            Init::ok(Self(n))
        }

        async fn handle_call(&mut self, (): (), _: Client<i64>, _: &mut Context) -> Answer<Self> {
            self.0 += 1;
            Answer::Reply(self.0, Next::Receive)
        }
    }

    #[test]
    fn a_server_is_started_and_called_by_a_name_of_a_registry() {
        check("leads_to_the_dead", |t| {
            t.run(main(1, |mut talk| async move {
                let rooms = talk.registry(rooms()).await;
                let name = rooms.via(term!({:counter, 7})).value("seven");
                let counter = start::<Counter>(&mut talk.me, 41, Start::via(name.clone())).await;
                let counter = counter.expect("the name is free");
                let found = Server::<Counter>::via(&name).map(Server::pid);
                assert_eq!(found, Some(counter.pid()));
                let answer = counter.call(&mut talk.me, ()).await.expect("it answers");
                talk.say(format!("call: {answer}"));
                let values = rooms.lookup(term!({:counter, 7})).expect("it runs");
                let values = Term::list(values.into_iter().map(|(_, value)| value).collect());
                talk.say(format!("value: {values}"));
                let again =
                    start::<Counter>(&mut talk.me, 0, Start::via(name.clone())).await.map(Server::pid);
                let taken = again == Err(StartError::AlreadyStarted(counter.pid()));
                talk.say(format!("start again: {}", if taken { "already_started" } else { "started" }));
                counter.stop(&mut talk.me, ExitReason::Normal, None).await.expect("it stops");
                let gone = Server::<Counter>::via(&name).is_none();
                talk.say(format!("call: {}", if gone { ":noproc" } else { "somebody" }));
            }));
            t.beam_section(BEAM, "via");
        });
    }
}

mod death {
    use super::lookup::silent;
    use super::*;

    #[test]
    fn names_go_when_the_partition_has_noticed() {
        check("dead_name_stays", |t| {
            t.run(main(1, |mut talk| async move {
                let (rooms, topics) = (talk.registry(rooms()).await, talk.registry(topics()).await);
                let news = [
                    ("a", term!("news"), term!(1)),
                    ("b", term!("news"), term!(2)),
                    ("a", term!("news"), term!(1)),
                ];
                silent(&mut talk, &topics, &news).await;
                talk.register("c", &rooms, term!(:c), term!(1)).await;
                talk.register("c", &topics, "news".into(), term!(9)).await;
                talk.kill("c");
                talk.lookup(&rooms, term!(:c));
                talk.whereis(&rooms, term!(:c));
                talk.lookup(&topics, term!("news"));
                talk.keys(&rooms, "c");
                let answer = rooms.register(&talk.me, term!(:c), 2);
                talk.say(format!("register main :c 2: {}", talk.shown(answer)));
                talk.lookup(&rooms, term!(:c));
                talk.me.system().join(talk.pid("c")).await;
                for registry in [&rooms, &topics] {
                    registry.sync(&mut talk.me).await.expect("it answers");
                }
                talk.say("after the barrier");
                talk.lookup(&rooms, term!(:c));
                talk.lookup(&topics, term!("news"));
                talk.keys(&rooms, "c");
            }));
            let after = |line: &str| {
                let after = t.lines().iter().skip_while(|line| *line != "after the barrier");
                after.skip(1).any(|one| one == line)
            };
            t.suspect_if(after("lookup :c: []"), "takes_what_is_anothers");
            t.beam_section(BEAM, "death");
        });
    }

    #[test]
    fn a_death_takes_its_own_entries_and_no_others() {
        check("takes_what_is_anothers", |t| {
            t.run(main(1, |mut talk| async move {
                let topics = talk.registry(topics()).await;
                let both = [
                    ("a", term!("news"), term!(1)),
                    ("b", term!("news"), term!(2)),
                    ("a", term!("sport"), term!(3)),
                ];
                silent(&mut talk, &topics, &both).await;
                talk.kill("a");
                talk.me.system().join(talk.pid("a")).await;
                topics.sync(&mut talk.me).await.expect("it answers");
                talk.lookup(&topics, term!("news"));
                talk.lookup(&topics, term!("sport"));
                talk.count(&topics);
            }));
            let stays = t.lines().iter().any(|line| line.contains("a 1") || line.contains("a 3"));
            t.suspect_if(stays, "dead_name_stays");
            t.expect(
                "transcript",
                &["a is killed", "lookup \"news\": [b 2]", "lookup \"sport\": []", "count: 1"],
            );
        });
    }
}

mod unregister {
    use super::lookup::silent;
    use super::*;

    #[test]
    fn what_is_taken_back_is_ones_own() {
        check("takes_what_is_anothers", |t| {
            t.run(main(1, |mut talk| async move {
                let (rooms, topics) = (talk.registry(rooms()).await, talk.registry(topics()).await);
                let names = [
                    ("a", room(1), term!("lobby")),
                    ("a", term!(:owner), term!(nil)),
                    ("b", room(2), term!("kitchen")),
                ];
                silent(&mut talk, &rooms, &names).await;
                let news = [
                    ("a", term!("news"), term!(1)),
                    ("b", term!("news"), term!(2)),
                    ("a", term!("news"), term!(1)),
                ];
                silent(&mut talk, &topics, &news).await;
                talk.unregister("a", &rooms, room(1)).await;
                talk.lookup(&rooms, room(1));
                talk.unregister("a", &rooms, room(2)).await;
                talk.lookup(&rooms, room(2));
                talk.keys(&rooms, "a");
                talk.unregister("a", &topics, "news".into()).await;
                talk.lookup(&topics, term!("news"));
                for worker in ["b", "a"] {
                    let registry = rooms.clone();
                    let shout = |old: &Term| term!((format!("{}!", old.as_text().unwrap_or_default())));
                    let answer = talk.ask(worker, "update", move |me| {
                        match registry.update_value(me, room(2), shout).expect("it runs") {
                            Some((new, old)) => term!({(new), (old)}).to_string(),
                            None => ":error".into(),
                        }
                    });
                    let answer = answer.await;
                    talk.say(format!("update {worker}: {answer}"));
                }
                talk.lookup(&rooms, room(2));
            }));
            let keys = t.lines().iter().find_map(|line| line.strip_prefix("keys of a: "));
            t.suspect_if(keys.is_some_and(|keys| keys != "[:owner]"), "unregister_misses_the_notes");
            t.beam_section(BEAM, "unregister");
        });
    }

    #[test]
    fn the_link_goes_with_the_last_key_and_not_before() {
        check("unlinked_too_early", |t| {
            t.run(main(1, |mut talk| async move {
                let rooms = talk.registry(rooms()).await;
                silent(&mut talk, &rooms, &[("a", room(1), term!(1)), ("a", room(2), term!(2))]).await;
                for number in [1, 2] {
                    talk.unregister("a", &rooms, room(number)).await;
                    let links = talk.me.system().info(talk.pid("a")).expect("it lives").links;
                    talk.say(format!("links of a: {}", links.len()));
                }
            }));
            t.expect(
                "transcript",
                &[
                    "unregister a {:room, 1}: ok",
                    "links of a: 1",
                    "unregister a {:room, 2}: ok",
                    "links of a: 0",
                ],
            );
        });
    }

    #[test]
    fn listeners_hear_of_every_registration_and_of_no_death() {
        check("takes_what_is_anothers", |t| {
            t.run(main(1, |mut talk| async move {
                let options = Options::new("Heard", Keys::Unique).listener("main").listener("nobody");
                let heard = talk.registry(options).await;
                talk.register("a", &heard, term!(:x), term!(1)).await;
                talk.heard().await;
                talk.register("b", &heard, term!(:x), term!(2)).await;
                talk.heard().await;
                for _ in 0..2 {
                    talk.unregister("a", &heard, term!(:x)).await;
                    talk.heard().await;
                }
                talk.register("d", &heard, term!(:y), term!(3)).await;
                talk.heard().await;
                talk.kill("d");
                talk.me.system().join(talk.pid("d")).await;
                heard.sync(&mut talk.me).await.expect("it answers");
                talk.heard().await;
            }));
            t.beam_section(BEAM, "listeners");
        });
    }

    #[test]
    fn entries_are_asked_for_by_pattern() {
        check("takes_what_is_anothers", |t| {
            t.run(main(1, |mut talk| async move {
                let ages = talk.registry(Options::new("Ages", Keys::Duplicate)).await;
                for (worker, age) in [("a", 30), ("a", 41), ("b", 19)] {
                    talk.register(worker, &ages, "age".into(), age.into()).await;
                }
                let older =
                    ages.match_values("age", &term!(:"$1"), &term!([{:>, :"$1", 25}])).expect("a pattern");
                talk.say(format!("match: {}", talk.entries(&older)));
                let younger = ages.count_match("age", &term!(:"$1"), &term!([{:<, :"$1", 25}]));
                talk.say(format!("count_match: {}", younger.expect("a pattern")));
                let all = term!([{{:"$1", :_, :"$2"}, [], [{{:"$1", :"$2"}}]}]);
                let mut all = ages.select(&all).expect("a specification");
                all.sort();
                talk.say(format!("select: {}", Term::list(all)));
                let registry = ages.clone();
                let answer = talk.ask("a", "unregister_match", move |me| {
                    let done = registry.unregister_match(me, "age", &term!(30), &term!([]));
                    done.map_or_else(|error| error.to_string(), |()| "ok".into())
                });
                let answer = answer.await;
                talk.say(format!("unregister_match: {answer}"));
                talk.lookup(&ages, term!("age"));
            }));
            t.beam_section(BEAM, "select");
        });
    }
}

mod partitions {
    use super::*;

    #[test]
    fn a_process_is_linked_with_one_partition_and_readers_look_where_they_must() {
        check("one_partition_read", |t| {
            t.run(main(1, |mut talk| async move {
                let wide = talk.registry(Options::new("Wide", Keys::Duplicate).partitions(4)).await;
                talk.register("a", &wide, "all".into(), 1.into()).await;
                talk.register("b", &wide, "all".into(), 2.into()).await;
                wide.register(&talk.me, "all", 3).expect("it runs");
                talk.count(&wide);
                talk.lookup(&wide, term!("all"));
                let system = talk.me.system().clone();
                let parts: Vec<Pid> =
                    (0..4).filter_map(|n| system.whereis(&format!("Wide.PIDPartition{n}"))).collect();
                talk.say(format!("partitions: {}", parts.len()));
                let main = talk.me.pid();
                let linked = || {
                    let links = system.info(main).map(|info| info.links).unwrap_or_default();
                    links.iter().filter(|pid| parts.contains(pid)).count()
                };
                talk.say(format!("main is linked with partitions: {}", linked()));
                wide.unregister(&talk.me, "all").expect("it runs");
                talk.say(format!("after unregister: {}", linked()));
            }));
            t.beam_section(BEAM, "partitions");
        });
    }

    #[test]
    fn keys_are_spread_and_each_is_found_where_it_lies() {
        check("one_partition_read", |t| {
            t.run(main(1, |mut talk| async move {
                for (name, keys) in [("Names", Keys::Unique), ("Subjects", Keys::Duplicate)] {
                    let registry = talk.registry(Options::new(name, keys).partitions(4)).await;
                    for worker in ["a", "b", "c", "d"] {
                        for number in 0..10 {
                            let (registry, key) = (registry.clone(), term!({(worker), (number)}));
                            talk.ask(worker, "register", move |me| {
                                format!("{:?}", registry.register(me, key, 0))
                            })
                            .await;
                        }
                    }
                    let sizes =
                        (0..4).filter_map(|n| talk.tables.whereis(&format!("{name}.KeyPartition{n}")));
                    let used = sizes.filter(|table| table.size().is_ok_and(|size| size > 0)).count();
                    let found =
                        ["a", "b", "c", "d"].iter().flat_map(|worker| (0..10).map(move |n| (worker, n)));
                    let found = found.filter(|(worker, n)| {
                        let found = registry.lookup(term!({(**worker), (*n)})).expect("it runs");
                        found.len() == 1 && found[0].0 == talk.pid(worker)
                    });
                    let found = found.count();
                    talk.say(format!("{name}: found {found} of 40, spread: {}", used > 1));
                }
            }));
            t.expect(
                "transcript",
                &["Names: found 40 of 40, spread: true", "Subjects: found 40 of 40, spread: true"],
            );
        });
    }

    /// Fifty seeds with 2,000 events each: registrations, their end, and deaths, in both kinds of registries.
    #[test]
    fn no_name_is_held_by_the_dead_and_no_registration_is_lost() {
        check("dead_name_stays", |t| {
            for seed in seeds(50) {
                t.run(run(seed, false, move |mut talk| async move {
                    let keys = if seed % 2 == 0 { Keys::Unique } else { Keys::Duplicate };
                    let partitions = usize::try_from(seed % 4).expect("small") + 1;
                    let registry = talk.registry(Options::new("Storm", keys).partitions(partitions)).await;
                    let wrong = storm(&mut talk, &registry, keys, Rng::new(seed)).await;
                    talk.say(wrong.unwrap_or_else(|| "as it should be".into()));
                }));
            }
            t.expect("seeds", &vec!["as it should be"; t.lines().len()]);
        });
    }

    /// Plays 2,000 random events against a model, and says what the first difference is.
    async fn storm(talk: &mut Talk, registry: &Registry, keys: Keys, mut rng: Rng) -> Option<String> {
        let mut workers: Vec<Pid> = (0..8).map(|_| nameless(&talk.me)).collect();
        // Of every key: who has it, and how often.
        let mut model: BTreeMap<(i64, Pid), usize> = BTreeMap::new();
        for event in 0..2_000 {
            let at = rng.below(workers.len());
            let (pid, key) = (workers[at], i64::try_from(rng.below(12)).expect("small"));
            let handle = registry.clone();
            match rng.below(16) {
                0 => {
                    talk.me.exit(pid, ExitReason::Kill);
                    if rng.below(2) == 0 {
                        talk.me.system().join(pid).await;
                    }
                    model.retain(|(_, who), _| *who != pid);
                    workers[at] = nameless(&talk.me);
                }
                1..11 => {
                    let work = move |me: &Context| format!("{:?}", handle.register(me, key, 0).is_ok());
                    let done =
                        talk.me.call::<String>(pid, Work("register".into(), Box::new(work)), None).await;
                    let taken = keys == Keys::Unique && model.keys().any(|(one, _)| *one == key);
                    if done != Ok((!taken).to_string()) {
                        return Some(format!(
                            "event {event}: registered {done:?}, and the key was taken: {taken}"
                        ));
                    }
                    if !taken {
                        *model.entry((key, pid)).or_default() += 1;
                    }
                }
                _ => {
                    let work = move |me: &Context| format!("{:?}", handle.unregister(me, key).is_ok());
                    let _ =
                        talk.me.call::<String>(pid, Work("unregister".into(), Box::new(work)), None).await;
                    model.remove(&(key, pid));
                }
            }
            if event % 50 == 49 {
                for pid in &workers {
                    // Whoever was killed above has ended when a new process has answered.
                    let work = |_: &Context| String::new();
                    let _ = talk.me.call::<String>(*pid, Work("wait".into(), Box::new(work)), None).await;
                }
                talk.world.settle().await;
                registry.sync(&mut talk.me).await.expect("it answers");
                if let Some(what) = compare(talk, registry, &workers, &model) {
                    return Some(format!("event {event}: {what}"));
                }
            }
        }
        None
    }

    fn compare(
        talk: &Talk,
        registry: &Registry,
        workers: &[Pid],
        model: &BTreeMap<(i64, Pid), usize>,
    ) -> Option<String> {
        for key in 0..12 {
            let found = registry.lookup(key).expect("it runs");
            if found.iter().any(|(pid, _)| !talk.me.system().is_alive(*pid)) {
                return Some(format!("key {key} is held by the dead"));
            }
            let times = |pid: &Pid| found.iter().filter(|(one, _)| one == pid).count();
            let expected = |pid: &Pid| model.get(&(key, *pid)).copied().unwrap_or(0);
            if let Some(pid) = workers.iter().find(|pid| times(pid) != expected(pid)) {
                return Some(format!("key {key}: found {} times, registered {}", times(pid), expected(pid)));
            }
        }
        for pid in workers {
            let keys = registry.keys(*pid).expect("it runs").len();
            let expected: usize =
                model.iter().filter(|((_, who), _)| who == pid).map(|(_, times)| times).sum();
            if keys != expected {
                return Some(format!("a process has {keys} keys and should have {expected}"));
            }
        }
        let all: usize = model.values().sum();
        let count = registry.count().expect("it runs");
        (count != all).then(|| format!("{count} entries, and there should be {all}"))
    }

    fn nameless(me: &Context) -> Pid {
        me.spawn(move |mut me| async move {
            loop {
                let Call { from, request: Work(_, work) } = me.receive::<Call<Work>>().await;
                let answer = work(&me);
                me.reply(from, answer);
            }
        })
    }
}
