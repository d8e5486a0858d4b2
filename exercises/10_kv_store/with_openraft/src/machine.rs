//! What the log makes of the store: a state machine, the same on every member.
//!
//! Whoever has applied the same entries in the same order has the same rows. So `apply` may ask nobody else: no clock,
//! no dice, no network. The state lives in memory, and is made again from a snapshot and the log behind it.
//!
//! Source: openraft 0.9, `RaftStateMachine`; Ongaro's thesis, 6.3 (a request that comes twice). Chapter: `kv_store`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard};

use openraft::EntryPayload;
use openraft::storage::RaftStateMachine;
use term::Term;

use crate::disk::Disk;
use crate::types::{Entry, LogId, Membership, Order, Snapshot, SnapshotMeta, StorageError, Ticket, Types};

/// Everything that follows from the log, up to a place in it.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// Up to here.
    pub(crate) applied: Option<LogId>,
    pub(crate) membership: Membership,
    rows: BTreeMap<Term, Term>,
    /// Requests that have been carried out.
    ///
    /// SHORTCUT: they stay for ever. In Ongaro's thesis a client opens a session, and the session expires.
    tickets: BTreeSet<Ticket>,
}

/// The state machine of one member. Clones are handles to the same one.
#[derive(Debug, Clone)]
pub struct Machine {
    state: Arc<Mutex<State>>,
    pub(crate) disk: Disk,
}

impl State {
    /// Does what an entry says. The same request may come a second time, from a member that has heard no answer.
    fn carry_out(&mut self, order: Order) {
        // TODO apply: a value or none for the key; once, however often it comes
        let _ = (order, &mut self.rows, &mut self.tickets);
        todo!("apply: what an entry says")
    }
}

impl Machine {
    /// The machine as the snapshot on this disk has it. What the log has behind it, the engine applies again.
    #[must_use]
    pub fn new(disk: Disk) -> Self {
        let state = disk.read(|content| content.snapshot.clone()).map(|(_, state)| state);
        Self { state: Arc::new(Mutex::new(state.unwrap_or_default())), disk }
    }

    /// What this member believes to be the value of the key. Another one may know better.
    #[must_use]
    pub fn value(&self, key: &Term) -> Option<Term> {
        self.state().rows.get(key).cloned()
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("nobody panics with it")
    }
}

impl RaftStateMachine<Types> for Machine {
    type SnapshotBuilder = Self;

    async fn applied_state(&mut self) -> Result<(Option<LogId>, Membership), StorageError> {
        let state = self.state();
        Ok((state.applied, state.membership.clone()))
    }

    /// Takes entries that a majority has; answers each of them, in order.
    async fn apply<I>(&mut self, entries: I) -> Result<Vec<()>, StorageError>
    where
        I: IntoIterator<Item = Entry> + Send,
        I::IntoIter: Send,
    {
        let mut state = self.state();
        let mut answers = Vec::new();
        for entry in entries {
            // TODO apply: three kinds of entries; where are we now, and who is answered?
            let _ = (entry, &mut state, &mut answers, EntryPayload::<Types>::Blank, State::carry_out);
            todo!("apply: an entry")
        }
        Ok(answers)
    }

    async fn get_snapshot_builder(&mut self) -> Self {
        self.clone()
    }

    async fn begin_receiving_snapshot(&mut self) -> Result<Box<State>, StorageError> {
        Ok(Box::default())
    }

    async fn install_snapshot(&mut self, meta: &SnapshotMeta, state: Box<State>) -> Result<(), StorageError> {
        self.keep(meta.clone(), (*state).clone()).await;
        *self.state() = *state;
        Ok(())
    }

    async fn get_current_snapshot(&mut self) -> Result<Option<Snapshot>, StorageError> {
        let snapshot = self.disk.read(|content| content.snapshot.clone());
        Ok(snapshot.map(|(meta, state)| Snapshot { meta, snapshot: Box::new(state) }))
    }
}
