//! Checks of `netsplit_lab`. Each step is a module, each claim a test.

use std::collections::BTreeSet;
use std::time::Duration;

use harness::{Kind, Rng, Run, check, seeds, sim};
use netsplit_lab::{Moment, Prevent, Scene, Setting, Sight, Verdict, parse, random, short, story, text};
use term::Atom;

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

fn atom(name: &str) -> Atom {
    Atom::new(name)
}

fn atoms(names: &str) -> BTreeSet<Atom> {
    names.split_whitespace().map(Atom::new).collect()
}

fn names<'a>(atoms: impl IntoIterator<Item = &'a Atom>) -> String {
    let names: Vec<&str> = atoms.into_iter().copied().map(short).collect();
    if names.is_empty() { "nobody".to_owned() } else { names.join(" ") }
}

/// What the nodes of a run have said, each line with its node.
fn said<T>(run: &Run<T>) -> Vec<String> {
    let line = |event: &harness::Event| match &event.kind {
        Kind::Note { line } => Some(format!("{}: {line}", event.process)),
        _ => None,
    };
    run.events.iter().filter_map(line).collect()
}

mod predict {
    use super::*;
    use netsplit_lab::predict::{
        B_SEES_AMONG_FOUR, B_SEES_WITH_PREVENTION, B_SEES_WITHOUT_PREVENTION, MEMBERS_FOUND_ON_A,
        WHO_HEARS_OF_THE_LINK, YES_DURING_THE_CUT,
    };

    /// Whom `b` sees in a section of the BEAM's lines.
    fn b_sees(section: &str) -> &str {
        let mut lines = BEAM.lines().skip_while(|line| *line != format!("-- {section}"));
        lines.find_map(|line| line.strip_prefix("b sees ")).unwrap_or_default()
    }

    #[test]
    fn the_prediction_is_what_the_beam_does() {
        check("predicts_that_sight_is_kept", |t| {
            let ours = [B_SEES_WITHOUT_PREVENTION, B_SEES_WITH_PREVENTION, B_SEES_AMONG_FOUR];
            t.suspect_if(ours.contains(&""), "not_yet");
            for line in ours {
                t.line(line);
            }
            let beam = ["three, not prevented", "three, prevented", "four, prevented"].map(b_sees);
            t.expect("beam.out", &beam);
        });
    }

    #[test]
    fn each_side_tells_its_own_story() {
        check("predicts_one_side", |t| {
            let ours = (WHO_HEARS_OF_THE_LINK, YES_DURING_THE_CUT, MEMBERS_FOUND_ON_A);
            t.suspect_if(ours.0.is_empty() || ours.1 == 0 || ours.2 == 0, "not_yet");
            for line in [ours.0.to_owned(), ours.1.to_string(), ours.2.to_string()] {
                t.line(line);
            }
            let told = story::told();
            let hears = |node: &str| {
                let line = told.iter().find(|line| line.starts_with(&format!("{node}: has heard")));
                line.is_some_and(|line| line.contains("exit signal: noconnection"))
            };
            let link = match (hears("a"), hears("b")) {
                (true, true) => "both",
                (true, false) => "a",
                (false, true) => "b",
                (false, false) => "neither",
            };
            let yes = told.iter().filter(|line| line.ends_with("as shop: yes")).count();
            let alone = told.iter().find_map(|line| line.strip_prefix("a: sees nobody; "));
            let found = alone.and_then(|line| line.rsplit(' ').next()).unwrap_or_default();
            t.expect("story", &[link, &yes.to_string(), found]);
        });
    }
}

mod islands {
    use super::*;
    use netsplit_lab::islands;

    #[test]
    fn whoever_is_connected_by_sight_is_on_one_island() {
        check("islands_do_not_merge", |t| {
            for text in
                ["a: b\nb: a\nc:", "a: c\nb: c\nc: a b", "a: d\nb: c\nc: b\nd: a", "a:\nb: a\nc: d\nd: c"]
            {
                let sight: Sight = text.parse().expect("lines of a sight");
                let all: Vec<String> = islands(&sight).iter().map(names).collect();
                t.line(format!("{} -> {}", text.replace('\n', ", "), all.join(" | ")));
            }
            let apart = t.lines()[3].ends_with("a | b | c d");
            t.suspect_if(apart && t.lines()[1].ends_with("a b c"), "one_way_is_nothing");
            t.expect(
                "transcript",
                &[
                    "a: b, b: a, c: -> a b | c",
                    "a: c, b: c, c: a b -> a b c",
                    "a: d, b: c, c: b, d: a -> a d | b c",
                    "a:, b: a, c: d, d: c -> a b | c d",
                ],
            );
        });
    }

