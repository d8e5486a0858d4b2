//! Checks of `rpc`. Each step is a module, each claim a test.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use harness::{Net, Run, World, check, seeds, sim};
use node::{Node, Options};
use process::{Config, Context, ExitReason, System};
use rpc::RpcError;
use term::{Term, term};

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

const SECOND: Duration = Duration::from_secs(1);
/// More than any of these conversations takes, unless something hangs.
const LONG: Duration = Duration::from_secs(600);

/// Three nodes of one world, and a counter on `y` that the function `work:add` adds to.
#[derive(Clone)]
struct Nodes {
    world: World,
    net: Net,
    x: Node,
    counter: Arc<AtomicI64>,
}

impl Nodes {
    fn line(&self, line: impl Into<String>) {
        self.world.say("x", line);
    }

    fn count(&self) -> i64 {
        self.counter.load(Ordering::SeqCst)
    }
}

async fn start(world: &World, net: &Net, name: &str) -> Node {
    let seed = world.choose(1 << 30) as u64;
    let system = System::new(Config {
        spawner: Some(world.spawner()),
        tracer: Some(world.tracer()),
        crash_log: Some(Arc::new(|_| {})),
        seed,
    });
    let host = name.split('@').nth(1).expect("a host");
    let options = Options::new(name, "secret").on(net.host(host), &system);
    let options = Options { log: Arc::new(|_| {}), ..options };
    Node::start(&system, options).await.expect("a free name")
}

/// What may be called on a node: the Rust forms of what `beam.exs` calls.
fn insert_functions(node: &Node, name: &'static str, counter: &Arc<AtomicI64>) {
    let add = {
        let counter = Arc::clone(counter);
        move || Term::Int(counter.fetch_add(1, Ordering::SeqCst) + 1)
    };
    let known = node.functions();
    known.insert("work:name/0", move |_, _| async move { term!((name)) });
    known.insert("work:double/1", |_, args| async move { Term::Int(args[0].as_int().unwrap_or(0) * 2) });
    known.insert("work:bug/0", |_, _| async move { panic!("a bug") });
    known.insert("work:bye/0", |mut me, _| async move { me.stop("bye").await });
    known.insert("work:killed/0", |mut me, _| async move {
        me.exit(me.pid(), ExitReason::Kill);
        me.receive::<()>().await;
        Term::nil()
    });
    known.insert("work:sleep/1", move |me, args| async move {
        let _ = me.register("function");
        let seconds = u64::try_from(args[0].as_int().unwrap_or(0)).unwrap_or(0);
        tokio::time::sleep(SECOND * u32::try_from(seconds).unwrap_or(0)).await;
        term!((name))
    });
    let adds = add.clone();
    known.insert("work:add/0", move |me, _| {
        let value = adds();
        async move {
            let _ = me.register("again");
            value
        }
    });
    known.insert("work:add_late/0", move |me, _| {
        let add = add.clone();
        async move {
            let _ = me.register("function");
            tokio::time::sleep(SECOND * 3).await;
            add()
        }
    });
    let counter = Arc::clone(counter);
    known.insert("work:add_and_never_answer/0", move |mut me, _| {
        counter.fetch_add(1, Ordering::SeqCst);
        async move {
            let _ = me.register("function");
            me.receive::<()>().await;
            Term::nil()
        }
    });
}

/// `x@a`, `y@b` and `z@c`; a process of `x` that does what the check says.
fn nodes<F, Fut>(seed: u64, script: F) -> Run
where
    F: FnOnce(Nodes, Context) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    sim(seed, move |world| async move {
        let net = Net::new(&world);
        let counter = Arc::new(AtomicI64::new(0));
        let (x, y) = (start(&world, &net, "x@a").await, start(&world, &net, "y@b").await);
        let z = start(&world, &net, "z@c").await;
        for (node, name) in [(&x, "x"), (&y, "y"), (&z, "z")] {
            insert_functions(node, name, &counter);
        }
        for node in ["y@b", "z@c"] {
            x.connect(node).await.expect("it runs, with the same cookie");
        }
        let all = Nodes { world: world.clone(), net, x: x.clone(), counter };
        let test = x.system().spawn(move |me| async move {
            me.register("caller").expect("the name is free");
            script(all, me).await;
        });
        let end = x.system().join(test).await;
        if end != ExitReason::Normal {
            world.say("x", format!("the caller has ended: {end}"));
        }
        drop((y, z));
    })
}

/// What came of a call, in a line.
fn shown(outcome: &Result<Term, RpcError>) -> String {
    match outcome {
        Ok(value) => format!("value {value}"),
        Err(RpcError::Raised(why)) => format!("error {why}"),
        Err(RpcError::Thrown(value)) => format!("throw {value}"),
        Err(RpcError::Exited(why)) => format!("exit {why}"),
        Err(RpcError::Timeout) => "timeout".to_owned(),
        Err(RpcError::NoConnection) => "noconnection".to_owned(),
        Err(RpcError::Refused(_)) => "refused".to_owned(),
        Err(RpcError::Name(_)) => "no name of a function".to_owned(),
    }
}

