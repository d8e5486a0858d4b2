//! One label for one process: a process that registers a name is called by it, before and after.

use std::collections::BTreeMap;

use crate::{Event, Kind};

/// The same events, in which each process has one label throughout. A process that takes a second name is known by
/// the second.
#[must_use]
pub fn relabelled(events: &[Event]) -> Vec<Event> {
    let labels = Labels::of(events);
    events.iter().map(|event| labels.relabel(event.clone())).collect()
}

struct Labels<'a> {
    renamed: BTreeMap<&'a str, &'a str>,
}

impl<'a> Labels<'a> {
    /// Reads who registers which name.
    fn of(events: &'a [Event]) -> Self {
        let mut renamed = BTreeMap::new();
        for event in events {
            if let Kind::Name { name, registered: true } = &event.kind {
                if *name != event.process {
                    renamed.insert(event.process.as_str(), name.as_str());
                }
                // Whoever has the name now goes by it: no circle can close.
                renamed.remove(name.as_str());
            }
        }
        Self { renamed }
    }

    fn relabel(&self, mut event: Event) -> Event {
        let other = match &mut event.kind {
            Kind::Spawn { child } | Kind::Restart { child } => Some(child),
            Kind::Send { to, .. } | Kind::Dropped { to, .. } | Kind::ExitSignal { to, .. } => Some(to),
            Kind::Receive { from, .. } => from.as_mut(),
            Kind::Wait { whom, .. } => whom.as_mut(),
            Kind::Link { with } | Kind::Unlink { with } => Some(with),
            Kind::Monitor { of } | Kind::Demonitor { of } | Kind::Down { of, .. } => Some(of),
            Kind::Exit { .. } | Kind::Name { .. } | Kind::Note { .. } => None,
        };
        for label in other.into_iter().chain([&mut event.process]) {
            while let Some(name) = self.renamed.get(label.as_str()) {
                *label = (*name).to_owned();
            }
        }
        event
    }
}

#[cfg(test)]
mod tests {
    use super::relabelled;
    use crate::{Event, Kind};

    fn event(process: &str, kind: Kind) -> Event {
        Event { at: 0, process: process.to_owned(), kind, source: None }
    }

    fn registers(process: &str, name: &str) -> Event {
        event(process, Kind::Name { name: name.to_owned(), registered: true })
    }

    fn sends(process: &str, to: &str) -> Event {
        event(process, Kind::Send { to: to.to_owned(), label: "x".to_owned() })
    }

    fn shown(events: &[Event]) -> Vec<String> {
        relabelled(events).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_process_goes_by_its_last_name_throughout() {
        let events = [sends("c", "<0.1.0>"), registers("<0.1.0>", "a"), registers("a", "b"), sends("b", "c")];
        let lines = ["c sends b: x", "b is registered as a", "b is registered as b", "b sends c: x"];
        assert_eq!(shown(&events), lines);
    }

    #[test]
    fn names_that_change_hands_close_no_circle() {
        let events = [registers("a", "b"), registers("b", "a"), registers("a", "b"), sends("a", "c")];
        assert_eq!(shown(&events).last().map(String::as_str), Some("b sends c: x"));
        let events = [registers("x", "a"), registers("y", "a"), registers("a", "a"), sends("x", "y")];
        assert_eq!(shown(&events).last().map(String::as_str), Some("a sends a: x"));
    }
}