    #[test]
    fn nobody_sees_anybody_of_another_island_on_two_hundred_seeds() {
        check("islands_do_not_merge", |t| {
            for seed in seeds(200) {
                let sight = some_sight(seed);
                let islands = islands(&sight);
                let mut all = islands.concat();
                all.sort_unstable();
                if all != sight.nodes() {
                    t.line(format!("seed {seed}: {} in {:?}", names(&sight.nodes()), islands));
                }
                for (at, island) in islands.iter().enumerate() {
                    let others = islands[..at].concat();
                    let seen = |a: &Atom| others.iter().any(|b| sight.sees(*a, *b) || sight.sees(*b, *a));
                    if island.iter().any(seen) {
                        t.line(format!("seed {seed}: {} is not apart in {:?}", names(island), islands));
                    }
                }
            }
            t.expect::<&str>("transcript", &[]);
        });
    }

    /// Six nodes, some of which see some.
    fn some_sight(seed: u64) -> Sight {
        let (mut rng, mut sight) = (Rng::new(seed), Sight::default());
        let nodes = ["a", "b", "c", "d", "e", "f"].map(atom);
        for node in nodes {
            sight.set(node, nodes.into_iter().filter(|_| rng.below(5) == 0));
        }
        sight
    }
}

mod torn {
    use super::*;

    #[test]
    fn sight_is_not_transitive() {
        check("looks_at_neighbours_only", |t| {
            for text in [
                "a: b c\nb: a c\nc: a b",
                "a: b\nb: a\nc: d\nd: c",
                "a: b\nb: a c\nc: b",
                "a: b c\nb: a c\nc: b",
                "a: b c\nb: a d\nc: a d\nd: b c",
            ] {
                let sight: Sight = text.parse().expect("lines of a sight");
                t.line(format!("{} -> {}", text.replace('\n', ", "), Verdict::of(&sight)));
            }
            let whole = |at: usize| t.lines()[at].contains("-> whole");
            t.suspect_if(whole(3), "one_way_is_enough");
            t.suspect_if(whole(2), "looks_at_neighbours_only");
            t.expect(
                "verdicts",
                &[
                    "a: b c, b: a c, c: a b -> whole: a b c",
                    "a: b, b: a, c: d, d: c -> split: a b | c d",
                    "a: b, b: a c, c: b -> overlap: a b c; a and c do not see each other",
                    "a: b c, b: a c, c: b -> overlap: a b c; a and c do not see each other",
                    "a: b c, b: a d, c: a d, d: b c -> overlap: a b c d; a and d do not see each other; b and c do not see each other",
                ],
            );
        });
    }
}

mod mesh {
    use super::*;
    use netsplit_lab::mesh::{Action, Event, Mesh, Word, step};

    fn shown(actions: &[Action]) -> String {
        let one = |action: &Action| match action {
            Action::Tell { to, word: Word::Lost(node) } => {
                format!("tell {}: lost {}", short(*to), short(*node))
            }
            Action::Tell { to, word: Word::Leave } => format!("tell {}: leave", short(*to)),
            Action::Disconnect(node) => format!("disconnect {}", short(*node)),
        };
        let all: Vec<String> = actions.iter().map(one).collect();
        if all.is_empty() { "nothing".to_owned() } else { all.join(", ") }
    }

    /// The node `b`, which sees these.
    fn b_sees(nodes: &str) -> Mesh {
        let mut mesh = Mesh::new(atom("b"), Prevent::Yes);
        for node in atoms(nodes) {
            assert_eq!(step(&mut mesh, Event::Up(node)), []);
        }
        mesh
    }

    fn lost(by: &str, node: &str) -> Event {
        Event::Told { by: atom(by), word: Word::Lost(atom(node)) }
    }

    #[test]
    fn a_loss_is_told_to_all_who_are_left() {
        check("nobody_is_told", |t| {
            let mut mesh = b_sees("a c d");
            t.line(format!("c is down -> {}", shown(&step(&mut mesh, Event::Down(atom("c"))))));
            t.line(format!("d is down -> {}", shown(&step(&mut mesh, Event::Down(atom("d"))))));
            t.line(format!("a is down -> {}", shown(&step(&mut mesh, Event::Down(atom("a"))))));
            t.expect(
                "orders of b",
                &[
                    "c is down -> tell a: lost c, tell d: lost c",
                    "d is down -> tell a: lost d",
                    "a is down -> nothing",
                ],
            );
        });
    }

