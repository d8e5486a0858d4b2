//! Your prediction, before you run anything. `"yes"`: one object that does one thing at a time could have answered so.

/// Two clients write at the same time, two others read afterwards, one after the other.
///
/// ```text
/// a  ├─put x 1─┤
/// b   ├─put x 2──┤
/// c                ├─get x: 1─┤
/// d                             ├─get x: 2─┤
/// ```
pub const TWO_WRITERS: &str =
    ""; // TODO

/// A client reads the new value while the writer still waits for its answer; after that, another one reads the old one.
///
/// ```text
/// a  ├─put x 1─────────────────────┤
/// b   ├─get x: 1─┤
/// c                ├─get x: none─┤
/// ```
pub const NEW_THEN_OLD: &str =
    ""; // TODO

/// The same, but the two readers ask at the same time.
///
/// ```text
/// a  ├─put x 1─────────┤
/// b   ├─get x: 1─┤
/// c    ├─get x: none─┤
/// ```
pub const NEW_AND_OLD: &str =
    ""; // TODO

/// The writer never hears what came of its write. Much later its value is there.
///
/// ```text
/// a  ├─put x 1: ?┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄
/// b   ├─get x: none─┤ ├─get x: 1─┤
/// ```
pub const AFTER_A_SILENCE: &str =
    ""; // TODO
