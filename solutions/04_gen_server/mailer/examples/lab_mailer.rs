//! A mailer whose line is slow and whose addresses are not all good, on the real clock.

use std::process::ExitCode;
use std::time::Duration;

use lab::{Lab, Stage, Text, shown};
use mailer::{ATTEMPTS, Mailer, PAUSE, Transport};

lab::kernel!(process);

const ABOUT: Text = Text {
    en: "A mailer that sends in the background; each mail takes half a second. An address without `@` is refused, and \
         your code tries again. Try `cast mailer deliver ada@example.org`, `cast mailer deliver nobody`, `call mailer \
         status` several times; then three deliveries in a row and `call mailer idle`.",
    ru: "Почтальон отправляет письма в фоне, каждое за полсекунды. Адрес без `@` не принимают, и твой код \
         пробует снова. Попробуй `cast mailer deliver ada@example.org`, `cast mailer deliver nobody`, несколько раз \
         `call mailer status`; потом три письма подряд и `call mailer idle`.",
};

/// The answer when all is done.
#[derive(Debug)]
struct Idle;

/// How long one mail is under way.
const UNDER_WAY: Duration = Duration::from_millis(500);

async fn open(stage: Stage) -> Option<Lab> {
    let node = Node::new(&stage);
    let transport = Transport::new(|mail| async move {
        tokio::time::sleep(UNDER_WAY).await;
        if mail.contains('@') { Ok(()) } else { Err("no such address".to_owned()) }
    });
    let start = node.start(move |me| Box::pin(Mailer::start_link(me, transport)));
    let mailer = start.await?.ok()?;
    let (state, asking, waiting, telling) = (node.clone(), node.clone(), node.clone(), node.clone());
    let lab = Lab::new(node, ABOUT)
        .state(move |pid| {
            if pid != mailer.pid().to_string() {
                return Box::pin(async { None });
            }
            state.ask(move |me| {
                Box::pin(async move {
                    let status = mailer.status(me).await;
                    status.map_or(String::new(), |status| {
                        format!("waiting: {}, sent: {}", status.waiting, status.sent)
                    })
                })
            })
        })
        .cast("mailer", "deliver ADDRESS", move |request| {
            let mail: String = request.word(0)?;
            Some(telling.tell(move |me| mailer.deliver(me, &mail)))
        })
        .call("mailer", "status", move |_| {
            Some(asking.ask(move |me| Box::pin(async move { shown(mailer.status(me).await) })))
        })
        .call("mailer", "idle", move |_| {
            let limit = (UNDER_WAY + PAUSE) * ATTEMPTS * 5;
            Some(waiting.ask(move |me| {
                Box::pin(async move { shown(mailer.await_idle(me, limit).await.map(|()| Idle)) })
            }))
        });
    Some(lab)
}

fn main() -> ExitCode {
    lab::run("mailer", open)
}
