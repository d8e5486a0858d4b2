//! The three kinds of time-outs, and what cancels each.

use super::*;

#[test]
fn a_state_time_out_ends_with_its_state() {
    check("timeout_survives", |t| {
        t.run(main(|world, mut me| async move {
            let p = phone::open(&world, &mut me).await;
            phone::tell(p, &me, [Tell::Incoming("ann")]);
            sleep(ms(60)).await;
            phone::tell(p, &me, [Tell::Incoming("bob"), Tell::PickUp]);
            sleep(ms(150)).await;
        }));
        t.suspect_if(!t.lines().contains(&"ringing: state_timeout".to_owned()), "timeout_lost");
        t.beam_section(BEAM, "state_timeout");
    });
}

#[test]
fn every_event_cancels_an_event_time_out() {
    check("timeout_survives", |t| {
        t.run(main(|world, mut me| async move {
            let p = phone::open(&world, &mut me).await;
            phone::tell(p, &me, [Tell::Digit(4), Tell::Digit(2)]);
            sleep(ms(60)).await;
            phone::tell(p, &me, [Tell::HangUp, Tell::Digit(7)]);
            let _ = phone::status(p, &mut me).await;
            sleep(ms(150)).await;
        }));
        t.suspect_if(!t.lines().contains(&"idle: timeout".to_owned()), "timeout_lost");
        t.beam_section(BEAM, "event_timeout");
    });
}

#[test]
fn a_named_time_out_goes_on_whatever_happens() {
    check("named_stops", |t| {
        t.run(main(|world, mut me| async move {
            let p = phone::open(&world, &mut me).await;
            phone::tell(p, &me, [Tell::Credit(100), Tell::Incoming("ann"), Tell::PickUp]);
            let _ = phone::status(p, &mut me).await;
            sleep(ms(150)).await;
            phone::tell(
                p,
                &me,
                [Tell::Credit(60_000), Tell::Incoming("bob"), Tell::PickUp, Tell::Credit(20)],
            );
            sleep(ms(150)).await;
        }));
        t.beam_section(BEAM, "named_timeout");
    });
}

#[test]
fn a_new_one_takes_the_place_of_the_old() {
    check("timeout_survives", |t| {
        t.run(main(|world, mut me| async move {
            let m = obedient::open(&world, &mut me).await;
            let start = Do("set", |_, _| Transition::Keep(vec![Action::Start(Timer::Named("n"), ms(10))]));
            let cancel = Do("cancel", |_, _| Transition::Keep(vec![Action::Cancel(Timer::Named("n"))]));
            let twice = Do("set twice", |_, _| {
                let start = |after| Action::Start(Timer::Named("n"), ms(after));
                Transition::Keep(vec![start(10), start(50)])
            });
            m.tell(&me, [obedient::nothing("held"), start, cancel]);
            sleep(ms(100)).await;
            m.tell(&me, [obedient::nothing("held"), twice, obedient::to_b("change")]);
            sleep(ms(150)).await;
        }));
        t.suspect_if(t.lines().iter().all(|line| line != "b: timeout n"), "named_stops");
        let mut expected = vec!["  a -> a"];
        expected.extend(recorded("cancel").into_iter().take_while(|line| !line.contains("b: held")));
        t.expect("beam.out", &expected);
    });
}

#[test]
fn each_ring_is_that_of_its_own_time_out() {
    check("ring_misread", |t| {
        t.run(main(|world, mut me| async move {
            let m = obedient::open(&world, &mut me).await;
            let set = Do("set", |_, _| {
                let named = Action::Start(Timer::Named("n"), ms(50));
                Transition::Keep(vec![named, Action::Start(Timer::State, ms(10))])
            });
            m.tell(&me, [set]);
            sleep(ms(30)).await;
            let state = m.machine.state(&mut me).await.expect("it lives");
            world.say("main", state);
            sleep(ms(100)).await;
        }));
        let state = "A, time-outs: [timeout n]; obedient";
        t.expect("transcript", &["  a -> a", "a: set", "a: state_timeout", state, "a: timeout n"]);
    });
}

#[test]
fn repeating_a_state_is_no_change() {
    check("timeout_lost", |t| {
        t.run(main(|world, mut me| async move {
            let m = obedient::open(&world, &mut me).await;
            let set = Do("set", |_, _| Transition::Keep(vec![Action::Start(Timer::State, ms(20))]));
            m.tell(&me, [obedient::nothing("held"), set, obedient::repeat("repeat")]);
            sleep(ms(100)).await;
            m.stop(&mut me).await;
        }));
        t.beam_section(BEAM, "repeat");
    });
}

#[test]
fn a_ring_in_the_mailbox_counts_no_more_when_its_time_out_is_cancelled() {
    check("timeout_survives", |t| {
        t.run(main(|world, mut me| async move {
            let m = obedient::open(&world, &mut me).await;
            let set = Do("set", |_, _| Transition::Keep(vec![Action::Start(Timer::State, ms(10))]));
            m.tell(&me, [set, obedient::nothing("busy"), obedient::to_b("change")]);
            sleep(ms(200)).await;
        }));
        t.expect("transcript", &["  a -> a", "a: set", "a: busy", "a: change", "  a -> b"]);
    });
}

#[test]
fn calls_are_postponed_and_their_time_is_that_of_the_new_state() {
    check("postponed_order", |t| {
        t.run(main(|world, mut me| async move {
            let p = phone::open(&world, &mut me).await;
            let calls = [
                Tell::Incoming("ann"),
                Tell::PickUp,
                Tell::Incoming("bob"),
                Tell::Incoming("eve"),
                Tell::HangUp,
            ];
            phone::tell(p, &me, calls);
            let status = phone::status(p, &mut me).await;
            world.say("main", format!("status: {status}"));
            phone::tell(p, &me, [Tell::PickUp, Tell::HangUp]);
            let status = phone::status(p, &mut me).await;
            world.say("main", format!("status: {status}"));
        }));
        t.beam_section(BEAM, "postpone");
    });
}
