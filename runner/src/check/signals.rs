//! Signals that ask the runner to end: first everything it runs ends, then whoever installed this decides.

use std::io;

use super::family;

/// On SIGINT, SIGTERM or SIGHUP: ends every check and build that runs, then calls `then` with the signal's
/// number, on a thread of its own. Call it once, before anything runs.
///
/// # Errors
/// When the system refuses the handlers.
#[cfg(unix)]
pub fn install_signal_handlers(then: impl Fn(i32) + Send + Sync + 'static) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP])?;
    std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            family::kill_all();
            then(signal);
        }
    })?;
    Ok(())
}

/// Without signals there is nothing to install.
///
/// # Errors
/// None here.
#[cfg(not(unix))]
pub fn install_signal_handlers(_then: impl Fn(i32) + Send + Sync + 'static) -> io::Result<()> {
    Ok(())
}
