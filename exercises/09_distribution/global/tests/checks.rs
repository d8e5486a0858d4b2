//! Checks of `global`. Each step is a module, each claim a test.

use global::{
    Acquire, Action, Cluster, Entry, Event, LockId, Locks, Message, Names, Op, Process, Request, Resolver,
    Rules, Said, State, Want, compare, step,
};
use harness::{Kind, Rng, Transcript, check, seeds};
use process::Pid;
use term::{Atom, Term, term};

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

/// A lock on a resource, on somebody's behalf.
fn lock(resource: &str, requester: &str) -> LockId {
    LockId::new(Atom::new(resource), Atom::new(requester))
}

fn atom(name: &str) -> Atom {
    Atom::new(name)
}

fn yes(said: bool) -> &'static str {
    if said { "yes" } else { "no" }
}

/// A name for a process.
fn entry(name: &str, process: Process, resolver: Resolver) -> Entry {
    Entry { name: Term::Atom(atom(name)), process, resolver }
}

/// The process with this number, on the node of this name.
fn process(node: &str, number: u32) -> Process {
    let place = node.bytes().next().map_or(0, u32::from);
    Process { node: atom(node), pid: Pid::of_node(place, number, 0) }
}

/// `a takes shop of <b.1>`
fn show(ops: &[Op]) -> String {
    let op = |op: &Op| match op {
        Op::Insert(Entry { name, process, .. }) => format!("{name} belongs to {process:?}"),
        Op::Delete(name) => format!("{name} belongs to nobody"),
    };
    let all: Vec<String> = ops.iter().map(op).collect();
    if all.is_empty() { "nothing".to_owned() } else { all.join(", ") }
}

/// What a process has heard, as the BEAM shows it.
fn heard(all: &[String], who: &str) -> String {
    let own = all.iter().filter_map(|line| line.strip_prefix(who)?.strip_prefix(": {:"));
    let shown: Vec<String> = own.map(|line| line.replacen(", ", ": ", 1).replace('}', "")).collect();
    format!("[{}]", shown.join(", "))
}

/// Shows in the trace what the nodes have said.
fn draw(t: &Transcript, cluster: &mut Cluster) {
    for letter in cluster.letters() {
        t.shows(&letter.from, Kind::Send { to: letter.to, label: letter.text });
    }
}

/// Shows whom `a` and `b` take for the shop.
fn draw_names(t: &Transcript, cluster: &Cluster) {
    for node in ["a", "b"] {
        let owner = cluster.whereis(node, "shop").unwrap_or("nobody");
        t.shows(node, Kind::Note { line: format!("shop: {owner}") });
    }
}

/// The rule of the script: who has the greater name keeps it. Processes are numbered in that order here.
fn keep_greater(cluster: &mut Cluster, nodes: &[&str]) -> Resolver {
    for node in nodes {
        let rule = |_: &Term, a: Process, b: Process| Some(if a.pid.id() > b.pid.id() { a } else { b });
        cluster.node_mut(node).rules_mut().insert("person", "keep_greater", rule);
    }
    Resolver::rule("person", "keep_greater")
}

mod predict {
    use super::*;
    use global::predict::{A_SECOND_NAME, SET_TWICE_GIVEN_BACK_ONCE, WHO_KEEPS_A_RANDOM_NAME};

    #[test]
    fn the_prediction_is_what_the_beam_does() {
        check("predicts_what_the_words_say", |t| {
            let ours = [A_SECOND_NAME, SET_TWICE_GIVEN_BACK_ONCE, WHO_KEEPS_A_RANDOM_NAME];
            t.suspect_if(ours.contains(&""), "not_yet");
            for line in ours {
                t.line(line);
            }
            let after =
                |head: &str| BEAM.lines().find_map(|line| line.strip_prefix(head)).unwrap_or_default();
            let kept = after("till, five times: ");
            let keeper = match (kept.contains("anna"), kept.contains("bea")) {
                (true, false) => "a",
                (false, true) => "b",
                _ => "either",
            };
            let given_back = after("anna gives it back once; carl, x for you: ");
            t.expect("beam.out", &[after("anna as till: "), given_back, keeper]);
        });
    }
}

