//! A budget of reductions: work is counted, and whoever has used up a turn's worth gives way.
//!
//! On the BEAM the VM counts, in every process, and takes the scheduler away after about 4,000 reductions (2,000 in older
//! releases). Here each job counts for itself, and a job that does not count cannot be stopped.
//!
//! Source: `tokio::task::coop`; The BEAM Book, "Scheduling". Chapter: `beam_model`.

use crate::lab::{ROW, work};

/// Reductions in one turn.
pub const REDUCTIONS: u32 = 2_000;

// ANCHOR: budget
/// What is left of this turn.
pub struct Budget {
    left: u32,
}
// ANCHOR_END: budget

impl Default for Budget {
    fn default() -> Self {
        Self { left: REDUCTIONS }
    }
}

impl Budget {
    // ANCHOR: spend
    /// Takes `reductions` out of the budget. When nothing is left, gives way once and starts a new turn.
    pub async fn spend(&mut self, reductions: u32) {
        // ANCHOR: cut_budget
        self.left = self.left.saturating_sub(reductions);
        if self.left == 0 {
            tokio::task::yield_now().await;
            self.left = REDUCTIONS;
        }
        // ANCHOR_END: cut_budget => // TODO: `tokio::task::yield_now().await` gives every other task that is ready a turn
        // ANCHOR_END: cut_budget => let _ = (reductions, &mut self.left);
        // ANCHOR_END: cut_budget => todo!("budget: count, and give way when the turn is used up")
    }
    // ANCHOR_END: spend
}

// ANCHOR: report
/// A report of `rows` rows. Each row is a millisecond of work and costs 200 reductions.
pub async fn report(rows: u32) {
    // ANCHOR: cut_budget
    let mut budget = Budget::default();
    for _ in 0..rows {
        work(ROW);
        budget.spend(200).await;
    }
    // ANCHOR_END: cut_budget => // TODO: one budget for the whole report; for each row `work(ROW)`, then spend
    // ANCHOR_END: cut_budget => let _ = (rows, ROW, work);
    // ANCHOR_END: cut_budget => todo!("budget: the rows of the report, with a budget")
}
// ANCHOR_END: report
