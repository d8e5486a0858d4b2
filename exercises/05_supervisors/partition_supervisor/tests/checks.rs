//! Checks of `partition_supervisor`. Each step is a module, each claim a test.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::future::Future;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use dynamic_supervisor::DynamicSupervisor;
use gen_server::{Answer, Client, GenServer, Init, Next, Server};
use harness::{Run, World, check, sim};
use partition_supervisor::{
    ChildSpec, Flags, Key, Options, PartitionSupervisor, StartError, active, start_child, start_link,
};
use process::{CallError, Config, Context, Exit, ExitReason, Pid, System, TrapExit};
use tokio::time::sleep;

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

const SECOND: Duration = Duration::from_secs(1);
const MOMENT: Duration = Duration::from_millis(100);

/// Runs `body` as the process `main`, which traps exits. A `todo!()` in any process fails the check.
fn main_process<F, Fut>(body: F) -> Run
where
    F: FnOnce(World, Context) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    main_process_traced(Duration::ZERO..Duration::MAX, body)
}

/// The same; only this time is traced.
fn main_process_traced<F, Fut>(time: Range<Duration>, body: F) -> Run
where
    F: FnOnce(World, Context) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    let todo: Arc<Mutex<Option<String>>> = Arc::default();
    let log = Arc::clone(&todo);
    let run = sim(1, |world| async move {
        let (clock, tracer) = (world.clone(), world.tracer());
        let config = Config {
            spawner: Some(world.spawner()),
            tracer: Some(Arc::new(move |event| {
                if time.contains(&clock.elapsed()) {
                    tracer(event);
                }
            })),
            crash_log: Some(Arc::new(move |crash| {
                let reason = crash.reason.to_string();
                log.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(reason);
            })),
            ..Config::default()
        };
        let system = System::new(config);
        let inside = world.clone();
        let main = system.spawn(|me| async move {
            me.register("main").expect("the name is free");
            me.trap_exit(TrapExit::Yes);
            body(inside, me).await;
        });
        system.join(main).await;
    });
    if let Some(reason) = todo.lock().unwrap_or_else(PoisonError::into_inner).take() {
        panic!("{}", reason.trim_start_matches("panic: "));
    }
    run
}

/// A partition that knows its number and tells what it has done.
#[derive(Debug)]
struct Partition {
    log: Pid,
    number: u64,
}

#[derive(Debug)]
enum Job {
    Wait,
    Tell(i64),
}

impl GenServer for Partition {
    type Args = (Pid, u64);
    type Call = ();
    type Reply = u64;
    type Cast = Job;
    type Continue = ();

    async fn init((log, number): Self::Args, me: &mut Context) -> Init<Self> {
        let _ = me.register(&format!("partition {number}")); // of several supervisors only one has the name
        Init::ok(Self { log, number })
    }

    async fn handle_call(&mut self, (): (), _: Client<u64>, _: &mut Context) -> Answer<Self> {
        Answer::reply(self.number)
    }

    async fn handle_cast(&mut self, job: Job, me: &mut Context) -> Next<Self> {
        match job {
            Job::Wait => sleep(SECOND).await,
            Job::Tell(n) => me.send(self.log, n),
        }
        Next::Receive
    }
}

async fn partitions(me: &mut Context, count: u64) -> PartitionSupervisor {
    let log = me.pid();
    let child = move |number| ChildSpec::server::<Partition>("partition", (log, number), Options::default());
    let started: Result<_, StartError> =
        start_link(me, count, child, Flags::default(), Options::default()).await;
    started.expect("the partitions start")
}

/// Asks the partition to which this key leads for its number.
async fn number(me: &mut Context, four: &PartitionSupervisor, key: i64) -> Result<u64, CallError> {
    let Some(pid) = four.partition_for(key) else { return Err(CallError::Down(ExitReason::NoProc)) };
    Server::<Partition>::new(pid).call(me, ()).await
}

fn shown(number: Result<u64, CallError>) -> String {
    match number {
        Ok(number) => number.to_string(),
        Err(CallError::Down(reason)) => reason.to_string(),
        Err(error) => error.to_string(),
    }
}

fn list<T: Display>(items: impl IntoIterator<Item = T>) -> String {
    items.into_iter().map(|item| item.to_string()).collect::<Vec<_>>().join(" ")
}

