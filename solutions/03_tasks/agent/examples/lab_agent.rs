//! An agent with a list of numbers: send it functions, a slow one too, and one that panics.

use std::process::ExitCode;
use std::time::Duration;

use agent::{Agent, start_link};
use lab::{Job, Lab, Request, Stage, Text, shown};

lab::kernel!(process);

const ABOUT: Text = Text {
    en: "An agent holds a list of numbers, and your code sends it functions. Try `call list push 3`, `call list pop`; \
         then `cast list slow 3000` and at once `tree` and `call list get`; then `crash list`.",
    ru: "Агент хранит список чисел, а твой код посылает ему функции. Попробуй `call list push 3`, `call list pop`, \
         потом `cast list slow 3000` и сразу `tree` и `call list get`, а потом `crash list`.",
};

type Numbers = Agent<Vec<i64>>;

async fn open(stage: Stage) -> Option<Lab> {
    let node = Node::new(&stage);
    let start = node.start(|me| {
        Box::pin(async move {
            let list = start_link(me, Vec::new).await.ok()?;
            me.system().register("list", list.pid()).ok()?;
            Some(list)
        })
    });
    let list: Numbers = start.await??;
    let ask = |what: fn(&Node, Numbers, &Request<'_>) -> Option<Job>| {
        let node = node.clone();
        move |request: &Request<'_>| what(&node, list, request)
    };
    let state = node.clone();
    let get = |node: &Node, list: Numbers| {
        node.ask(move |me| Box::pin(async move { shown(list.get(me, |numbers| numbers.clone()).await) }))
    };
    let lab =
        Lab::new(node.clone(), ABOUT)
            .state(move |pid| match pid == list.pid().to_string() {
                true => get(&state, list),
                false => Box::pin(async { None }),
            })
            .call(
                "list",
                "get",
                ask(|node, list, _| {
                    Some(node.ask(move |me| {
                        Box::pin(async move { shown(list.get(me, |numbers| numbers.clone()).await) })
                    }))
                }),
            )
            .call(
                "list",
                "push N",
                ask(|node, list, request| {
                    let number: i64 = request.word(0)?;
                    Some(node.ask(move |me| {
                        Box::pin(async move { shown(list.update(me, move |n| n.push(number)).await) })
                    }))
                }),
            )
            .call(
                "list",
                "pop",
                ask(|node, list, _| {
                    Some(node.ask(move |me| {
                        Box::pin(async move { shown(list.get_and_update(me, Vec::pop).await) })
                    }))
                }),
            )
            .cast("list", "clear", ask(|node, list, _| Some(node.tell(move |me| list.cast(me, Vec::clear)))))
            // Whoever waits for the slow function is a process of its own: the shell goes on.
            .cast(
                "list",
                "slow MS",
                ask(|node, list, request| {
                    let pause = Duration::from_millis(request.word(0)?);
                    let slow = move |numbers: Vec<i64>| async move {
                        tokio::time::sleep(pause).await;
                        ((), numbers)
                    };
                    Some(node.tell(move |me| {
                        me.spawn(move |mut me| async move {
                            let _ = me.register("client");
                            let _ = list.within(None).get_and_update_async(&mut me, slow).await;
                        });
                    }))
                }),
            )
            .crash(ask(|node, list, _| {
                Some(node.ask(move |me| {
                    Box::pin(async move { shown(list.update(me, |_| panic!("told to panic")).await) })
                }))
            }));
    Some(lab)
}

fn main() -> ExitCode {
    lab::run("agent", open)
}