    #[test]
    fn whoever_was_lost_leaves() {
        check("the_messenger_leaves", |t| {
            let mut mesh = b_sees("a c d");
            t.line(format!("a has lost c -> {}", shown(&step(&mut mesh, lost("a", "c")))));
            t.line(format!("d has lost c -> {}", shown(&step(&mut mesh, lost("d", "c")))));
            t.line(format!("c has lost a -> {}", shown(&step(&mut mesh, lost("c", "a")))));
            t.line(format!("d has lost b -> {}", shown(&step(&mut mesh, lost("d", "b")))));
            t.suspect_if(t.lines()[0].ends_with("tell c: leave"), "lost_itself");
            t.expect(
                "orders of b",
                &[
                    "a has lost c -> tell c: leave",
                    "d has lost c -> nothing",
                    "c has lost a -> tell a: leave",
                    "d has lost b -> tell d: leave",
                ],
            );
        });
    }

    #[test]
    fn an_end_that_was_expected_is_no_loss() {
        check("reports_its_own_deed", |t| {
            let mut mesh = b_sees("a c d");
            t.suspect("the_messenger_leaves");
            t.line(format!("a has lost c -> {}", shown(&step(&mut mesh, lost("a", "c")))));
            t.suspect_if(t.lines()[0].ends_with("tell c: leave"), "reports_its_own_deed");
            t.line(format!("c is down -> {}", shown(&step(&mut mesh, Event::Down(atom("c"))))));
            let leave = Event::Told { by: atom("a"), word: Word::Leave };
            t.line(format!("a says leave -> {}", shown(&step(&mut mesh, leave))));
            t.line(format!("a is down -> {}", shown(&step(&mut mesh, Event::Down(atom("a"))))));
            t.expect(
                "orders of b",
                &[
                    "a has lost c -> tell c: leave",
                    "c is down -> nothing",
                    "a says leave -> disconnect a",
                    "a is down -> nothing",
                ],
            );
        });
    }

    /// The connection between `a` and `c` is lost, and nothing else; before anybody is looked for again, all is quiet.
    fn lose(members: &'static [&'static str], prevent: Prevent) -> Run<Vec<String>> {
        sim(1, move |world| async move {
            let setting = Setting { prevent, ..Setting::of(members) };
            let scene = Scene::open(&world, &setting).await;
            scene.net().latency(Duration::from_millis(2), Duration::from_millis(2));
            scene.node("a").disconnect("c@c");
            tokio::time::sleep(Duration::from_secs(1)).await;
            let line = |name: &&str| format!("{name} sees {}", names(&scene.node(name).list()));
            members.iter().map(line).collect()
        })
    }

    #[test]
    fn nodes_part_as_on_the_beam() {
        check("the_messenger_leaves", |t| {
            t.suspect("nobody_is_told");
            for (section, members, prevent) in [
                ("three, not prevented", &["a", "b", "c"][..], Prevent::No),
                ("three, prevented", &["a", "b", "c"], Prevent::Yes),
                ("four, prevented", &["a", "b", "c", "d"], Prevent::Yes),
            ] {
                t.line(format!("-- {section}"));
                for line in lose(members, prevent).finished() {
                    t.line(line);
                }
            }
            t.suspect_if(t.lines().iter().any(|line| line == "b sees a"), "the_messenger_leaves");
            t.beam(BEAM);
        });
    }
}

mod majority {
    use super::*;
    use netsplit_lab::has_majority;

    fn votes(members: &str, island: &str) -> String {
        let here: Vec<Atom> = atoms(island).into_iter().collect();
        let majority = if has_majority(&atoms(members), &here) { "goes on" } else { "pauses" };
        format!("of {members}: {island} {majority}")
    }

    #[test]
    fn more_than_half_of_the_members_go_on() {
        check("half_is_enough", |t| {
            for (members, island) in [
                ("a b c", "a b"),
                ("a b c", "c"),
                ("a b c d", "a b"),
                ("a b c d", "b c d"),
                ("a b c d", "a b x"),
                ("a b c d e", "a b x y z"),
                ("a b c", "x y z"),
            ] {
                t.line(votes(members, island));
            }
            t.suspect_if(t.lines()[2].ends_with("pauses"), "strangers_vote");
            t.suspect_if(t.lines()[1].ends_with("goes on"), "counts_those_present");
            t.expect(
                "transcript",
                &[
                    "of a b c: a b goes on",
                    "of a b c: c pauses",
                    "of a b c d: a b pauses",
                    "of a b c d: b c d goes on",
                    "of a b c d: a b x pauses",
                    "of a b c d e: a b x y z pauses",
                    "of a b c: x y z pauses",
                ],
            );
        });
    }

