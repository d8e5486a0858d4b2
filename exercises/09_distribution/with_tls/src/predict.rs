//! Your prediction, before you write anything: what does TLS 1.3 promise to whom, and when?

/// A called side demands a certificate, and the caller has none. What does `connect` give the caller: `ok` or `error`?
pub const CALLS_WITHOUT_A_CERTIFICATE: &str =
    ""; // TODO

/// And its next `read`: does it give `data`, an `error`, or does it wait for `ever`?
pub const AND_READS: &str =
    ""; // TODO

/// We call `alpha`. What answers there has a certificate of our authority, for `beta`. Does `connect` give `ok` or
/// `error`?
pub const ANSWERS_FOR_ANOTHER_HOST: &str =
    ""; // TODO

/// We are called. The caller is on `beta`, and shows a certificate of our authority for `gamma`. Does the library let
/// it in (`ok`), or not (`error`)?
pub const CALLS_FOR_ANOTHER_HOST: &str =
    ""; // TODO

/// A node sends the same message twice. What somebody on the way sees is the `same` twice, or two `different` things?
pub const THE_SAME_TWICE: &str =
    ""; // TODO

/// Can he see how long the message was, to the byte: `yes` or `no`?
pub const THE_LENGTH: &str =
    ""; // TODO
