//! What the first pages of the chapter show on the BEAM, said once more with the kernel.

use harness::{World, check, sim};
use process::{Config, Down, ExitReason, Pid, System};

const BEAM: &str = include_str!("../../../../exercises/02_processes/parallel_map/beam.out");

fn system(world: &World) -> System {
    System::new(Config { spawner: Some(world.spawner()), tracer: Some(world.tracer()), ..Config::default() })
}

// ANCHOR: letters
#[derive(Debug)]
struct Ask(Pid, u64);

#[derive(Debug)]
struct Answer(Pid, u64);
// ANCHOR_END: letters

#[test]
fn a_question_is_answered_by_letter() {
    check("spawn", |t| {
        let run = sim(1, |world| async move {
            let (system, said) = (system(&world), world.clone());
            let parent = system.spawn(|mut me| async move {
                let say = |line: String| said.say("parent", line);
                // ANCHOR: spawn
                let child = me.spawn(|mut me| async move {
                    let Ask(from, n) = me.receive().await;
                    me.send(from, Answer(me.pid(), n * n));
                });
                say(format!("two processes: {}", me.pid() != child));
                me.send(child, Ask(me.pid(), 7));
                let Answer(_, n) = me.receive_if(|Answer(from, _)| *from == child).await;
                say(format!("7 * 7 = {n}"));
                let watch = me.monitor(child);
                me.receive_if(|down: &Down| down.reference == watch).await;
                say(format!("the child has returned: alive {}", me.system().is_alive(child)));
                me.send(child, "nobody reads this"); // returns nothing: there is nothing to tell
                // ANCHOR_END: spawn
                say("a send to it gives back its message: true".to_owned());
                let nobody = me.send_name("nobody_has_this_name", "hi");
                say(format!("a send to a name that nobody has: {}", nobody.map_or("badarg", |()| "ok")));
            });
            assert_eq!(system.join(parent).await, ExitReason::Normal);
        });
        t.run(run);
        t.beam_section(BEAM, "spawn");
    });
}

#[test]
fn letters_of_one_sender_keep_their_order() {
    for seed in harness::seeds(20) {
        check("order", |t| {
            let run = sim(seed, |world| async move {
                let (system, said) = (system(&world), world.clone());
                let parent = system.spawn(|mut me| async move {
                    let parent = me.pid();
                    for who in ["a", "b"] {
                        me.spawn(move |me| async move {
                            for n in 1..=3 {
                                me.send(parent, (who, n));
                                tokio::task::yield_now().await;
                            }
                        });
                    }
                    said.settle().await;
                    for who in ["a", "b"] {
                        let mut row = Vec::new();
                        for _ in 1..=3 {
                            let (_, n) = me.receive_if(|letter: &(&str, i32)| letter.0 == who).await;
                            row.push(n);
                        }
                        said.say("parent", format!("from {who}: {row:?}"));
                    }
                });
                system.join(parent).await;
            });
            t.run(run);
            t.beam_section(BEAM, "order");
        });
    }
}