mod predict {
    use super::*;
    use rpc::predict::{AFTER_THE_LIMIT, CALLED_AGAIN, IT_IS_KILLED};

    #[test]
    fn the_prediction_is_what_the_beam_does() {
        check("predicts_a_local_call", |t| {
            let ours = [AFTER_THE_LIMIT, IT_IS_KILLED, CALLED_AGAIN];
            t.suspect_if(ours.contains(&""), "not_yet");
            for line in ours {
                t.line(line);
            }
            let goes_on = BEAM.contains("the function goes on; the counter says 1");
            let killed = BEAM.contains("it is killed: exit {:signal, :killed}");
            let again = BEAM.contains("called again: 2");
            t.expect(
                "beam.out",
                &[
                    if goes_on { "it goes on" } else { "it ends" },
                    if killed { "killed" } else { "noconnection" },
                    if again { "2" } else { "1" },
                ],
            );
        });
    }
}

mod outcome {
    use super::*;

    #[test]
    fn each_form_of_the_reason_is_told_as_what_it_is() {
        check("kinds_mixed_up", |t| {
            let of_function = [
                term!({:tag, :return, 42}),
                term!({:tag, :error, :undef, [{:work, :nothing, [], []}]}),
                term!({:tag, :throw, :ball}),
                term!({:tag, :exit, :bye}),
            ];
            let mut failures_are_values = false;
            for reason in &of_function {
                let outcome = rpc::outcome(reason, &term!(:tag));
                failures_are_values |= outcome.is_ok() && !reason.to_string().contains("return");
                t.line(shown(&outcome));
            }
            t.suspect_if(failures_are_values, "failure_told_as_value");
            t.expect("transcript", &["value 42", "error :undef", "throw :ball", "exit :bye"]);
        });
    }

    #[test]
    fn what_does_not_say_our_tag_has_ended_the_process() {
        check("tag_not_compared", |t| {
            let ends = [
                term!(:killed),
                term!({:other_tag, :return, 42}),
                term!({:shutdown, :return, 1}),
                term!({:tag, :return}),
                term!({}),
            ];
            for reason in &ends {
                t.line(shown(&rpc::outcome(reason, &term!(:tag))));
            }
            let expected: Vec<String> = ends.iter().map(|reason| format!("exit {reason}")).collect();
            t.expect("transcript", &expected);
        });
    }
}

mod call {
    use super::*;

    #[test]
    fn a_value_a_panic_and_an_end_come_back_from_any_node() {
        check("reason_not_read", |t| {
            t.run(nodes(1, |all, me| async move {
                for on in ["y@b", "x@a"] {
                    for (title, function, args) in [
                        ("a value", "work:double", vec![term!(21)]),
                        ("a bug", "work:bug", vec![]),
                        ("no such function", "work:nothing", vec![]),
                        ("it ends itself", "work:bye", vec![]),
                        ("it is killed", "work:killed", vec![]),
                    ] {
                        let outcome = shown(&rpc::call(&all.x, &me, on, function, args, LONG).await);
                        all.line(format!("{on}, {title}: {outcome}"));
                    }
                }
                let nameless = rpc::call(&all.x, &me, "y@b", "double", vec![], LONG).await;
                all.line(format!("no module: {}", shown(&nameless)));
            }));
            let bare = t.lines().iter().any(|line| line.ends_with("a value: exit :normal"));
            t.suspect_if(bare, "function_started_bare");
            let of_one = |on: &str| {
                [
                    format!("{on}, a value: value 42"),
                    format!("{on}, a bug: error {{:panic, \"a bug\"}}"),
                    format!("{on}, no such function: error :undef"),
                    format!("{on}, it ends itself: exit :bye"),
                    format!("{on}, it is killed: exit :killed"),
                ]
            };
            let mut expected = [of_one("y@b"), of_one("x@a")].concat();
            expected.push("no module: no name of a function".to_owned());
            t.expect("transcript", &expected);
        });
    }

    #[test]
    fn the_limit_ends_the_waiting_and_not_the_function() {
        check("waits_for_ever", |t| {
            t.run(nodes(1, |all, mut me| async move {
                let begin = all.world.elapsed();
                let late = rpc::call(&all.x, &me, "y@b", "work:add_late", vec![], SECOND).await;
                let waited = (all.world.elapsed() - begin).as_secs();
                all.line(format!("no answer in time: {}", shown(&late)));
                if waited != 1 {
                    all.line(format!("we have waited for {waited} seconds"));
                }
                all.line(format!("the counter says {}", all.count()));
                tokio::time::sleep(SECOND * 10).await;
                all.line(format!("the function goes on; the counter says {}", all.count()));
                all.line(format!("in the mailbox: {}", me.message_queue_len()));
            }));
            let waited = t.lines().iter().any(|line| line.starts_with("we have waited"));
            let told = t.lines().first().is_some_and(|line| line.ends_with("timeout"));
            t.suspect_if(!waited && !told, "loss_not_told");
            t.suspect_if(t.lines().iter().any(|line| line.ends_with("says 2")), "calls_again_by_itself");
            t.beam_section(BEAM, "limit");
        });
    }

