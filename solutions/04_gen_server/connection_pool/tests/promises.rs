//! What the pool promises, held against random operations: never more out than there are, none lost, first come
//! first served, nothing for the dead. A failure names its seed; `WORKBOOK_SEED` runs that one alone.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use connection_pool::{Action, Connection, Event, Ledger, Pool, PoolError, step};
use harness::{Rng, World, seeds, sim};
use process::{CallError, Config, Context, Down, ExitReason, Pid, System};

const SIZE: u32 = 3;
const OPERATIONS: u32 = 25_000;

/// A pool as its promises tell it: tickets that are neither over nor given up, by age. The oldest `SIZE` of them
/// hold a connection.
#[derive(Default)]
struct Model {
    live: Vec<(u32, usize)>,
    /// Who was given what.
    given: BTreeMap<u32, Connection>,
}

impl Model {
    fn leave(&mut self, ticket: u32) {
        self.live.retain(|(live, _)| *live != ticket);
        self.given.remove(&ticket);
    }

    /// Whether a checkin of this client is right, and then whose ticket is over.
    fn holder(&self, client: usize, connection: Connection) -> Option<u32> {
        let mut mine = self.live.iter().filter(|(_, live)| *live == client);
        mine.find(|(ticket, _)| self.given.get(ticket) == Some(&connection)).map(|(ticket, _)| *ticket)
    }

    /// A random event, of a pool that is busy with a few clients.
    fn event(&self, rng: &mut Rng, fresh: u32) -> Event<usize, u32> {
        let any = |rng: &mut Rng| match rng.below(self.live.len() + 1) {
            0 => fresh, // a ticket that nobody knows
            at => self.live[at - 1].0,
        };
        let client = rng.below(5);
        match rng.below(8) {
            0..=2 => Event::CheckoutAsked { ticket: fresh, client },
            3 | 4 => {
                let number = rng.below(SIZE as usize + 1);
                let connection = Connection(u32::try_from(number).expect("a few"));
                Event::CheckinAsked { ticket: fresh, client, connection }
            }
            5 => Event::CheckoutCancelled { ticket: any(rng) },
            _ => Event::ClientEnded { ticket: any(rng) },
        }
    }
}

#[test]
fn the_oldest_tickets_hold_the_connections() {
    for seed in seeds(4) {
        let (mut rng, mut model, mut ledger) = (Rng::new(seed), Model::default(), Ledger::new(SIZE));
        for n in 0..OPERATIONS {
            let event = model.event(&mut rng, n);
            let at = format!("seed {seed}, operation {n}: {event:?}");
            let mut right = None;
            match event {
                Event::CheckoutAsked { ticket, client } => model.live.push((ticket, client)),
                Event::CheckinAsked { client, connection, .. } => {
                    right = Some(model.holder(client, connection));
                    right.flatten().into_iter().for_each(|ticket| model.leave(ticket));
                }
                Event::CheckoutCancelled { ticket } | Event::ClientEnded { ticket } => model.leave(ticket),
            }
            for action in step(&mut ledger, event) {
                match action {
                    Action::Give { ticket, connection } => {
                        assert!(!model.given.values().any(|given| *given == connection), "given twice; {at}");
                        assert_eq!(model.given.insert(ticket, connection), None, "two for one ticket; {at}");
                    }
                    Action::Confirm { .. } => assert!(matches!(right, Some(Some(_))), "confirmed; {at}"),
                    Action::Refuse { .. } => assert_eq!(right, Some(None), "refused; {at}"),
                    Action::Monitor { .. } | Action::Demonitor { .. } => {}
                }
            }
            let out: Vec<u32> = model.given.keys().copied().collect();
            let oldest: Vec<u32> = model.live.iter().take(SIZE as usize).map(|(ticket, _)| *ticket).collect();
            assert_eq!(out, oldest, "{at}");
            let status = ledger.status();
            assert_eq!((status.out, status.free), (out.len(), SIZE as usize - out.len()), "{at}");
            assert_eq!(status.waiting, model.live.len() - out.len(), "{at}");
        }
    }
}

