//! A set of small numbers, made to be copied, compared and hashed.

/// Which steps of a search are done.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Done(Vec<u64>);

impl Done {
    /// Nothing of `n` steps is done.
    #[must_use]
    pub fn none_of(n: usize) -> Self {
        Self(vec![0; n.div_ceil(64)])
    }

    /// It is done.
    pub fn insert(&mut self, step: usize) {
        self.0[step / 64] |= 1 << (step % 64);
    }

    /// It is not done after all.
    pub fn remove(&mut self, step: usize) {
        self.0[step / 64] &= !(1 << (step % 64));
    }

    /// Everything before this step is done.
    #[must_use]
    pub fn first_left(&self) -> usize {
        let full = self.0.iter().take_while(|word| **word == u64::MAX).count();
        full * 64 + self.0.get(full).map_or(0, |word| word.trailing_ones() as usize)
    }

    /// Whether it is done.
    #[must_use]
    pub fn contains(&self, step: usize) -> bool {
        self.0[step / 64] & (1 << (step % 64)) != 0
    }
}
