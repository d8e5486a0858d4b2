//! The learner's files as bytes: read, compared, and written so that a kill leaves the old or the new, never a half.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::ProgressError;
use super::error::At;
use super::journal::sync_folder;
use crate::course::Exercise;

/// How our temporary files end.
const TEMPORARY: &str = ".workbook-tmp";

/// The bytes and the mode of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Content {
    pub(super) bytes: Vec<u8>,
    pub(super) mode: u32,
}

/// Everything below the exercise's `src/`, by path relative to the exercise. Hidden files are an editor's.
pub(super) fn read_all(exercise: &Exercise) -> Result<BTreeMap<PathBuf, Content>, ProgressError> {
    let mut files = BTreeMap::new();
    let mut folders = vec![exercise.dir.join("src")];
    while let Some(folder) = folders.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(ProgressError::io(&folder, error)),
        };
        for entry in entries {
            let path = entry.at(&folder)?.path();
            let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
            if hidden {
                continue;
            }
            let metadata = match fs::metadata(&path) {
                Ok(metadata) => metadata,
                // A dangling link, or a file that an editor has just moved away.
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(ProgressError::io(&path, error)),
            };
            if metadata.is_dir() {
                folders.push(path);
            } else if metadata.is_file() {
                let bytes = fs::read(&path).at(&path)?;
                let relative = path.strip_prefix(&exercise.dir).expect("the walk began there").to_owned();
                files.insert(relative, Content { bytes, mode: mode(&metadata) });
            }
        }
    }
    Ok(files)
}

/// A hash of paths and bytes, in hexadecimal.
pub(super) fn hash(files: &BTreeMap<PathBuf, Content>) -> String {
    let mut hasher = Sha256::new();
    for (path, content) in files {
        hasher.update(path.as_os_str().as_encoded_bytes());
        hasher.update([0]);
        hasher.update((content.bytes.len() as u64).to_le_bytes());
        hasher.update(&content.bytes);
    }
    hex(&hasher.finalize())
}

/// Bytes as small hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Puts `bytes` where `path` is: written beside it, synced, and renamed over it. A link stays a link.
pub(crate) fn write_whole(path: &Path, bytes: &[u8], mode: Option<u32>) -> Result<(), ProgressError> {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).at(folder)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let temporary = folder.join(format!(".{name}.{}{TEMPORARY}", std::process::id()));
    let mode = mode.or_else(|| fs::metadata(&path).ok().map(|metadata| self::mode(&metadata)));
    let written = write_synced(&temporary, bytes, mode).and_then(|()| fs::rename(&temporary, &path));
    if written.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    written.at(&path)
}

/// Writes a new file and waits until it is on the disk.
pub(super) fn write_synced(path: &Path, bytes: &[u8], mode: Option<u32>) -> io::Result<()> {
    let mut file = OpenOptions::new().create(true).write(true).truncate(true).open(path)?;
    file.write_all(bytes)?;
    set_mode(&file, mode)?;
    file.sync_all()
}

/// Removes what a kill left of [`write_whole`] in the folders of these files.
pub(super) fn sweep<'p>(dir: &Path, files: impl Iterator<Item = &'p PathBuf>) {
    for folder in files.filter_map(|file| file.parent()) {
        let Ok(entries) = fs::read_dir(dir.join(folder)) else { continue };
        for entry in entries.flatten() {
            let name = entry.file_name();
            if name.as_encoded_bytes().starts_with(b".")
                && name.as_encoded_bytes().ends_with(TEMPORARY.as_bytes())
            {
                let _ = fs::remove_file(entry.path());
            }
        }
        let _ = sync_folder(&dir.join(folder));
    }
}

#[cfg(unix)]
fn mode(metadata: &fs::Metadata) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    metadata.permissions().mode() & 0o7777
}

#[cfg(not(unix))]
fn mode(_metadata: &fs::Metadata) -> u32 {
    0o644
}

#[cfg(unix)]
fn set_mode(file: &File, mode: Option<u32>) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    mode.map_or(Ok(()), |mode| file.set_permissions(fs::Permissions::from_mode(mode)))
}

/// Gives a file its mode back.
#[cfg(unix)]
pub(super) fn set_mode_of(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

/// Gives a file its mode back.
#[cfg(not(unix))]
pub(super) fn set_mode_of(_path: &Path, _mode: u32) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
fn set_mode(_file: &File, _mode: Option<u32>) -> io::Result<()> {
    Ok(())
}
