//! What is counted, without anybody who asks: the pure core of the server.
//!
//! Every change says what it has led to, or what it has ended. Whoever needs to know both the old number and the new
//! one learns it in one step, in which nobody else has a turn.
//!
//! Source: `Agent.get_and_update/2` has the same shape. Chapter: `gen_server`.

// ANCHOR: tally
/// A number that grows until somebody takes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    value: u64,
}

impl Tally {
    /// Starts at `value`.
    #[must_use]
    pub fn new(value: u64) -> Self {
        Self { value }
    }

    /// Counts `more`, and says how many there are now.
    pub fn add(&mut self, more: u64) -> u64 {
        // ANCHOR: cut_server
        self.value += more;
        self.value
        // ANCHOR_END: cut_server => // TODO server: count `more`; the answer is the new value
        // ANCHOR_END: cut_server => let _ = more;
        // ANCHOR_END: cut_server => todo!("server: count them")
    }

    /// How many there are.
    #[must_use]
    pub fn value(&self) -> u64 {
        self.value
    }

    /// Starts again at 0, and says how many there were.
    pub fn reset(&mut self) -> u64 {
        // ANCHOR: cut_server
        std::mem::take(&mut self.value)
        // ANCHOR_END: cut_server => // TODO server: back to 0; the answer is what there was until now
        // ANCHOR_END: cut_server => todo!("server: start again, and lose nothing")
    }
}
// ANCHOR_END: tally
