//! Who may do what.
//!
//! A table is a handle, and anybody may hold one; what it lets them do is judged at each request, so every request
//! names the process that asks. The judgement takes no lock, unless it must know who the owner is: then only the
//! owner has a reason to come here often.
//!
//! Source: OTP, `ets` ("new/2": `public`, `protected`, `private`).

use std::sync::atomic::Ordering;

use process::{Context, Pid};

use crate::{Access, Table, TableError};

/// A process that asks: its context, or its pid.
pub trait Process {
    /// Its pid.
    fn pid(&self) -> Pid;
}

impl Process for Pid {
    fn pid(&self) -> Pid {
        *self
    }
}

impl Process for Context {
    fn pid(&self) -> Pid {
        Context::pid(self)
    }
}

impl<P: Process + ?Sized> Process for &P {
    fn pid(&self) -> Pid {
        (**self).pid()
    }
}

impl<P: Process + ?Sized> Process for &mut P {
    fn pid(&self) -> Pid {
        (**self).pid()
    }
}

/// What a request needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    /// To look at rows.
    Read,
    /// To change them.
    Write,
}

impl Table {
    /// Whether this process may do that.
    pub(crate) fn may(&self, me: Pid, right: Right) -> Result<(), TableError> {
        self.is_there()?;
        // TODO: `self.0.access` and `right`; `self.owner()` only where it counts
        let _ = (me, right, Access::Public, TableError::NoAccess);
        todo!("access: may this process do that?")
    }

    pub(crate) fn is_there(&self) -> Result<(), TableError> {
        if self.0.gone.load(Ordering::Acquire) { Err(TableError::NoTable) } else { Ok(()) }
    }
}