/// Kills a process and waits until all that follows from it has happened.
async fn kill(world: &World, me: &mut Context, pid: Pid) {
    me.exit(pid, ExitReason::Kill);
    world.settle().await;
}

/// The recorded lines of one section.
fn recorded(section: &str) -> Vec<&'static str> {
    let head = format!("-- {section}");
    let lines = BEAM.lines().skip_while(|line| *line != head).skip(1);
    lines.take_while(|line| !line.starts_with("-- ")).collect()
}

mod predict {
    use super::*;
    use partition_supervisor::predict::{
        EACH_CRASHES_ONCE, EIGHT_STARTS, FOUND_MEANWHILE, KEY_MINUS_ONE, KEYS_THAT_STAY,
    };

    /// The rest of the line that begins like this.
    fn rest(section: &str, head: &str) -> &'static str {
        let line = recorded(section).into_iter().find_map(|line| line.strip_prefix(head));
        line.expect("the transcript has this line")
    }

    fn first(text: &'static str) -> &'static str {
        text.split(' ').next().unwrap_or_default()
    }

    #[test]
    fn the_prediction_is_what_the_beam_does() {
        check("predicts_wrong_partition", |t| {
            let routed = rest("route", "keys 0 1 5 8 -1 -6: partitions ");
            let rows = [
                ("key -1", KEY_MINUS_ONE, routed.split(' ').nth(4).unwrap_or_default()),
                ("keys that stay", KEYS_THAT_STAY, first(rest("resize", "five partitions, not four: "))),
                (
                    "found meanwhile",
                    FOUND_MEANWHILE,
                    rest("meanwhile", "the supervisor is busy, key 1 finds: "),
                ),
                (
                    "each crashes once",
                    EACH_CRASHES_ONCE,
                    rest("together", "each of four crashes once: the supervisor "),
                ),
                ("eight starts", EIGHT_STARTS, first(rest("starts", "partitions 4, 8 starts: "))),
            ];
            t.suspect_if(rows.iter().any(|row| row.1.is_empty()), "not_yet");
            for (question, answer, _) in &rows {
                t.line(format!("{question}: {answer}"));
            }
            let recorded = rows.map(|(question, _, recorded)| format!("{question}: {recorded}"));
            t.expect("beam.out", &recorded);
        });
    }
}

mod route {
    use super::*;

    #[test]
    fn an_integer_goes_where_its_absolute_value_says() {
        check("negative_wraps", |t| {
            let keys = [0, 1, 5, 8, -1, -6];
            let numbers = list(keys.map(|key: i64| Key::from(key).partition(4)));
            t.line(format!("keys {}: partitions {numbers}", list(keys)));
            t.expect("beam.out", &recorded("route")[..1]);
        });
    }

    #[test]
    fn the_same_term_finds_the_same_partition() {
        check("another_hash_each_time", |t| {
            let again: BTreeSet<u64> = (0..100).map(|_| Key::term("alice").partition(4)).collect();
            t.line(format!("one name, a hundred times: {} partition", again.len()));
            let names = (1..=1000).map(|n| Key::term(&format!("user {n}")).partition(4));
            let reached: BTreeSet<u64> = names.collect();
            t.line(format!("a thousand names: {} partitions", reached.len()));
            t.suspect_if(again.len() == 1, "some_partitions_unused");
            t.expect("beam.out", &recorded("route")[1..]);
        });
    }

    #[test]
    fn any_number_of_partitions_is_used_and_most_keys_move_with_it() {
        check("some_partitions_unused", |t| {
            let reached: BTreeSet<u64> = (0..20).map(|key: i64| Key::from(key).partition(5)).collect();
            t.line(format!("of five partitions, reached: {}", list(reached)));
            let stays = |key: &i64| Key::from(*key).partition(4) == Key::from(*key).partition(5);
            let stay = (0..20).filter(stays).count();
            t.line(format!("five partitions, not four: {stay} of 20 keys stay"));
            let mut expected = vec!["of five partitions, reached: 0 1 2 3 4"];
            expected.extend(recorded("resize"));
            t.expect("transcript", &expected);
        });
    }
}

mod start {
    use super::*;

