//! A client that orders a report and goes on, and wants to know one thing: has the order arrived?
//!
//! Chapter: `gen_server`.

use gen_server::Server;
use process::Context;

use crate::messages::{Ask, Title, Told};
use crate::reports::Reports;

// ANCHOR: order
/// Orders a report. Says whether the order has arrived; the report itself takes as long as it takes.
pub async fn order(me: &mut Context, reports: Server<Reports>, title: Title) -> bool {
    // ANCHOR: cut_arrived
    reports.call(me, Ask::Order(title)).await == Ok(Told::Accepted)
    // ANCHOR_END: cut_arrived => // TODO arrived: true, whoever is there. Which way of sending brings an answer?
    // ANCHOR_END: cut_arrived => let _ = (Ask::Order(title), Told::Accepted);
    // ANCHOR_END: cut_arrived => reports.cast(me, title);
    // ANCHOR_END: cut_arrived => true
}
// ANCHOR_END: order
