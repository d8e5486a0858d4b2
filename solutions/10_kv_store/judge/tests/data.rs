//! Workloads, schedules and histories are data: they follow from a seed, and are read as they were written.

use std::collections::{BTreeMap, BTreeSet};

use judge::nemesis::{Kind, Trouble};
use judge::promises::{disagreements, lost_writes, owned_twice};
use judge::workload::Plan;
use judge::{
    Fault, History, Register, Reply, Request, Schedule, Verdict, Workload, check, shrink, shrink_list,
};

fn history(text: &str) -> History<Request, Reply> {
    text.parse().expect("the history is well written")
}

#[test]
fn the_same_seed_gives_the_same_workload_and_it_is_read_as_it_was_written() {
    let plan = Plan { keys: 3, mix: [4, 4, 1, 2], ..Plan::default() };
    for seed in 0..50 {
        let workload = Workload::random(seed, &plan);
        assert_eq!(workload, Workload::random(seed, &plan));
        assert_eq!(workload.to_string().parse(), Ok(workload.clone()));
        assert_eq!(workload.clients(), ["c0", "c1", "c2"]);
        assert_eq!(workload.of("c1").len(), 30);
        let written: Vec<u64> = workload
            .0
            .iter()
            .filter_map(|planned| match planned.request {
                Request::Put(value) | Request::Cas { to: value, .. } => Some(value),
                _ => None,
            })
            .collect();
        assert_eq!(written.iter().collect::<BTreeSet<_>>().len(), written.len(), "each value has one writer");
    }
    assert_ne!(Workload::random(1, &plan), Workload::random(2, &plan));
}

#[test]
fn the_same_seed_gives_the_same_faults_and_in_the_end_all_is_well() {
    let trouble =
        Trouble { kinds: vec![Kind::Partition, Kind::Crash, Kind::Slow], faults: 4, ..Trouble::default() };
    for seed in 0..200 {
        let schedule = Schedule::random(seed, &["alpha", "beta", "gamma"], &trouble);
        assert_eq!(schedule, Schedule::random(seed, &["alpha", "beta", "gamma"], &trouble));
        assert_eq!(schedule.to_string().parse(), Ok(schedule.clone()));
        assert_eq!(schedule.well_at(9_000_000), schedule, "nothing is left to heal");
        for (_, fault) in &schedule.0 {
            if let Fault::Cut(one, other) = fault {
                assert!(!one.is_empty() && !other.is_empty() && one.len() + other.len() == 3, "{fault}");
            }
        }
    }
}

#[test]
fn a_schedule_that_was_made_shorter_can_be_made_well() {
    let schedule: Schedule = "at 1s crash beta\nat 2s cut alpha | beta".parse().expect("it is well written");
    let well = "at 1s crash beta\nat 2s cut alpha | beta\nat 3s heal\nat 3s restart beta\n";
    assert_eq!(schedule.well_at(3_000_000).to_string(), well);
}

