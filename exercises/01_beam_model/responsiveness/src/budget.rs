//! A budget of reductions: work is counted, and whoever has used up a turn's worth gives way.
//!
//! On the BEAM the VM counts, in every process, and takes the scheduler away after about 4,000 reductions (2,000 in older
//! releases). Here each job counts for itself, and a job that does not count cannot be stopped.
//!
//! Source: `tokio::task::coop`; The BEAM Book, "Scheduling". Chapter: `beam_model`.

use crate::lab::{ROW, work};

/// Reductions in one turn.
pub const REDUCTIONS: u32 = 2_000;

/// What is left of this turn.
pub struct Budget {
    left: u32,
}

impl Default for Budget {
    fn default() -> Self {
        Self { left: REDUCTIONS }
    }
}

impl Budget {
    /// Takes `reductions` out of the budget. When nothing is left, gives way once and starts a new turn.
    pub async fn spend(&mut self, reductions: u32) {
        // TODO: `tokio::task::yield_now().await` gives every other task that is ready a turn
        let _ = (reductions, &mut self.left);
        todo!("budget: count, and give way when the turn is used up")
    }
}

/// A report of `rows` rows. Each row is a millisecond of work and costs 200 reductions.
pub async fn report(rows: u32) {
    // TODO: one budget for the whole report; for each row `work(ROW)`, then spend
    let _ = (rows, ROW, work);
    todo!("budget: the rows of the report, with a budget")
}
