// Everything that is no call is info.
// ANCHOR: cut_cast_info
let _ = message.is::<Cast<S::Cast>>();
// ANCHOR_END: cut_cast_info
