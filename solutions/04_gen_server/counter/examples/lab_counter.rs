//! A counter, and the shared place that loses what is counted: talk to both.

use std::process::ExitCode;

use counter::{Access, Counter, Message, Request, Store, update};
use gen_server::{Options, Server, start_link};
use lab::{Lab, Stage, Text, shown};
use process::{Context, Down};

lab::kernel!(process);

const ABOUT: Text = Text {
    en: "Two servers: `counter` counts, `store` keeps a number that others read and write back. Try `call counter add \
         3`, then `call store race 1000`: two processes add one, a thousand times each.",
    ru: "Два сервера: `counter` считает, а `store` хранит число, которое другие читают и записывают обратно. Попробуй \
         `call counter add 3`, потом `call store race 1000`: два процесса прибавляют по единице, каждый тысячу раз.",
};

/// Two processes add one to the number in the store, so many times each; says what is there in the end.
async fn race(me: &mut Context, store: Server<Store>, times: u64) -> String {
    let helpers = [(); 2].map(|()| {
        me.spawn_monitor(move |mut helper| async move {
            for _ in 0..times {
                let _ = update(&mut helper, store, |seen| async move { seen + 1 }).await;
            }
        })
    });
    for (_, monitor) in helpers {
        me.receive_if(|down: &Down| down.reference == monitor).await;
    }
    shown(store.call(me, Access::Get).await)
}

async fn open(stage: Stage) -> Option<Lab> {
    let node = Node::new(&stage);
    let start = node.start(|me| {
        Box::pin(async move {
            let counter = start_link::<Counter>(me, 0, Options::named("counter")).await.ok()?;
            Some((counter, start_link::<Store>(me, 0, Options::named("store")).await.ok()?))
        })
    });
    let (counter, store) = start.await??;
    let count = {
        let node = node.clone();
        move |request| node.ask(move |me| Box::pin(async move { shown(counter.call(me, request).await) }))
    };
    let reach = {
        let node = node.clone();
        move |access| node.ask(move |me| Box::pin(async move { shown(store.call(me, access).await) }))
    };
    let (state, racing, tell) = (node.clone(), node.clone(), node.clone());
    let (add, reset, value, get) = (count.clone(), count.clone(), count, reach.clone());
    Some(
        Lab::new(node, ABOUT)
            // Any server answers this question, whatever it is asked otherwise.
            .state(move |pid| match state.pid(pid) {
                Some(pid) => state.ask(move |me| {
                    Box::pin(async move { Server::<Counter>::new(pid).state(me).await.unwrap_or_default() })
                }),
                None => Box::pin(async { None }),
            })
            .call("counter", "add N", move |request| Some(add(Request::Add(request.word(0)?))))
            .call("counter", "value", move |_| Some(value(Request::Value)))
            .call("counter", "reset", move |_| Some(reset(Request::Reset)))
            .cast("counter", "add N", move |request| {
                let more = request.word(0)?;
                Some(tell.tell(move |me| counter.cast(me, Message::Add(more))))
            })
            .call("store", "get", move |_| Some(get(Access::Get)))
            .call("store", "put N", move |request| Some(reach(Access::Put(request.word(0)?))))
            .call("store", "race N", move |request| {
                let times = request.word(0)?;
                Some(racing.ask(move |me| Box::pin(race(me, store, times))))
            }),
    )
}

fn main() -> ExitCode {
    lab::run("counter", open)
}
