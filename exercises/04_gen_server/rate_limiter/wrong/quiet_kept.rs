// Wakes once, and never again.
// ANCHOR: cut_serve
Answer::reply(match request {
    Request::Hit(user) => Reply::Decision(self.users.hit(&user, self.started.elapsed())),
    Request::Users => Reply::Users(self.users.users()),
})
// ANCHOR_END: cut_serve
// ANCHOR: cut_serve
let _ = (me, self.limit.window);
if message.is::<Forget>() {
    self.users.forget_quiet(self.started.elapsed());
}
// ANCHOR_END: cut_serve
// ANCHOR: cut_serve
let window = self.limit.window;
self.users.retain(|_, log| log.back().is_some_and(|newest| *newest + window > now));
// ANCHOR_END: cut_serve
