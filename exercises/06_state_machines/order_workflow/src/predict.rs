//! Your prediction, before you write the order.

/// Payment was asked three times for the money, and never answered. Which state is next, `"cancelled"` or
/// `"refunding"`?
pub const AFTER_SILENCE: &str =
    ""; // TODO

/// The customer cancels while the order is pending; then payment says "paid". Which state comes after `authorized`?
pub const CANCELLED_BEFORE_IT_WAS_PAID: &str =
    ""; // TODO

/// The customer cancels, the warehouse is asked to stop the parcel, and says that it is on its way. In which state does
/// the order end?
pub const RECALLED_TOO_LATE: &str =
    ""; // TODO
