//! What a correct object does when one client at a time asks it: the sequential specification.
//!
//! A model is a function: a state and an operation give the next state and the only reply that is right. The judge
//! asks nothing else about the object, so any object can be judged that has such a function.
//!
//! Left out: objects that may answer in more than one way. Source: Herlihy and Wing, 1990. Chapter: `kv_store`.

use std::fmt::Display;
use std::hash::Hash;

// ANCHOR: model
/// A sequential specification of one object, that is, of one key.
pub trait Model {
    /// What can be asked.
    type Op: Words + Clone;
    /// What is answered.
    type Reply: Clone + PartialEq + Display;
    /// What the object remembers.
    type State: Clone + Eq + Hash;

    /// Before anybody has asked anything.
    fn init(&self) -> Self::State;

    /// The state afterwards, and the reply.
    fn apply(&self, state: &Self::State, op: &Self::Op) -> (Self::State, Self::Reply);
}
// ANCHOR_END: model

/// How an operation is written down: `put x 3`.
pub trait Words {
    /// The operation on `key`, in the words of a command line.
    fn words(&self, key: &str) -> String;
}

/// A counter: adds, and reads the sum.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counter;

/// What a [`Counter`] is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// Adds, and answers with the new sum.
    Add(i64),
    /// Answers with the sum.
    Read,
}

impl Model for Counter {
    type Op = Count;
    type Reply = i64;
    type State = i64;

    fn init(&self) -> i64 {
        0
    }

    fn apply(&self, sum: &i64, op: &Count) -> (i64, i64) {
        let sum = match op {
            Count::Add(n) => sum + n,
            Count::Read => *sum,
        };
        (sum, sum)
    }
}

impl Words for Count {
    fn words(&self, key: &str) -> String {
        match self {
            Self::Add(n) => format!("add {key} {n}"),
            Self::Read => format!("read {key}"),
        }
    }
}

/// A lock, or a name: one owner at a time. A reply says whether it was granted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lock;

/// What a [`Lock`] is asked, and by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Becomes the owner, if there is none.
    Acquire(String),
    /// Ends being the owner.
    Release(String),
}

impl Model for Lock {
    type Op = Turn;
    type Reply = bool;
    type State = Option<String>;

    fn init(&self) -> Option<String> {
        None
    }

    fn apply(&self, owner: &Option<String>, op: &Turn) -> (Option<String>, bool) {
        match op {
            Turn::Acquire(who) if owner.is_none() => (Some(who.clone()), true),
            Turn::Release(who) if owner.as_ref() == Some(who) => (None, true),
            _ => (owner.clone(), false),
        }
    }
}

impl Words for Turn {
    fn words(&self, key: &str) -> String {
        match self {
            Self::Acquire(who) => format!("acquire {key} {who}"),
            Self::Release(who) => format!("release {key} {who}"),
        }
    }
}
