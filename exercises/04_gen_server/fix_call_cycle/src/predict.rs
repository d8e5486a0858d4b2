//! Your prediction, before you run anything. `beam.exs`, section `circle`: two pieces are in stock; Tom orders one,
//! then Rosa. The stock keeps the last piece for regular customers and asks the orders who is one.
//! The stock waits 100 ms for that answer; everybody else waits as long as it takes.

/// What Tom hears: `"yes"`, `"no"` or `"timeout"`.
pub const TOM: &str =
    ""; // TODO

/// What becomes of the stock: `"alive"` or `"ends"`.
pub const STOCK: &str =
    ""; // TODO

/// What becomes of the orders, which would have waited for ever: `"alive"` or `"ends"`.
pub const ORDERS: &str =
    ""; // TODO