mod lock {
    use super::*;

    #[test]
    fn a_lock_belongs_to_whoever_it_was_set_for() {
        check("lock_for_anybody", |t| {
            let mut cluster = Cluster::new(&["a"], 1);
            let [anna, carl, dora] = ["anna", "carl", "dora"].map(|name| cluster.spawn("a", name));
            let set = |cluster: &mut Cluster, who, id: LockId| cluster.ask("a", who, Request::SetLock(id));
            let first = set(&mut cluster, anna, lock("x", "me"));
            let again = set(&mut cluster, anna, lock("x", "me"));
            t.line(format!("anna, x for me: {first}, again: {again}"));
            t.line(format!("carl, x for you: {}", set(&mut cluster, carl, lock("x", "you"))));
            t.suspect_if(t.lines()[1].ends_with("false") && first && again, "lock_outlives_its_holders");
            cluster.ask("a", anna, Request::DelLock(lock("x", "me")));
            let then = set(&mut cluster, carl, lock("x", "you"));
            t.line(format!("anna gives it back once; carl, x for you: {then}"));
            t.line(format!("anna, x for you: {}", set(&mut cluster, anna, lock("x", "you"))));
            cluster.kill(carl);
            let (me, you) =
                (set(&mut cluster, dora, lock("x", "me")), set(&mut cluster, dora, lock("x", "you")));
            t.line(format!("carl is killed; dora, x for me: {me}, x for you: {you}"));
            t.beam_section(BEAM, "lock");
        });
    }

    #[test]
    fn a_lock_ends_with_its_last_holder() {
        check("lock_outlives_its_holders", |t| {
            let mut locks = Locks::default();
            let (one, two, three) = (process("a", 1), process("b", 2), process("c", 3));
            let ours = lock("x", "us");
            for (who, process) in [("one", one), ("one again", one), ("two", two)] {
                t.line(format!("{who} sets it: {}", locks.set(&ours, process)));
            }
            let mut back = |who: &str, id: &LockId, process| {
                locks.del(id, process);
                let holders = locks.holders(&ours.resource).map_or(0, |(_, holders)| holders.len());
                t.line(format!("{who} gives it back, holders: {holders}"));
            };
            back("three", &ours, three);
            back("two, for somebody else,", &lock("x", "them"), two);
            back("one", &ours, one);
            back("two", &ours, two);
            t.line(format!("three sets it for others: {}", locks.set(&lock("x", "them"), three)));
            t.expect(
                "transcript",
                &[
                    "one sets it: true",
                    "one again sets it: true",
                    "two sets it: true",
                    "three gives it back, holders: 2",
                    "two, for somebody else, gives it back, holders: 2",
                    "one gives it back, holders: 1",
                    "two gives it back, holders: 0",
                    "three sets it for others: true",
                ],
            );
        });
    }
}

mod all_or_none {
    use super::*;

    #[test]
    fn a_lock_refused_anywhere_is_left_nowhere() {
        check("half_a_lock", |t| {
            let mut cluster = Cluster::new(&["a", "b"], 1);
            let (anna, bea, dora) =
                (cluster.spawn("a", "anna"), cluster.spawn("b", "bea"), cluster.spawn("a", "dora"));
            let bea = cluster.set_lock(bea, &lock("y", "me"), &["b"]);
            t.line(format!("bea, y for me, on b: {bea}"));
            let anna = cluster.set_lock(anna, &lock("y", "you"), &["a", "b"]);
            t.line(format!("anna, y for you, on both: {anna}"));
            let dora = cluster.set_lock(dora, &lock("y", "her"), &["a"]);
            t.line(format!("dora, y for her, on a: {dora}"));
            t.beam_section(BEAM, "all_or_none");
        });
    }

    /// Writes down how it goes on after each answer.
    fn answers(stages: &[&[&str]], answers: &[(&str, Said)]) -> Vec<String> {
        let stages = stages.iter().map(|stage| stage.iter().map(|node| atom(node)).collect());
        let (mut acquire, next) = Acquire::new(lock("x", "me"), stages.collect::<Vec<_>>());
        let mut lines = vec![format!("begin: {next:?}")];
        for (node, said) in answers {
            lines.push(format!("{node} {said:?}: {:?}", acquire.heard(atom(node), *said)));
        }
        lines
    }