    #[test]
    fn after_a_lost_connection_nobody_knows_whether_it_was_done() {
        check("loss_not_told", |t| {
            for seed in seeds(5) {
                t.run(nodes(seed, |all, me| async move {
                    let (node, lines) = (all.x.clone(), all.clone());
                    let asks = me.spawn(move |me| async move {
                        me.register("asks").expect("the name is free");
                        let lost =
                            rpc::call(&node, &me, "y@b", "work:add_and_never_answer", vec![], LONG).await;
                        lines.line(format!("it has run, and the connection is lost: {}", shown(&lost)));
                    });
                    tokio::time::sleep(SECOND).await;
                    all.net.cut(&["a"], &["b"]);
                    all.x.system().join(asks).await;
                    let none = rpc::call(&all.x, &me, "y@b", "work:add", vec![], LONG).await;
                    all.line(format!("it has not run, for want of a connection: {}", shown(&none)));
                    all.line(format!("the counter says {}", all.count()));
                    all.net.heal();
                    tokio::time::sleep(LONG).await;
                    let again = rpc::call(&all.x, &me, "y@b", "work:add", vec![], LONG).await;
                    let again = again.map_or_else(|no| no.to_string(), |value| value.to_string());
                    all.line(format!("called again: {again}"));
                }));
            }
            let counted = |line: &String| line.starts_with("the counter says") && !line.ends_with('1');
            t.suspect_if(t.lines().iter().any(counted), "calls_again_by_itself");
            let of_one: Vec<&str> = BEAM
                .lines()
                .skip_while(|line| *line != "-- cut")
                .skip(1)
                .take_while(|line| !line.starts_with("-- "))
                .collect();
            let noted = [&["cut a | b"], &of_one[..3], &["heal"], &of_one[3..]].concat();
            t.expect("beam.out", &noted.repeat(seeds(5).count()));
        });
    }
}

mod cast {
    use super::*;

    #[test]
    fn a_cast_runs_the_function_and_neither_waits_nor_hears() {
        check("cast_ties_the_caller", |t| {
            t.run(nodes(1, |all, mut me| async move {
                let begin = all.world.elapsed();
                rpc::cast(&all.x, &me, "y@b", "work:add", vec![]);
                rpc::cast(&all.x, &me, "x@a", "work:add", vec![]);
                for (on, function) in [
                    ("y@b", "work:bug"),
                    ("y@b", "work:bye"),
                    ("y@b", "work:nothing"),
                    ("nobody@b", "work:add"),
                    ("y@b", "no module"),
                ] {
                    rpc::cast(&all.x, &me, on, function, vec![]);
                }
                all.line(format!("sent in {:?}", all.world.elapsed() - begin));
                tokio::time::sleep(LONG).await;
                all.line(format!("the counter says {}", all.count()));
                all.line(format!("in the mailbox: {}", me.message_queue_len()));
            }));
            t.suspect_if(t.lines().iter().any(|line| line == "the counter says 0"), "cast_to_nobody");
            t.expect("transcript", &["sent in 0ns", "the counter says 2", "in the mailbox: 0"]);
        });
    }
}

mod multicall {
    use super::*;

    #[test]
    fn the_answers_stand_in_the_order_of_the_nodes() {
        check("order_of_arrival", |t| {
            for seed in seeds(5) {
                t.run(nodes(seed, |all, me| async move {
                    let on = ["z@c", "nobody@b", "y@b", "x@a", "z@c"];
                    let answers = rpc::multicall(&all.x, &me, &on, "work:name", vec![], LONG).await;
                    let answers: Vec<String> = answers.iter().map(shown).collect();
                    all.line(answers.join(", "));
                }));
            }
            let expected = r#"value "z", noconnection, value "y", value "x", value "z""#;
            t.expect("transcript", &[expected].repeat(seeds(5).count()));
        });
    }

    #[test]
    fn all_calls_together_take_as_long_as_the_slowest_and_no_longer_than_the_limit() {
        check("limits_add_up", |t| {
            t.run(nodes(1, |all, me| async move {
                let on = ["y@b", "z@c", "x@a"];
                for (takes, limit) in [(2, LONG), (30, SECOND * 5)] {
                    let begin = all.world.elapsed();
                    let answers =
                        rpc::multicall(&all.x, &me, &on, "work:sleep", vec![term!((takes))], limit).await;
                    let answers: Vec<String> = answers.iter().map(shown).collect();
                    let waited = (all.world.elapsed() - begin).as_secs();
                    all.line(format!("after {waited} s: {}", answers.join(", ")));
                }
            }));
            t.expect(
                "transcript",
                &[r#"after 2 s: value "y", value "z", value "x""#, "after 5 s: timeout, timeout, timeout"],
            );
        });
    }
}
