//! Ctrl-C, SIGTERM and SIGHUP: a check in progress is ended with everything it started. At the prompt Ctrl-C brings
//! the prompt back; everywhere else the program ends with 128 + the number of the signal.

use std::sync::{Mutex, PoisonError};

use super::session::Way;
use crate::check::{self, Cancel};

/// SIGINT on every Unix.
const INTERRUPT: i32 = 2;

/// The work that Ctrl-C ends.
static RUNNING: Mutex<Option<Cancel>> = Mutex::new(None);

/// Decides what follows a signal. The engine has killed every running group before it asks.
pub fn install(way: Way) {
    let installed = check::install_signal_handlers(move |signal| {
        if signal == INTERRUPT && way == Way::Prompt {
            if let Some(cancel) = &*RUNNING.lock().unwrap_or_else(PoisonError::into_inner) {
                cancel.now();
            }
            return;
        }
        Child::end_all();
        std::process::exit(128 + signal);
    });
    // Without handlers a signal ends us as it ends any program, and the engine's guard cleans up.
    drop(installed);
}

/// Runs `work` so that Ctrl-C can end it.
pub fn cancellable<T>(work: impl FnOnce(&Cancel) -> T) -> T {
    let cancel = Cancel::default();
    *RUNNING.lock().unwrap_or_else(PoisonError::into_inner) = Some(cancel.clone());
    let result = work(&cancel);
    *RUNNING.lock().unwrap_or_else(PoisonError::into_inner) = None;
    result
}

/// A program we started, ended when we are.
pub struct Child;

static CHILD: Mutex<Option<std::process::Child>> = Mutex::new(None);

impl Child {
    /// Starts it. One at a time: the prompt waits for it.
    pub fn start(command: &mut std::process::Command) -> std::io::Result<Self> {
        let child = command.spawn()?;
        *CHILD.lock().unwrap_or_else(PoisonError::into_inner) = Some(child);
        Ok(Self)
    }

    /// How it ended, if it has.
    pub fn ended(&self) -> Option<std::process::ExitStatus> {
        let mut child = CHILD.lock().unwrap_or_else(PoisonError::into_inner);
        child.as_mut().and_then(|child| child.try_wait().ok().flatten())
    }

    /// Its standard input, when that is a pipe.
    pub fn input(&self) -> Option<std::process::ChildStdin> {
        CHILD.lock().unwrap_or_else(PoisonError::into_inner).as_mut()?.stdin.take()
    }

    fn end_all() {
        if let Some(child) = &mut *CHILD.lock().unwrap_or_else(PoisonError::into_inner) {
            // It may have ended by itself, by the same signal from the terminal.
            let _ = child.kill().and_then(|()| child.wait());
        }
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        Self::end_all();
        *CHILD.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
