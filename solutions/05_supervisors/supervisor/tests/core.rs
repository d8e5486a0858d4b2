//! What holds for the core whatever happens: children end in reverse start order, no child has two lives at once, and
//! there are never more restarts in a window than allowed.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use process::{Config, ExitReason, Pid, System};
use proptest::prelude::{Strategy as Values, prop, prop_assert, prop_oneof, proptest};
use supervisor::core::{Action, Event, State, step};
use supervisor::{ChildId, ChildSpec, ChildState, Flags, Restart, StartError, Strategy};

/// What may happen to a supervisor with these children.
#[derive(Clone, Debug)]
enum Happening {
    /// The running child at this place, counted round, ends.
    Exit { place: usize, reason: &'static str },
    /// So many milliseconds pass.
    Pass(u64),
}

fn happening() -> impl Values<Value = Happening> {
    let reasons = prop::sample::select(vec!["normal", "shutdown", "boom", "killed"]);
    prop_oneof![
        3 => (0..8_usize, reasons).prop_map(|(place, reason)| Happening::Exit { place, reason }),
        1 => (0..4_000_u64).prop_map(Happening::Pass),
    ]
}

/// A supervisor without processes: it keeps the books on who runs, and holds the core to its promises.
struct World {
    core: State,
    flags: Flags,
    now: Duration,
    /// Running children in start order.
    running: Vec<(ChildId, Pid)>,
    places: BTreeMap<ChildId, usize>,
    /// The second of each restart order.
    restarts: Vec<u64>,
    /// The starts among these numbers fail.
    failing: Vec<usize>,
    starts: usize,
    tries: Vec<ChildId>,
    system: System,
    stopped: bool,
}

impl World {
    fn new(flags: Flags, types: &[Restart], failing: Vec<usize>) -> Self {
        let spec = |(at, restart): (usize, &Restart)| {
            let none = ChildSpec::new(format!("{at}"), |_| Box::pin(async { Err(StartError::Ignore) }));
            none.restart(*restart)
        };
        let children: Vec<ChildSpec> = types.iter().enumerate().map(spec).collect();
        let places = children.iter().enumerate().map(|(at, child)| (child.id.clone(), at)).collect();
        Self {
            core: State::new(flags, children),
            flags,
            now: Duration::ZERO,
            running: Vec::new(),
            places,
            restarts: Vec::new(),
            failing,
            starts: 0,
            tries: Vec::new(),
            system: System::new(Config { spawner: Some(Arc::new(std::mem::forget)), ..Config::default() }),
            stopped: false,
        }
    }

    fn carry_out(&mut self, event: Event) {
        let orders = step(&mut self.core, event, self.now);
        let ended: Vec<usize> = orders.iter().filter_map(|order| self.ended(order)).collect();
        assert!(ended.windows(2).all(|two| two[0] > two[1]), "ended in the order {ended:?}");
        for order in orders {
            match order {
                Action::Start(id) => {
                    if !self.start(id) {
                        break;
                    }
                }
                Action::End { pid, .. } => self.running.retain(|(_, running)| *running != pid),
                Action::TryAgain(id) => self.tries.push(id),
                Action::Stop(_) => self.stopped = true,
                Action::Reply(_) => unreachable!("nobody asks"),
            }
        }
    }

    fn ended(&self, order: &Action) -> Option<usize> {
        match order {
            Action::End { id, .. } => Some(self.places[id]),
            _ => None,
        }
    }

    /// Whether it has started.
    fn start(&mut self, id: ChildId) -> bool {
        self.starts += 1;
        if self.failing.contains(&self.starts) {
            self.carry_out(Event::NotStarted { id, reason: "boom".into() });
            return false;
        }
        assert!(self.running.iter().all(|(running, _)| *running != id), "{id} runs already");
        let younger = self.running.iter().filter(|(other, _)| self.places[other] > self.places[&id]);
        let strategy = self.flags.strategy;
        assert!(
            strategy == Strategy::OneForOne || younger.count() == 0,
            "{id} starts behind younger siblings"
        );
        let pid = self.system.spawn(|_| async {});
        self.running.push((id.clone(), pid));
        self.carry_out(Event::Started { id, pid: Some(pid) });
        true
    }

    fn happens(&mut self, happening: &Happening) {
        match happening {
            Happening::Pass(ms) => self.now += Duration::from_millis(*ms),
            Happening::Exit { place, reason } if !self.running.is_empty() => {
                let (_, pid) = self.running.remove(place % self.running.len());
                self.heard(Event::Exited { pid, reason: ExitReason::from(*reason) });
            }
            Happening::Exit { .. } => {}
        }
        while let Some(id) = (!self.stopped).then(|| self.tries.pop()).flatten() {
            self.heard(Event::TryAgain { id });
        }
    }

    fn heard(&mut self, event: Event) {
        let starts = self.starts;
        self.carry_out(event);
        if self.starts > starts {
            self.restarts.push(self.now.as_secs());
        }
        let window = self.now.as_secs().saturating_sub(self.flags.max_seconds);
        let recent = self.restarts.iter().filter(|second| **second >= window).count();
        assert!(recent <= self.flags.max_restarts, "{recent} restarts in a window");
    }

    /// The core's own list and the books agree.
    fn agrees(&self) {
        let mut told: Vec<Pid> = Vec::new();
        for child in self.core.which_children() {
            if let ChildState::Running(pid) = child.state {
                told.push(pid);
            }
        }
        let mut known: Vec<Pid> = self.running.iter().map(|(_, pid)| *pid).collect();
        told.sort_unstable();
        known.sort_unstable();
        assert_eq!(told, known);
    }
}

proptest! {
    #[test]
    fn order_lives_and_intensity_hold_whatever_happens(
        strategy in prop::sample::select(vec![Strategy::OneForOne, Strategy::OneForAll, Strategy::RestForOne]),
        max_restarts in 0..6_usize,
        max_seconds in 1..6_u64,
        types in prop::collection::vec(
            prop::sample::select(vec![Restart::Permanent, Restart::Transient, Restart::Temporary]), 1..7),
        failing in prop::collection::vec(1..40_usize, 0..6),
        happenings in prop::collection::vec(happening(), 0..40),
    ) {
        let flags = Flags { strategy, max_restarts, max_seconds };
        let mut world = World::new(flags, &types, failing);
        world.carry_out(Event::Begun);
        for happening in &happenings {
            if world.stopped {
                break;
            }
            world.happens(happening);
            world.agrees();
        }
        world.carry_out(Event::Ending);
        prop_assert!(world.running.is_empty(), "{:?} run on", world.running);
    }
}
