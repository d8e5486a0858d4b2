// The writer asks the accounts, which wait for the writer.
// verdict: deadlocked
// ANCHOR: cut_hidden
let balance = crate::client::balance(writer, name).await.expect("the accounts answer");
// ANCHOR_END: cut_hidden
// ANCHOR: cut_later
let (accounts, _) = (me.pid(), client);
me.spawn_link(move |mut writer| async move {
    let lines = write(&mut writer, balances).await;
    writer.send(accounts, Told::Lines(lines));
});
Answer::reply(me.receive::<Told>().await)
// ANCHOR_END: cut_later
