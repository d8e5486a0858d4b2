//! The cores in a soup of letters: any order, lost, doubled, and nodes that come back without their memory.

use std::collections::BTreeMap;

use harness::Rng;
use judge::{History, Register, Reply, Verdict, check};
use kv_store::replica::majority::{Action, Event, Letter, Majority, Standing, step};
use kv_store::replica::{Answer, Client, Epoch, Name, Request, View};
use term::{Atom, Term, term};

const NAMES: [&str; 3] = ["a", "b", "c"];
const LIMIT: u64 = 1_500;

/// What may go wrong: in one of a hundred cases, or at all.
#[derive(Clone, Copy, Default)]
struct Weather {
    lost: usize,
    doubled: usize,
    cut: bool,
    kill: bool,
    joins: bool,
}

enum Item {
    Deliver(Name, Letter),
    Wake(Name),
    Ask(usize),
    Kill(Name),
    Start(Name),
    Cut(Option<Name>),
}

struct Soup {
    rng: Rng,
    weather: Weather,
    now: u64,
    items: BTreeMap<(u64, u64), Item>,
    count: u64,
    nodes: BTreeMap<Name, Majority>,
    wakes: BTreeMap<Name, u64>,
    /// Who is cut off.
    alone: Option<Name>,
    history: History<judge::Request<u64>, Reply<u64>>,
    /// Who waits, and at which node.
    open: BTreeMap<Client, (usize, Name)>,
    written: u64,
    left: [usize; 3],
}

fn name(text: &str) -> Name {
    Atom::new(text)
}

fn all() -> View {
    View { epoch: Epoch { number: 1, born: 0 }, members: NAMES.map(name).to_vec() }
}

impl Soup {
    fn new(seed: u64, weather: Weather) -> Self {
        let node = |at: usize| match (weather.joins, at) {
            (false, _) => Majority::of(name(NAMES[at]), 0, all()),
            (true, 0) => Majority::found(name(NAMES[at]), 0),
            (true, _) => Majority::joining(name(NAMES[at]), 0, name(NAMES[at - 1])),
        };
        let mut soup = Self {
            rng: Rng::new(seed),
            weather,
            now: 0,
            items: BTreeMap::new(),
            count: 0,
            nodes: (0..3).map(|at| (name(NAMES[at]), node(at))).collect(),
            wakes: BTreeMap::new(),
            alone: None,
            history: History::new(),
            open: BTreeMap::new(),
            written: 0,
            left: [if weather.cut { 40 } else { 15 }; 3],
        };
        for (at, one) in NAMES.iter().enumerate() {
            soup.put(1, Item::Wake(name(one)));
            soup.put(2, Item::Ask(at));
        }
        if weather.cut {
            let whom = name(NAMES[soup.rng.below(3)]);
            soup.put(400, Item::Cut(Some(whom)));
            soup.put(2_200, Item::Cut(None));
        }
        for round in 0..if weather.kill { 3 } else { 0 } {
            let whom = name(NAMES[soup.rng.below(3)]);
            // One at a time, and all know again what they knew: two of three without memory would be too many.
            let calm = if weather.cut || weather.joins { 3_500 } else { 300 };
            let when = calm + 1_500 * round + soup.rng.below(400) as u64;
            let back = when + 1 + soup.rng.below(600) as u64;
            soup.put(when, Item::Kill(whom));
            soup.put(back, Item::Start(whom));
        }
        soup
    }

    fn put(&mut self, after: u64, item: Item) {
        self.count += 1;
        self.items.insert((self.now + after, self.count), item);
    }

    fn run(mut self) -> Self {
        while let Some(((at, _), item)) = self.items.pop_first() {
            assert!(at < 120_000, "it never ends");
            self.now = at;
            match item {
                Item::Deliver(to, letter) => {
                    if self.alone.is_none_or(|one| (one == to) == (one == letter.from)) {
                        self.step(to, Event::Arrived(letter));
                    }
                }
                Item::Wake(node) => {
                    self.wakes.remove(&node);
                    self.step(node, Event::Woken);
                }
                Item::Ask(client) => self.ask(client),
                Item::Kill(node) => self.kill(node),
                Item::Start(node) => {
                    let via = NAMES.iter().map(|one| name(one)).find(|one| *one != node).expect("three");
                    self.nodes.insert(node, Majority::joining(node, self.now, via));
                    self.step(node, Event::Woken);
                }
                Item::Cut(whom) => self.alone = whom,
            }
        }
        self
    }

    fn kill(&mut self, node: Name) {
        self.nodes.remove(&node);
        let waits = |(client, (who, at)): (&Client, &(usize, Name))| (*at == node).then_some((*client, *who));
        for (client, who) in self.open.iter().filter_map(waits).collect::<Vec<_>>() {
            self.open.remove(&client);
            self.history.unknown(&format!("c{who}"));
            self.put(10, Item::Ask(who));
        }
    }

