//! The processes as a picture shows them, and what has changed since the last picture.

use crate::kernel::Process;
use crate::record::{OURS, Record};
use crate::setup::Member;

/// One row of a picture, with those below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) id: String,
    pub(crate) pid: Option<String>,
    pub(crate) strategy: Option<String>,
    /// What the kernel knows; `None` when the process is not alive.
    pub(crate) process: Option<Process>,
    pub(crate) state: Option<String>,
    pub(crate) restarts: usize,
    /// What the supervisor itself says of that.
    pub(crate) counted: Option<usize>,
    pub(crate) change: Change,
    pub(crate) children: Vec<Place>,
}

/// What has become of a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Change {
    #[default]
    None,
    /// It was not there before.
    New,
    /// Another process is there now.
    Replaced { old: String, reason: Option<String> },
    /// Nobody is there any more.
    Gone { reason: Option<String> },
}

/// The places of a tree, with what the kernel knows of their processes.
pub(crate) fn of_tree(members: Vec<Member>, processes: &[Process]) -> Vec<Place> {
    let place = |member: Member| {
        let process = processes.iter().find(|process| Some(&process.pid) == member.pid.as_ref()).cloned();
        Place {
            id: member.id,
            pid: member.pid,
            strategy: member.strategy,
            counted: member.restarts,
            process,
            children: of_tree(member.children, processes),
            ..Place::default()
        }
    };
    members.into_iter().map(place).collect()
}

/// Every process but the lab's own, in the order of their start.
pub(crate) fn of_list(processes: &[Process]) -> Vec<Place> {
    let ours = |process: &&Process| process.name.as_ref().is_none_or(|name| !OURS.contains(&name.as_str()));
    let place = |process: &Process| Place {
        id: process.name.clone().unwrap_or_else(|| process.pid.clone()),
        pid: Some(process.pid.clone()),
        process: Some(process.clone()),
        ..Place::default()
    };
    processes.iter().filter(ours).map(place).collect()
}

impl Place {
    /// The label of the process in traces.
    fn label(&self) -> String {
        let name = self.process.as_ref().and_then(|process| process.name.clone());
        name.or_else(|| self.pid.clone()).unwrap_or_default()
    }

    fn is_running(&self) -> bool {
        self.pid.is_some()
    }
}

/// Notes in `now` what has changed since `before`; who is gone takes its old place once more.
pub(crate) fn compare(before: &[Place], now: Vec<Place>, record: &Record) -> Vec<Place> {
    let mut compared: Vec<Place> = Vec::new();
    for mut place in now {
        let old = before.iter().find(|old| old.id == place.id);
        place.children =
            compare(old.map_or(&[][..], |old| &old.children), std::mem::take(&mut place.children), record);
        place.restarts = old.map_or(0, |old| old.restarts);
        match old {
            None => place.change = Change::New,
            Some(old) if old.pid == place.pid => {}
            Some(old) => {
                let reason = record.reason(&old.label());
                match (&old.pid, place.is_running()) {
                    (Some(pid), true) => {
                        place.restarts += 1;
                        place.change = Change::Replaced { old: pid.clone(), reason };
                    }
                    (Some(_), false) => place.change = Change::Gone { reason },
                    (None, _) => place.change = Change::New,
                }
            }
        }
        // Several restarts may lie between two pictures.
        place.restarts = place.counted.unwrap_or(place.restarts.max(record.restarts(&place.label())));
        compared.push(place);
    }
    for (index, old) in before.iter().enumerate() {
        if !compared.iter().any(|place| place.id == old.id) {
            let at = before[..index].iter().rev().find_map(|earlier| {
                compared.iter().position(|place| place.id == earlier.id).map(|position| position + 1)
            });
            compared.insert(at.unwrap_or(0), gone(old, record));
        }
    }
    compared
}

fn gone(old: &Place, record: &Record) -> Place {
    let reason = record.reason(&old.label());
    Place {
        id: old.id.clone(),
        pid: old.pid.clone(),
        change: Change::Gone { reason },
        children: old.children.iter().map(|child| gone(child, record)).collect(),
        ..Place::default()
    }
}

/// Whether the pictures show the same processes.
pub(crate) fn is_changed(places: &[Place]) -> bool {
    places.iter().any(|place| place.change != Change::None || is_changed(&place.children))
}

/// The picture that the next one is compared with: without marks, and without those who are gone.
pub(crate) fn settled(places: Vec<Place>) -> Vec<Place> {
    // A child that does not run has a place, and no pid; who is gone has a pid, and no process.
    let stays = |place: &Place| place.process.is_some() || place.pid.is_none();
    let settle = |place: Place| Place {
        change: Change::None,
        children: settled(place.children),
        pid: place.process.as_ref().map(|process| process.pid.clone()),
        ..place
    };
    places.into_iter().filter(stays).map(settle).collect()
}

/// Every place, in the order of the picture.
pub(crate) fn all(places: &[Place]) -> Vec<&Place> {
    places.iter().flat_map(|place| std::iter::once(place).chain(all(&place.children))).collect()
}

#[cfg(test)]
mod tests {
    use super::{Change, Place, compare, is_changed, settled};
    use crate::kernel::Process;
    use crate::record::Record;

    fn place(id: &str, pid: &str) -> Place {
        let process = Process { pid: pid.into(), ..Process::default() };
        Place { id: id.into(), pid: Some(pid.into()), process: Some(process), ..Place::default() }
    }

    fn changes(places: &[Place]) -> Vec<(&str, &Change)> {
        places.iter().map(|place| (place.id.as_str(), &place.change)).collect()
    }

    #[test]
    fn who_came_back_went_or_came_is_marked_in_its_place() {
        let before = [place("a", "1"), place("b", "2"), place("c", "3")];
        let now = vec![place("a", "1"), place("c", "4"), place("d", "5")];
        let after = compare(&before, now, &Record::default());
        let replaced = Change::Replaced { old: "3".into(), reason: None };
        let gone = Change::Gone { reason: None };
        assert_eq!(
            changes(&after),
            [("a", &Change::None), ("b", &gone), ("c", &replaced), ("d", &Change::New)]
        );
        assert_eq!(after[2].restarts, 1);
        let settled = settled(after);
        assert_eq!(settled.iter().map(|place| place.id.as_str()).collect::<String>(), "acd");
        let again = compare(&settled, settled.clone(), &Record::default());
        assert!(!is_changed(&again) && again[1].restarts == 1, "a restart is counted once");
    }

    #[test]
    fn a_child_that_does_not_run_keeps_its_place() {
        let stopped = Place { process: None, pid: None, ..place("t", "1") };
        let after = compare(&[place("t", "1")], vec![stopped.clone()], &Record::default());
        assert_eq!(after[0].change, Change::Gone { reason: None });
        let before = settled(after);
        assert!(!is_changed(&compare(&before, vec![stopped], &Record::default())));
    }

    #[test]
    fn a_supervisor_that_came_back_has_new_children() {
        let family = |pid: &str, child: &str| Place { children: vec![place("w", child)], ..place("s", pid) };
        let after = compare(&[family("1", "2")], vec![family("3", "4")], &Record::default());
        assert_eq!(after[0].children[0].change, Change::Replaced { old: "2".into(), reason: None });
    }
}