    #[test]
    fn nodes_are_asked_stage_by_stage() {
        check("half_a_lock", |t| {
            let stages: [&[&str]; 3] = [&["c"], &[], &["a", "b"]];
            let (granted, refused) = (Said::Granted, Said::Refused);
            for line in answers(&stages, &[("c", granted), ("b", granted), ("z", granted), ("a", granted)]) {
                t.line(line);
            }
            for line in answers(&stages, &[("c", granted), ("b", refused), ("a", granted)]) {
                t.line(line);
            }
            for line in answers(&stages, &[("c", refused)]) {
                t.line(line);
            }
            t.expect(
                "transcript",
                &[
                    "begin: Ask([:c])",
                    "c Granted: Ask([:a, :b])",
                    "b Granted: Wait",
                    "z Granted: Wait",
                    "a Granted: Locked([:c, :b, :a])",
                    "begin: Ask([:c])",
                    "c Granted: Ask([:a, :b])",
                    "b Refused: Wait",
                    "a Granted: GiveBack([:c, :a])",
                    "begin: Ask([:c])",
                    "c Refused: GiveBack([])",
                ],
            );
        });
    }

    #[test]
    fn a_lost_node_neither_holds_the_lock_nor_stands_in_the_way() {
        check("half_a_lock", |t| {
            let (granted, gone) = (Said::Granted, Said::Gone);
            for line in answers(&[&["c"], &["a", "b"]], &[("c", gone), ("a", gone), ("b", granted)]) {
                t.line(line);
            }
            t.expect(
                "transcript",
                &["begin: Ask([:c])", "c Gone: Ask([:a, :b])", "a Gone: Wait", "b Granted: Locked([:b])"],
            );
        });
    }
}

mod register {
    use super::*;

    #[test]
    fn a_free_name_is_given_to_a_process_without_one() {
        check("name_given_twice", |t| {
            let mut cluster = Cluster::new(&["a", "b"], 1);
            let (anna, bea) = (cluster.spawn("a", "anna"), cluster.spawn("b", "bea"));
            let notify = Resolver::random_notify;
            t.line(format!("anna as shop: {}", yes(cluster.register("shop", anna, notify()))));
            t.line(format!("anna as till: {}", yes(cluster.register("till", anna, notify()))));
            let bea = yes(cluster.register("shop", bea, notify()));
            t.line(format!("bea as shop, where nobody knows of anna: {bea}"));
            let shop = |node| cluster.whereis(node, "shop").unwrap_or("nobody");
            t.line(format!("shop on a: {}, shop on b: {}", shop("a"), shop("b")));
            t.beam_section(BEAM, "register");
        });
    }

    #[test]
    fn a_name_that_moves_leaves_nothing_behind() {
        check("old_owner_counted", |t| {
            let mut names = Names::default();
            let (one, two) = (process("a", 1), process("b", 2));
            let shop = |process| entry("shop", process, Resolver::random_exit());
            let till = |process| entry("till", process, Resolver::random_exit());
            let before =
                |before: Option<Entry>| before.map_or("nobody".to_owned(), |e| format!("{:?}", e.process));
            t.line(format!("shop for one, before: {}", before(names.insert(shop(one)))));
            t.line(format!("shop for two, before: {}", before(names.insert(shop(two)))));
            t.line(format!("one may have till: {}", names.may_register(&till(one))));
            t.line(format!("two may have till: {}", names.may_register(&till(two))));
            t.line(format!("shop for two again, before: {}", before(names.insert(shop(two)))));
            t.line(format!("shop removed, before: {}", before(names.remove(&term!(:shop)))));
            t.line(format!("two may have till: {}", names.may_register(&till(two))));
            t.expect(
                "transcript",
                &[
                    "shop for one, before: nobody",
                    "shop for two, before: <a.1>",
                    "one may have till: true",
                    "two may have till: false",
                    "shop for two again, before: <b.2>",
                    "shop removed, before: <b.2>",
                    "two may have till: true",
                ],
            );
        });
    }

