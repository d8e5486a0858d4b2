//! A limiter of three hits in ten seconds for each user, on the real clock.

use std::process::ExitCode;
use std::time::Duration;

use gen_server::{Options, start_link};
use lab::{Lab, Stage, Text, shown};
use rate_limiter::{Limit, RateLimiter, hit, users};

lab::kernel!(process);

const ABOUT: Text = Text {
    en: "A limiter: three hits in ten seconds for each user, counted by your code. Try `call limiter hit ann` four \
         times, `call limiter hit bob`, and see how long ann has to wait; then `wait 10000`, `call limiter users` and \
         `call limiter hit ann` again.",
    ru: "Ограничитель: три обращения за десять секунд на каждого, считает твой код. Попробуй четыре раза `call limiter \
         hit ann`, потом `call limiter hit bob`, и посмотри, сколько ждать ann; затем `wait 10000`, `call limiter \
         users` и снова `call limiter hit ann`.",
};

async fn open(stage: Stage) -> Option<Lab> {
    let node = Node::new(&stage);
    let limit = Limit { hits: 3, window: Duration::from_secs(10) };
    let start =
        node.start(move |me| Box::pin(start_link::<RateLimiter>(me, limit, Options::named("limiter"))));
    let limiter = start.await?.ok()?;
    let (state, counting, hitting) = (node.clone(), node.clone(), node.clone());
    let lab = Lab::new(node, ABOUT)
        .state(move |_| {
            state.ask(move |me| {
                Box::pin(async move {
                    let users = users(me, limiter).await;
                    users.map_or(String::new(), |users| format!("users: {users}"))
                })
            })
        })
        .call("limiter", "hit USER", move |request| {
            let user: String = request.word(0)?;
            Some(hitting.ask(move |me| Box::pin(async move { shown(hit(me, limiter, &user).await) })))
        })
        .call("limiter", "users", move |_| {
            Some(counting.ask(move |me| Box::pin(async move { shown(users(me, limiter).await) })))
        });
    Some(lab)
}

fn main() -> ExitCode {
    lab::run("rate_limiter", open)
}
