// The circle is cut by a limit; what was to be known is not known then.
// ANCHOR: cut_hidden
let limit = Duration::from_millis(100);
let asked = tokio::time::timeout(limit, crate::client::balance(writer, name)).await;
let balance = asked.ok().and_then(Result::ok).unwrap_or(0);
// ANCHOR_END: cut_hidden
// ANCHOR: cut_later
let (accounts, _) = (me.pid(), client);
me.spawn_link(move |mut writer| async move {
    let lines = write(&mut writer, balances).await;
    writer.send(accounts, Told::Lines(lines));
});
Answer::reply(me.receive::<Told>().await)
// ANCHOR_END: cut_later
