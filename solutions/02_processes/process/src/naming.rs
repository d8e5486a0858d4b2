//! Names in the kernel: given, taken away, and free in the moment a process ends.

use std::panic::Location;
use std::sync::PoisonError;

use names::{Alive, NameError};
use trace::Kind;

use crate::system::Node;
use crate::{Message, Pid};

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
        self.remember_label(process, name);
        self.tell(process, Some(at), |_| Kind::Name { name: name.to_owned(), registered: true });
        Ok(())
    }

    pub(crate) fn unregister(&self, name: &str, at: At) -> Result<(), NameError> {
        let process = self.names.write().unwrap_or_else(PoisonError::into_inner).unregister(name)?;
        self.tell(process, Some(at), |_| Kind::Name { name: name.to_owned(), registered: false });
        Ok(())
    }

    // ANCHOR: free_name
    /// The process has ended: its name is free.
    pub(crate) fn free_name(&self, process: Pid) {
        // ANCHOR: cut_names
        let name = self.names.write().unwrap_or_else(PoisonError::into_inner).ended(process);
        if let Some(name) = name {
            self.tell(process, None, |_| Kind::Name { name: name.to_string(), registered: false });
        }
        // ANCHOR_END: cut_names => // TODO names: the table of names has a function for this
        // ANCHOR_END: cut_names => let _ = (process, PoisonError::<()>::into_inner);
        // ANCHOR_END: cut_names => todo!("names: the process has ended")
    }
    // ANCHOR_END: free_name
}
