//! Signs of life: a connection on which nothing is said for long is taken for dead, so one side or the other says
//! something from time to time, if only an empty message.
//!
//! Four intervals make a tick time, and four silent ones are the end. As the last word came somewhere within an
//! interval, that is one tick time after it, or up to a quarter more.
//!
//! Source: `kernel`, "net_ticktime". Chapter: `distribution`.

/// Silent intervals after which the other node is gone.
const SILENCE: u32 = 4;

/// What to do at the end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tick {
    /// Something was sent: that was sign enough.
    Nothing,
    /// Send an empty message.
    Send,
    /// Nothing came for too long: close the connection.
    Dead,
}

/// What was seen in the interval before.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ticker {
    read: u64,
    written: u64,
    silent: u32,
}

impl Ticker {
    // ANCHOR: step
    /// An interval is over; `read` and `written` count what has come and gone since the connection stands.
    #[must_use]
    pub fn step(&mut self, read: u64, written: u64) -> Tick {
        // ANCHOR: cut_tick
        self.silent = if read == self.read { self.silent + 1 } else { 0 };
        let quiet = written == self.written;
        (self.read, self.written) = (read, written);
        match (self.silent >= SILENCE, quiet) {
            (true, _) => Tick::Dead,
            (false, true) => Tick::Send,
            (false, false) => Tick::Nothing,
        }
        // ANCHOR_END: cut_tick => let _ = (self.read, self.written, self.silent, SILENCE, read, written);
        // ANCHOR_END: cut_tick => todo!("tick: did anything come, did anything go?")
    }
    // ANCHOR_END: step
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_says_nothing_ticks_and_who_hears_nothing_gives_up() {
        let mut ticker = Ticker::default();
        assert_eq!(ticker.step(5, 5), Tick::Nothing);
        assert_eq!(ticker.step(6, 5), Tick::Send);
        for _ in 1..SILENCE {
            assert_eq!(ticker.step(6, 5), Tick::Send);
        }
        assert_eq!(ticker.step(6, 5), Tick::Dead);
    }
}
