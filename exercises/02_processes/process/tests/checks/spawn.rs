//! Running the code of a process, catching its panic, filling its queue.

use super::*;

#[test]
fn what_the_code_returns_is_the_reason() {
    check("reason_lost", |t| {
        always(t, &["normal", "shutdown", "boom"], |world, system| async move {
            let ends = [
                system.spawn(|_| async {}),
                system.spawn(|_| async { ExitReason::Shutdown }),
                system.spawn(|_| async { "boom" }),
            ];
            for end in ends {
                let reason = system.join(end).await;
                world.say("main", reason.to_string());
            }
        });
    });
}

#[test]
fn a_panic_ends_one_process_and_is_not_lost() {
    check("panic_escapes", |t| {
        let lines = ["crash log: panic: oops", "a ended: panic: oops", "b ended: normal"];
        t.suspect("panic_escapes");
        let program = |world: World, system: System| async move {
            let b = system.spawn(|_| tokio::time::sleep(Duration::from_secs(1)));
            let a = system.spawn(|_| async { panic!("oops") });
            system.register("a", a).expect("the name is free");
            world.say("main", format!("a ended: {}", system.join(a).await));
            world.say("main", format!("b ended: {}", system.join(b).await));
        };
        under_every_seed(t, &lines, program);
        t.suspect_if(!t.lines().contains(&"a ended: panic: oops".to_owned()), "panic_lost");
        t.expect("transcript", &lines);
    });
}

#[test]
fn messages_wait_in_the_queue() {
    check("message_lost", |t| {
        always(t, &["before: 0", "after: 3"], |world, system| async move {
            let waiting = system.spawn(|_| tokio::time::sleep(Duration::from_secs(1)));
            let len = |system: &System| system.info(waiting).map_or(0, |info| info.message_queue_len);
            world.say("main", format!("before: {}", len(&system)));
            for n in 0..3 {
                system.send(waiting, n);
            }
            world.say("main", format!("after: {}", len(&system)));
        });
    });
}
