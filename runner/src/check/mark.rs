//! Which bytes a binary was built from. Cargo goes by the times of files, and these may deceive it: a backup
//! moved into place keeps its old time, and two copies of the course that build into one target folder are the same
//! to it.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::cargo::Built;
use super::error::At;
use super::hash::Sum;
use super::{CheckError, cache, place};
use crate::course::Exercise;

/// The bytes of one exercise before it is built.
pub(super) struct Mark {
    pub(super) package: String,
    dir: PathBuf,
    library: String,
    checks: String,
}

impl Mark {
    pub(super) fn of(exercise: &Exercise, dir: &Path) -> Result<Self, CheckError> {
        let (mut library, mut checks) = (Sum::new("library"), Sum::new("checks"));
        library.add_folder(&dir.join("src"), cache::counts)?;
        checks.add_folder(&dir.join("tests"), cache::counts)?;
        checks.add_file("beam.out", &dir.join("beam.out"))?;
        let (library, checks) = (library.finish(), checks.finish());
        Ok(Self { package: exercise.package(), dir: dir.to_owned(), library, checks })
    }

    /// Beside each other: what the library and the checks were made from, and when.
    fn lines(&self, built: &Built) -> [String; 2] {
        let line = |bytes: &str, made: Option<&PathBuf>| {
            let time = made.and_then(|file| fs::metadata(file).ok()?.modified().ok());
            format!("{bytes} {time:?}")
        };
        [line(&self.library, built.library.as_ref()), line(&self.checks, built.binary.as_ref())]
    }

    /// Whether cargo took for unchanged what was made from other bytes, or by somebody else.
    pub(super) fn is_stale(&self, built: &Built, target: &Path) -> bool {
        let Some(file) = Self::file(built, target) else { return false };
        let known = fs::read_to_string(file).unwrap_or_default();
        let (library, checks) = known.split_once('\n').unwrap_or_default();
        let [own_library, own_checks] = self.lines(built);
        (built.library_was_fresh && library != own_library)
            || (built.checks_were_fresh && checks != own_checks)
    }

    /// Gives the roots of both crates a new time; the bytes stay.
    pub(super) fn touch(&self) -> Result<(), CheckError> {
        for file in ["src/lib.rs", "tests/checks.rs"] {
            let path = self.dir.join(file);
            let touched =
                File::options().append(true).open(&path).and_then(|f| f.set_modified(SystemTime::now()));
            touched.at(&path)?;
        }
        Ok(())
    }

    pub(super) fn keep(&self, built: &Built, target: &Path) -> Result<(), CheckError> {
        let Some(file) = Self::file(built, target) else { return Ok(()) };
        place::write_if_changed(&file, self.lines(built).join("\n").as_bytes())
    }

    fn file(built: &Built, target: &Path) -> Option<PathBuf> {
        Some(target.join("workbook/built").join(built.binary.as_ref()?.file_name()?))
    }
}