    #[test]
    fn of_two_who_ask_at_once_one_gets_the_name_on_twenty_seeds() {
        check("name_given_twice", |t| {
            for seed in seeds(20) {
                let nodes = ["a", "b", "c"];
                let mut cluster = Cluster::new(&nodes, seed);
                cluster.connect();
                cluster.run();
                let asked = nodes.map(|node| {
                    let process = cluster.spawn(node, node);
                    cluster.want(node, Want::Register(entry("shop", process, Resolver::random_notify())))
                });
                cluster.run();
                let got: Vec<&str> = nodes
                    .iter()
                    .zip(asked)
                    .filter(|(_, ask)| cluster.outcome(*ask) == Some(true))
                    .map(|(n, _)| *n)
                    .collect();
                let seen: Vec<Option<&str>> =
                    nodes.iter().map(|node| cluster.whereis(node, "shop")).collect();
                if got.len() != 1 || seen.iter().any(|owner| *owner != Some(got[0])) {
                    t.line(format!("seed {seed}: yes to {got:?}, seen {seen:?}"));
                }
            }
            t.expect::<&str>("transcript", &[]);
        });
    }
}

mod lost {
    use super::*;

    #[test]
    fn names_of_a_lost_node_are_free() {
        check("lost_names_stay", |t| {
            let mut cluster = Cluster::new(&["a", "b"], 1);
            cluster.connect();
            cluster.run();
            let (anna, bea) = (cluster.spawn("a", "anna"), cluster.spawn("b", "bea"));
            cluster.register("shop", bea, Resolver::random_notify());
            cluster.register("till", anna, Resolver::random_notify());
            t.line(format!(
                "shop on a, while b is there: {}",
                cluster.whereis("a", "shop").unwrap_or("nobody")
            ));
            cluster.cut(&["a"], &["b"]);
            cluster.run();
            t.line(format!("and when b is gone: {}", cluster.whereis("a", "shop").unwrap_or("nobody")));
            t.line(format!("till on a: {}", cluster.whereis("a", "till").unwrap_or("nobody")));
            t.beam_section(BEAM, "lost");
        });
    }

    /// A name server of the node `a` that knows `b` and `c`, in a cluster that has come to rest.
    fn cluster() -> Cluster {
        let mut cluster = Cluster::new(&["a", "b", "c"], 1);
        cluster.connect();
        cluster.run();
        cluster
    }

    /// What `a` tells others after a report.
    fn told(state: &mut State, of: &str, life: i64, number: i64, with: &str) -> String {
        let message = Message::LostConnection { of: atom(of), life, number, with: atom(with) };
        let tells =
            step(state, Event::Told { by: atom(of), message }).into_iter().filter_map(
                |action| match action {
                    Action::Tell { to, message: Message::LostConnection { of, with, .. } } => {
                        Some(format!("{} hears that {} lost {}", to.text(), of.text(), with.text()))
                    }
                    Action::Tell { to, message: Message::RemoveConnection } => {
                        Some(format!("{} is to leave", to.text()))
                    }
                    _ => None,
                },
            );
        let tells: Vec<String> = tells.collect();
        if tells.is_empty() { "nothing".to_owned() } else { tells.join(", ") }
    }

    #[test]
    fn a_loss_is_passed_on_once_and_the_lost_node_is_let_go() {
        check("clusters_overlap", |t| {
            let mut cluster = cluster();
            let a = cluster.node_mut("a");
            t.line(format!("b lost c: {}", told(a, "b", 1, 7, "c")));
            t.line(format!("a knows {:?}", a.known().collect::<Vec<_>>()));
            t.line(format!("the same report: {}", told(a, "b", 1, 7, "c")));
            t.line(format!("an older one: {}", told(a, "b", 1, 6, "c")));
            t.line(format!("b lost d, whom we do not know: {}", told(a, "b", 1, 8, "d")));
            t.line(format!("b, in another life, lost c: {}", told(a, "b", 2, 1, "c")));
            t.line(format!("b lost us: {}", told(a, "b", 2, 2, "a")));
            let shown = t.lines();
            let again =
                shown[2..4].iter().any(|line| !line.ends_with("nothing")) || shown[5].ends_with("nothing");
            t.suspect_if(again, "report_goes_round");
            t.expect(
                "transcript",
                &[
                    "b lost c: c hears that b lost c, c is to leave",
                    "a knows [:b]",
                    "the same report: nothing",
                    "an older one: nothing",
                    "b lost d, whom we do not know: nothing",
                    "b, in another life, lost c: nothing",
                    "b lost us: b is to leave",
                ],
            );
        });
    }

