//! What stays when processes go: rows on a disk, and the connections to it, which can break.
//!
//! A connection that has been cut is of no use any more, however often it is tried; a new one works at once.
//!
//! SHORTCUT: a map behind a lock, where a program has files, a real database or another machine.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A disk. Copies of the value mean the same disk.
#[derive(Clone, Debug, Default)]
pub struct Disk(Arc<Mutex<State>>);

#[derive(Debug)]
struct State {
    /// How often all connections have been cut.
    cuts: usize,
    is_broken: bool,
    rows: BTreeMap<String, String>,
}

impl Default for State {
    fn default() -> Self {
        let rows = BTreeMap::from([("price apple".to_owned(), "3".to_owned())]);
        Self { cuts: 0, is_broken: false, rows }
    }
}

/// A way to a disk.
#[derive(Debug)]
pub struct Connection {
    disk: Disk,
    /// How often connections had been cut when this one was opened.
    cuts: usize,
}

/// Why a disk does not answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiskError {
    /// This connection is broken, and stays so.
    Closed,
    /// The disk is broken: no connection can be opened.
    NoDisk,
}

impl Disk {
    /// Opens a connection.
    ///
    /// # Errors
    /// [`DiskError::NoDisk`].
    pub fn open(&self) -> Result<Connection, DiskError> {
        let State { cuts, is_broken, .. } = *self.lock();
        if is_broken { Err(DiskError::NoDisk) } else { Ok(Connection { disk: self.clone(), cuts }) }
    }

    /// Cuts all connections that are open.
    pub fn cut(&self) {
        self.lock().cuts += 1;
    }

    /// From now on no connection can be opened.
    pub fn destroy(&self) {
        self.lock().is_broken = true;
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Connection {
    /// The value of a key; empty where there is none.
    ///
    /// # Errors
    /// [`DiskError::Closed`].
    pub fn read(&self, key: &str) -> Result<String, DiskError> {
        self.over(|rows| rows.get(key).cloned().unwrap_or_default())
    }

    /// Writes a value, and gives it back.
    ///
    /// # Errors
    /// [`DiskError::Closed`].
    pub fn write(&self, key: &str, value: &str) -> Result<String, DiskError> {
        self.over(|rows| {
            rows.insert(key.to_owned(), value.to_owned());
            value.to_owned()
        })
    }

    fn over<T>(&self, work: impl FnOnce(&mut BTreeMap<String, String>) -> T) -> Result<T, DiskError> {
        let mut state = self.disk.lock();
        if state.cuts == self.cuts { Ok(work(&mut state.rows)) } else { Err(DiskError::Closed) }
    }
}

impl fmt::Display for DiskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Closed => "closed",
            Self::NoDisk => "no_disk",
        })
    }
}

impl std::error::Error for DiskError {}

impl From<DiskError> for process::ExitReason {
    fn from(error: DiskError) -> Self {
        error.to_string().as_str().into()
    }
}
