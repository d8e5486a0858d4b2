//! The pages as they are written: two trees of Markdown, before mdBook touches them.
//!
//! Reading order: [`Tree`] is one language, [`Page`] one file with the [`Mark`]s that both languages must share,
//! [`mod@include`] resolves what a page takes from code.

pub mod include;
mod page;
mod summary;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

pub use page::{Fence, Mark, Page, Prose};
pub use summary::{Entry, EntryKind, Summary};
use workbook::course::Language;

use crate::build::BookError;
use crate::interface::files;

/// The book in one language.
pub struct Tree {
    /// Its language.
    pub language: Language,
    /// The table of contents.
    pub summary: Summary,
    /// Pages by their path below the tree: `02_processes/mailbox.md`.
    pub pages: BTreeMap<PathBuf, Page>,
}

impl Tree {
    /// Reads `book/en` or `book/ru` below `root`.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn read(root: &Path, language: Language) -> Result<Self, BookError> {
        let folder = PathBuf::from("book").join(language.code());
        let dir = root.join(&folder);
        let mut pages = BTreeMap::new();
        let mut summary = Summary::parse(folder.join("SUMMARY.md"), "");
        for file in files(&dir).map_err(BookError::io(&dir))? {
            if file.extension().is_none_or(|extension| extension != "md") {
                continue;
            }
            let text = fs::read_to_string(&file).map_err(BookError::io(&file))?;
            let path = file.strip_prefix(&dir).expect("files below a folder start with it").to_owned();
            if path == Path::new("SUMMARY.md") {
                summary = Summary::parse(folder.join(path), &text);
            } else {
                pages.insert(path.clone(), Page::parse(folder.join(path), text));
            }
        }
        Ok(Self { language, summary, pages })
    }
}

/// Lines of a text by byte offset.
pub(crate) struct Lines(Vec<usize>);

impl Lines {
    pub(crate) fn of(text: &str) -> Self {
        Self(std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect())
    }

    /// The line, from 1, that holds the byte.
    pub(crate) fn at(&self, offset: usize) -> usize {
        self.0.partition_point(|start| *start <= offset)
    }
}
