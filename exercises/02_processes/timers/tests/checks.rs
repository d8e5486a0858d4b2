//! Checks of `timers`. Each step is a module, each claim a test.

use std::time::Duration;

use harness::{Transcript, check};
use timers::{TimerId, Timers};

/// What the BEAM printed for the same program.
const BEAM: &str = include_str!("../beam.out");

type Queue = Timers<&'static str, &'static str>;

fn ms(n: u64) -> Duration {
    Duration::from_millis(n)
}

/// A queue and the clock that goes with it.
struct Clock {
    timers: Queue,
    now: u64,
}

impl Clock {
    fn new() -> Self {
        Self { timers: Timers::new(), now: 0 }
    }

    fn start(&mut self, after: u64, message: &'static str) -> TimerId {
        self.timers.start(ms(self.now), ms(after), "a", message)
    }

    /// Lets time pass, and says what fired.
    fn pass(&mut self, time: u64) -> Vec<&'static str> {
        self.now += time;
        self.timers.step(ms(self.now)).into_iter().map(|due| due.message).collect()
    }

    /// Jumps to the next deadline, as the kernel does, until nothing is left.
    fn run(&mut self) -> Vec<String> {
        let mut lines = Vec::new();
        while let Some(next) = self.timers.next_deadline() {
            let at = u64::try_from(next.as_millis()).expect("a short program");
            let fired = self.pass(at.saturating_sub(self.now));
            assert!(!fired.is_empty(), "at {at} ms a timer is due, and nothing fires");
            lines.extend(fired.into_iter().map(|message| format!("{at} ms: {message}")));
        }
        lines
    }

    fn cancel(&mut self, timer: TimerId) -> Option<Duration> {
        self.timers.cancel(timer, ms(self.now))
    }

    fn read(&self, timer: TimerId) -> Option<Duration> {
        self.timers.read(timer, ms(self.now))
    }
}

mod start {
    use super::*;

    #[test]
    fn the_next_deadline_is_the_earliest() {
        check("deadline_not_sum", |_| {
            let mut clock = Clock::new();
            assert_eq!(clock.timers.next_deadline(), None, "no timer, no deadline");
            clock.start(60, "late");
            clock.start(10, "early");
            clock.start(35, "middle");
            assert_eq!(clock.timers.next_deadline(), Some(ms(10)));
        });
    }

    #[test]
    fn a_deadline_counts_from_now() {
        check("deadline_not_sum", |_| {
            let mut timers = Queue::new();
            timers.start(ms(100), ms(20), "a", "tick");
            assert_eq!(timers.next_deadline(), Some(ms(120)));
        });
    }
}

mod step {
    use super::*;

    #[test]
    fn timers_fire_in_the_order_of_their_deadlines() {
        check("fires_late", |t| {
            let mut clock = Clock::new();
            clock.start(60, "late");
            clock.start(10, "early");
            clock.start(35, "middle");
            for line in clock.run() {
                t.line(line);
            }
            t.suspect_if(t.lines().get(1).is_some_and(|line| line.starts_with("10 ms")), "fires_early");
            t.expect("transcript", &["10 ms: early", "35 ms: middle", "60 ms: late"]);
        });
    }

    #[test]
    fn equal_deadlines_fire_in_the_order_they_were_started() {
        check("equal_deadlines_swap", |t| {
            let mut clock = Clock::new();
            for message in ["one", "two", "three"] {
                clock.start(10, message);
            }
            let fired = clock.pass(10);
            t.suspect_if(fired.is_empty(), "fires_late");
            t.suspect_if(fired.len() == 1, "fires_only_one");
            t.line(fired.join(" "));
            t.expect("transcript", &["one two three"]);
        });
    }

    #[test]
    fn a_timer_fires_at_its_deadline_and_not_before() {
        check("fires_late", |t| {
            let mut clock = Clock::new();
            clock.start(10, "tick");
            let early = clock.pass(9);
            t.suspect_if(!early.is_empty(), "fires_early");
            t.line(format!("9 ms: {early:?}"));
            t.line(format!("10 ms: {:?}", clock.pass(1)));
            t.expect("transcript", &["9 ms: []", "10 ms: [\"tick\"]"]);
        });
    }

    #[test]
    fn everything_due_fires_at_once() {
        check("fires_only_one", |t| {
            let mut clock = Clock::new();
            clock.start(20, "two");
            clock.start(10, "one");
            clock.start(40, "four");
            let fired = clock.pass(30);
            t.suspect_if(fired.first() == Some(&"two"), "equal_deadlines_swap");
            t.suspect_if(fired.contains(&"four"), "fires_early");
            t.line(fired.join(" "));
            t.expect("transcript", &["one two"]);
        });
    }

    #[test]
    fn a_timer_fires_once() {
        check("fires_twice", |t| {
            let mut clock = Clock::new();
            let timer = clock.start(10, "tick");
            t.suspect_if(clock.pass(10).is_empty(), "fires_late");
            assert_eq!(clock.pass(10), [""; 0], "it has fired");
            assert!(clock.timers.is_empty(), "nothing is left of {timer:?}");
        });
    }

