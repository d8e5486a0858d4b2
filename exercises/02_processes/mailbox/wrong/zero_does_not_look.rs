// A limit of zero gives up before it has looked at anything.
// ANCHOR: cut_after
if limit.is_zero() {
    return None;
}
tokio::time::timeout(limit, self.receive_where(&mut matches)).await.ok()
// ANCHOR_END: cut_after
