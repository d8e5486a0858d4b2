//! The log and the vote of a member, as the engine wants them: on a disk.
//!
//! A member makes two promises. With its vote: in this term I vote for nobody else. With an answer to an append: these
//! entries are safe with me. Both hold only if they outlive a crash.
//!
//! Source: openraft 0.9, `RaftLogStorage`. Chapter: `kv_store`.

use std::fmt::Debug;
use std::ops::RangeBounds;

use openraft::storage::{LogFlushed, RaftLogStorage};
use openraft::{LogState, RaftLogReader};

use crate::disk::Disk;
use crate::types::{Entry, LogId, StorageError, Types, Vote};

/// The log of one member. Clones are handles to the same one.
#[derive(Debug, Clone)]
pub struct Log {
    disk: Disk,
}

impl Log {
    /// The log that lies on this disk.
    #[must_use]
    pub fn new(disk: Disk) -> Self {
        Self { disk }
    }
}

impl RaftLogReader<Types> for Log {
    async fn try_get_log_entries<R: RangeBounds<u64> + Clone + Debug + Send>(
        &mut self,
        range: R,
    ) -> Result<Vec<Entry>, StorageError> {
        Ok(self.disk.read(|content| content.entries.range(range).map(|(_, entry)| entry.clone()).collect()))
    }
}

impl RaftLogStorage<Types> for Log {
    type LogReader = Self;

    /// The engine answers a candidate as soon as this returns.
    async fn save_vote(&mut self, vote: &Vote) -> Result<(), StorageError> {
        // TODO disk: the vote is a promise; when may it be given?
        let _ = vote;
        todo!("disk: a vote that outlives a crash")
    }

    async fn read_vote(&mut self) -> Result<Option<Vote>, StorageError> {
        Ok(self.disk.read(|content| content.vote))
    }

    /// The engine tells the leader "stored" as soon as it is told `log_io_completed`.
    async fn append<I>(&mut self, entries: I, stored: LogFlushed<Types>) -> Result<(), StorageError>
    where
        I: IntoIterator<Item = Entry> + Send,
        I::IntoIter: Send,
    {
        // TODO disk: each entry under its `log_id.index`; and in which order is the rest?
        let _ = (entries, stored);
        todo!("disk: entries that outlive a crash")
    }

    /// Throws away this entry and all after it: a new leader knows better.
    async fn truncate(&mut self, from: LogId) -> Result<(), StorageError> {
        self.disk.write(|content| drop(content.entries.split_off(&from.index)));
        self.disk.sync().await;
        Ok(())
    }

    /// Throws away all up to this entry: a snapshot has them.
    async fn purge(&mut self, upto: LogId) -> Result<(), StorageError> {
        self.disk.write(|content| {
            content.purged = Some(upto);
            content.entries = content.entries.split_off(&(upto.index + 1));
        });
        self.disk.sync().await;
        Ok(())
    }

    async fn get_log_state(&mut self) -> Result<LogState<Types>, StorageError> {
        Ok(self.disk.read(|content| {
            let last = content.entries.last_key_value().map(|(_, entry)| entry.log_id);
            LogState { last_purged_log_id: content.purged, last_log_id: last.or(content.purged) }
        }))
    }

    async fn get_log_reader(&mut self) -> Self {
        self.clone()
    }
}
