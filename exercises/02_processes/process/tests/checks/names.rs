//! Names and timers, and one seed for one trace.

use super::*;

async fn named(world: World, system: System) {
    let server = system.spawn(|mut me| async move {
        let client = me.receive::<Pid>().await;
        me.send(client, "answer");
    });
    system.register("server", server).expect("the name is free");
    let client = system.spawn(move |mut me| async move {
        me.monitor(server);
        me.send_name("server", me.pid()).expect("somebody has the name");
        world.say("client", format!("got {}", me.receive::<&str>().await));
        let down: Down = me.receive().await;
        world.say("client", format!("server down: {}", down.reason));
        let found = me.system().whereis("server").map_or("nil".to_owned(), |pid| pid.to_string());
        world.say("client", format!("whereis server: {found}"));
        let sent = me.send_name("server", "hello").map_or("badarg", |()| "sent");
        world.say("client", format!("send to server: {sent}"));
    });
    system.join(client).await;
}

#[test]
fn a_name_is_free_when_the_end_is_heard() {
    check("name_outlives_process", |t| {
        under_every_seed(t, &recorded("names"), named);
        let last = t.lines().last().cloned().unwrap_or_default();
        let free = t.lines().iter().any(|line| line == "whereis server: nil");
        t.suspect_if(free && last.ends_with("sent"), "badarg_swallowed");
        t.beam_section(BEAM, "names");
    });
}

async fn timed(world: World, system: System) {
    let main = system.spawn(move |mut me| async move {
        let timer = me.send_after(Duration::from_secs(60), me.pid(), "too late");
        me.send_after(Duration::from_millis(10), me.pid(), "tick");
        world.say("main", format!("got {}", me.receive::<&str>().await));
        let left = me.cancel_timer(timer);
        world.say("main", format!("cancelled with time left: {}", left.is_some_and(|left| !left.is_zero())));
        let more = me.receive_timeout::<&str>(Duration::from_millis(10)).await;
        world.say("main", more.map_or("nothing more".to_owned(), |more| format!("got {more}")));
    });
    system.join(main).await;
}

#[test]
fn a_timer_sends_when_its_time_has_come() {
    check("timer_message_lost", |t| {
        t.suspect("timer_message_lost");
        beam(t, "timers", timed);
    });
}

#[test]
fn a_timer_to_a_name_finds_whoever_has_it_then() {
    check("timer_message_lost", |t| {
        t.suspect("timer_message_lost");
        always(t, &["the new server got tick after 5 s"], |world, system| async move {
            let old = system.spawn(idle);
            system.register("server", old).expect("the name is free");
            let starter = system.spawn(|me| async move {
                me.send_after(Duration::from_secs(5), "server", "tick");
            });
            system.join(starter).await;
            system.send(old, Stop);
            system.join(old).await;
            let new = system.spawn(move |mut me| async move {
                let tick: &str = me.receive().await;
                let seconds = world.elapsed().as_secs();
                world.say("new", format!("the new server got {tick} after {seconds} s"));
            });
            system.register("server", new).expect("the name is free again");
            system.join(new).await;
        });
    });
}

/// Everything at once: a server under a name, clients that link, watch and call, timers, a crash.
async fn town(_: World, system: System) {
    let server = system.spawn(|mut me| async move {
        for _ in 0..3 {
            let call: process::Call<u32> = me.receive().await;
            me.reply(call.from, call.request * 2);
        }
        ExitReason::Shutdown
    });
    system.register("server", server).expect("the name is free");
    let clients: Vec<Pid> = ["a", "b", "c", "d"]
        .into_iter()
        .zip(1_u32..)
        .map(|(name, n)| {
            let client = system.spawn(move |mut me| async move {
                me.monitor(server);
                me.send_after(Duration::from_millis(u64::from(n)), me.pid(), n);
                let n: u32 = me.receive().await;
                let answer = me.call::<u32>(server, n, Some(Duration::from_secs(1))).await;
                let down: Down = me.receive().await;
                answer.map_or_else(|_| down.reason, |_| ExitReason::Normal)
            });
            system.register(name, client).expect("the name is free");
            client
        })
        .collect();
    for client in clients {
        system.join(client).await;
    }
}

#[test]
fn one_seed_gives_one_trace() {
    check("timer_message_lost", |t| {
        for seed in seeds(20) {
            assert_eq!(run(seed, town).events, run(seed, town).events, "seed {seed}");
        }
        t.events(&run(1, town), |event| Some(event.to_string()));
        t.snapshot("town", env!("CARGO_MANIFEST_DIR"));
    });
}
