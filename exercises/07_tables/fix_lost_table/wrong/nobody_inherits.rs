// Gives the table away, and is not its heir.
// ANCHOR: cut_keep
let _ = me.pid();
match tables.create(me, SCORES, Options::set().named().protected()) {
    Ok(table) => Init::ok(Self { table: Some(table) }),
    Err(error) => Init::Stop(error.to_string().as_str().into()),
}
// ANCHOR_END: cut_keep
