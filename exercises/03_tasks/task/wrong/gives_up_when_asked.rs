// Who is not ready at the first asking is killed.
// ANCHOR: cut_ask
self.owned(me);
match me.receive_where_timeout(limit, |letter| self.concerns(letter)).await {
    Some(letter) => Some(self.outcome(me, letter)),
    None => {
        me.unlink(self.pid);
        me.exit(self.pid, ExitReason::Kill);
        None
    }
}
// ANCHOR_END: cut_ask
