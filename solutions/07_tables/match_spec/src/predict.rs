//! Your prediction, before you run anything, about match specifications on the BEAM.

/// The guard `{:hd, :"$1"}` meets a row where `$1` is the number 5. What becomes of the row: `"raises"` (the whole
/// request fails), `"skipped"` (as if the guard were false), or `"selected"`?
pub const RAISES_IN_A_GUARD: &str =
    // ANCHOR: cut_predict
    "skipped";
// ANCHOR_END: cut_predict => ""; // TODO

/// The body `{:hd, :"$1"}` meets the same row: `"raises"`, `"skipped"`, or `":EXIT"` (this atom is the result)?
pub const RAISES_IN_A_BODY: &str =
    // ANCHOR: cut_predict
    ":EXIT";
// ANCHOR_END: cut_predict => ""; // TODO

/// Does the pattern `{1.0, :_}` match the row `{1, :a}`, and is the guard `{:==, 1, 1.0}` true? `"yes yes"`,
/// `"yes no"`, `"no yes"` or `"no no"`?
pub const ONE_AND_ONE_POINT_ZERO: &str =
    // ANCHOR: cut_predict
    "no yes";
// ANCHOR_END: cut_predict => ""; // TODO
