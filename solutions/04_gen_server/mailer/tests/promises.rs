//! What the mailer promises, under 100,000 mails that a random transport sends, refuses or crashes with: each is
//! sent once or given up after three attempts, and never are two on their way.

use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use harness::{seeds, sim};
use mailer::{ATTEMPTS, Mailer, Transport};
use process::{Config, ExitReason, System};

const MAILS: usize = 25_000;

/// What the transport saw.
#[derive(Default)]
struct Seen {
    on_its_way: usize,
    /// How often each mail was tried, and how often it was sent.
    mails: BTreeMap<String, (u32, usize)>,
}

#[test]
fn each_mail_is_sent_once_or_given_up() {
    for seed in seeds(4) {
        let run = sim(seed, |world| async move {
            let system = System::new(Config {
                spawner: Some(world.spawner()),
                crash_log: Some(Arc::new(|_| {})),
                ..Config::default()
            });
            let main = system.spawn(move |mut me| async move {
                let seen = Arc::new(Mutex::new(Seen::default()));
                let (shared, random) = (Arc::clone(&seen), world.clone());
                let transport = Transport::new(move |mail: String| {
                    let (seen, world) = (Arc::clone(&shared), random.clone());
                    async move {
                        {
                            let mut seen = seen.lock().unwrap();
                            seen.on_its_way += 1;
                            assert_eq!(seen.on_its_way, 1, "seed {seed}: two on their way");
                            seen.mails.entry(mail.clone()).or_default().0 += 1;
                        }
                        if world.choose(8) == 0 {
                            tokio::time::sleep(Duration::from_millis(world.choose(5) as u64)).await;
                        }
                        let mut seen = seen.lock().unwrap();
                        seen.on_its_way -= 1;
                        match world.choose(4) {
                            0 => Err("refused".to_owned()),
                            1 => {
                                drop(seen);
                                resume_unwind(Box::new("boom"))
                            }
                            _ => {
                                seen.mails.entry(mail).or_default().1 += 1;
                                Ok(())
                            }
                        }
                    }
                });
                let mailer = Mailer::start_link(&mut me, transport).await.expect("the name is free");
                for n in 0..MAILS {
                    mailer.deliver(&me, &n.to_string());
                    if world.choose(100) == 0 {
                        tokio::time::sleep(Duration::from_millis(world.choose(500) as u64)).await;
                    }
                }
                let limit = Duration::from_secs(1_000_000);
                assert_eq!(mailer.await_idle(&mut me, limit).await, Ok(()), "seed {seed}");
                let status = mailer.status(&mut me).await.expect("the mailer lives");
                let seen = seen.lock().unwrap();
                let sent = seen.mails.values().filter(|(_, sent)| *sent == 1).count();
                assert!(
                    seen.mails.values().all(|(_, sent)| *sent <= 1),
                    "seed {seed}: a mail was sent twice"
                );
                let tried = |(attempts, sent): &(u32, usize)| {
                    if *sent == 1 { *attempts <= ATTEMPTS } else { *attempts == ATTEMPTS }
                };
                assert!(seen.mails.values().all(tried), "seed {seed}: attempts");
                assert_eq!((status.waiting, status.on_its_way), (0, 0), "seed {seed}");
                assert_eq!((status.sent, status.failed.len()), (sent, MAILS - sent), "seed {seed}");
            });
            system.join(main).await
        });
        assert_eq!(run.finished(), ExitReason::Normal, "seed {seed}");
    }
}
