//! Embeds the originals of the course's own files, so that a check can be built even where a learner changed
//! them. `exercises/checks.lock` names them; only when it changes are they read again.
//!
//! A file that no longer is what the lock says is embedded all the same: the runner compares before it uses one.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

fn main() {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo says where we are")).join("..");
    let out = env::var("OUT_DIR").expect("cargo says where to write");
    let out = Path::new(&out);
    let lock_file = root.join("exercises/checks.lock");
    println!("cargo::rerun-if-changed={}", lock_file.display());
    println!("cargo::rerun-if-changed=build.rs");
    let lock = fs::read_to_string(&lock_file).unwrap_or_default();

    let mut list = format!("pub(super) const LOCK: &str = {lock:?};\n");
    list.push_str("pub(super) const FILES: &[(&str, &[u8])] = &[\n");
    // `sha256  path`, from the root, as `sha256sum` writes it.
    let paths = lock.lines().filter_map(|line| line.split_once("  ")).map(|(_, path)| path);
    for (n, path) in paths.enumerate() {
        let Ok(bytes) = fs::read(root.join(path)) else { continue };
        let copy = out.join(format!("original-{n}"));
        fs::write(&copy, bytes).expect("the output folder can be written");
        writeln!(list, "    ({path:?}, include_bytes!({copy:?})),").expect("a string takes all");
    }
    list.push_str("];\n");
    fs::write(out.join("originals.rs"), list).expect("the output folder can be written");
}
