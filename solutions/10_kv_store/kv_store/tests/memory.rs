//! Why a member that has lost its memory has no vote: three members, letters passed by hand.

use std::collections::BTreeMap;

use kv_store::replica::majority::{Action, Ask, Event, Letter, Majority, Said, Standing, step};
use kv_store::replica::{Answer, Epoch, Name, Request, View};
use term::{Atom, term};

/// Members, and letters that nobody has carried yet.
struct Table {
    now: u64,
    members: BTreeMap<Name, Majority>,
    letters: Vec<(Name, Letter)>,
    answers: Vec<Answer>,
}

fn name(text: &str) -> Name {
    Atom::new(text)
}

fn all(names: &[&str]) -> View {
    View { epoch: Epoch { number: 1, born: 0 }, members: names.iter().map(|one| name(one)).collect() }
}

impl Table {
    fn of(names: &[&str]) -> Self {
        let members = names.iter().map(|one| (name(one), Majority::of(name(one), 0, all(names))));
        Self { now: 1, members: members.collect(), letters: Vec::new(), answers: Vec::new() }
    }

    fn step(&mut self, at: &str, event: Event) {
        let member = self.members.get_mut(&name(at)).expect("a member");
        for action in step(member, event, self.now) {
            match action {
                Action::Send(to, letter) => self.letters.push((to, letter)),
                Action::Reply(_, answer) => self.answers.push(answer),
                Action::WakeAt(_) => {}
            }
        }
    }

    fn ask(&mut self, at: &str, request: Request) {
        self.step(at, Event::Asked { client: 0, request, limit: 10_000 });
    }

    /// Carries letters as long as there are any that may pass; the others are lost.
    fn carry(&mut self, passes: impl Fn(&str, &str, &Said) -> bool) {
        while let Some((to, letter)) = (!self.letters.is_empty()).then(|| self.letters.remove(0)) {
            if passes(letter.from.text(), to.text(), &letter.said) {
                self.step(to.text(), Event::Arrived(letter));
            }
        }
    }

    /// Time passes, and everybody says again what has not been answered.
    fn later(&mut self) {
        self.now += 500;
        for one in self.members.keys().copied().collect::<Vec<_>>() {
            self.step(one.text(), Event::Woken);
        }
    }

    /// Kills a member, and starts it again under the same name.
    fn start_again(&mut self, one: Majority) {
        self.letters.clear();
        self.members.insert(name("a"), one);
        self.step("a", Event::Woken);
    }
}

/// `x` is 1 on `a` and `b`, acknowledged; `c` has not heard of it.
fn written_on_two() -> Table {
    let mut table = Table::of(&["a", "b", "c"]);
    table.ask("a", Request::Put(term!("x"), term!(1)));
    table.carry(|from, to, _| from != "c" && to != "c");
    assert_eq!(table.answers, [Answer::Done]);
    table
}

fn without_b(from: &str, to: &str, _: &Said) -> bool {
    from != "b" && to != "b"
}

#[test]
fn a_member_that_votes_without_its_memory_loses_an_acknowledged_write() {
    let mut table = written_on_two();
    table.start_again(Majority::of(name("a"), 7, all(&["a", "b", "c"]))); // the mistake
    table.ask("c", Request::Get(term!("x")));
    table.carry(without_b);
    assert_eq!(table.answers.last(), Some(&Answer::Value(None)), "this is the loss");
}

#[test]
fn a_member_that_has_forgotten_stays_silent_until_it_knows_everything_again() {
    let mut table = written_on_two();
    table.start_again(Majority::joining(name("a"), 7, name("c")));
    table.ask("c", Request::Get(term!("x")));
    table.carry(without_b);
    assert_eq!(table.answers.len(), 1, "nobody answers without b");
    assert_eq!(table.members[&name("a")].standing(), &Standing::Recovering);
    table.later();
    table.carry(|_, _, _| true);
    assert_eq!(table.answers.last(), Some(&Answer::Value(Some(term!(1)))));
    assert_eq!(table.members[&name("a")].standing(), &Standing::Member);
}

#[test]
fn an_acknowledgement_from_an_earlier_life_is_not_counted() {
    let mut table = Table::of(&["a", "b", "c", "d", "e"]);
    let stores = |said: &Said| matches!(said, Said::Ask(_, Ask::Store(_)));
    table.ask("c", Request::Put(term!("x"), term!(1)));
    // Of the letters that store it, the one to `a` arrives: `c` and `a` hold it, two of five.
    table.carry(|_, to, said| !stores(said) || to == "a");
    // `a` forgets it, and learns everything again from those who never had it.
    table.start_again(Majority::joining(name("a"), 7, name("b")));
    table.carry(|from, to, _| from != "c" && to != "c");
    assert_eq!(table.members[&name("a")].standing(), &Standing::Member);
    // Now `b` stores it too. With the acknowledgement of the old `a` that would make three.
    table.now += 500;
    table.step("c", Event::Woken);
    table.carry(|_, to, said| !stores(said) || to == "b");
    assert_eq!(table.answers, [], "b and c hold it, and nobody else");
}

#[test]
fn select_finds_what_any_majority_knows_page_by_page() {
    let mut table = Table::of(&["a", "b", "c"]);
    for number in 0..1_201 {
        table.ask("a", Request::Put(term!((number)), term!((number % 7))));
        table.carry(|from, to, _| from != "c" && to != "c");
    }
    table.ask("a", Request::Delete(term!(7)));
    table.carry(|from, to, _| from != "b" && to != "b"); // c learns of the deletion, b does not
    table.answers.clear();
    let zeros = kv_store::Query::parse(r#"[{{:"$1", 0}, [], [:"$1"]}]"#).expect("a query");
    table.ask("c", Request::Select(zeros.clone(), None));
    table.carry(|from, to, _| from != "a" && to != "a");
    table.ask("c", Request::Select(zeros, Some(2)));
    table.carry(|from, to, _| from != "a" && to != "a");
    let [Answer::Found(all), Answer::Found(two)] = &table.answers[..] else { panic!("{:?}", table.answers) };
    assert_eq!(all.len(), 171, "172 multiples of 7 below 1,201, and one of them is deleted");
    assert_eq!(*two, [term!(0), term!(14)]);
}
