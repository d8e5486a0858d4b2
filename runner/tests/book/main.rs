//! The book, as a reader meets it: nothing in it is broken, Russian is found in every form, a browser shows it.
//!
//! Here and not in the book's own crate, so that a plain `cargo test` covers it while a plain `cargo run` does not
//! have to build mdBook. What needs Node or Chromium says `skipped` where they are not installed.

mod browser;
mod chromium;
mod pages;
mod search;
mod session;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;
use workbook::course::{Course, Language};
use workbook_book::build;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("runner/ lies in the root").to_owned()
}

/// Builds one language into a folder of its own.
fn build(language: Language) -> TempDir {
    let course = Course::load(&root()).expect("the course can be read");
    let dir = tempfile::tempdir().expect("a temporary folder");
    let built = build::build_language(&root(), &Arc::new(course), language, dir.path());
    built.unwrap_or_else(|error| panic!("{}", error.line()));
    dir
}

/// Says that a test did not run; the test harness would swallow an ordinary print. Where everything is supposed to be
/// installed, nothing may be skipped.
fn skipped(why: &str) {
    assert!(std::env::var_os("WORKBOOK_NO_SKIP").is_none(), "nothing may be skipped here, but {why}");
    let _ = writeln!(std::io::stderr(), "skipped: {why}");
}
