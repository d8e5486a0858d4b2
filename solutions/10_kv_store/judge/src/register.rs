//! The model of one key of a store: it holds a value, or none.
//!
//! Chapter: `kv_store`.

use std::fmt::{self, Display};
use std::hash::Hash;
use std::marker::PhantomData;

use crate::model::{Model, Words};

/// One key of a store whose values are `V`.
#[derive(Clone, Copy, Debug)]
pub struct Register<V = u64>(PhantomData<V>);

impl<V> Default for Register<V> {
    fn default() -> Self {
        Self(PhantomData)
    }
}

// ANCHOR: register
/// What a key is asked.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Request<V = u64> {
    /// What is its value?
    Get,
    /// Its value is this from now on.
    Put(V),
    /// It has no value any more.
    Delete,
    /// If its value is `from`, it is `to` from now on.
    Cas {
        /// What it must be; `None`: it must have no value.
        from: Option<V>,
        /// What it is then.
        to: V,
    },
}

/// What a key answers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Reply<V = u64> {
    /// To `Put` and `Delete`.
    Done,
    /// To `Get`.
    Value(Option<V>),
    /// To `Cas`: whether the value was `from`.
    Swapped(bool),
}

impl<V: Clone + Eq + Hash + Display> Model for Register<V> {
    type Op = Request<V>;
    type Reply = Reply<V>;
    type State = Option<V>;

    fn init(&self) -> Option<V> {
        None
    }

    fn apply(&self, value: &Option<V>, request: &Request<V>) -> (Option<V>, Reply<V>) {
        match request {
            Request::Get => (value.clone(), Reply::Value(value.clone())),
            Request::Put(new) => (Some(new.clone()), Reply::Done),
            Request::Delete => (None, Reply::Done),
            Request::Cas { from, to } if from == value => (Some(to.clone()), Reply::Swapped(true)),
            Request::Cas { .. } => (value.clone(), Reply::Swapped(false)),
        }
    }
}
// ANCHOR_END: register

impl<V: Display> Words for Request<V> {
    fn words(&self, key: &str) -> String {
        match self {
            Self::Get => format!("get {key}"),
            Self::Put(value) => format!("put {key} {value}"),
            Self::Delete => format!("delete {key}"),
            Self::Cas { from: Some(from), to } => format!("cas {key} {from} {to}"),
            Self::Cas { from: None, to } => format!("cas {key} none {to}"),
        }
    }
}

impl<V: Display> Display for Reply<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Done => f.write_str("ok"),
            Self::Value(Some(value)) => write!(f, "{value}"),
            Self::Value(None) => f.write_str("none"),
            Self::Swapped(swapped) => write!(f, "{swapped}"),
        }
    }
}
