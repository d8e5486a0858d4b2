//! A TOML file read key by key, so that every complaint knows its line.
//!
//! A [`Table`] remembers which keys were asked for; [`Table::finish`] refuses the rest.

use std::path::{Path, PathBuf};
use std::{fs, io};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{CourseError, Problem, Text};

/// One file: its name and its text.
pub(super) struct Document {
    file: PathBuf,
    text: String,
}

impl Document {
    /// Reads the file.
    pub(super) fn read(file: &Path) -> Result<Self, CourseError> {
        let text = fs::read_to_string(file).map_err(|error| {
            let problem = match error.kind() {
                io::ErrorKind::NotFound => Problem::Missing,
                io::ErrorKind::PermissionDenied => Problem::NoPermission,
                io::ErrorKind::InvalidData => Problem::NotUtf8,
                _ => Problem::CannotRead { reason: error.to_string() },
            };
            CourseError { file: file.to_owned(), line: 1, problem }
        })?;
        Ok(Self { file: file.to_owned(), text })
    }

    /// Parses it as TOML.
    pub(super) fn parse(&self) -> Result<Table<'_>, CourseError> {
        match DeTable::parse(&self.text) {
            Ok(table) => Ok(Table { document: self, at: 0, entries: table.into_inner(), known: Vec::new() }),
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                Err(self.error(at, Problem::BrokenToml { reason: error.message().to_owned() }))
            }
        }
    }

    /// A complaint about the line that holds byte `at`.
    pub(super) fn error(&self, at: usize, problem: Problem) -> CourseError {
        CourseError { file: self.file.clone(), line: self.line(at), problem }
    }

    fn line(&self, at: usize) -> usize {
        self.text.as_bytes()[..at.min(self.text.len())].iter().filter(|byte| **byte == b'\n').count() + 1
    }
}

/// A value and the byte where it starts.
pub(super) struct At<T> {
    pub(super) at: usize,
    pub(super) value: T,
}

/// One table of a document.
pub(super) struct Table<'d> {
    document: &'d Document,
    at: usize,
    entries: DeTable<'d>,
    known: Vec<&'static str>,
}

impl<'d> Table<'d> {
    /// A complaint about byte `at` of this table's file.
    pub(super) fn error(&self, at: usize, problem: Problem) -> CourseError {
        self.document.error(at, problem)
    }

    /// Where the table starts.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// A string that is there and not empty.
    pub(super) fn string(&mut self, key: &'static str) -> Result<At<String>, CourseError> {
        let value = self.required(key)?;
        self.as_string(key, value)
    }

    /// A whole number from 1.
    pub(super) fn number(&mut self, key: &'static str) -> Result<At<u64>, CourseError> {
        let value = self.required(key)?;
        self.as_number(key, value)
    }

    /// The same, where it may be left out.
    pub(super) fn optional_number(&mut self, key: &'static str) -> Result<Option<u64>, CourseError> {
        let Some(value) = self.take(key) else { return Ok(None) };
        Ok(Some(self.as_number(key, value)?.value))
    }

    /// A string, where it may be left out.
    pub(super) fn optional_string(&mut self, key: &'static str) -> Result<Option<String>, CourseError> {
        let Some(value) = self.take(key) else { return Ok(None) };
        Ok(Some(self.as_string(key, value)?.value))
    }

    /// A list of strings, which may be left out or empty.
    pub(super) fn optional_strings(&mut self, key: &'static str) -> Result<Vec<At<String>>, CourseError> {
        self.known.push(key);
        if self.entries.contains_key(key) { self.strings(key) } else { Ok(Vec::new()) }
    }

    /// A list of strings, which may be empty.
    pub(super) fn strings(&mut self, key: &'static str) -> Result<Vec<At<String>>, CourseError> {
        let value = self.required(key)?;
        let at = value.span().start;
        let DeValue::Array(items) = value.into_inner() else {
            return Err(self.error(at, Problem::WrongType { key: key.to_owned(), expected: "list" }));
        };
        items.into_iter().map(|item| self.as_string(key, item)).collect()
    }

    /// A text in both languages.
    pub(super) fn both_languages(&mut self, key: &'static str) -> Result<Text, CourseError> {
        let value = self.required(key)?;
        let mut table = self.as_table(key, value)?;
        let mut language = |code| match table.take(code) {
            Some(value) => table.as_string(code, value).map(|string| string.value),
            None => {
                Err(table.error(table.at, Problem::MissingLanguage { key: key.to_owned(), language: code }))
            }
        };
        let text = Text { en: language("en")?, ru: language("ru")? };
        table.finish()?;
        Ok(text)
    }

    /// The tables of `[[key]]`; none when the key is missing.
    pub(super) fn tables(&mut self, key: &'static str) -> Result<Vec<Table<'d>>, CourseError> {
        let Some(value) = self.take(key) else { return Ok(Vec::new()) };
        let at = value.span().start;
        let DeValue::Array(items) = value.into_inner() else {
            return Err(self.error(at, Problem::WrongType { key: key.to_owned(), expected: "list" }));
        };
        items.into_iter().map(|item| self.as_table(key, item)).collect()
    }

    /// Refuses keys that nobody asked for.
    pub(super) fn finish(self) -> Result<(), CourseError> {
        match self.entries.iter().next() {
            None => Ok(()),
            Some((key, _)) => {
                let at = key.span().start;
                let (key, expected) = (key.get_ref().to_string(), self.known.join(", "));
                Err(self.error(at, Problem::UnknownKey { key, expected }))
            }
        }
    }

    fn take(&mut self, key: &'static str) -> Option<Spanned<DeValue<'d>>> {
        self.known.push(key);
        self.entries.remove(key)
    }

    fn required(&mut self, key: &'static str) -> Result<Spanned<DeValue<'d>>, CourseError> {
        self.take(key).ok_or_else(|| self.error(self.at, Problem::MissingKey { key: key.to_owned() }))
    }

    fn as_string(&self, key: &str, value: Spanned<DeValue<'d>>) -> Result<At<String>, CourseError> {
        let at = value.span().start;
        match value.into_inner() {
            DeValue::String(text) if text.trim().is_empty() => {
                Err(self.error(at, Problem::Empty { key: key.to_owned() }))
            }
            DeValue::String(text) => Ok(At { at, value: text.into_owned() }),
            _ => Err(self.error(at, Problem::WrongType { key: key.to_owned(), expected: "string" })),
        }
    }

    fn as_number(&self, key: &str, value: Spanned<DeValue<'d>>) -> Result<At<u64>, CourseError> {
        let at = value.span().start;
        let number = match value.get_ref() {
            DeValue::Integer(digits) => u64::from_str_radix(digits.as_str(), digits.radix()).ok(),
            _ => None,
        };
        let number = number.filter(|number| *number > 0);
        number
            .map(|value| At { at, value })
            .ok_or_else(|| self.error(at, Problem::WrongType { key: key.to_owned(), expected: "number" }))
    }

    fn as_table(&self, key: &str, value: Spanned<DeValue<'d>>) -> Result<Table<'d>, CourseError> {
        let at = value.span().start;
        match value.into_inner() {
            DeValue::Table(entries) => Ok(Table { document: self.document, at, entries, known: Vec::new() }),
            _ => Err(self.error(at, Problem::WrongType { key: key.to_owned(), expected: "table" })),
        }
    }
}
