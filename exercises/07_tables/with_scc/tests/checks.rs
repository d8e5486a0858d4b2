//! Checks of `with_scc`. Each step is a module, each claim a test.
//!
//! Somebody who comes in between is made by the key: it lets them in when it is hashed, which is when the map is asked.

use std::cell::{Cell, RefCell};
use std::hash::{Hash, Hasher};
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use harness::{World, check, sim};
use with_scc::{Cache, Counters, predict as predictions};

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

thread_local! {
    /// Who comes in between, whenever a map asks for the hash of a key that lets them in.
    static MEANWHILE: RefCell<Option<Rc<dyn Fn()>>> = const { RefCell::new(None) };
}

/// A key; one with `lets_in` lets somebody in when it is hashed. No row is locked then.
#[derive(Clone, Debug)]
struct Key {
    name: &'static str,
    lets_in: bool,
}

impl Key {
    fn plain(name: &'static str) -> Self {
        Self { name, lets_in: false }
    }

    fn lets_in(name: &'static str) -> Self {
        Self { name, lets_in: true }
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Key {}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let meanwhile = MEANWHILE.with_borrow(Clone::clone);
        if let Some(meanwhile) = meanwhile.filter(|_| self.lets_in) {
            meanwhile();
        }
        self.name.hash(state);
    }
}

/// The value of a future that has nothing to wait for.
fn at_once<T>(future: impl Future<Output = T>) -> T {
    match std::pin::pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits, and there is nothing to wait for"),
    }
}

const fn seconds(n: u64) -> Duration {
    Duration::from_secs(n)
}

mod predict {
    use super::*;

    /// What a look at a row brings that somebody holds for a second.
    fn read_while_held() -> String {
        let run = sim(1, |world| async move {
            let map = scc::HashMap::new();
            map.upsert_async("a", 1).await;
            let hold = async {
                let entry = map.get_async("a").await;
                tokio::time::sleep(seconds(1)).await;
                drop(entry);
            };
            let read = async {
                map.read_async("a", |_, _| ()).await;
                world.elapsed().as_secs().to_string()
            };
            tokio::join!(biased; hold, read).1
        });
        run.finished()
    }

    #[test]
    fn the_prediction_is_what_the_map_does() {
        check("predicts_as_on_ets", |t| {
            let map = Arc::new(scc::HashMap::new());
            map.upsert_sync("a", 1);
            let _ = map.insert_sync("a", 2);
            let again = map.read_sync("a", |_, n| *n).map_or("none".to_owned(), |n| n.to_string());
            let updated = map.update_sync("b", |_, n| *n += 1);
            let missing =
                if map.contains_sync("b") { "inserted" } else { updated.map_or("none", |()| "error") };
            let other = Arc::clone(&map);
            drop(map);
            let stays = if other.is_empty() { "gone" } else { "stay" };
            let written = if other.insert_sync("c", 3).is_ok() { "written" } else { "refused" };
            let rows = [
                ("insert again", predictions::INSERT_AGAIN, again),
                ("update what is missing", predictions::UPDATE_MISSING, missing.to_owned()),
                ("the owner ends", predictions::OWNER_ENDS, stays.to_owned()),
                ("a stranger writes", predictions::STRANGER_WRITES, written.to_owned()),
                ("a look at a row that is held", predictions::READ_WHILE_HELD, read_while_held()),
            ];
            t.suspect_if(rows.iter().any(|row| row.1.is_empty()), "not_yet");
            for (question, answer, _) in &rows {
                t.line(format!("{question}: {answer}"));
            }
            t.expect("scc", &rows.map(|(question, _, does)| format!("{question}: {does}")));
        });
    }
}

mod count {
    use super::*;

    #[test]
    fn the_first_addition_counts_too() {
        check("first_not_counted", |t| {
            let counters = Counters::default();
            for by in [5, 2, -3] {
                t.line(format!("add {by}: {}", counters.add("a", by)));
            }
            let beam: Vec<_> = BEAM.lines().filter(|line| line.starts_with("add ")).collect();
            t.expect("beam.out", &beam);
        });
    }

