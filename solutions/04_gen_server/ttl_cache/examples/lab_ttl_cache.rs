//! A cache that forgets, on the real clock: an entry lives for ten seconds, and every fifteen a sweep comes.

use std::process::ExitCode;
use std::time::Duration;

use gen_server::{Options, start_link};
use lab::{Lab, Request, Stage, Text, shown};
use ttl_cache::{Settings, TtlCache, delete, get, put, put_for, size, stored};

lab::kernel!(process);

const ABOUT: Text = Text {
    en: "A cache. An entry lives for ten seconds, every fifteen a sweep comes, and the clock is the real one. Try `cast \
         cache put a 1`, `cast cache put_for 500 b 2`, `call cache get b`, `wait 600` and the same question again; \
         then `call cache size` and `call cache stored`.",
    ru: "Кеш. Запись живёт десять секунд, каждые пятнадцать приходит уборка, часы настоящие. Попробуй `cast cache put a \
         1`, `cast cache put_for 500 b 2`, `call cache get b`, `wait 600` и тот же вопрос ещё раз, потом `call cache \
         size` и `call cache stored`.",
};

async fn open(stage: Stage) -> Option<Lab> {
    let node = Node::new(&stage);
    let settings = Settings { ttl: Duration::from_secs(10), sweep_every: Duration::from_secs(15) };
    let start = node.start(move |me| Box::pin(start_link::<TtlCache>(me, settings, Options::named("cache"))));
    let cache = start.await?.ok()?;
    let asked = |what: fn(&Node, &Request<'_>, gen_server::Server<TtlCache>) -> Option<lab::Job>| {
        let node = node.clone();
        move |request: &Request<'_>| what(&node, request, cache)
    };
    let state = node.clone();
    let lab = Lab::new(node.clone(), ABOUT)
        .state(move |_| {
            state.ask(move |me| {
                Box::pin(async move {
                    let all = cache.state(me).await.unwrap_or_default();
                    let entries =
                        all.split("entries: ").nth(1).and_then(|rest| rest.split(" }, settings").next());
                    entries.unwrap_or_default().to_owned()
                })
            })
        })
        .cast(
            "cache",
            "put KEY VALUE",
            asked(|node, request, cache| {
                let (key, value): (String, String) = (request.word(0)?, request.word(1)?);
                Some(node.tell(move |me| put(me, cache, &key, &value)))
            }),
        )
        .cast(
            "cache",
            "put_for MS KEY VALUE",
            asked(|node, request, cache| {
                let (key, value): (String, String) = (request.word(1)?, request.word(2)?);
                let ttl = Duration::from_millis(request.word(0)?);
                Some(node.tell(move |me| put_for(me, cache, &key, &value, ttl)))
            }),
        )
        .call(
            "cache",
            "get KEY",
            asked(|node, request, cache| {
                let key: String = request.word(0)?;
                Some(node.ask(move |me| Box::pin(async move { shown(get(me, cache, &key).await) })))
            }),
        )
        .call(
            "cache",
            "delete KEY",
            asked(|node, request, cache| {
                let key: String = request.word(0)?;
                Some(node.ask(move |me| Box::pin(async move { shown(delete(me, cache, &key).await) })))
            }),
        )
        .call(
            "cache",
            "size",
            asked(|node, _, cache| {
                Some(node.ask(move |me| Box::pin(async move { shown(size(me, cache).await) })))
            }),
        )
        .call(
            "cache",
            "stored",
            asked(|node, _, cache| {
                Some(node.ask(move |me| Box::pin(async move { shown(stored(me, cache).await) })))
            }),
        );
    Some(lab)
}

fn main() -> ExitCode {
    lab::run("ttl_cache", open)
}
