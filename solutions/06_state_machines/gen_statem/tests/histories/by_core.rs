//! Plays a history with the core alone: time is a number, the clock a list.

use std::sync::{Arc, Mutex};

use gen_statem::Event;
use gen_statem::core::{Core, Fact, Order, TimerNumber, step};

use crate::history::History;
use crate::machine::Table;

/// Nothing happens closer to something else than this many milliseconds.
const APART: u64 = 10;

struct Player {
    core: Core<Table>,
    table: Table,
    now: u64,
    clock: Vec<(u64, TimerNumber)>,
    /// When something happened, and when it would have, had it not been cancelled.
    moments: Vec<u64>,
    over: bool,
}

/// What happened, line by line; and whether its times are far enough apart for a real clock.
pub fn play(history: &History) -> (Vec<String>, bool) {
    let lines = Arc::new(Mutex::new(Vec::new()));
    let mut player = Player {
        core: Core::new('a'),
        table: Table::new(Arc::new(history.clone()), Arc::clone(&lines)),
        now: 0,
        clock: Vec::new(),
        moments: vec![history.end],
        over: false,
    };
    player.happens(Fact::Begun(vec![]));
    for (at, told) in &history.steps {
        player.passes(*at);
        player.moments.push(*at);
        told.iter().for_each(|word| player.happens(Fact::Came(Event::Cast(*word))));
    }
    player.passes(history.end);
    player.moments.sort_unstable();
    let apart = player.moments.windows(2).all(|two| two[1] - two[0] >= APART);
    let lines = lines.lock().expect("nobody panics while writing a line").clone();
    (lines, apart)
}

impl Player {
    fn passes(&mut self, until: u64) {
        while let Some(next) = self.clock.iter().copied().min().filter(|(at, _)| *at <= until) {
            self.clock.retain(|ring| *ring != next);
            self.now = next.0;
            self.happens(Fact::Rang(next.1));
        }
        self.now = until;
    }

    fn happens(&mut self, mut fact: Fact<Table>) {
        while !self.over {
            let mut orders = step(&mut self.core, fact);
            let last = orders.pop().expect("the last order says how it goes on");
            for order in orders {
                match order {
                    Order::SetTimer(number, after) => {
                        let at = self.now + u64::try_from(after.as_millis()).expect("milliseconds");
                        self.clock.push((at, number));
                        self.moments.push(at);
                    }
                    Order::CancelTimer(number) => self.clock.retain(|(_, running)| *running != number),
                    _ => unreachable!("nobody calls, and the last order is taken"),
                }
            }
            let state = *self.core.state();
            fact = match last {
                Order::Handle(event) => Fact::Answered(self.table.answer(state, &event)),
                Order::Enter { from } => Fact::Entered(self.table.entered(from, state)),
                Order::Stop(_) => {
                    self.over = true;
                    return;
                }
                _ => return,
            };
        }
    }
}
