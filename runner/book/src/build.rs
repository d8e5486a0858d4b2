//! Renders both trees with mdBook into one site: `en/`, `ru/` and an `index.html` that chooses.
//!
//! A site is built into a fresh folder and put in place when it is whole, so that nobody reads a page half-built.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use mdbook_driver::MDBook;
use mdbook_driver::config::Config;
use workbook::course::{Course, CourseError, Language};
use workbook::locale::Locale;

use crate::cards::Cards;
use crate::dashes::Dashes;
use crate::interface;
use crate::logged::listen;

/// The page at the root of the site. It must work from a disk too, so its links name their files.
const CHOICE: &str = include_str!("choice.html");

/// The title of the Russian book; the English one stands in `book.toml`.
const RUSSIAN_TITLE: &str = "OTP на Rust";
const RUSSIAN_DESCRIPTION: &str = "Идеи Erlang, OTP и Phoenix, построенные на Rust; судит настоящая BEAM";

/// Why there is no book.
#[derive(Debug, thiserror::Error)]
pub enum BookError {
    /// The course cannot be read; the book is about its exercises.
    #[error("the course cannot be read")]
    Course(#[source] CourseError),
    /// mdBook refused, with its chain of reasons.
    #[error("mdBook cannot build the {language} book: {reason}")]
    Refused {
        /// The tree.
        language: Language,
        /// What mdBook said.
        reason: String,
    },
    /// mdBook built it, but logged what it could not do.
    #[error("mdBook built the {language} book with errors: {}", lines.join("; "))]
    Logged {
        /// The tree.
        language: Language,
        /// What it logged.
        lines: Vec<String>,
    },
    /// Strings of mdBook's interface that are no longer there.
    #[error("strings of mdBook's interface were not found: {}", strings.join(" | "))]
    Interface {
        /// Their English.
        strings: Vec<&'static str>,
    },
    /// A file or a folder.
    #[error("{}", path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
}

impl BookError {
    pub(crate) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { path, source }
    }

    /// The error in one line for a reader: what is wrong with the course in their language, what mdBook says as it says
    /// it.
    #[must_use]
    pub fn said(&self, language: Language) -> String {
        let Self::Course(error) = self else { return self.line() };
        let arguments = error.problem.arguments();
        let arguments: Vec<_> =
            arguments.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
        let problem = Locale::new(language).text(error.problem.key(), &arguments);
        format!("{}:{}: {problem}", error.file.display(), error.line)
    }

    /// The error with its causes in one line.
    #[must_use]
    pub fn line(&self) -> String {
        let mut line = self.to_string();
        let mut cause = std::error::Error::source(self);
        while let Some(error) = cause {
            line = format!("{line}: {error}");
            cause = error.source();
        }
        line
    }
}

/// Where `build` puts the site: `target/book` below the root, whatever cargo's own target folder is.
#[must_use]
pub fn site_dir(root: &Path) -> PathBuf {
    root.join("target/book")
}

/// Builds the site in place: the old one stays until the new one is whole.
///
/// # Errors
/// Why there is no new site; the old one is untouched.
pub fn build(root: &Path, course: &Arc<Course>) -> Result<PathBuf, BookError> {
    let site = site_dir(root);
    let fresh = fresh_dir(root)?;
    build_into(root, course, fresh.path())?;
    for name in Language::ALL.map(Language::code).into_iter().chain(["index.html"]) {
        replace(&fresh.path().join(name), &site.join(name))?;
    }
    Ok(site)
}

/// A folder beside the site, removed when dropped.
///
/// # Errors
/// When it cannot be made.
pub fn fresh_dir(root: &Path) -> Result<tempfile::TempDir, BookError> {
    let site = site_dir(root);
    fs::create_dir_all(&site).map_err(BookError::io(&site))?;
    tempfile::Builder::new().prefix(".new-").tempdir_in(&site).map_err(BookError::io(&site))
}

/// Builds both books and the choice of language into `dir`.
///
/// # Errors
/// As for [`build`].
pub fn build_into(root: &Path, course: &Arc<Course>, dir: &Path) -> Result<(), BookError> {
    for language in Language::ALL {
        build_language(root, course, language, &dir.join(language.code()))?;
    }
    let index = dir.join("index.html");
    fs::write(&index, CHOICE).map_err(BookError::io(&index))
}

/// Builds the book in one language into `dir`.
///
/// # Errors
/// As for [`build`].
pub fn build_language(
    root: &Path,
    course: &Arc<Course>,
    language: Language,
    dir: &Path,
) -> Result<(), BookError> {
    let (built, lines) = listen(|| render(root, course, language, dir));
    built.map_err(|error| BookError::Refused { language, reason: format!("{error:#}") })?;
    if !lines.is_empty() {
        return Err(BookError::Logged { language, lines });
    }
    if language == Language::Ru {
        let strings = interface::translate(dir).map_err(BookError::io(dir))?;
        if !strings.is_empty() {
            return Err(BookError::Interface { strings });
        }
    }
    Ok(())
}

fn render(root: &Path, course: &Arc<Course>, language: Language, dir: &Path) -> anyhow::Result<()> {
    let mut config = Config::from_disk(root.join("book.toml"))?;
    config.book.language = Some(language.code().to_owned());
    config.book.src = PathBuf::from("book").join(language.code());
    config.build.build_dir = dir.to_owned();
    config.set("output.html.site-url", format!("/{language}/"))?;
    if language == Language::Ru {
        config.book.title = Some(RUSSIAN_TITLE.to_owned());
        config.book.description = Some(RUSSIAN_DESCRIPTION.to_owned());
    }
    let mut book = MDBook::load_with_config(root, config)?;
    book.with_preprocessor(Cards::new(Arc::clone(course), language));
    if language == Language::Ru {
        book.with_preprocessor(Dashes);
    }
    book.build()
}

/// Puts `new` where `old` is.
fn replace(new: &Path, old: &Path) -> Result<(), BookError> {
    let gone = match fs::symlink_metadata(old) {
        Ok(meta) if meta.is_dir() => fs::remove_dir_all(old),
        Ok(_) => fs::remove_file(old),
        Err(_) => Ok(()),
    };
    gone.and_then(|()| fs::rename(new, old)).map_err(BookError::io(old))
}
