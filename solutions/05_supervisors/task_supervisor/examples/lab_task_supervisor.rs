//! Tasks that sleep, under a supervisor that knows them all.

use std::process::ExitCode;
use std::time::Duration;

use lab::{Job, Lab, Member, Request, Stage, Text, shown};
use process::Context;
use task_supervisor::{Flags, Options, Restart, TaskSupervisor, start_link};

lab::kernel!(process);

const ABOUT: Text = Text {
    en: "A supervisor for tasks; there are none yet. A task sleeps for so many milliseconds and ends. Your code takes \
         it on. Try `call tasks start 60000 temporary`, the same with `permanent`, `tree`, and `kill` one of each by \
         its pid; then `call tasks async_nolink 500` and `call tasks crash 500`.",
    ru: "Супервизор задач; пока их нет. Задача спит столько-то миллисекунд и завершается. Берёт её под надзор твой код. \
         Попробуй `call tasks start 60000 temporary`, то же с `permanent`, `tree` — и `kill` с pid каждой из них; \
         потом `call tasks async_nolink 500` и `call tasks crash 500`.",
};

fn restart(word: &str) -> Option<Restart> {
    match word {
        "permanent" => Some(Restart::Permanent),
        "transient" => Some(Restart::Transient),
        "temporary" => Some(Restart::Temporary),
        _ => None,
    }
}

/// The supervisor and its tasks. They have no names: each goes by its pid.
async fn family(me: &mut Context, tasks: TaskSupervisor) -> Member {
    let children = tasks.children(me).await.unwrap_or_default().into_iter().map(|task| {
        let pid = task.to_string();
        Member { id: pid.clone(), pid: Some(pid), ..Member::default() }
    });
    let children = children.collect();
    let (id, pid, strategy) = ("tasks".to_owned(), tasks.pid().to_string(), "one_for_one".to_owned());
    Member { id, pid: Some(pid), strategy: Some(strategy), children, ..Member::default() }
}

/// Asks for a result that comes after a while, or never.
async fn result(me: &mut Context, tasks: TaskSupervisor, sleep: Duration, crash: bool) -> String {
    let work = async move {
        tokio::time::sleep(sleep).await;
        assert!(!crash, "told to panic");
        "done"
    };
    match tasks.async_nolink(me, work).await {
        Ok(mut task) => format!("{:?}", task.yield_within(me, sleep * 2).await),
        Err(error) => shown(Err::<(), _>(error)),
    }
}

async fn open(stage: Stage) -> Option<Lab> {
    let node = Node::new(&stage);
    let start = node.start(|me| Box::pin(start_link(me, Flags::default(), Options::named("tasks"))));
    let tasks = start.await?.ok()?;
    let (looking, starting) = (node.clone(), node.clone());
    let asked = |crash: bool| {
        let node = node.clone();
        move |request: &Request<'_>| -> Option<Job> {
            let sleep = Duration::from_millis(request.word(0)?);
            Some(node.ask(move |me| Box::pin(result(me, tasks, sleep, crash))))
        }
    };
    let lab = Lab::new(node.clone(), ABOUT)
        .tree(move || {
            let node = looking.clone();
            async move { node.ask(move |me| Box::pin(family(me, tasks))).await.into_iter().collect() }
        })
        .call("tasks", "start MS permanent|transient|temporary", move |request| {
            let (sleep, restart) = (Duration::from_millis(request.word(0)?), restart(request.words.get(1)?)?);
            let work = move || async move { tokio::time::sleep(sleep).await };
            Some(
                starting.ask(move |me| {
                    Box::pin(async move { shown(tasks.start_child(me, restart, work).await) })
                }),
            )
        })
        .call("tasks", "async_nolink MS", asked(false))
        .call("tasks", "crash MS", asked(true));
    Some(lab)
}

fn main() -> ExitCode {
    lab::run("task_supervisor", open)
}
