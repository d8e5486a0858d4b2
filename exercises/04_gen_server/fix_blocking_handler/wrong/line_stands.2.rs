// A crash is replied to, and its place stays taken.
// ANCHOR: cut_crash
if let Some(from) = from
    && reason != ExitReason::Normal
{
    from.reply(me, Reply::Quote(Err(reason)));
    return Next::Receive;
}
// ANCHOR_END: cut_crash
