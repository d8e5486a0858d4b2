//! Your prediction, before you run anything. In the first three, `a`, `b` and `c` see each other, and then the
//! connection between `a` and `c` is lost. Nothing else is.

/// Three nodes of a BEAM with `-kernel prevent_overlapping_partitions false`. Whom does `b` see when all is quiet:
/// `"a c"`, `"a"`, `"c"` or `"nobody"`?
pub const B_SEES_WITHOUT_PREVENTION: &str =
    // ANCHOR: cut_predict
    "a c";
// ANCHOR_END: cut_predict => ""; // TODO

/// Three nodes of a BEAM as OTP 25 starts them, where overlaps are prevented. Whom does `b` see when all is quiet?
pub const B_SEES_WITH_PREVENTION: &str =
    // ANCHOR: cut_predict
    "nobody";
// ANCHOR_END: cut_predict => ""; // TODO

/// The same, with a fourth node `d` that saw them all. Whom does `b` see when all is quiet?
pub const B_SEES_AMONG_FOUR: &str =
    // ANCHOR: cut_predict
    "d";
// ANCHOR_END: cut_predict => ""; // TODO

/// Now the cables of `a` to the other two are cut, on our own nodes. A process on `a` and one on `b` are linked. Which of
/// them hears the exit signal: `"a"`, `"b"`, `"both"` or `"neither"`?
pub const WHO_HEARS_OF_THE_LINK: &str =
    // ANCHOR: cut_predict
    "both";
// ANCHOR_END: cut_predict => ""; // TODO

/// During this cut each side registers a process as `shop` with `global`. How many are told `yes`?
pub const YES_DURING_THE_CUT: u32 =
    // ANCHOR: cut_predict
    2;
// ANCHOR_END: cut_predict => 0; // TODO

/// Each node has one member in a group of `pg`. How many does `a` find during the cut?
pub const MEMBERS_FOUND_ON_A: u32 =
    // ANCHOR: cut_predict
    1;
// ANCHOR_END: cut_predict => 0; // TODO
