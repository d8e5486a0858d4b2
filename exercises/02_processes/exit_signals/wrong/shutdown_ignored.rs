// Treats `shutdown` as another word for `normal`.
// ANCHOR: cut_normal
if !reason.is_abnormal() && sender == Sender::Other {
    return Effect::Ignore;
}
// ANCHOR_END: cut_normal
