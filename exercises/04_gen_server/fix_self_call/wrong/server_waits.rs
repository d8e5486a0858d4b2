// The accounts wait for the writer before they look at the next message.
// ANCHOR: cut_later
let (accounts, _) = (me.pid(), client);
me.spawn_link(move |mut writer| async move {
    let lines = write(&mut writer, balances).await;
    writer.send(accounts, Told::Lines(lines));
});
Answer::reply(me.receive::<Told>().await)
// ANCHOR_END: cut_later
