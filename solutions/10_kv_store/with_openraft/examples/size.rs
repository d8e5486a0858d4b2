//! How many lines each of the two stores is, and how many the engine: without tests, comments and empty lines.
//!
//! `cargo run -p with_openraft --example size` prints what the page of stage 11 shows. Hundreds, rounded: the exact
//! numbers change with every line that somebody writes better.

use std::path::{Path, PathBuf};
use std::process::Command;

fn main() {
    print!("{}", table(&engine()));
}

/// The table; `engine` is where the source of openraft lies.
pub fn table(engine: &Path) -> String {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let ours = here.join("../kv_store/src");
    let file = |name: &&str| here.join("src").join(format!("{name}.rs"));
    let on_it = ["lib", "types", "machine", "snapshot", "log", "network", "leading", "member"];
    let on_it = on_it.iter().map(file).collect();
    let around_it = ["disk", "wires", "runtime", "cluster"].iter().map(file).collect();
    let rows = [
        ("majority, core", vec![ours.join("replica.rs"), ours.join("replica")], Some("naive")),
        ("majority, shell", vec![ours.join("replicate.rs"), ours.join("replicate")], None),
        ("engine, the store on it", on_it, None),
        ("engine, the world of it", around_it, None),
        ("engine, openraft itself", vec![engine.join("src")], None),
    ];
    let line = |(name, places, without): (&str, Vec<PathBuf>, Option<&str>)| {
        let lines: usize = places.iter().map(|place| lines_in(place, without)).sum();
        format!("{name:<26} {:>6} lines\n", (lines + 50) / 100 * 100)
    };
    rows.map(line).concat()
}

/// Lines of code in a file or in all files of a folder, without what is called `without` or belongs to tests.
fn lines_in(place: &Path, without: Option<&str>) -> usize {
    let name = place.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let is_test = name == "testing" || name == "tests" || name == "docs" || name.ends_with("_test");
    if is_test || Some(name.as_str()) == without {
        return 0;
    }
    if place.is_dir() {
        let entries = std::fs::read_dir(place).expect("a folder that can be read");
        return entries.map(|entry| lines_in(&entry.expect("a readable entry").path(), without)).sum();
    }
    if place.extension().is_none_or(|extension| extension != "rs") {
        return 0;
    }
    let text = std::fs::read_to_string(place).expect("a file that can be read");
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//")).count()
}

/// Where cargo has put the source of the engine.
pub fn engine() -> PathBuf {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let arguments = ["metadata", "--offline", "--format-version", "1", "--manifest-path"];
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let told = Command::new(cargo).args(arguments).arg(manifest).output().expect("cargo runs");
    let told = String::from_utf8(told.stdout).expect("cargo writes UTF-8");
    let path = told.split("\"manifest_path\":\"").skip(1).filter_map(|rest| rest.split('"').next());
    let path = path.map(PathBuf::from).find(|path| path.parent().is_some_and(is_engine));
    path.and_then(|path| path.parent().map(Path::to_owned)).expect("the engine is a dependency")
}

fn is_engine(folder: &Path) -> bool {
    folder.file_name().is_some_and(|name| name.to_string_lossy().starts_with("openraft-0."))
}
