//! Rows that share a lock.

use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::index::Index;

/// Cache lines of its own, so that threads at neighbours do not disturb each other.
#[repr(align(128))]
pub(crate) struct Shard(RwLock<Index>);

impl Shard {
    pub(crate) fn new(index: Index) -> Self {
        Self(RwLock::new(index))
    }

    pub(crate) fn read(&self) -> RwLockReadGuard<'_, Index> {
        // A visitor panicked before anything was changed: what a poisoned lock guards is whole.
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn write(&self) -> RwLockWriteGuard<'_, Index> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Without locking: nobody else has the shard.
    pub(crate) fn alone(&mut self) -> &mut Index {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner)
    }
}
