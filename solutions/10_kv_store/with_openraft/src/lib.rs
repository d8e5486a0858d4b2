//! TODO: what this crate is, in one sentence.
//!
//! ```
//! assert_eq!(with_openraft::twice(4), 8);
//! ```
//!
//! Left out: TODO. Source: TODO. Chapter: `kv_store`.

// ANCHOR: twice
/// Twice `n`.
#[must_use]
pub fn twice(n: u32) -> u32 {
    // ANCHOR: cut_first
    n * 2
    // ANCHOR_END: cut_first => // TODO: `n` and `n` again
    // ANCHOR_END: cut_first => let _ = n;
    // ANCHOR_END: cut_first => todo!("first: n and n again")
}
// ANCHOR_END: twice
