//! Who waits for whom when nothing can run any more, read from the trace.
//!
//! A process waits when the last thing it did was to begin waiting. What lies unread in its mailbox is what was
//! sent to it, or to one of its names, and never taken.
//!
//! Left out: waits that the trace does not show, such as a bare `oneshot` in the learner's code.

use std::collections::BTreeMap;

use trace::{Event, Kind, Waiting, relabelled};

/// The processes that wait, by name.
pub(crate) fn waiting(events: &[Event]) -> Vec<Waiting> {
    let events = relabelled(events);
    let mut scene = Scene::default();
    events.iter().for_each(|event| scene.see(event));
    let Scene { mut mailboxes, waits } = scene;
    waits
        .into_iter()
        .map(|(process, wait)| {
            let mailbox = mailboxes.remove(process).unwrap_or_default();
            Waiting { mailbox: mailbox.into_iter().map(str::to_owned).collect(), ..wait }
        })
        .collect()
}

/// One line for each process that waits, its mailbox, and the line of code.
pub(crate) fn table(waiting: &[Waiting]) -> String {
    let row = |w: &Waiting| {
        let whom = w.whom.as_deref().filter(|whom| !w.what.ends_with(whom));
        let whom = whom.map_or(String::new(), |whom| format!(" for {whom}"));
        let source = w.source.as_ref().map_or(String::new(), |at| format!(" ({}:{})", at.file, at.line));
        format!("  {} waits in {}{whom}; mailbox: [{}]{source}", w.process, w.what, w.mailbox.join(", "))
    };
    waiting.iter().map(row).collect::<Vec<_>>().join("\n")
}

#[derive(Default)]
struct Scene<'a> {
    waits: BTreeMap<&'a str, Waiting>,
    mailboxes: BTreeMap<&'a str, Vec<&'a str>>,
}

impl<'a> Scene<'a> {
    fn see(&mut self, event: &'a Event) {
        let process = event.process.as_str();
        match &event.kind {
            Kind::Wait { what, whom } => {
                let wait = Waiting {
                    process: process.to_owned(),
                    what: what.clone(),
                    whom: whom.clone(),
                    mailbox: Vec::new(),
                    source: event.source.clone(),
                };
                self.waits.insert(process, wait);
            }
            // A `DOWN` comes to a process, which may wait on. Signals leave it after its end, and say nothing
            // about a successor of the same name.
            Kind::Down { .. } | Kind::Name { .. } | Kind::ExitSignal { .. } => {}
            Kind::Send { to, label } => {
                self.waits.remove(process);
                self.mailboxes.entry(to).or_default().push(label);
            }
            Kind::Receive { label, .. } => {
                self.waits.remove(process);
                let mailbox = self.mailboxes.entry(process).or_default();
                if let Some(at) = mailbox.iter().position(|unread| unread == label) {
                    mailbox.remove(at);
                }
            }
            Kind::Exit { .. } => {
                self.waits.remove(process);
                self.mailboxes.remove(process);
            }
            _ => {
                self.waits.remove(process);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{table, waiting};
    use trace::{Event, Kind, Source};

    fn event(process: &str, kind: Kind) -> Event {
        Event { at: 0, process: process.to_owned(), kind, source: None }
    }

    fn wait(process: &str, what: &str, whom: Option<&str>) -> Event {
        event(process, Kind::Wait { what: what.to_owned(), whom: whom.map(str::to_owned) })
    }

    fn send(process: &str, to: &str, label: &str) -> Event {
        event(process, Kind::Send { to: to.to_owned(), label: label.to_owned() })
    }

    fn receive(process: &str, label: &str) -> Event {
        event(process, Kind::Receive { from: None, label: label.to_owned() })
    }

    fn exit(process: &str) -> Event {
        event(process, Kind::Exit { reason: "normal".to_owned() })
    }

    fn shown(events: &[Event]) -> String {
        table(&waiting(events))
    }

    #[test]
    fn two_servers_that_call_each_other_wait_for_each_other() {
        let events = [
            send("a", "b", "get"),
            wait("a", "call b", Some("b")),
            send("b", "a", "get"),
            wait("b", "call", Some("a")),
        ];
        let table = "  a waits in call b; mailbox: [get]\n  b waits in call for a; mailbox: [get]";
        assert_eq!(shown(&events), table);
    }

    #[test]
    fn a_message_that_was_taken_lies_in_no_mailbox() {
        let events =
            [send("a", "b", "x"), send("a", "b", "y"), receive("b", "x"), wait("b", "receive", None)];
        assert_eq!(shown(&events), "  b waits in receive; mailbox: [y]");
    }

    #[test]
    fn what_was_sent_to_a_name_lies_in_the_mailbox_of_its_process() {
        let name = Kind::Name { name: "counter".to_owned(), registered: true };
        let events = [
            send("a", "b", "early"),
            event("b", name),
            wait("b", "receive", None),
            send("a", "counter", "add"),
        ];
        assert_eq!(shown(&events), "  counter waits in receive; mailbox: [early, add]");
    }

    #[test]
    fn who_did_something_after_waiting_or_has_ended_does_not_wait() {
        let timed_out = [wait("a", "receive", None), send("a", "b", "late")];
        assert_eq!(shown(&timed_out), "");
        let ended = [wait("a", "receive", None), exit("a")];
        assert_eq!(shown(&ended), "");
    }

    #[test]
    fn a_down_that_arrives_ends_no_wait_for_something_else() {
        let down = Kind::Down { of: "b".to_owned(), reason: "boom".to_owned() };
        let events = [wait("a", "receive", None), event("a", down)];
        assert_eq!(shown(&events), "  a waits in receive; mailbox: []");
    }

    #[test]
    fn a_successor_starts_with_an_empty_mailbox() {
        let spawn = Kind::Spawn { child: "b".to_owned() };
        let events = [send("a", "b", "x"), exit("b"), event("sup", spawn), wait("b", "receive", None)];
        assert_eq!(shown(&events), "  b waits in receive; mailbox: []");
    }

    #[test]
    fn the_line_that_waits_is_named() {
        let source = Some(Source { file: "src/lib.rs".to_owned(), line: 7 });
        let events = [Event { source, ..wait("a", "receive", None) }];
        assert_eq!(shown(&events), "  a waits in receive; mailbox: [] (src/lib.rs:7)");
    }
}
