// Gives up in silence.
// ANCHOR: cut_server
let _ = (Cancel(ticket), CallError::Timeout);
// ANCHOR_END: cut_server
