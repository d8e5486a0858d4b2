//! Where a check's report goes: to the file the runner named, or nowhere under plain `cargo test`.
//!
//! Each line is written at once and unbuffered, so that an abort or a kill loses nothing said before it.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::sync::{Mutex, OnceLock, PoisonError};

use trace::{REPORT_VARIABLE, Report};

/// Appends one line to the report, if anybody asked for one.
pub(crate) fn report(line: &Report) {
    let Some(file) = file() else { return };
    let mut text = serde_json::to_string(line).expect("a report is plain data");
    text.push('\n');
    // A report that cannot be written must not turn a passing check into a failing one.
    let _ = file.lock().unwrap_or_else(PoisonError::into_inner).write_all(text.as_bytes());
}

fn file() -> Option<&'static Mutex<File>> {
    static FILE: OnceLock<Option<Mutex<File>>> = OnceLock::new();
    FILE.get_or_init(|| {
        let path = std::env::var_os(REPORT_VARIABLE)?;
        OpenOptions::new().append(true).create(true).open(path).ok().map(Mutex::new)
    })
    .as_ref()
}
