//! SHA-256 of bytes and of files, as lower-case hexadecimal text.

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::CheckError;
use super::place::files_below;

/// The hash of some bytes.
pub(super) fn of(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The hash of a file; `None` when it cannot be read.
pub(super) fn of_file(path: &Path) -> Option<String> {
    fs::read(path).ok().map(|bytes| of(&bytes))
}

/// A hash over many things, each with its name, so that a byte cannot move from one to the next.
pub(super) struct Sum(Sha256);

impl Sum {
    pub(super) fn new(what: &str) -> Self {
        let mut sum = Self(Sha256::new());
        sum.add("", what.as_bytes());
        sum
    }

    /// Adds one named thing.
    pub(super) fn add(&mut self, name: &str, bytes: &[u8]) {
        for part in [name.as_bytes(), bytes] {
            self.0.update((part.len() as u64).to_le_bytes());
            self.0.update(part);
        }
    }

    /// Adds one file, or that it is not there.
    pub(super) fn add_file(&mut self, name: &str, path: &Path) -> Result<(), CheckError> {
        match fs::read(path) {
            Ok(bytes) => self.add(name, &bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => self.add(name, b"(not there)"),
            Err(error) => return Err(CheckError::io(path, error)),
        }
        Ok(())
    }

    /// Adds the files below a folder for whose relative path `wanted` says yes.
    pub(super) fn add_folder(
        &mut self,
        dir: &Path,
        wanted: impl Fn(&Path) -> bool,
    ) -> Result<(), CheckError> {
        for file in files_below(dir)?.iter().filter(|file| wanted(file)) {
            self.add_file(&file.to_string_lossy(), &dir.join(file))?;
        }
        Ok(())
    }

    pub(super) fn finish(self) -> String {
        hex(&self.0.finalize())
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
