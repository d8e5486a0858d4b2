//! From events to the rows of a picture: what both the terminal chart and the SVG draw.
//!
//! Most events are a row. A message that is taken at once is one row, not two: the arrow ends in a dot. A wait is
//! a row only where nothing came after it: the others ended, and the next row says how.

use crate::grid::Role;
use crate::text::clean;
use crate::{Event, Kind, relabelled};

/// Everything there is to draw, before any question of room.
pub(crate) struct Picture {
    /// Names of the processes, in the order in which the trace mentions them.
    pub lanes: Vec<String>,
    /// From top to bottom.
    pub rows: Vec<Row>,
}

/// One line of the picture.
#[derive(Debug)]
pub(crate) struct Row {
    /// Index of the (first) event that it shows.
    pub event: usize,
    /// Virtual microseconds.
    pub at: u64,
    /// What to draw.
    pub item: Item,
}

/// What a row shows. Lanes are named by their index in [`Picture::lanes`].
#[derive(Debug)]
pub(crate) enum Item {
    /// Something goes from one process to another.
    Arrow { from: usize, to: usize, label: String, role: Role, line: Line, end: End },
    /// Something happens to one process.
    Beside { lane: usize, sign: Sign, text: String },
}

/// How the shaft of an arrow looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// A message, a spawn.
    Solid,
    /// A signal or a request for one.
    Dashed,
    /// A link: two-way.
    Double,
}

/// Where an arrow ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// At the receiver.
    Arrives,
    /// At the receiver, which takes it at once.
    Taken,
    /// Before the receiver: nobody is there.
    Lost,
    /// At a process that begins there.
    Begins,
    /// In the other end of a link.
    Joins,
}

/// What happens to one process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    /// It takes a message out of its mailbox.
    Takes,
    /// It sends something to itself.
    ToItself,
    /// It waits, and nothing ends the wait.
    Waits,
    /// It ends.
    Exits,
    /// It gets or loses a name.
    Name,
    /// It prints a line of the transcript.
    Note,
}

impl Picture {
    /// Lays out `events`; a wait at `mark` is shown whatever comes after it.
    pub fn new(events: &[Event], mark: Option<usize>) -> Self {
        let mut picture = Self { lanes: Vec::new(), rows: Vec::new() };
        let events = relabelled(events);
        let mut shown: Vec<usize> = (0..events.len()).collect();
        shown.retain(|at| mark == Some(*at) || !is_ended_wait(&events, *at));
        let mut rest = shown.as_slice();
        while let [at, after @ ..] = rest {
            let taken = after.first().is_some_and(|next| takes(&events[*next], &events[*at]));
            picture.add(*at, &events[*at], taken);
            rest = if taken { &after[1..] } else { after };
        }
        picture
    }

    /// Index of the row that shows `event`.
    pub fn row_of(&self, event: usize) -> Option<usize> {
        self.rows.iter().rposition(|row| row.event <= event)
    }

    /// For each row, whether the process of `lane` is alive just before it; one more entry for the end.
    pub fn alive(&self, lane: usize) -> Vec<bool> {
        let mut alive = !self.begins_later(lane);
        let mut all = vec![alive];
        for row in &self.rows {
            match row.item {
                Item::Arrow { to, end: End::Begins, .. } if to == lane => alive = true,
                Item::Beside { lane: of, sign: Sign::Exits, .. } if of == lane => alive = false,
                _ => {}
            }
            all.push(alive);
        }
        all
    }

    /// Whether the first row with this lane is its spawn, or a message lost because nobody is there. Who was never
    /// spawned and shows later that it lives was there: the message was lost on its way.
    fn begins_later(&self, lane: usize) -> bool {
        let of_lane =
            || self.rows.iter().map(|row| &row.item).filter(|item| item.lanes().contains(&Some(lane)));
        let begins = |item: &Item| matches!(item, Item::Arrow { to, end: End::Begins, .. } if *to == lane);
        let lost = |item: &Item| matches!(item, Item::Arrow { to, end: End::Lost, .. } if *to == lane);
        match of_lane().next() {
            Some(first) if begins(first) => true,
            Some(first) if lost(first) => of_lane().any(begins) || of_lane().all(lost),
            _ => false,
        }
    }

