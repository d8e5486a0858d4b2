//! Which cargo builds, and which compiler that means, without asking either on every check.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::UNIX_EPOCH;

use super::CheckError;
use super::hash::Sum;

/// The cargo that started us, or else the one on the search path.
pub(super) fn cargo() -> PathBuf {
    std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from)
}

/// Text that changes whenever the compiler does. Costs some `stat` calls; the compiler itself is only asked when
/// one of them has changed.
pub(super) fn identity(root: &Path, cache: &Path) -> Result<String, CheckError> {
    static LAST: Mutex<Option<(String, String)>> = Mutex::new(None);
    let rustc = rustc();
    let signs = signs(&rustc, root);
    let mut last = LAST.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some((known, version)) = last.as_ref()
        && *known == signs
    {
        return Ok(version.clone());
    }
    let file = cache.join("rustc");
    let remembered = fs::read_to_string(&file).unwrap_or_default();
    let version = match remembered.split_once('\n') {
        Some((known, version)) if known == signs => version.to_owned(),
        _ => {
            let version = ask(&rustc, root)?;
            // A cache that cannot be written only costs time.
            let _ = super::place::write_atomically(&file, format!("{signs}\n{version}").as_bytes());
            version
        }
    };
    *last = Some((signs, version.clone()));
    Ok(version)
}

/// The compiler beside the cargo that started us: that cargo calls no other.
fn rustc() -> PathBuf {
    let name = format!("rustc{}", std::env::consts::EXE_SUFFIX);
    if let Some(rustc) = std::env::var_os("RUSTC") {
        return PathBuf::from(rustc);
    }
    let beside = cargo().parent().map(|folder| folder.join(&name)).filter(|rustc| rustc.is_file());
    beside.or_else(|| on_path(&name)).unwrap_or_else(|| PathBuf::from(name))
}

/// The program with this name on the search path.
fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// What says that the compiler may be another one: its file, and where rustup stands in its place, what rustup
/// decides by.
fn signs(rustc: &Path, root: &Path) -> String {
    let mut sum = Sum::new("rustc");
    for variable in ["RUSTUP_TOOLCHAIN", "RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "RUSTC_WRAPPER"] {
        let value = std::env::var_os(variable).unwrap_or_default();
        sum.add(variable, value.to_string_lossy().as_bytes());
    }
    let rustup = std::env::var_os("RUSTUP_HOME").map(PathBuf::from);
    let rustup = rustup.or_else(|| std::env::home_dir().map(|home| home.join(".rustup"))).unwrap_or_default();
    let decided_by = ["settings.toml", "update-hashes", "toolchains"].map(|name| rustup.join(name));
    let pinned = ["rust-toolchain.toml", "rust-toolchain"].map(|name| root.join(name));
    for file in [rustc.to_owned()].iter().chain(&decided_by).chain(&pinned) {
        let stamp = fs::metadata(file).ok().map(|metadata| {
            let time = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
            (time.unwrap_or_default().as_nanos(), metadata.len())
        });
        sum.add(&file.to_string_lossy(), format!("{stamp:?}").as_bytes());
    }
    sum.finish()
}

fn ask(rustc: &Path, root: &Path) -> Result<String, CheckError> {
    let output = Command::new(rustc).arg("-vV").current_dir(root).stdin(Stdio::null()).output();
    match output {
        Ok(output) if output.status.success() => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        Ok(output) => {
            Err(CheckError::Cargo { message: String::from_utf8_lossy(&output.stderr).trim().to_owned() })
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(CheckError::NoCargo),
        Err(error) => Err(CheckError::io(rustc, error)),
    }
}
