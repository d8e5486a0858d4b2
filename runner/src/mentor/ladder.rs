//! Four rungs per cause. Deeper only after a new attempt or half a minute: the click is slowed, not the person.
//!
//! Rung one is Phase 1, which a failed check shows by itself; two is why, three a small example of something else,
//! four the gate before the solution.

/// How long a rung is thought about before the next one opens without an attempt.
const PAUSE_MS: u64 = 30_000;
/// The rung that opens the gate.
const GATE: u32 = 4;

/// What the journal remembers about one exercise, oldest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Past<'a> {
    /// A check ran on these bytes and ended in this cause, if it did not pass.
    Checked {
        /// Hash of the learner's files.
        files: &'a str,
        /// Why it failed.
        cause: Option<&'a str>,
    },
    /// A rung was shown.
    Hinted {
        /// When.
        at_ms: u64,
        /// About this cause.
        cause: &'a str,
        /// From 1.
        rung: u32,
    },
}

/// What `hint` shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advice {
    /// A new rung.
    Show {
        /// From 1.
        rung: u32,
    },
    /// The rung seen last, from another side, and when the next one opens.
    Again {
        /// From 1.
        rung: u32,
        /// Which side: 1 is the first other one.
        angle: usize,
        /// Seconds until the next rung opens without an attempt.
        seconds: u64,
    },
    /// The ladder is climbed: the gate.
    Gate,
}

/// What comes next for `cause`. The pause counts from the first showing of the deepest rung, so that asking again
/// does not lengthen it.
#[must_use]
pub fn advise(past: &[Past<'_>], cause: &str, now_ms: u64) -> Advice {
    let rungs = past.iter().enumerate().filter_map(|(index, p)| match p {
        Past::Hinted { at_ms, cause: c, rung } if *c == cause => Some((*rung, index, *at_ms)),
        _ => None,
    });
    let deepest = rungs.min_by_key(|(rung, index, _)| (u32::MAX - rung, *index));
    let Some((rung, index, at_ms)) = deepest else { return Advice::Show { rung: 1 } };
    let waited = now_ms.saturating_sub(at_ms);
    if waited < PAUSE_MS && !new_attempt(past, index) {
        let seconds = (PAUSE_MS - waited).div_ceil(1000);
        return Advice::Again { rung, angle: repeats(past, cause, rung), seconds };
    }
    match rung + 1 {
        GATE.. => Advice::Gate,
        rung => Advice::Show { rung },
    }
}

/// Whether other bytes were checked after the hint at `hint` than before it.
fn new_attempt(past: &[Past<'_>], hint: usize) -> bool {
    let files = |p: &Past<'_>| match p {
        Past::Checked { files, .. } => Some((*files).to_owned()),
        Past::Hinted { .. } => None,
    };
    let before = past[..hint].iter().rev().find_map(files);
    past[hint..].iter().filter_map(files).any(|after| Some(after) != before)
}

/// How often this rung of this cause was shown.
fn repeats(past: &[Past<'_>], cause: &str, rung: u32) -> usize {
    let same =
        |p: &&Past<'_>| matches!(p, Past::Hinted { cause: c, rung: r, .. } if *c == cause && *r == rung);
    past.iter().filter(same).count()
}

/// From which side a failed check is looked at: how many checks in a row, before the last one, ended in `cause`.
#[must_use]
pub fn angle(past: &[Past<'_>], cause: &str) -> usize {
    let checks = past.iter().rev().filter_map(|p| match p {
        Past::Checked { cause, .. } => Some(*cause),
        Past::Hinted { .. } => None,
    });
    checks.take_while(|c| *c == Some(cause)).count().saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::{Advice, Past, advise, angle};

    const fn checked(files: &str) -> Past<'_> {
        Past::Checked { files, cause: Some("order_lost") }
    }

    const fn hinted(at_ms: u64, rung: u32) -> Past<'static> {
        Past::Hinted { at_ms, cause: "order_lost", rung }
    }

    #[test]
    fn the_first_hint_is_rung_one() {
        assert_eq!(advise(&[checked("a")], "order_lost", 0), Advice::Show { rung: 1 });
        assert_eq!(advise(&[checked("a"), hinted(0, 1)], "other", 0), Advice::Show { rung: 1 });
    }

    #[test]
    fn asking_at_once_gives_another_side_and_says_when() {
        let past = [checked("a"), hinted(1_000, 1)];
        assert_eq!(advise(&past, "order_lost", 11_500), Advice::Again { rung: 1, angle: 1, seconds: 20 });
    }

    #[test]
    fn asking_again_does_not_lengthen_the_pause() {
        let past = [checked("a"), hinted(0, 1), hinted(20_000, 1)];
        assert_eq!(advise(&past, "order_lost", 25_000), Advice::Again { rung: 1, angle: 2, seconds: 5 });
        assert_eq!(advise(&past, "order_lost", 30_000), Advice::Show { rung: 2 });
    }

    #[test]
    fn a_new_attempt_opens_the_next_rung() {
        let past = [checked("a"), hinted(0, 1), checked("b")];
        assert_eq!(advise(&past, "order_lost", 1), Advice::Show { rung: 2 });
    }

    #[test]
    fn a_check_of_the_same_bytes_is_no_attempt() {
        let past = [checked("a"), hinted(0, 1), checked("a")];
        assert!(matches!(advise(&past, "order_lost", 1), Advice::Again { rung: 1, .. }));
    }

    #[test]
    fn half_a_minute_opens_the_next_rung() {
        assert_eq!(advise(&[checked("a"), hinted(0, 2)], "order_lost", 30_000), Advice::Show { rung: 3 });
    }

    #[test]
    fn the_fourth_rung_is_the_gate() {
        assert_eq!(advise(&[checked("a"), hinted(0, 3), checked("b")], "order_lost", 1), Advice::Gate);
    }

    #[test]
    fn the_same_failure_in_a_row_turns_the_angle() {
        assert_eq!(angle(&[checked("a")], "order_lost"), 0);
        assert_eq!(angle(&[checked("a"), hinted(0, 1), checked("b")], "order_lost"), 1);
        let between = [checked("a"), Past::Checked { files: "b", cause: None }, checked("c")];
        assert_eq!(angle(&between, "order_lost"), 0);
    }
}