    #[test]
    fn of_two_sides_never_both_go_on() {
        check("half_is_enough", |t| {
            let members = atoms("a b c d");
            let all: Vec<Atom> = atoms("a b c d x y").into_iter().collect();
            for sides in 0..1_u32 << all.len() {
                let side = |here: bool| {
                    let is_here = |at: usize| (sides >> at & 1 == 1) == here;
                    let nodes = all.iter().enumerate().filter(|(at, _)| is_here(*at));
                    nodes.map(|(_, node)| *node).collect::<Vec<Atom>>()
                };
                let (one, other) = (side(true), side(false));
                if has_majority(&members, &one) && has_majority(&members, &other) {
                    t.suspect_if(
                        one.iter().filter(|node| members.contains(node)).count() != 2,
                        "strangers_vote",
                    );
                    t.line(format!("both {} and {} go on", names(&one), names(&other)));
                }
            }
            t.expect::<&str>("transcript", &[]);
        });
    }
}

mod calm {
    use super::*;
    use netsplit_lab::CALM;
    use netsplit_lab::side::{Action, Event, Side, step};

    /// The side of `a`, and what it does, line by line. The time is in milliseconds.
    struct Alone {
        side: Side,
        lines: Vec<String>,
    }

    impl Alone {
        fn new(members: &str) -> Self {
            Self { side: Side::new(atom("a"), atoms(members)), lines: Vec::new() }
        }

        fn at(&mut self, now: u64, what: &str, event: Event) {
            let orders = step(&mut self.side, event, Duration::from_millis(now));
            let shown = orders.iter().filter_map(|order| match order {
                Action::Tell { .. } => None,
                Action::Pause => Some("pause".to_owned()),
                Action::GoOn => Some("go on".to_owned()),
                Action::WakeAt(due) => Some(format!("wake at {}", due.as_millis())),
            });
            let shown: Vec<String> = shown.collect();
            let orders = if shown.is_empty() { "nothing".to_owned() } else { shown.join(", ") };
            self.lines.push(format!("{now} {what} -> {orders}"));
        }

        fn up(&mut self, now: u64, node: &str) {
            self.at(now, &format!("{node} is up"), Event::Up(atom(node)));
        }

        fn down(&mut self, now: u64, node: &str) {
            self.at(now, &format!("{node} is down"), Event::Down(atom(node)));
        }

        fn told(&mut self, now: u64, by: &str, sees: &str) {
            let event = Event::Told { by: atom(by), sees: atoms(sees) };
            self.at(now, &format!("{by} sees {sees}"), event);
        }

        fn woken(&mut self, now: u64) {
            self.at(now, "woken", Event::Woken);
        }

        fn all_of_three() -> Self {
            let mut a = Self::new("a b c");
            a.up(0, "b");
            a.up(0, "c");
            a.told(10, "b", "a c");
            a.told(20, "c", "a b");
            a.woken(1520);
            a
        }
    }

    #[test]
    fn after_a_calm_whoever_sees_a_whole_majority_goes_on() {
        check("calm_is_not_kept", |t| {
            assert_eq!(CALM, Duration::from_millis(1500));
            let mut a = Alone::all_of_three();
            a.woken(1600);
            a.lines.into_iter().for_each(|line| t.line(line));
            t.suspect_if(t.lines()[3].ends_with("nothing"), "nobody_goes_on");
            t.expect(
                "orders of a",
                &[
                    "0 b is up -> nothing",
                    "0 c is up -> nothing",
                    "10 b sees a c -> nothing",
                    "20 c sees a b -> wake at 1520",
                    "1520 woken -> go on",
                    "1600 woken -> nothing",
                ],
            );
        });
    }

    #[test]
    fn whoever_hears_of_a_loss_pauses_at_once_and_the_calm_begins_anew() {
        check("majority_does_not_pause", |t| {
            let mut a = Alone::all_of_three();
            a.lines.clear();
            a.told(3000, "b", "a");
            a.down(3100, "c");
            a.woken(4500);
            a.woken(4600);
            a.up(5000, "c");
            a.told(5010, "c", "a");
            a.down(6000, "b");
            a.woken(9000);
            a.lines.into_iter().for_each(|line| t.line(line));
            let pauses = |at: usize| t.lines()[at].contains("pause");
            t.suspect_if(pauses(0) && pauses(6), "calm_is_not_kept");
            t.expect(
                "orders of a",
                &[
                    "3000 b sees a -> pause",
                    "3100 c is down -> wake at 4600",
                    "4500 woken -> wake at 4600",
                    "4600 woken -> go on",
                    "5000 c is up -> nothing",
                    "5010 c sees a -> nothing",
                    "6000 b is down -> pause, wake at 7500",
                    "9000 woken -> go on",
                ],
            );
        });
    }

