//! Your prediction, before you run anything, about a partition supervisor of the BEAM with four partitions: 0, 1, 2, 3.

// ANCHOR: predict
/// To which partition does the key -1 go? (A number.)
pub const KEY_MINUS_ONE: &str =
    // ANCHOR: cut_predict
    "1";
// ANCHOR_END: cut_predict => ""; // TODO

/// Five partitions in place of four: how many of the keys 0, 1, …, 19 keep their number? (A number.)
pub const KEYS_THAT_STAY: &str =
    // ANCHOR: cut_predict
    "4";
// ANCHOR_END: cut_predict => ""; // TODO

/// Partition 1 has ended, and the supervisor has not come to restart it yet. What does key 1 find? `"the old process"`,
/// `"another partition"`, or `"nobody"`?
pub const FOUND_MEANWHILE: &str =
    // ANCHOR: cut_predict
    "the old process";
// ANCHOR_END: cut_predict => ""; // TODO

/// Each of the four partitions is killed once, one right after the other; flags as by default. What does the supervisor
/// do? `"lives"`, or `"dies REASON"`?
pub const EACH_CRASHES_ONCE: &str =
    // ANCHOR: cut_predict
    "dies shutdown";
// ANCHOR_END: cut_predict => ""; // TODO

/// Each partition is a dynamic supervisor. Eight children are started at the same moment, each takes 100 ms to start, and
/// their keys are 0, 1, …, 7. All eight run after how many times 100 ms? (A number.)
pub const EIGHT_STARTS: &str =
    // ANCHOR: cut_predict
    "2";
// ANCHOR_END: cut_predict => ""; // TODO
// ANCHOR_END: predict