#[test]
fn what_cannot_be_read_says_what_was_expected() {
    let errors = [
        "at 5 heal".parse::<Schedule>().map(drop),
        "at 5ms cut alpha".parse::<Schedule>().map(drop),
        "at 5ms explode".parse::<Schedule>().map(drop),
        "at 99999999999999999999s heal".parse::<Schedule>().map(drop),
        "c0 after 1ms put x".parse::<Workload>().map(drop),
        "c0 soon get x".parse::<Workload>().map(drop),
        "a 0..1 get x -> ok".parse::<History<_, _>>().map(drop),
        "a 0..9 get x -> 1\na 5..7 get x -> 1".parse::<History<_, _>>().map(drop),
        "a 3..2 get x -> 1".parse::<History<_, _>>().map(drop),
    ];
    let told: Vec<String> =
        errors.into_iter().map(|error| error.expect_err("it is wrong").to_string()).collect();
    let expected = [
        "expected a time as 250us, 20ms or 1.5s, got `5`",
        "expected cut HOST … | HOST …, got `cut alpha`",
        "expected cut, heal, crash HOST, restart HOST or slow HOST TIME, got `explode`",
        "expected a time as 250us, 20ms or 1.5s, got `99999999999999999999s`",
        "expected get KEY, put KEY VALUE, delete KEY or cas KEY FROM TO, got `put x`",
        "expected CLIENT after TIME REQUEST, got `c0 soon get x`",
        "expected a number or none, got `ok`",
        "expected one operation of a client at a time, got `a`",
        "expected an end after the beginning, got `a 3..2 get x -> 1`",
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_history_is_read_as_it_was_written() {
    let text =
        "a 0..10 put x 1 -> ok\nb 5..20 cas y none 3 -> true\na 12.. delete x -> ?\na 30..40 get x -> none\n";
    assert_eq!(history(text).to_string(), text);
    assert_eq!(history(text).operations()[3].lane(), "a'");
}

#[test]
fn a_list_is_shrunk_to_what_is_needed() {
    let items: Vec<u32> = (0..100).collect();
    let mut asked = 0;
    let left = shrink_list(&items, |subset| {
        asked += 1;
        [17, 18, 93].iter().all(|needed| subset.contains(needed))
    });
    assert_eq!(left, [17, 18, 93]);
    assert!(asked < 120, "{asked} questions");
    assert_eq!(shrink_list(&items, |_| true), Vec::<u32>::new());
}

#[test]
fn a_shrunk_history_keeps_the_write_that_a_wrong_read_has_seen() {
    let mut text = String::new();
    for n in 0..30 {
        let at = n * 100;
        text += &format!("a {at}..{} put x {n} -> ok\nb {}..{} get x -> {n}\n", at + 10, at + 20, at + 30);
    }
    text += "c 5000..5010 get x -> 7\nd 6000..6010 get y -> none\n";
    let small = shrink(&history(&text), &Register::default());
    let verdict = check(&small, &Register::default());
    assert_eq!(small.operations().len(), 3, "{small}");
    assert!(small.to_string().contains("put x 7"), "{small}");
    assert!(matches!(verdict, Verdict::Not { misfit: 2, .. }));
}

#[test]
fn a_write_is_lost_if_nothing_can_have_come_after_it() {
    let text = "a 0..10 put x 1 -> ok\nb 20..30 put x 2 -> ok\nc 25..28 put y 3 -> ok\nc 40.. delete y -> ?";
    let lost = |x: Option<u64>, y: Option<u64>| {
        let view = [("x", x), ("y", y)];
        let view = view.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect();
        let lost = lost_writes(&history(text), &view, |reply| *reply != Reply::Swapped(false));
        lost.into_iter().map(|lost| lost.key).collect::<Vec<_>>()
    };
    assert_eq!(lost(Some(2), Some(3)), Vec::<String>::new());
    assert_eq!(lost(Some(2), None), Vec::<String>::new(), "the delete may have happened");
    assert_eq!(lost(Some(1), Some(3)), ["x"]);
    assert_eq!(lost(None, Some(4)), ["x", "y"]);
}

#[test]
fn hosts_that_disagree_are_told_and_names_that_have_two_owners() {
    let view = |value: Option<u64>| value.map(|value| ("k".to_owned(), value)).into_iter().collect();
    let views = BTreeMap::from([("alpha".to_owned(), view(Some(1))), ("beta".to_owned(), view(None))]);
    let found = disagreements(&views);
    assert_eq!(found[0].key, "k");
    assert_eq!(found[0].hosts["alpha"], Some(1));
    let same = BTreeMap::from([("alpha".to_owned(), view(Some(1))), ("beta".to_owned(), view(Some(1)))]);
    assert!(disagreements(&same).is_empty());
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    let believers = BTreeMap::from([("p".to_owned(), names(&["kv", "p"])), ("q".to_owned(), names(&["kv"]))]);
    assert_eq!(owned_twice(&believers), BTreeMap::from([("kv".to_owned(), names(&["p", "q"]))]));
}

#[test]
fn ten_thousand_operations_need_no_deep_stack() {
    let mut history = History::new();
    for at in 0..5_000 {
        history.invoke(at * 10, "a", "x", Request::Put(at));
        history.returned(at * 10 + 4, "a", Reply::Done);
        history.invoke(at * 10 + 5, "b", "x", Request::Get);
        history.returned(at * 10 + 9, "b", Reply::Value(Some(at)));
    }
    let small = std::thread::Builder::new().stack_size(128 * 1024);
    let judge = small.spawn(move || check(&history, &Register::default())).expect("a thread starts");
    assert!(matches!(judge.join().expect("the stack is deep enough"), Verdict::Linearizable { .. }));
}