    #[test]
    fn no_two_clusters_overlap_on_twenty_seeds() {
        check("clusters_overlap", |t| {
            let nodes = ["a", "b", "c", "d"];
            for seed in seeds(20) {
                let mut cluster = Cluster::new(&nodes, seed);
                cluster.connect();
                cluster.run();
                cluster.cut(&["a"], &["b"]);
                cluster.run_for(5000);
                t.suspect_if(!cluster.is_at_rest(), "report_goes_round");
                assert!(cluster.is_at_rest(), "seed {seed}: 5000 events, and the report still goes round");
                let with = |node: &str| {
                    let mut all: Vec<Atom> = cluster.node(node).known().chain([atom(node)]).collect();
                    all.sort_unstable();
                    all
                };
                for node in nodes {
                    if with(node).iter().any(|other| with(other.text()) != with(node))
                        || with(node).len() == 4
                    {
                        t.line(format!("seed {seed}: {node} sees {:?}", with(node)));
                    }
                }
            }
            t.expect::<&str>("transcript", &[]);
        });
    }
}

mod exchange {
    use super::*;

    /// What comes out when node `own` has `ours`, and node `other` has `his`.
    fn compared(own: &str, ours: &[(&str, Process)], other: &str, his: &[(&str, Process)]) -> String {
        let notify = |(name, process): &(&str, Process)| entry(name, *process, Resolver::random_notify());
        let mut names = Names::default();
        ours.iter().map(notify).for_each(|entry| drop(names.insert(entry)));
        let his: Vec<Entry> = his.iter().map(notify).collect();
        let compared = compare(&names, atom(own), &Rules::default(), atom(other), &his);
        format!("here: {}; there: {}", show(&compared.here), show(&compared.there))
    }

    #[test]
    fn each_takes_what_it_does_not_have() {
        check("exchange_forgets", |t| {
            let (one, two, three) = (process("a", 1), process("b", 2), process("c", 3));
            let his = [("shop", two), ("till", one), ("bank", three)];
            t.line(compared("a", &[("till", one)], "b", &his));
            t.line(compared("b", &his, "a", &[("till", one)]));
            t.line(compared("a", &[("till", one)], "b", &[]));
            t.expect(
                "transcript",
                &[
                    "here: :shop belongs to <b.2>, :bank belongs to <c.3>; there: nothing",
                    "here: nothing; there: nothing",
                    "here: nothing; there: nothing",
                ],
            );
        });
    }

    #[test]
    fn one_of_the_two_decides() {
        check("both_decide", |t| {
            let (one, two, three) = (process("a", 1), process("b", 2), process("c", 3));
            // The greater node leaves the conflict to the lesser one, and takes the rest.
            t.line(compared("b", &[("shop", two)], "a", &[("shop", one), ("till", one)]));
            t.line(compared("c", &[("shop", three)], "b", &[("shop", one)]));
            t.expect(
                "transcript",
                &["here: :till belongs to <a.1>; there: nothing", "here: nothing; there: nothing"],
            );
        });
    }

    #[test]
    fn all_nodes_know_all_names_on_twenty_seeds() {
        check("exchange_forgets", |t| {
            let nodes = ["a", "b", "c"];
            for seed in seeds(20) {
                let mut cluster = Cluster::new(&nodes, seed);
                for node in nodes {
                    let process = cluster.spawn(node, node);
                    cluster.register(&format!("of_{node}"), process, Resolver::random_exit());
                }
                cluster.connect();
                cluster.run();
                for node in nodes {
                    let found = nodes.map(|of| cluster.whereis(node, &format!("of_{of}")));
                    if found != [Some("a"), Some("b"), Some("c")] {
                        t.line(format!("seed {seed}: {node} finds {found:?}"));
                    }
                }
            }
            t.expect::<&str>("transcript", &[]);
        });
    }
}

