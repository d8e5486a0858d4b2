//! What it costs to ask somebody: inside one runtime, and across a network.
//!
//! A page is made in stages, one after the other; the questions of one stage are asked at the same time.
//!
//! Left out: queues. Under load each of these figures has a tail.

/// A question that must be answered before the page is complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hop {
    /// A message to a process on the same node and its reply.
    Message,
    /// A request to another service over the network.
    Network,
}

impl Hop {
    /// How long the answer takes, in microseconds, when nobody is busy.
    #[must_use]
    pub fn micros(self) -> u64 {
        match self {
            Hop::Message => 2,
            Hop::Network => 500,
        }
    }
}

// ANCHOR: page
/// How long a page takes, in microseconds.
#[must_use]
pub fn page_micros(stages: &[Vec<Hop>]) -> u64 {
    // ANCHOR: cut_hop_costs
    stages.iter().map(|stage| stage.iter().map(|hop| hop.micros()).max().unwrap_or(0)).sum()
    // ANCHOR_END: cut_hop_costs => // TODO: what is asked at the same time does not add up
    // ANCHOR_END: cut_hop_costs => let _ = stages;
    // ANCHOR_END: cut_hop_costs => todo!("hop_costs: how long the page takes")
}

/// How many of a million pages fail, when each needs `services` that are down in `down` of a million requests,
/// each for reasons of its own. Rounded.
#[must_use]
pub fn failing_pages(services: i32, down: f64) -> u64 {
    // ANCHOR: cut_hop_costs
    let up = 1.0 - down / 1e6;
    ((1.0 - up.powi(services)) * 1e6).round() as u64
    // ANCHOR_END: cut_hop_costs => // TODO: the page is there only if all of them are; what is the chance of that?
    // ANCHOR_END: cut_hop_costs => let _ = (services, down);
    // ANCHOR_END: cut_hop_costs => todo!("hop_costs: how many pages fail")
}
// ANCHOR_END: page
