//! What `info` says of a process, seen from outside.

use std::sync::Arc;
use std::time::Duration;

use harness::sim;
use process::{Config, System};

#[test]
fn what_was_received_is_in_the_mailbox_no_more() {
    let run = sim(1, |world| async move {
        let system = System::new(Config {
            spawner: Some(world.spawner()),
            crash_log: Some(Arc::new(|_| {})),
            ..Config::default()
        });
        let reader = system.spawn(|mut me| async move {
            me.receive_where(|message| message.peek::<u8>() == Some(&2)).await;
            tokio::time::sleep(Duration::from_secs(1)).await; // waits, and not for a message
            me.next().await;
            tokio::time::sleep(Duration::from_secs(1)).await;
        });
        system.spawn(move |me| async move { (1..=2_u8).for_each(|number| me.send(reader, number)) });
        for _ in 0..2 {
            world.settle().await;
            let waiting = system.info(reader).map(|info| info.message_queue_len);
            world.say("outside", format!("in the mailbox: {waiting:?}"));
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    });
    let lines: Vec<String> = run.lines().collect();
    assert_eq!(lines, ["in the mailbox: Some(1)", "in the mailbox: Some(0)"]);
}
