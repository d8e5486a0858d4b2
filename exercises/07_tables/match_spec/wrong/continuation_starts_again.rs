// Forgets where it stopped.
// ANCHOR: cut_limit
let stopped = self.table.visit(me, walk, |row| {
    waiting.extend(spec.run(row));
    if waiting.len() < limit { Step::Keep } else { Step::Stop }
})?;
self.at = if stopped.is_some() { At::Start } else { At::End };
Ok(())
// ANCHOR_END: cut_limit
