//! The journal: `.workbook/progress.jsonl`, one JSON object a line, written at its end and nowhere else.
//!
//! A line counts when its line end is on the disk; only then has the append returned. A last line without one was
//! torn by a kill or a full disk and never acknowledged: the next append drops it, unless it happens to be whole.
//! Any other line that cannot be understood stops everything and changes nothing.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::error::At;
use super::{Entry, ProgressError, What};

/// The folder of a learner's state, below the root.
pub(super) const STATE_FOLDER: &str = ".workbook";

/// The journal and how far we have read it.
#[derive(Debug)]
pub(super) struct Journal {
    root: PathBuf,
    file: PathBuf,
    read_to: u64,
    lines: usize,
    torn: bool,
}

impl Journal {
    pub(super) fn new(root: &Path) -> Self {
        let file = root.join(STATE_FOLDER).join("progress.jsonl");
        Self { root: root.to_owned(), file, read_to: 0, lines: 0, torn: false }
    }

    pub(super) fn file(&self) -> &Path {
        &self.file
    }

    /// Whether the last line was torn when we last looked.
    pub(super) fn torn(&self) -> bool {
        self.torn
    }

    /// What was appended since the last look, by whomever. No file is no progress.
    pub(super) fn news(&mut self) -> Result<News, ProgressError> {
        match File::open(&self.file) {
            Ok(mut file) => self.read(&mut file).map(|(news, _)| news),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(News::default()),
            Err(error) => Err(ProgressError::io(&self.file, error)),
        }
    }

    /// Appends one entry and returns it behind those that others appended meanwhile. When this returns, the
    /// entry is on the disk.
    pub(super) fn append(&mut self, entry: Entry) -> Result<News, ProgressError> {
        let _lock = Lock::take(&self.root)?;
        let fresh = !self.file.exists();
        let mut file =
            OpenOptions::new().create(true).read(true).append(true).open(&self.file).at(&self.file)?;
        let (mut news, tail) = self.read(&mut file)?;
        let mut line = serde_json::to_vec(&entry).map_err(io::Error::from).at(&self.file)?;
        line.push(b'\n');
        match tail {
            Tail::None => {}
            Tail::Torn => file.set_len(self.read_to).at(&self.file)?,
            // Whole but for its line end: somebody edited the file, or the kill came between two bytes.
            Tail::Whole(last) => {
                line.insert(0, b'\n');
                news.entries.push(last);
            }
        }
        let before = file.metadata().at(&self.file)?.len();
        // One write: with O_APPEND no other writer can come between.
        let written = file.write(&line).and_then(|n| {
            if n == line.len() { file.sync_data() } else { Err(io::ErrorKind::StorageFull.into()) }
        });
        if let Err(error) = written {
            let _ = file.set_len(before); // not acknowledged: take back what part of it there is
            return Err(ProgressError::io(&self.file, error));
        }
        if fresh {
            sync_folder(&self.root.join(STATE_FOLDER)).at(&self.file)?;
        }
        self.lines += line.iter().filter(|byte| **byte == b'\n').count();
        self.read_to = before + line.len() as u64;
        self.torn = false;
        news.entries.push(entry);
        Ok(news)
    }

    /// Reads from where we stopped, whole lines only.
    fn read(&mut self, file: &mut File) -> Result<(News, Tail), ProgressError> {
        let replaced = file.metadata().at(&self.file)?.len() < self.read_to;
        if replaced {
            (self.read_to, self.lines) = (0, 0);
        }
        let mut bytes = Vec::new();
        file.seek(SeekFrom::Start(self.read_to)).at(&self.file)?;
        file.read_to_end(&mut bytes).at(&self.file)?;
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let (lines, last) = bytes.split_at(whole);
        let mut entries = Vec::new();
        let mut count = 0;
        for line in lines.split_inclusive(|byte| *byte == b'\n') {
            count += 1;
            let unreadable =
                || ProgressError::Unreadable { file: self.file.clone(), line: self.lines + count };
            match parse(line) {
                Parsed::Entry(entry) => entries.push(entry),
                Parsed::Nothing => {}
                Parsed::Broken => return Err(unreadable()),
            }
        }
        self.lines += count;
        self.read_to += whole as u64;
        let tail = match parse(last) {
            _ if last.is_empty() => Tail::None,
            Parsed::Entry(entry) => Tail::Whole(entry),
            Parsed::Nothing | Parsed::Broken => Tail::Torn,
        };
        self.torn = matches!(tail, Tail::Torn);
        Ok((News { replaced, entries }, tail))
    }
}

/// What a look at the journal found.
#[derive(Debug, Default)]
pub(super) struct News {
    /// Somebody put a shorter file in its place: forget what was known, `entries` are all there are.
    pub(super) replaced: bool,
    pub(super) entries: Vec<Entry>,
}

/// What stands behind the last line end.
enum Tail {
    None,
    Whole(Entry),
    Torn,
}

enum Parsed {
    Entry(Entry),
    /// A blank line, or an entry of a newer version.
    Nothing,
    Broken,
}

fn parse(line: &[u8]) -> Parsed {
    if line.trim_ascii().is_empty() {
        return Parsed::Nothing;
    }
    let Ok(value) = serde_json::from_slice::<Value>(line) else { return Parsed::Broken };
    let (Some(_), Some(what)) = (value["at_ms"].as_u64(), value["what"].as_str()) else {
        return Parsed::Broken;
    };
    if !What::NAMES.contains(&what) {
        return Parsed::Nothing;
    }
    serde_json::from_value(value).map_or(Parsed::Broken, Parsed::Entry)
}

/// Held while the state is written; other runners wait for it. Freed by the system when we die.
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    pub(super) fn take(root: &Path) -> Result<Self, ProgressError> {
        let folder = root.join(STATE_FOLDER);
        fs::create_dir_all(&folder).at(&folder)?;
        let path = folder.join("lock");
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path).at(&path)?;
        file.lock().at(&path)?;
        Ok(Self { _file: file })
    }
}

/// Makes new names in a folder survive a loss of power.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