    #[test]
    fn each_partition_has_its_number() {
        check("numbers_alike", |t| {
            let run = main_process(|world, mut me| async move {
                let four = partitions(&mut me, 4).await;
                let count = four.count_children(&mut me).await.unwrap_or_default();
                let (specs, active) = (count.specs, count.active);
                world
                    .say("main", format!("partitions {}, specs {specs}, active {active}", four.partitions()));
                let children = four.which_children(&mut me).await.unwrap_or_default();
                world.say("main", format!("children {}", list(children.iter().map(|child| &*child.id))));
                let mut numbers = Vec::new();
                for key in 0..4 {
                    numbers.push(shown(number(&mut me, &four, key).await));
                }
                world.say("main", format!("numbers {}", list(numbers)));

                let dynamic = |_| DynamicSupervisor::child_spec("s", Default::default(), Options::default());
                let flags = Flags::default();
                let started = start_link(&mut me, 4, dynamic, flags, Options::default()).await;
                let supervisors = started.expect("the partitions start");
                let count = supervisors.count_children(&mut me).await.unwrap_or_default();
                let (supervisors, workers) = (count.supervisors, count.workers);
                let line = format!("of dynamic supervisors: supervisors {supervisors}, workers {workers}");
                world.say("main", line);
            });
            t.suspect_if(run.lines().any(|line| line.ends_with("workers 4")), "child_as_worker");
            let alike = |line: &String| line.starts_with("numbers") && line != "numbers 0 1 2 3";
            t.suspect_if(run.lines().any(|line| alike(&line)), "numbers_alike");
            t.run(run);
            t.beam_section(BEAM, "partitions");
        });
    }

    #[test]
    fn a_crash_leaves_the_others_alone_and_the_key_finds_the_new_process() {
        check("finds_the_dead", |t| {
            t.run(main_process_traced(SECOND..SECOND * 2, |world, mut me| async move {
                let four = partitions(&mut me, 4).await;
                me.system().register("sup", four.pid()).expect("the name is free");
                sleep(SECOND).await;
                let before = four.pids();
                kill(&world, &mut me, before[1]).await;
                let now = four.which_children(&mut me).await.unwrap_or_default();
                let runs = |pid: &Pid| now.iter().any(|c| c.state == supervisor::ChildState::Running(*pid));
                let became = before.iter().map(|old| if runs(old) { "same" } else { "new" });
                world.say("main", format!("partition 1 crashes: {}", list(became)));
                let found = four.partition_for(5_i64);
                let is_new = found.is_some_and(|pid| runs(&pid) && pid != before[1]);
                world.say("main", format!("key 5 finds the new process: {is_new}"));
                let number = shown(number(&mut me, &four, 5).await);
                world.say("main", format!("it has the number {number}"));
                sleep(SECOND).await;
            }));
            t.beam_section(BEAM, "crash");
        });
    }

    /// A supervisor that is held up: whoever it has to start takes a second.
    #[test]
    fn a_lookup_waits_for_nobody() {
        check("finds_the_dead", |t| {
            t.run(main_process(|world, mut me| async move {
                let log = me.pid();
                let lives = Arc::new(Mutex::new(0));
                let child = move |number| {
                    let server = ChildSpec::server::<Partition>("p", (log, number), Options::default());
                    let lives = Arc::clone(&lives);
                    ChildSpec::new("slow to come back", move |me| {
                        let (server, lives) = (server.clone(), Arc::clone(&lives));
                        Box::pin(async move {
                            let life = {
                                let mut lives = lives.lock().unwrap_or_else(PoisonError::into_inner);
                                *lives += 1;
                                *lives
                            };
                            if life > 4 {
                                sleep(SECOND).await;
                            }
                            server.start(me).await.map_err(StartError::Stop)?.ok_or(StartError::Ignore)
                        })
                    })
                };
                let (flags, options) = (Flags::default(), Options::default());
                let four = start_link(&mut me, 4, child, flags, options).await.expect("the partitions start");
                let one = four.pids()[1];
                kill(&world, &mut me, one).await;
                let found = four.partition_for(1_i64);
                let who = if found == Some(one) { "the old process" } else { "another" };
                world.say("main", format!("the supervisor is busy, key 1 finds: {who}"));
                let call = shown(number(&mut me, &four, 1).await);
                world.say("main", format!("a call to key 1: {call}"));
                let call = shown(number(&mut me, &four, 2).await);
                world.say("main", format!("a call to key 2: {call}"));
                sleep(SECOND * 2).await;
                let call = shown(number(&mut me, &four, 1).await);
                world.say("main", format!("later, a call to key 1: {call}"));
            }));
            t.beam_section(BEAM, "meanwhile");
        });
    }

