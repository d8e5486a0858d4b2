// For the core it is always the first moment.
// ANCHOR: cut_serve
let _ = self.started;
Answer::reply(match request {
    Request::Hit(user) => Reply::Decision(self.users.hit(&user, std::time::Duration::ZERO)),
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
self.users.retain(|_, log| log.back().is_some_and(|newest| *newest + window > now));
// ANCHOR_END: cut_serve
