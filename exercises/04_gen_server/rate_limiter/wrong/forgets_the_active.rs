// Looks at the oldest hit, and forgets who has newer ones.
// ANCHOR: cut_serve
Answer::reply(match request {
    Request::Hit(user) => Reply::Decision(self.users.hit(&user, self.started.elapsed())),
    Request::Users => Reply::Users(self.users.users()),
})
// ANCHOR_END: cut_serve
// ANCHOR: cut_serve
if message.is::<Forget>() {
    self.users.forget_quiet(self.started.elapsed());
    me.send_after(self.limit.window, me.pid(), Forget);
}
// ANCHOR_END: cut_serve
// ANCHOR: cut_serve
let window = self.limit.window;
self.users.retain(|_, log| log.front().is_some_and(|oldest| *oldest + window > now));
// ANCHOR_END: cut_serve