    /// Who pauses and who goes on while these faults happen, from the first fault on. Who of several does so first is a
    /// matter of milliseconds.
    fn roles(t: &mut harness::Transcript, schedule: &'static str) {
        let run = sim(1, move |world| async move {
            let scene = Scene::open(&world, &Setting::of(&["a", "b", "c"])).await;
            scene.play(&parse(schedule).expect("faults"), Duration::ZERO).await;
            scene.rest().await;
        });
        let all = said(&run);
        run.finished();
        let first = all.iter().position(|line| line.starts_with("network: ")).expect("something happens");
        let mut phases: Vec<(&str, BTreeSet<&str>)> = Vec::new();
        for (who, what) in all[first..].iter().filter_map(|line| line.split_once(": ")) {
            match phases.last_mut() {
                _ if who != "network" && !["pauses", "goes on"].contains(&what) => {}
                Some((same, names)) if *same == what => drop(names.insert(who)),
                _ => phases.push((what, BTreeSet::from([who]))),
            }
        }
        for (what, names) in phases {
            t.line(format!("{what}: {}", names.into_iter().collect::<Vec<_>>().join(" ")));
        }
    }

    #[test]
    fn a_minority_pauses_and_comes_back() {
        check("calm_is_not_kept", |t| {
            roles(t, "at 600ms cut a | b c; at 5s heal");
            t.suspect_if(!t.lines().iter().any(|line| line == "pauses: a b c"), "majority_does_not_pause");
            t.expect(
                "roles",
                &["cut a | b c: network", "pauses: a b c", "goes on: b c", "heal: network", "goes on: a"],
            );
        });
    }

    /// `b` and `c` do not hear `a` any more, and `a` still hears them for a while: it notices later than they do.
    #[test]
    fn nobody_goes_on_before_the_others_have_noticed() {
        check("calm_is_not_kept", |t| {
            roles(t, "at 1s cut a > b; at 1s cut a > c; at 2s cut a | b c; at 7s heal");
            t.suspect_if(!t.lines().iter().any(|line| line == "pauses: a b c"), "majority_does_not_pause");
            t.expect(
                "roles",
                &[
                    "cut a > b: network",
                    "cut a > c: network",
                    "cut a | b c: network",
                    "pauses: a b c",
                    "goes on: b c",
                    "heal: network",
                    "goes on: a",
                ],
            );
        });
    }

    /// Two who do their work, and do not see each other.
    fn quarrel(moment: &Moment) -> Option<String> {
        let pairs = moment.active.iter().flat_map(|a| moment.active.iter().map(move |b| (*a, *b)));
        let two = pairs.filter(|(a, b)| a < b).find(|(a, b)| !moment.sight.meet(*a, *b))?;
        Some(format!("at {}ms {} and {} are active", moment.at.as_millis(), short(two.0), short(two.1)))
    }

    #[test]
    fn never_two_sides_at_once_and_all_together_after_healing_on_fifty_seeds() {
        check("majority_does_not_pause", |t| {
            for seed in seeds(50) {
                // An odd number of members, or an even one with a stranger among them.
                let (members, strangers) = if seed % 2 == 0 { ("a b c d e", "") } else { ("a b c d", "e") };
                let schedule = random(seed, &["a", "b", "c", "d", "e"], 6);
                let faults = schedule.clone();
                let run = sim(seed, move |world| async move {
                    let setting = Setting {
                        strangers: strangers.split_whitespace().collect(),
                        ..Setting::of(&members.split_whitespace().collect::<Vec<_>>())
                    };
                    let scene = Scene::open(&world, &setting).await;
                    scene.play(&faults, Duration::ZERO).await;
                    scene.rest().await;
                    let end =
                        format!("{}, active: {}", Verdict::of(&scene.sight()), scene.active().join(" "));
                    (scene.moments().iter().find_map(quarrel), end)
                });
                let (quarrel, end) = run.finished();
                if let Some(quarrel) = quarrel {
                    t.line(format!("seed {seed}: {quarrel}; {}", text(&schedule).replace('\n', "; ")));
                } else if end != "whole: a b c d e, active: a b c d e" {
                    t.suspect("nobody_goes_on");
                    t.line(format!("seed {seed}: {end}; {}", text(&schedule).replace('\n', "; ")));
                }
            }
            t.expect::<&str>("transcript", &[]);
        });
    }
}
