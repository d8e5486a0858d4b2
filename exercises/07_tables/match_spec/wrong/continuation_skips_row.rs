// Notices that there are enough when it already has the next row in hand.
// ANCHOR: cut_limit
let stopped = self.table.visit(me, walk, |row| {
    if waiting.len() == limit {
        return Step::Stop;
    }
    waiting.extend(spec.run(row));
    Step::Keep
})?;
self.at = stopped.map_or(At::End, At::After);
Ok(())
// ANCHOR_END: cut_limit