    #[test]
    fn all_partitions_share_one_restart_intensity() {
        check("child_as_worker", |t| {
            t.run(main_process(|world, mut me| async move {
                let four = partitions(&mut me, 4).await;
                for pid in four.pids() {
                    kill(&world, &mut me, pid).await;
                }
                let exit = me.receive_if_timeout(Duration::ZERO, |exit: &Exit| exit.from == four.pid()).await;
                let fate = exit.map_or("lives".to_owned(), |exit| format!("dies {}", exit.reason));
                world.say("main", format!("each of four crashes once: the supervisor {fate}"));

                let log = me.pid();
                let temporary = move |number| {
                    let args = (log, number);
                    let spec = ChildSpec::server::<Partition>("partition", args, Options::default());
                    spec.restart(supervisor::Restart::Temporary)
                };
                let (flags, options) = (Flags::default(), Options::default());
                let started = start_link(&mut me, 4, temporary, flags, options).await;
                let four = started.expect("the partitions start");
                let one = four.pids()[1];
                kill(&world, &mut me, one).await;
                let left = four.count_children(&mut me).await.unwrap_or_default().active;
                world.say("main", format!("a temporary one crashes: {left} are left"));
            }));
            let mut expected = recorded("together");
            expected.push("a temporary one crashes: 3 are left");
            t.expect("beam.out", &expected);
        });
    }
}

mod spread {
    use super::*;

    /// A child that takes 100 ms to start.
    fn slow() -> ChildSpec {
        ChildSpec::new("slow", |me| {
            Box::pin(async move {
                let pid = me.spawn_link(|mut me| async move { drop(me.next().await) });
                sleep(MOMENT).await;
                Ok(pid)
            })
        })
    }

    async fn eight_starts(world: &World, me: &mut Context, partitions: u64) {
        let dynamic = |_| DynamicSupervisor::child_spec("rooms", Default::default(), Options::default());
        let started = start_link(me, partitions, dynamic, Flags::default(), Options::default()).await;
        let rooms = started.expect("the partitions start");
        let begin = world.elapsed();
        let starters: Vec<Pid> = (0..8_i64)
            .map(|room| {
                let rooms = rooms.clone();
                me.spawn(move |mut me| async move {
                    let started = start_child(&mut me, &rooms, room, slow()).await;
                    assert!(started.is_ok_and(|pid| pid.is_some()), "the room is there");
                })
            })
            .collect();
        for starter in starters {
            me.system().join(starter).await;
        }
        let times = (world.elapsed() - begin).as_millis() / MOMENT.as_millis();
        let mut children = Vec::new();
        for pid in rooms.pids() {
            children.push(DynamicSupervisor::new(pid).count_children(me).await.unwrap_or_default().active);
        }
        let all = active(me, &rooms).await.expect("all partitions answer");
        let children = list(children);
        let line =
            format!("partitions {partitions}, 8 starts: {times} times as long as one; children {children}");
        world.say("main", format!("{line}, in all {all}"));
        let _ = rooms.stop(me, ExitReason::Normal, None).await;
    }

    #[test]
    fn four_partitions_start_four_children_at_a_time() {
        check("key_ignored", |t| {
            let run = main_process(|world, mut me| async move {
                for partitions in [1, 2, 4] {
                    eight_starts(&world, &mut me, partitions).await;
                }
            });
            let lost = |line: String| line.contains("2 2 2 2") && !line.ends_with("in all 8");
            t.suspect_if(run.lines().any(lost), "one_partition_counted");
            t.run(run);
            t.beam_section(BEAM, "starts");
        });
    }

    #[test]
    fn between_partitions_there_is_no_order() {
        check("key_ignored", |t| {
            t.run(main_process(|world, mut me| async move {
                for count in [1, 2] {
                    let servers = partitions(&mut me, count).await;
                    let find = |key: i64| servers.partition_for(key).expect("it has started");
                    Server::<Partition>::new(find(0)).cast(&me, Job::Wait);
                    for n in 0..4 {
                        Server::<Partition>::new(find(n)).cast(&me, Job::Tell(n));
                    }
                    let mut arrived = Vec::new();
                    for _ in 0..4 {
                        arrived.push(me.receive::<i64>().await);
                    }
                    let arrived = list(arrived);
                    world.say("main", format!("partitions {count}, keys 0 1 2 3 arrive as {arrived}"));
                }
            }));
            t.beam_section(BEAM, "order");
        });
    }
}
