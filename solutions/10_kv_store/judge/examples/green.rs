//! How often a test finds what is wrong with two copies, by how much it asks. `cargo run -p judge --example green`
//!
//! Client `c0` asks one copy and `c1` the other; a copy answers at once, and tells the other 30 ms later. Clients think
//! 20 to 150 ms. Nothing crashes, no cable is cut.

use std::collections::BTreeMap;

use judge::workload::Plan;
use judge::{History, Model, Register, Reply, Request, Verdict, Workload, check};

/// Virtual microseconds from one copy to the other.
const CABLE: u64 = 30_000;
const SEEDS: u64 = 1_000;

/// What happens, in order of time; of the same time, in this order.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Arrives(usize, u64),
    Asks(usize, usize),
    Hears(usize, usize),
}

/// The history that one seed gives.
pub fn run(seed: u64, operations: usize) -> History<Request, Reply> {
    let plan = Plan { clients: 2, operations, mix: [1, 1, 0, 0], ..Plan::default() };
    let workload = Workload::random(seed, &plan);
    let (mut events, mut history, mut replies) = (Vec::new(), History::new(), BTreeMap::new());
    let clients = workload.clients();
    let asked: Vec<_> = clients.iter().map(|client| workload.of(client)).collect();
    for (client, planned) in asked.iter().enumerate() {
        let mut at = 0;
        for (n, planned) in planned.iter().enumerate() {
            at += planned.think;
            events.extend([(at, Event::Asks(client, n)), (at + 1_000, Event::Hears(client, n))]);
            if let Request::Put(value) = planned.request {
                events.push((at + CABLE, Event::Arrives(1 - client, value)));
            }
            at += 1_000;
        }
    }
    events.sort();
    let mut copies = [None, None];
    for (at, event) in events {
        match event {
            Event::Arrives(copy, value) => copies[copy] = Some(value),
            Event::Asks(client, n) => {
                let planned = &asked[client][n];
                history.invoke(at, &planned.client, &planned.key, planned.request.clone());
                let (after, reply) = Register::default().apply(&copies[client], &planned.request);
                copies[client] = after;
                replies.insert(client, reply);
            }
            Event::Hears(client, _) => {
                history.returned(at, &clients[client], replies.remove(&client).expect("it was done"));
            }
        }
    }
    history
}

/// A line for each number of operations.
pub fn told() -> String {
    let line = |operations: usize| {
        let bad =
            |seed: &u64| matches!(check(&run(*seed, operations), &Register::default()), Verdict::Not { .. });
        let green = SEEDS as usize - (0..SEEDS).filter(bad).count();
        format!("{operations:2} operations of each client: green on {green:4} of {SEEDS} seeds\n")
    };
    [1, 2, 4, 8, 16, 32].map(line).concat()
}

#[allow(dead_code, reason = "a test takes the function above")]
fn main() {
    print!("{}", told());
}
