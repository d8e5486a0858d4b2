//! Where things are: the target folder, and a folder for each run that goes away with it.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use super::CheckError;
use super::error::At;

/// The learner's state, below the root.
pub(super) const STATE: &str = ".workbook";

/// The folder cargo builds into. Asked of the environment and of the configuration files, because asking
/// `cargo metadata` takes longer than a whole cached check.
pub(super) fn target_dir(root: &Path) -> PathBuf {
    plain(&named_target_dir(root)) // as cargo names it in what it says
}

fn named_target_dir(root: &Path) -> PathBuf {
    let variables = ["CARGO_TARGET_DIR", "CARGO_BUILD_TARGET_DIR"];
    if let Some(dir) = variables.iter().find_map(|name| std::env::var_os(name).filter(|v| !v.is_empty())) {
        return root.join(dir);
    }
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let configured = configured_target(&root.join(".cargo/config.toml"), root)
        .or_else(|| home.and_then(|home| configured_target(&home.join("config.toml"), root)));
    configured.unwrap_or_else(|| root.join("target"))
}

fn configured_target(config: &Path, root: &Path) -> Option<PathBuf> {
    let table: toml::Table = fs::read_to_string(config).ok()?.parse().ok()?;
    let dir = table.get("build")?.get("target-dir")?.as_str()?;
    Some(root.join(dir))
}

/// A path without `..`, as a name for a folder.
pub(super) fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(plain.pop()),
            Component::CurDir => {}
            part => plain.push(part),
        }
    }
    plain
}

/// What all paths below a folder begin with.
pub(super) fn prefix(folder: &Path) -> String {
    format!("{}{}", folder.display(), std::path::MAIN_SEPARATOR)
}

/// A folder for one run: its report, its temporary files and those of the linker. Dropping removes it.
pub(super) struct RunDir {
    path: PathBuf,
    tag: String,
}

impl RunDir {
    /// Makes a fresh one below the target folder, and removes those whose runner was killed.
    pub(super) fn new(target: &Path) -> Result<Self, CheckError> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let tag = format!("{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let runs = target.join("workbook/run");
        fs::create_dir_all(&runs).at(&runs)?;
        sweep(&runs);
        let path = runs.join(&tag);
        let _ = fs::remove_dir_all(&path); // of an earlier process with our id
        fs::create_dir(&path).at(&path)?;
        Ok(Self { path, tag })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Unique among the runs of this machine's boot, as good as: the value by which a run's processes are known.
    pub(super) fn tag(&self) -> String {
        let nanos = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        format!("{}-{}", self.tag, nanos.map_or(0, |since| since.as_nanos()))
    }
}

impl Drop for RunDir {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}

fn sweep(runs: &Path) {
    if !Path::new("/proc/self").exists() {
        return; // no cheap way to know who is alive; `cargo clean` takes them
    }
    for entry in fs::read_dir(runs).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let pid = name.to_str().and_then(|name| name.split('-').next());
        if pid.is_some_and(|pid| !Path::new("/proc").join(pid).exists()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Makes sure that the learner's state can be written, before anything takes time.
pub(super) fn ensure_state(root: &Path) -> Result<(), CheckError> {
    let state = root.join(STATE);
    fs::create_dir_all(&state).at(&state)?;
    let probe = state.join(format!(".probe.{}", std::process::id()));
    fs::write(&probe, b"?").and_then(|()| fs::remove_file(&probe)).at(&state)
}

/// Writes a file so that a reader sees the old bytes or the new ones, never a part.
pub(super) fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), CheckError> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let folder = path.parent().expect("a file of ours has a folder");
    fs::create_dir_all(folder).at(folder)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let n = COUNT.fetch_add(1, Ordering::Relaxed);
    let temporary = folder.join(format!(".{name}.{}-{n}.tmp", std::process::id()));
    let written = fs::write(&temporary, bytes).and_then(|()| fs::rename(&temporary, path));
    written.inspect_err(|_| drop(fs::remove_file(&temporary))).at(path)
}

/// Writes a file unless it already holds these bytes: cargo rebuilds what has a new time.
pub(super) fn write_if_changed(path: &Path, bytes: &[u8]) -> Result<(), CheckError> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    let folder = path.parent().expect("a file of ours has a folder");
    fs::create_dir_all(folder).at(folder)?;
    fs::write(path, bytes).at(path)
}

/// Every file below `dir`, relative to it, in order. A folder that is not there has none.
pub(super) fn files_below(dir: &Path) -> Result<Vec<PathBuf>, CheckError> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        let path = dir.join(&folder);
        let entries = match fs::read_dir(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            entries => entries.at(&path)?,
        };
        for entry in entries {
            let entry = entry.at(&path)?;
            let relative = folder.join(entry.file_name());
            // `metadata` follows links: a linked file is read as a file.
            match fs::metadata(entry.path()) {
                Ok(metadata) if metadata.is_dir() => folders.push(relative),
                Ok(_) => found.push(relative),
                Err(_) => {} // gone since it was listed, or a dangling link
            }
        }
    }
    found.sort();
    Ok(found)
}