/// What clients know of connections: who has which now.
#[derive(Default)]
struct Seen {
    out: Mutex<BTreeMap<Connection, usize>>,
    operations: AtomicU32,
}

/// Borrows and gives back, gives up, and dies with and without a connection.
async fn client(
    mut me: Context,
    (who, keeper): (usize, Pid),
    pool: Pool,
    world: World,
    seen: Arc<Seen>,
) -> ExitReason {
    let random = |n: u64| Duration::from_millis(world.choose(usize::try_from(n).expect("small")) as u64);
    while seen.operations.fetch_add(1, Ordering::Relaxed) < OPERATIONS {
        match pool.checkout(&mut me, random(20)).await {
            Ok(connection) => {
                let other = seen.out.lock().unwrap().insert(connection, who);
                assert_eq!(other, None, "connection {connection} is out twice");
                tokio::time::sleep(random(10)).await;
                seen.out.lock().unwrap().remove(&connection);
                if world.choose(4) == 0 {
                    return ExitReason::from("boom");
                }
                assert_eq!(pool.checkin(&mut me, connection).await, Ok(()));
            }
            Err(PoolError::Call(CallError::Timeout)) => {}
            Err(error) => panic!("{error}"),
        }
    }
    me.send(keeper, Finished);
    me.receive().await // lives on: nothing comes back by its death
}

/// What a client says when there is nothing more to do.
#[derive(Debug)]
struct Finished;

/// Starts its client again when it dies, and kills it now and then while it waits or works.
async fn keeper(mut me: Context, who: usize, pool: Pool, world: World, seen: Arc<Seen>) {
    loop {
        let (keeper, inside, shared) = ((who, me.pid()), world.clone(), Arc::clone(&seen));
        let (pid, _) = me.spawn_monitor(move |me| client(me, keeper, pool, inside, shared));
        let limit = Duration::from_millis(world.choose(100) as u64);
        let mut letter = me.receive_where_timeout(limit, |_| true).await;
        if letter.is_none() && seen.operations.load(Ordering::Relaxed) < OPERATIONS {
            // What the victim holds is free from the moment of the kill: the pool may give it to others at once.
            seen.out.lock().unwrap().retain(|_, holder| *holder != who);
            me.exit(pid, ExitReason::Kill);
        }
        if letter.is_none() {
            letter = Some(me.next().await);
        }
        if letter.is_some_and(|letter| letter.is::<Finished>()) {
            return;
        }
    }
}

#[test]
fn nothing_is_lost_on_the_virtual_clock() {
    for seed in seeds(4) {
        let run = sim(seed, |world| async move {
            let crashes = Arc::new(Mutex::new(Vec::new()));
            let log = Arc::clone(&crashes);
            let system = System::new(Config {
                spawner: Some(world.spawner()),
                crash_log: Some(Arc::new(move |crash| log.lock().unwrap().push(crash.reason.to_string()))),
                ..Config::default()
            });
            let inside_main = world.clone();
            let main = system.spawn(move |mut me| async move {
                let pool = Pool::start_link(&mut me, SIZE).await.expect("the name is free");
                let seen = Arc::new(Seen::default());
                for who in 0..12 {
                    let (inside, shared) = (world.clone(), Arc::clone(&seen));
                    let (_, _) = me.spawn_monitor(move |me| keeper(me, who, pool, inside, shared));
                }
                for _ in 0..12 {
                    me.receive::<Down>().await;
                }
                inside_main.settle().await;
                let status = pool.status(&mut me).await.expect("the pool lives");
                let monitors = me.system().info(pool.pid()).map(|info| info.monitors.len());
                assert_eq!(status.to_string(), "3 free, 0 out, 0 waiting");
                assert_eq!(monitors, Some(0));
            });
            assert_eq!(system.join(main).await, ExitReason::Normal);
            crashes.lock().unwrap().clone()
        });
        assert_eq!(run.finished(), Vec::<String>::new(), "seed {seed}");
    }
}