mod conflict {
    use super::*;

    #[test]
    fn the_rule_decides_and_the_loser_is_told() {
        check("loser_keeps_the_name", |t| {
            let mut cluster = Cluster::new(&["a", "b"], 1);
            let rule = keep_greater(&mut cluster, &["a", "b"]);
            let (anna, bea) = (cluster.spawn("a", "anna"), cluster.spawn("b", "bea"));
            cluster.register("shop", anna, rule.clone());
            cluster.register("shop", bea, rule);
            cluster.letters();
            draw_names(t, &cluster);
            cluster.connect();
            cluster.run();
            draw(t, &mut cluster);
            draw_names(t, &cluster);
            t.line(format!("connect: {}", cluster.node("a").known().count() == 1));
            let shop = |node| cluster.whereis(node, "shop").unwrap_or("nobody");
            t.line(format!("shop on a: {}, shop on b: {}", shop("a"), shop("b")));
            let all = cluster.heard();
            t.line(format!("anna has heard {}", heard(&all, "anna")));
            t.line(format!("bea has heard {}", heard(&all, "bea")));
            t.beam_section(BEAM, "conflict");
        });
    }

    #[test]
    fn each_side_changes_what_differs_from_the_ruling() {
        check("loser_keeps_the_name", |t| {
            let (ours, his) = (process("a", 1), process("b", 2));
            let mut rules = Rules::default();
            rules.insert("keep", "ours", move |_, _, _| Some(ours));
            rules.insert("keep", "his", move |_, _, _| Some(his));
            rules.insert("keep", "nobody", |_, _, _| None);
            rules.insert("keep", "another", |_, _, _| Some(process("c", 3)));
            for rule in ["ours", "his", "nobody", "another", "a_rule_that_is_not_known_here"] {
                let mut names = Names::default();
                names.insert(entry("shop", ours, Resolver::rule("keep", rule)));
                let his = [entry("shop", his, Resolver::random_exit())];
                let compared = compare(&names, atom("a"), &rules, atom("b"), &his);
                let (here, there) = (show(&compared.here), show(&compared.there));
                t.line(format!("{rule}: here {here}; there {there}; told {}", compared.effects.len()));
            }
            t.expect(
                "transcript",
                &[
                    "ours: here nothing; there :shop belongs to <a.1>; told 1",
                    "his: here :shop belongs to <b.2>; there nothing; told 1",
                    "nobody: here :shop belongs to nobody; there :shop belongs to nobody; told 2",
                    "another: here :shop belongs to nobody; there :shop belongs to nobody; told 2",
                    "a_rule_that_is_not_known_here: here :shop belongs to <b.2>; there nothing; told 0",
                ],
            );
        });
    }

    #[test]
    fn one_owner_after_a_netsplit_on_fifty_seeds() {
        check("loser_keeps_the_name", |t| {
            let nodes = ["a", "b", "c"];
            for seed in seeds(50) {
                let mut cluster = Cluster::new(&nodes, seed);
                let rule = keep_greater(&mut cluster, &nodes);
                cluster.connect();
                cluster.run();
                cluster.cut(&["a"], &["b", "c"]);
                cluster.run();
                // Whichever side is first: its process has the lesser number, and loses.
                let mut sides = [("a", "left"), ("b", "right")];
                sides.rotate_left(Rng::new(seed).below(2));
                for (node, name) in sides {
                    let process = cluster.spawn(node, name);
                    cluster.register("shop", process, rule.clone());
                }
                cluster.heal();
                cluster.run();
                let [(_, loser), (_, keeper)] = sides;
                let all = cluster.heard();
                let seen = nodes.map(|node| cluster.whereis(node, "shop"));
                if seen != [Some(keeper); 3] || all != [format!("{loser}: {{:global_name_conflict, :shop}}")]
                {
                    t.line(format!("seed {seed}: {keeper} keeps it; seen {seen:?}, told {all:?}"));
                }
            }
            t.expect::<&str>("transcript", &[]);
        });
    }
}
