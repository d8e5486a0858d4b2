//! Names in the kernel: given, taken away, free in the moment a process ends; and timers that look one up.

use std::panic::Location;
use std::sync::PoisonError;

use names::{Alive, NameError};
use timers::Due;
use trace::Kind;

use crate::clock::{Dest, Later};
use crate::system::Node;
use crate::{Envelope, Message, Pid};

type At = &'static Location<'static>;

impl Node {
    // ANCHOR: send_name
    /// Sends a message to whoever has the name now.
    pub(crate) fn send_name(
        &self,
        from: Pid,
        name: &str,
        message: impl Message,
        at: At,
    ) -> Result<(), NameError> {
        // ANCHOR: cut_names
        let to = self.names().whereis(name).ok_or(NameError::NotRegistered)?;
        self.send(from, to, message, at);
        Ok(())
        // ANCHOR_END: cut_names => let _ = (from, name, message, at);
        // ANCHOR_END: cut_names => todo!("names: who has the name now, and what if nobody has it?")
    }
    // ANCHOR_END: send_name

    pub(crate) fn register(&self, name: &str, process: Pid, at: At) -> Result<(), NameError> {
        let mut names = self.names.write().unwrap_or_else(PoisonError::into_inner);
        // The mark is set while the process lives: whoever ends it afterwards will look for its name.
        let alive = self.table.with(process, |gate| {
            gate.named |= gate.is_alive();
            gate.is_alive()
        });
        let alive = if alive == Some(true) { Alive::Yes } else { Alive::No };
        names.register(name, process, alive)?;
        drop(names);
        // Told under the old label: so a trace knows that both are one process.
        self.tell(process, Some(at), |node| Kind::Name { name: node.shown(name), registered: true });
        self.remember_label(process, name);
        Ok(())
    }

    pub(crate) fn unregister(&self, name: &str, at: At) -> Result<(), NameError> {
        let process = self.names.write().unwrap_or_else(PoisonError::into_inner).unregister(name)?;
        self.tell(process, Some(at), |node| Kind::Name { name: node.shown(name), registered: false });
        Ok(())
    }

    // ANCHOR: free_name
    /// The process has ended: its name is free.
    pub(crate) fn free_name(&self, process: Pid) {
        // ANCHOR: cut_names
        let name = self.names.write().unwrap_or_else(PoisonError::into_inner).ended(process);
        if let Some(name) = name {
            self.tell(process, None, |node| Kind::Name { name: node.shown(&name), registered: false });
        }
        // ANCHOR_END: cut_names => // TODO names: the table of names has a function for this
        // ANCHOR_END: cut_names => let _ = (process, PoisonError::<()>::into_inner);
        // ANCHOR_END: cut_names => todo!("names: the process has ended")
    }
    // ANCHOR_END: free_name

    // ANCHOR: timer_fired
    /// A timer has fired: its message goes to the process, or to whoever has the name now. Nobody complains when
    /// there is none.
    pub(crate) fn timer_fired(&self, due: Due<Dest, Later>) {
        // ANCHOR: cut_names
        let to = match due.to {
            Dest::Process(process) => Some(process),
            Dest::Name(name) => self.names().whereis(&name),
        };
        if let Some(to) = to {
            self.deliver_from_timer(to, (due.message)(due.timer));
        }
        // ANCHOR_END: cut_names => // TODO names: `(due.message)(due.timer)` makes the envelope, `self.deliver_from_timer` delivers it
        // ANCHOR_END: cut_names => let _ = (due, Self::deliver_from_timer);
        // ANCHOR_END: cut_names => todo!("names: to whom does the timer send?")
    }
    // ANCHOR_END: timer_fired

    fn deliver_from_timer(&self, to: Pid, envelope: Envelope) {
        self.trace_timer(to, &envelope);
        let _ = self.deliver(to, envelope);
    }
}