    #[test]
    fn nobody_comes_between_the_look_and_the_writing() {
        check("read_then_written", |t| {
            for look in 1..=4 {
                // Somebody else adds ten at the moment of this look of yours into the map.
                let counters = Rc::new(Counters::default());
                let (looks, added) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(1)));
                let (other, adds) = (Rc::clone(&counters), Rc::clone(&added));
                MEANWHILE.set(Some(Rc::new(move || {
                    looks.set(looks.get() + 1);
                    if looks.get() == look {
                        adds.set(11);
                        other.add(Key::plain("a"), 10);
                    }
                })));
                counters.add(Key::lets_in("a"), 1);
                MEANWHILE.set(None);
                let lost = added.get() - counters.value(&Key::plain("a"));
                t.line(format!("somebody adds at look {look}; lost: {lost}"));
            }
            t.expect(
                "transcript",
                &[1, 2, 3, 4].map(|look| format!("somebody adds at look {look}; lost: 0")),
            );
        });
    }

    #[test]
    fn two_threads_lose_nothing() {
        check("read_then_written", |t| {
            let counters = Counters::default();
            std::thread::scope(|scope| {
                for _ in 0..2 {
                    scope.spawn(|| {
                        for _ in 0..1000 {
                            counters.add("b", 1);
                        }
                    });
                }
            });
            t.line(format!("two of them, a thousand times each: {}", counters.value(&"b")));
            let beam: Vec<_> = BEAM.lines().filter(|line| line.starts_with("two of them")).collect();
            t.expect("beam.out", &beam);
        });
    }
}

mod sweep {
    use super::*;

    #[test]
    fn what_has_expired_goes_and_the_rest_stays() {
        check("wrong_half_kept", |t| {
            let cache = Cache::default();
            for (key, until) in [("a", 10), ("b", 20), ("c", 30)] {
                at_once(cache.put(key, (), seconds(until)));
            }
            t.line(format!("swept at 20: {}", at_once(cache.sweep(seconds(20)))));
            let left = ["a", "b", "c"].into_iter().filter(|key| at_once(cache.get(key)).is_some());
            t.line(format!("left: {}", left.collect::<Vec<_>>().join(" ")));
            t.beam_section(BEAM, "sweep");
        });
    }

    #[test]
    fn a_row_that_was_renewed_meanwhile_stays() {
        check("removes_what_it_saw", |t| {
            for look in 1..=4 {
                let cache = Rc::new(Cache::default());
                at_once(cache.put(Key::lets_in("a"), "old", seconds(10)));
                // Somebody renews the row at the moment of this look of the sweep into the map.
                let (looks, renewed) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(false)));
                let (other, renews) = (Rc::clone(&cache), Rc::clone(&renewed));
                MEANWHILE.set(Some(Rc::new(move || {
                    looks.set(looks.get() + 1);
                    if looks.get() == look {
                        renews.set(true);
                        at_once(other.put(Key::plain("a"), "new", seconds(99)));
                    }
                })));
                at_once(cache.sweep(seconds(20)));
                MEANWHILE.set(None);
                let lost = renewed.get() && at_once(cache.get(&Key::plain("a"))) != Some("new");
                t.line(format!("renewed at look {look} of the sweep; lost: {lost}"));
            }
            let expected =
                [1, 2, 3, 4].map(|look| format!("renewed at look {look} of the sweep; lost: false"));
            t.expect("transcript", &expected);
        });
    }
}

mod load {
    use super::*;

    /// A load that takes so many seconds.
    async fn page(text: &'static str, takes: u64) -> &'static str {
        tokio::time::sleep(seconds(takes)).await;
        text
    }

    /// Says what `name` gets, and when.
    fn says(world: &World, name: &str, page: Option<&str>) {
        let page = page.unwrap_or("nothing");
        world.say(name, format!("{name} has {page} after {} s", world.elapsed().as_secs()));
    }

    #[test]
    fn what_is_there_is_not_loaded() {
        check("loads_what_is_there", |t| {
            t.run(sim(1, |world| async move {
                let cache = Cache::default();
                for text in ["first", "second"] {
                    let page = cache.get_or_load("home", seconds(60), page(text, 1)).await;
                    says(&world, "reader", Some(page));
                }
            }));
            t.expect("transcript", &["reader has first after 1 s", "reader has first after 1 s"]);
        });
    }

    #[test]
    fn a_look_does_not_wait_for_a_load() {
        check("held_while_loading", |t| {
            t.run(sim(1, |world| async move {
                let cache = Cache::default();
                let loader = async {
                    let page = cache.get_or_load("home", seconds(60), page("home", 5)).await;
                    says(&world, "loader", Some(page));
                };
                let reader = async {
                    tokio::time::sleep(seconds(1)).await;
                    says(&world, "reader", cache.get(&"home").await);
                };
                tokio::join!(biased; loader, reader);
            }));
            t.expect("transcript", &["reader has nothing after 1 s", "loader has home after 5 s"]);
        });
    }

    #[test]
    fn two_loads_of_one_key_give_one_value() {
        check("late_load_wins", |t| {
            t.run(sim(1, |world| async move {
                let cache = Cache::default();
                let load = async |name, takes| {
                    let page = cache.get_or_load("home", seconds(60), page(name, takes)).await;
                    world.say(name, format!("the {name} load gets: {page}"));
                };
                tokio::join!(biased; load("slow", 5), load("quick", 1));
                let kept = cache.get(&"home").await;
                world.say("slow", format!("kept: {}", kept.unwrap_or("nothing")));
            }));
            t.beam_section(BEAM, "load");
        });
    }
}
