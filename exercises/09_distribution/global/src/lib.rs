//! TODO: what this crate is, in one sentence.
//!
//! ```
//! assert_eq!(global::twice(4), 8);
//! ```
//!
//! Left out: TODO. Source: TODO. Chapter: `distribution`.

/// Twice `n`.
#[must_use]
pub fn twice(n: u32) -> u32 {
    // TODO: `n` and `n` again
    let _ = n;
    todo!("first: n and n again")
}
