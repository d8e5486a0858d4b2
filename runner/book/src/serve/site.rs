//! The built site, held in memory: a request can name nothing else, and nobody sees a page half-built.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use workbook::course::{Course, Language};

use crate::build::{self, BookError};
use crate::interface::files;
use crate::source::Tree;

/// Says to the page's scripts that a workbook serves it.
const SERVED: (&str, &str) =
    ("<meta charset=\"UTF-8\">", "<meta charset=\"UTF-8\"><meta name=\"workbook\" content=\"served\">");

/// Every file of both books by its path.
pub(super) struct Site {
    files: BTreeMap<String, Vec<u8>>,
    /// What the pages are made of, besides the pages: a change of these changes the book.
    pub(super) sources: BTreeSet<PathBuf>,
}

impl Site {
    /// Builds both books into a folder that is gone afterwards.
    pub(super) fn build(root: &Path) -> Result<Self, BookError> {
        let course = Arc::new(Course::load(root).map_err(BookError::Course)?);
        let dir = build::fresh_dir(root)?;
        build::build_into(root, &course, dir.path())?;
        let mut site = Self { files: BTreeMap::new(), sources: sources(root, &course)? };
        for file in files(dir.path()).map_err(BookError::io(dir.path()))? {
            let mut bytes = fs::read(&file).map_err(BookError::io(&file))?;
            if file.extension().is_some_and(|extension| extension == "html") {
                let text = String::from_utf8_lossy(&bytes);
                bytes = text.replacen(SERVED.0, SERVED.1, 1).into_bytes();
            }
            let path = file.strip_prefix(dir.path()).expect("files below a folder start with it");
            site.files.insert(path.to_string_lossy().replace('\\', "/"), bytes);
        }
        Ok(site)
    }

    /// The file at this path.
    pub(super) fn file(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    #[cfg(test)]
    pub(super) fn of<const N: usize>(files: [(&str, &str); N]) -> Self {
        let files =
            files.into_iter().map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).collect();
        Self { files, sources: BTreeSet::new() }
    }
}

/// Files outside `book/` that the book is made of.
fn sources(root: &Path, course: &Course) -> Result<BTreeSet<PathBuf>, BookError> {
    let mut sources = BTreeSet::from([root.join("exercises/course.toml")]);
    sources.extend(course.exercises().map(|exercise| exercise.dir.join("exercise.toml")));
    for language in Language::ALL {
        for page in Tree::read(root, language)?.pages.values() {
            sources.extend(page.includes.iter().map(|(_, include)| include.file(root, &page.file)));
        }
    }
    Ok(sources.iter().filter_map(|path| path.canonicalize().ok()).collect())
}