    #[test]
    fn an_interval_is_a_timer_that_is_started_again() {
        check("fires_late", |t| {
            let mut clock = Clock::new();
            let mut ticks = 0;
            clock.start(5, "tick");
            while let Some(next) = clock.timers.next_deadline().filter(|_| ticks < 3) {
                let now = u64::try_from(next.as_millis()).expect("a short program");
                for message in clock.pass(now - clock.now) {
                    t.line(format!("{now} ms: {message}"));
                    clock.start(5, "tick");
                }
                ticks += 1;
            }
            t.expect("transcript", &["5 ms: tick", "10 ms: tick", "15 ms: tick"]);
        });
    }
}

mod cancel {
    use super::*;

    #[test]
    fn a_cancelled_timer_never_fires() {
        check("cancel_leaves_timer", |t| {
            let mut clock = Clock::new();
            let one = clock.start(10, "one");
            clock.start(20, "two");
            clock.cancel(one);
            t.line(format!("due next: {:?}", clock.timers.next_deadline()));
            t.line(clock.pass(30).join(" "));
            t.expect("transcript", &["due next: Some(20ms)", "two"]);
            assert!(clock.timers.is_empty());
        });
    }

    #[test]
    fn cancel_says_what_was_left() {
        check("cancel_says_whole_time", |_| {
            let mut clock = Clock::new();
            let timer = clock.start(100, "tick");
            let _ = clock.pass(30);
            assert_eq!(clock.cancel(timer), Some(ms(70)));
            assert_eq!(clock.cancel(timer), None, "it is not there any more");
        });
    }

    #[test]
    fn reading_changes_nothing() {
        check("cancel_says_whole_time", |_| {
            let mut clock = Clock::new();
            let timer = clock.start(100, "tick");
            let _ = clock.pass(30);
            assert_eq!(clock.read(timer), Some(ms(70)));
            assert_eq!(clock.read(timer), Some(ms(70)));
            assert_eq!(clock.pass(70), ["tick"]);
        });
    }

    #[test]
    fn what_has_fired_cannot_be_cancelled() {
        check("fires_twice", |_| {
            let mut clock = Clock::new();
            let timer = clock.start(10, "tick");
            assert_eq!(clock.pass(10), ["tick"]);
            assert_eq!(clock.cancel(timer), None);
            assert_eq!(clock.read(timer), None);
        });
    }
}

mod ended {
    use super::*;

    /// `a` has two timers, `b` one.
    fn three() -> (Clock, [TimerId; 3]) {
        let mut clock = Clock::new();
        let one = clock.timers.start(ms(0), ms(10), "a", "one");
        let two = clock.timers.start(ms(0), ms(20), "b", "two");
        let three = clock.timers.start(ms(0), ms(30), "a", "three");
        (clock, [one, two, three])
    }

    #[test]
    fn a_timer_goes_with_its_process() {
        check("timers_outlive_process", |t| {
            let (mut clock, [one, two, _]) = three();
            clock.timers.ended(&"a");
            t.line(format!("one: {:?}, two: {:?}", clock.read(one), clock.read(two)));
            t.line(clock.pass(100).join(" "));
            t.expect("transcript", &["one: None, two: Some(20ms)", "two"]);
        });
    }

    #[test]
    fn nobody_is_woken_for_the_dead() {
        check("timers_outlive_process", |_| {
            let (mut clock, _) = three();
            clock.timers.ended(&"a");
            assert_eq!(clock.timers.next_deadline(), Some(ms(20)));
            clock.timers.ended(&"b");
            assert_eq!(clock.timers.next_deadline(), None);
            assert!(clock.timers.is_empty());
        });
    }

    fn left(t: &mut Transcript, what: &str, answer: Option<Duration>) {
        let text = if answer.is_some() { "some time left" } else { "false" };
        t.line(format!("{what}: {text}"));
    }

    fn receive(t: &mut Transcript, clock: &mut Clock) {
        while let Some(next) = clock.timers.next_deadline() {
            let at = u64::try_from(next.as_millis()).expect("a short program");
            for message in clock.pass(at - clock.now) {
                t.line(format!("got {message}"));
            }
        }
    }

    #[test]
    fn the_whole_program_prints_what_the_beam_prints() {
        check("timers_outlive_process", |t| {
            let mut clock = Clock::new();
            t.line("-- order");
            clock.start(60, "late");
            clock.start(10, "early");
            clock.start(35, "middle");
            receive(t, &mut clock);
            t.line("-- cancel and read");
            let timer = clock.start(60_000, "never");
            left(t, "read", clock.read(timer));
            left(t, "read again", clock.read(timer));
            left(t, "cancel", clock.cancel(timer));
            left(t, "cancel again", clock.cancel(timer));
            left(t, "read", clock.read(timer));
            t.line("-- after it has fired");
            let timer = clock.start(1, "tick");
            receive(t, &mut clock);
            left(t, "cancel", clock.cancel(timer));
            t.line("-- the receiver ends");
            let timer = clock.timers.start(ms(clock.now), ms(60_000), "b", "tick");
            left(t, "read", clock.read(timer));
            clock.timers.ended(&"b");
            left(t, "read", clock.read(timer));
            t.line("-- an interval by hand");
            for _ in 0..3 {
                clock.start(5, "tick");
                receive(t, &mut clock);
            }
            t.beam(BEAM);
        });
    }
}
