//! A read-through cache under a supervisor, on the real clock: see hits and misses, let time pass, kill the owner.

use std::process::ExitCode;
use std::time::Duration;

use cache::{Cache, Loader, Settings};
use lab::{Lab, Request, Stage, Text, shown};
use process::Context;
use supervisor::{Flags, Options, start_link};
use table::Tables;
use term::{Term, term};
use tokio::time::sleep;

lab::kernel!(process);

const ABOUT: Text = Text {
    en: "A cache with room for three. A load takes half a second and gives the length of the key. Your code reads, \
         stores and loads. Try `call cache get plum`, `call cache fetch plum`, then both again; `call cache put_for \
         800 fig 1`, `wait 900`, `call cache get fig`; four keys, and `call cache keys`; then `kill cache`.",
    ru: "Кеш на три места. Загрузка длится полсекунды и даёт длину ключа. Читает, хранит и загружает твой код. \
         Попробуй `call cache get plum`, `call cache fetch plum`, потом оба ещё раз; `call cache put_for 800 fig 1`, \
         `wait 900`, `call cache get fig`; четыре ключа и `call cache keys`; а затем `kill cache`.",
};

/// What a lab is asked, by a process of its own: a cache, and the words.
type Ask = for<'a> fn(&'a mut Context, &'a Cache, &'a [String]) -> Code<'a, String>;

async fn open(stage: Stage) -> Option<Lab> {
    let node = Node::new(&stage);
    let length = Loader::new(|key| async move {
        sleep(Duration::from_millis(500)).await;
        term!((key.as_text().unwrap_or_default().chars().count()))
    });
    let settings =
        Settings { ttl: Duration::from_secs(20), capacity: 3, sweep_every: Duration::from_secs(5) };
    let cache = Cache::new(&Tables::new(&node.system), settings, length);
    let children = vec![cache.child_spec()];
    let start = node.start(move |me| {
        Box::pin(async move { start_link(me, children, Flags::default(), Options::named("top")).await })
    });
    start.await?.ok()?;
    let asked = |words: usize, ask: Ask| {
        let (node, cache) = (node.clone(), cache.clone());
        move |request: &Request<'_>| {
            let given: Option<Vec<String>> = (0..words).map(|n| request.word(n)).collect();
            let (given, cache) = (given?, cache.clone());
            Some(node.ask(move |me| Box::pin(async move { ask(me, &cache, &given).await })))
        }
    };
    let (state, stats) = (node.clone(), cache.clone());
    let lab = Lab::new(node.clone(), ABOUT)
        .state(move |pid| {
            let is_owner = state.pid(pid).is_some_and(|pid| state.system.whereis("cache") == Some(pid));
            let stats = stats.clone();
            match is_owner {
                true => state.ask(move |me| Box::pin(async move { stats.stats(&me.pid()).to_string() })),
                false => Box::pin(async { None }),
            }
        })
        .call(
            "cache",
            "get KEY",
            asked(1, |me, cache, words| Box::pin(async move { found(cache.get(&me.pid(), &key(words))) })),
        )
        .call(
            "cache",
            "fetch KEY",
            asked(1, |me, cache, words| Box::pin(async move { shown(cache.fetch(me, &key(words)).await) })),
        )
        .call(
            "cache",
            "put KEY VALUE",
            asked(2, |me, cache, words| {
                Box::pin(async move { shown(cache.put(me, &key(words), &words[1].as_str().into()).await) })
            }),
        )
        .call(
            "cache",
            "put_for MS KEY VALUE",
            asked(3, |me, cache, words| {
                Box::pin(async move {
                    let ttl = Duration::from_millis(words[0].parse().unwrap_or(0));
                    shown(cache.put_for(me, &key(&words[1..]), &words[2].as_str().into(), ttl).await)
                })
            }),
        )
        .call(
            "cache",
            "delete KEY",
            asked(1, |me, cache, words| Box::pin(async move { shown(cache.delete(me, &key(words)).await) })),
        )
        .call(
            "cache",
            "clear",
            asked(0, |me, cache, _| Box::pin(async move { shown(cache.clear(me).await) })),
        )
        .call(
            "cache",
            "keys",
            asked(0, |me, cache, _| Box::pin(async move { Term::list(cache.keys(&me.pid())).to_string() })),
        )
        .call(
            "cache",
            "stats",
            asked(0, |me, cache, _| Box::pin(async move { cache.stats(&me.pid()).to_string() })),
        );
    Some(lab)
}

fn key(words: &[String]) -> Term {
    words[0].as_str().into()
}

fn found(value: Option<Term>) -> String {
    value.map_or("miss".to_owned(), |value| format!("hit: {value}"))
}

fn main() -> ExitCode {
    lab::run("cache", open)
}