    fn lane(&mut self, name: &str) -> usize {
        let name = clean(name);
        self.lanes.iter().position(|lane| *lane == name).unwrap_or_else(|| {
            self.lanes.push(name);
            self.lanes.len() - 1
        })
    }

    fn add(&mut self, index: usize, event: &Event, taken: bool) {
        let lane = self.lane(&event.process);
        let item = match &event.kind {
            Kind::Spawn { child } => self.arrow(lane, child, "spawn", Role::Bond, Line::Solid, End::Begins),
            Kind::Restart { child } => {
                self.arrow(lane, child, "restart", Role::Bond, Line::Solid, End::Begins)
            }
            Kind::Send { to, label } => {
                let end = if taken { End::Taken } else { End::Arrives };
                self.arrow(lane, to, label, Role::Message, Line::Solid, end)
            }
            Kind::Dropped { to, label } => self.arrow(lane, to, label, Role::Message, Line::Solid, End::Lost),
            Kind::Link { with } => self.arrow(lane, with, "link", Role::Bond, Line::Double, End::Joins),
            Kind::Unlink { with } => self.arrow(lane, with, "unlink", Role::Bond, Line::Double, End::Joins),
            Kind::Monitor { of } => self.arrow(lane, of, "monitor", Role::Bond, Line::Dashed, End::Arrives),
            Kind::Demonitor { of } => {
                self.arrow(lane, of, "demonitor", Role::Bond, Line::Dashed, End::Arrives)
            }
            Kind::ExitSignal { to, reason } => {
                self.arrow(lane, to, &format!("EXIT {reason}"), Role::Signal, Line::Dashed, End::Arrives)
            }
            Kind::Down { of, reason } => {
                let from = self.lane(of);
                let label = clean(&format!("DOWN {reason}"));
                Item::Arrow {
                    from,
                    to: lane,
                    label,
                    role: Role::Signal,
                    line: Line::Dashed,
                    end: End::Arrives,
                }
            }
            Kind::Receive { label, .. } => beside(lane, Sign::Takes, label),
            Kind::Wait { what, whom } => {
                let whom = whom.as_deref().filter(|whom| !what.ends_with(whom));
                beside(lane, Sign::Waits, &whom.map_or(what.clone(), |whom| format!("{what} ({whom})")))
            }
            Kind::Exit { reason } => beside(lane, Sign::Exits, reason),
            Kind::Name { name, registered } => {
                let verb = if *registered { "register" } else { "unregister" };
                beside(lane, Sign::Name, &format!("{verb} {name}"))
            }
            Kind::Note { line } => beside(lane, Sign::Note, line),
        };
        self.rows.push(Row { event: index, at: event.at, item });
    }

    fn arrow(&mut self, from: usize, to: &str, label: &str, role: Role, line: Line, end: End) -> Item {
        let to = self.lane(to);
        if to == from {
            return beside(from, Sign::ToItself, label);
        }
        Item::Arrow { from, to, label: clean(label), role, line, end }
    }
}

impl Item {
    /// The one or two lanes that it touches.
    pub fn lanes(&self) -> [Option<usize>; 2] {
        match self {
            Item::Arrow { from, to, .. } => [Some(*from), Some(*to)],
            Item::Beside { lane, .. } => [Some(*lane), None],
        }
    }
}

fn beside(lane: usize, sign: Sign, text: &str) -> Item {
    Item::Beside { lane, sign, text: clean(text) }
}

fn is_ended_wait(events: &[Event], at: usize) -> bool {
    let event = &events[at];
    matches!(event.kind, Kind::Wait { .. })
        && events[at + 1..].iter().any(|later| later.process == event.process)
}

/// Whether `second` takes the message that `first` sent.
fn takes(second: &Event, first: &Event) -> bool {
    match (&first.kind, &second.kind) {
        (Kind::Send { to, label }, Kind::Receive { from, label: taken }) => {
            *to == second.process
                && *to != first.process
                && label == taken
                && from.as_ref().is_none_or(|from| *from == first.process)
        }
        _ => false,
    }
}