    fn ask(&mut self, who: usize) {
        let node = name(NAMES[who]);
        if !self.nodes.contains_key(&node) {
            return self.put(50, Item::Ask(who));
        }
        if self.left[who] == 0 {
            return;
        }
        self.left[who] -= 1;
        let (op, request) = match self.rng.below(10) {
            0..5 => (judge::Request::Get, Request::Get(term!("x"))),
            9 => (judge::Request::Delete, Request::Delete(term!("x"))),
            _ => {
                self.written += 1;
                (judge::Request::Put(self.written), Request::Put(term!("x"), Term::from(self.written)))
            }
        };
        self.history.invoke(self.now * 1_000, &format!("c{who}"), "x", op);
        self.count += 1;
        let client = self.count;
        self.open.insert(client, (who, node));
        self.step(node, Event::Asked { client, request, limit: LIMIT });
    }

    fn step(&mut self, node: Name, event: Event) {
        let Some(state) = self.nodes.get_mut(&node) else { return };
        for action in step(state, event, self.now) {
            match action {
                Action::Send(to, letter) => self.send(to, &letter),
                Action::WakeAt(at) => {
                    let at = at.max(self.now + 1);
                    if self.wakes.get(&node).is_none_or(|known| *known > at) {
                        self.wakes.insert(node, at);
                        self.put(at - self.now, Item::Wake(node));
                    }
                }
                Action::Reply(client, answer) => self.answered(client, answer),
            }
        }
    }

    fn send(&mut self, to: Name, letter: &Letter) {
        if self.rng.below(100) < self.weather.lost {
            return;
        }
        let copies = 1 + usize::from(self.rng.below(100) < self.weather.doubled);
        for _ in 0..copies {
            let late = if self.rng.below(20) == 0 { 400 } else { 30 };
            let after = 1 + self.rng.below(late) as u64;
            self.put(after, Item::Deliver(to, letter.clone()));
        }
    }

    fn answered(&mut self, client: Client, answer: Answer) {
        let (who, _) = self.open.remove(&client).expect("it waits");
        let (at, lane) = (self.now * 1_000, format!("c{who}"));
        match answer {
            Answer::Done => self.history.returned(at, &lane, Reply::Done),
            Answer::Value(value) => {
                let value = value.and_then(|value| value.as_int()).map(i64::cast_unsigned);
                self.history.returned(at, &lane, Reply::Value(value));
            }
            Answer::Unavailable => self.history.failed(at, &lane),
            Answer::Unknown => self.history.unknown(&lane),
            Answer::Found(_) => unreachable!("nobody asks for rows"),
        }
        let after = 5 + self.rng.below(80) as u64;
        self.put(after, Item::Ask(who));
    }
}

/// All seeds are linearizable, most operations are answered, and in the end all are members with a vote.
fn all_are_right(seeds: u64, weather: Weather) {
    let (mut answered, mut asked) = (0, 0);
    for seed in 1..=seeds {
        let soup = Soup::new(seed, weather).run();
        let verdict = check(&soup.history, &Register::default());
        assert!(
            matches!(verdict, Verdict::Linearizable { .. }),
            "seed {seed}: {verdict:?}\n{}",
            soup.history
        );
        assert_eq!(soup.left, [0; 3], "seed {seed}: all had their turn");
        asked += soup.history.operations().len();
        let done = |one: &&judge::Operation<_, _>| matches!(one.ending, judge::Ending::Returned { .. });
        answered += soup.history.operations().iter().filter(done).count();
        for (name, node) in &soup.nodes {
            assert_eq!(*node.standing(), Standing::Member, "seed {seed}: {name:?} has no vote");
            assert_eq!(node.view(), soup.nodes[&self::name("a")].view(), "seed {seed}: two lists");
            assert_eq!(node.view().members.len(), 3, "seed {seed}: all are members");
        }
    }
    println!("{answered} of {asked} were answered");
    assert!(answered * 100 > asked * 70, "only {answered} of {asked} were answered");
}

#[test]
fn letters_in_any_order_lost_and_doubled_make_no_wrong_answer() {
    all_are_right(300, Weather { lost: 5, doubled: 10, ..Weather::default() });
}

#[test]
fn a_member_that_is_cut_off_makes_no_wrong_answer() {
    all_are_right(200, Weather { lost: 1, doubled: 5, cut: true, ..Weather::default() });
}

#[test]
fn members_that_come_back_without_their_memory_make_no_wrong_answer() {
    all_are_right(300, Weather { lost: 2, doubled: 5, kill: true, ..Weather::default() });
}

#[test]
fn members_that_join_one_after_the_other_make_no_wrong_answer() {
    all_are_right(200, Weather { lost: 5, doubled: 5, joins: true, ..Weather::default() });
}

#[test]
fn everything_at_once_makes_no_wrong_answer() {
    all_are_right(300, Weather { lost: 3, doubled: 5, cut: true, kill: true, joins: true });
}

#[test]
fn the_same_seed_makes_the_same_history() {
    let weather = Weather { lost: 3, doubled: 5, cut: true, kill: true, joins: true };
    let history = |seed| Soup::new(seed, weather).run().history;
    assert_eq!(history(7), history(7));
    assert_ne!(history(7), history(8));
}
