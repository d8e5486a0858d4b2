//! Tells the tracer what happens, under logical names. Without a tracer each of these is one look at an option.

use std::fmt::Debug;
use std::panic::Location;
use std::sync::{Arc, PoisonError};

use exit_signals::ExitReason;
use monitors::Target;
use trace::{Event, Kind, Source};

use crate::system::Node;
use crate::{Envelope, Pid};

/// The line of code that asked for something.
pub(crate) type Line = Option<&'static Location<'static>>;

impl Node {
    /// Tells one event; `kind` is made only when somebody listens.
    pub(crate) fn tell(&self, process: Pid, at: Line, kind: impl FnOnce(&Self) -> Kind) {
        let Some(tracer) = &self.tracer else { return };
        let source = at.map(|at| Source { file: at.file().to_owned(), line: at.line() });
        tracer(Event { at: self.clock.micros(), process: self.label(process), kind: kind(self), source });
    }

    /// The name under which a process stands in the trace: its registered name, also after it has ended.
    pub(crate) fn label(&self, process: Pid) -> String {
        if process == Pid::OUTSIDE {
            return "outside".to_owned();
        }
        if let Some(remote) = self.away(process) {
            let home = Pid::local(process.id(), process.serial());
            return format!("{home}@{}", remote.node_name(process.node()));
        }
        let labels = self.labels.lock().unwrap_or_else(PoisonError::into_inner);
        self.shown(&labels.get(&process).map_or_else(|| process.to_string(), |name| name.to_string()))
    }

    /// A name as the trace shows it: with its node behind it, when there are several.
    pub(crate) fn shown(&self, name: &str) -> String {
        match self.remote.get() {
            Some(remote) => format!("{name}@{}", remote.node_name(0)),
            None => name.to_owned(),
        }
    }

    pub(crate) fn remember_label(&self, process: Pid, name: &str) {
        if self.tracer.is_some() {
            let mut labels = self.labels.lock().unwrap_or_else(PoisonError::into_inner);
            labels.insert(process, Arc::from(name));
        }
    }

    pub(crate) fn trace_send(
        &self,
        from: Pid,
        to: Pid,
        message: &impl Debug,
        at: &'static Location<'static>,
    ) {
        self.tell(from, Some(at), |node| {
            let (to, label, there) = (
                node.label(to),
                format!("{message:?}"),
                node.away(to).is_some() || node.table.with(to, |_| ()).is_some(),
            );
            if there { Kind::Send { to, label } } else { Kind::Dropped { to, label } }
        });
    }

    /// A timer has fired. In the trace, its message comes from whoever started it.
    pub(crate) fn trace_timer(&self, to: Pid, message: &Envelope) {
        let kind = |node: &Self| Kind::Send { to: node.label(to), label: format!("{message:?}") };
        self.tell(message.from(), None, kind);
    }

    pub(crate) fn trace_exit_signal(&self, from: Pid, to: Pid, reason: &ExitReason, at: Line) {
        self.tell(from, at, |node| Kind::ExitSignal { to: node.label(to), reason: reason.to_string() });
    }

    pub(crate) fn trace_down(&self, watcher: Pid, target: &Target<Pid>, reason: &ExitReason) {
        self.tell(watcher, None, |node| Kind::Down { of: node.target(target), reason: reason.to_string() });
    }

    /// What was given to `monitor`, as the trace says it.
    pub(crate) fn target(&self, target: &Target<Pid>) -> String {
        match target {
            Target::Process(process) => self.label(*process),
            Target::Name(name, _) => name.to_string(),
        }
    }
}
