//! What clients asked, what they were told, and when.
//!
//! A client asks one thing at a time. An operation begins when it is invoked, and ends in one of three ways: with a
//! reply, with the certainty that nothing happened, or in silence. After a silence nobody knows: the operation may
//! take effect at any later time, or never. Its client goes on under a new life, because the old one waits still.
//!
//! Times are virtual microseconds. What counts as earlier is the order in which things were recorded, so that two
//! events of the same microsecond are in order too.
//!
//! Source: Herlihy and Wing, "Linearizability", 1990; Jepsen's `:ok`, `:fail` and `:info`. Chapter: `kv_store`.

use std::collections::BTreeMap;

/// When something was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Virtual microseconds.
    pub at: u64,
    /// Its place among everything that was recorded.
    pub place: usize,
}

// ANCHOR: operation
/// How an operation ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending<R> {
    /// With a reply.
    Returned {
        /// What was answered.
        reply: R,
        /// When.
        at: Moment,
    },
    /// It did not happen, and never will.
    Failed {
        /// When this was known.
        at: Moment,
    },
    /// Nobody knows: it may happen at any later time, or never.
    Unknown,
}

/// One operation of one client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation<O, R> {
    /// Who asked.
    pub client: String,
    /// How many operations of this client have ended in silence before.
    pub life: usize,
    /// What it was about; keys know nothing of each other.
    pub key: String,
    /// What was asked.
    pub op: O,
    /// When.
    pub invoked: Moment,
    /// And what came of it.
    pub ending: Ending<R>,
}
// ANCHOR_END: operation

/// Operations of many clients, in the order in which they were invoked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History<O, R> {
    operations: Vec<Operation<O, R>>,
    /// Which operation a client waits for.
    open: BTreeMap<String, usize>,
    lives: BTreeMap<String, usize>,
    places: usize,
    now: u64,
}

impl<O, R> Default for History<O, R> {
    fn default() -> Self {
        Self { operations: Vec::new(), open: BTreeMap::new(), lives: BTreeMap::new(), places: 0, now: 0 }
    }
}

impl<O, R> History<O, R> {
    /// A history in which nothing has happened yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// `client` asks for `op` on `key`; hands back the place of this operation in [`History::operations`].
    ///
    /// # Panics
    /// When this client waits for an answer still, or when time runs backwards.
    pub fn invoke(&mut self, at: u64, client: &str, key: &str, op: O) -> usize {
        assert!(!self.is_open(client), "{client} asks one thing at a time");
        let invoked = self.moment(at);
        let life = self.lives.get(client).copied().unwrap_or(0);
        let (client, id) = (client.to_owned(), self.operations.len());
        self.open.insert(client.clone(), id);
        let key = key.to_owned();
        self.operations.push(Operation { client, life, key, op, invoked, ending: Ending::Unknown });
        id
    }

    /// `client` has its answer.
    ///
    /// # Panics
    /// When it asked nothing, or when time runs backwards. The same for [`History::failed`] and [`History::unknown`].
    pub fn returned(&mut self, at: u64, client: &str, reply: R) {
        let at = self.moment(at);
        self.close(client).ending = Ending::Returned { reply, at };
    }

    /// What `client` asked for did not happen and never will: it was refused before anything was done.
    pub fn failed(&mut self, at: u64, client: &str) {
        let at = self.moment(at);
        self.close(client).ending = Ending::Failed { at };
    }

    /// `client` waits no longer. What it asked for may still happen.
    pub fn unknown(&mut self, client: &str) {
        self.close(client).ending = Ending::Unknown;
        *self.lives.entry(client.to_owned()).or_default() += 1;
    }

    /// Whether `client` waits for an answer.
    #[must_use]
    pub fn is_open(&self, client: &str) -> bool {
        self.open.contains_key(client)
    }

    /// All operations, in the order in which they were invoked. Those that are open count as unknown.
    #[must_use]
    pub fn operations(&self) -> &[Operation<O, R>] {
        &self.operations
    }

    fn close(&mut self, client: &str) -> &mut Operation<O, R> {
        let id = self.open.remove(client).unwrap_or_else(|| panic!("{client} has asked for nothing"));
        &mut self.operations[id]
    }

    fn moment(&mut self, at: u64) -> Moment {
        assert!(at >= self.now, "time runs backwards: {at} after {}", self.now);
        self.now = at;
        self.places += 1;
        Moment { at, place: self.places }
    }
}

impl<O: Clone, R: Clone> History<O, R> {
    /// The history of these operations alone, in their own order; nobody waits in it.
    #[must_use]
    pub fn only(&self, ids: &[usize]) -> Self {
        let mut ids = ids.to_vec();
        ids.sort_unstable();
        let operations = ids.iter().map(|id| self.operations[*id].clone()).collect();
        Self { operations, open: BTreeMap::new(), ..self.clone() }
    }
}

impl<O, R> Operation<O, R> {
    /// The client as the pictures name it: with one stroke for each operation that ended in silence.
    #[must_use]
    pub fn lane(&self) -> String {
        format!("{}{}", self.client, "'".repeat(self.life))
    }

    /// When it ended, if anybody knows.
    #[must_use]
    pub fn end(&self) -> Option<Moment> {
        match self.ending {
            Ending::Returned { at, .. } | Ending::Failed { at } => Some(at),
            Ending::Unknown => None,
        }
    }
}
