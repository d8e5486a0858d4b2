// Makes a table of its own beside the one of the keeper.
// ANCHOR: cut_claim
let _ = (Server::<Keeper>::whereis, KEEPER, Claim, Context::receive::<Transfer>);
match tables.create(me, "my scores", table::Options::set().named().protected()) {
    Ok(table) => Init::ok(Self { table }),
    Err(error) => Init::Stop(error.to_string().as_str().into()),
}
// ANCHOR_END: cut_claim
