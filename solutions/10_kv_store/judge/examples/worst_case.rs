//! How long the judge takes: the worst case, and the everyday one. `cargo run -p judge --example worst_case`
//!
//! Worst: n clients write at the same time, and then somebody reads what nobody has written. Every order of the writes is
//! legal, and none helps.

use std::fmt::Write as _;
use std::time::Instant;

use judge::workload::Plan;
use judge::{History, Model, Register, Reply, Request, Verdict, Workload, check_counting};

/// n writes at the same time, then a read of what nobody has written.
fn worst(n: u64) -> History<Request, Reply> {
    let mut text = String::new();
    for client in 0..n {
        let _ = writeln!(text, "c{client} {client}..100 put x {client} -> ok");
    }
    (text + "r 200..210 get x -> 99").parse().expect("the history is well written")
}

/// What three clients with 30 requests each are told by one object, each request taking a while.
fn everyday(seed: u64) -> History<Request, Reply> {
    let (workload, model) = (Workload::random(seed, &Plan::default()), Register::default());
    let (mut history, mut events) = (History::new(), Vec::new());
    for client in workload.clients() {
        let mut at = 0;
        for planned in workload.of(&client) {
            let (from, during, to) =
                (at + planned.think, at + planned.think + 9_000, at + planned.think + 60_000);
            events.extend([(from, 0, planned.clone()), (during, 1, planned.clone()), (to, 2, planned)]);
            at = to;
        }
    }
    events.sort_by_key(|(at, what, _)| (*at, *what));
    let (mut state, mut replies) = (model.init(), std::collections::BTreeMap::new());
    for (at, what, planned) in events {
        match what {
            0 => drop(history.invoke(at, &planned.client, &planned.key, planned.request)),
            1 => {
                let (after, reply) = model.apply(&state, &planned.request);
                state = after;
                replies.insert(planned.client, reply);
            }
            _ => history.returned(at, &planned.client, replies.remove(&planned.client).expect("it was done")),
        }
    }
    history
}

#[expect(clippy::disallowed_methods, reason = "an example that measures real time")]
fn judge(what: &str, history: &History<Request, Reply>) {
    let begin = Instant::now();
    let (verdict, positions) = check_counting(history, &Register::default());
    let verdict =
        if matches!(verdict, Verdict::Linearizable { .. }) { "linearizable" } else { "not linearizable" };
    println!("{what:32} {verdict:17} {positions:6} positions {:>9.2?}", begin.elapsed());
}

fn main() {
    for n in [8, 10, 12] {
        judge(&format!("{n} writes at once, a wrong read"), &worst(n));
    }
    for seed in [1, 2, 3] {
        judge(&format!("90 operations, seed {seed}"), &everyday(seed));
    }
}
