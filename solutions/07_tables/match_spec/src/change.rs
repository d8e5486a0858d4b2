//! Deleting and replacing the rows that a specification names.
//!
//! Source: OTP, `ets:select_delete/2`, `ets:select_replace/2`. Chapter: `tables`.

use table::{Process, Step, Table, Walk};
use term::Term;

use crate::select::{SelectError, Selected, visit};
use crate::spec::MatchSpec;
use crate::words::truth;

/// Whether the result is `true`; any other one is worth nothing here.
pub(crate) fn says_true(spec: &MatchSpec, row: &Term) -> bool {
    spec.run(row).is_some_and(|result| truth(&result) == Some(true))
}

// ANCHOR: delete
/// Deletes the rows that have the result `true`; how many there were.
pub(crate) fn delete(table: &Table, me: &impl Process, spec: &MatchSpec) -> Selected<usize> {
    let mut count = 0;
    visit(table, me, spec, &Walk::write(), |row| {
        // ANCHOR: cut_change
        if says_true(spec, row) {
            count += 1;
            Step::Delete
        } else {
            Step::Keep
        }
        // ANCHOR_END: cut_change => // TODO change: which rows go?
        // ANCHOR_END: cut_change => let _ = (row, &mut count, Step::Keep);
        // ANCHOR_END: cut_change => todo!("change: does this row go?")
    })?;
    Ok(count)
}
// ANCHOR_END: delete

// ANCHOR: replace
/// Puts the result in place of each row that is accepted; how many there were. The key must be seen to stay: no row
/// is touched otherwise.
pub(crate) fn replace(table: &Table, me: &impl Process, spec: &MatchSpec) -> Selected<usize> {
    // ANCHOR: cut_change
    if !spec.keeps_key(table.key_position()) {
        return Err(SelectError::ChangesKey);
    }
    let mut count = 0;
    visit(table, me, spec, &Walk::write(), |row| match spec.run(row) {
        Some(new) => {
            count += 1;
            Step::Replace(new)
        }
        None => Step::Keep,
    })?;
    Ok(count)
    // ANCHOR_END: cut_change => // TODO change: what if `spec.keeps_key(…)` says no? Then `visit` with `Walk::write()`, as above
    // ANCHOR_END: cut_change => let _ = (table, me, spec, SelectError::ChangesKey);
    // ANCHOR_END: cut_change => todo!("change: what takes the place of a row?")
}
// ANCHOR_END: replace
