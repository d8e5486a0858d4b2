//! Four counters under one supervisor; a key leads to one of them.

use std::process::ExitCode;

use gen_server::{Answer, Client, GenServer, Init, Server};
use lab::{Job, Lab, Member, Request, Stage, Text, shown};
use partition_supervisor::{ChildSpec, Flags, Options, PartitionSupervisor, start_link};
use process::{Context, Pid};

lab::kernel!(process);

const ABOUT: Text = Text {
    en: "Four counters under one supervisor; your code leads each key to one of them. Try `call counters add ann`, the \
         same for bob, carl and ann again, `call counters find bob`; then `kill counter_2` and the same keys again.",
    ru: "Четыре счётчика под одним супервизором; к какому из них ведёт ключ, решает твой код. Попробуй `call counters \
         add ann`, то же для bob, carl и ещё раз ann, `call counters find bob`; потом `kill counter_2` и те же ключи.",
};

/// Counts what comes to its partition.
#[derive(Debug)]
struct Counter(u64);

impl GenServer for Counter {
    type Args = ();
    type Call = ();
    type Reply = u64;
    type Cast = ();
    type Continue = ();

    async fn init((): (), _: &mut Context) -> Init<Self> {
        Init::ok(Counter(0))
    }

    async fn handle_call(&mut self, (): (), _: Client<u64>, _: &mut Context) -> Answer<Self> {
        self.0 += 1;
        Answer::reply(self.0)
    }
}

/// A key as it was typed: a number, or a text.
fn find(counters: &PartitionSupervisor, key: &str) -> Option<Pid> {
    match key.parse::<i64>() {
        Ok(number) => counters.partition_for(number),
        Err(_) => counters.partition_for(key),
    }
}

/// The supervisor and its partitions, as `which_children` says, the first one first.
async fn family(me: &mut Context, counters: PartitionSupervisor) -> Member {
    let mut children = Vec::new();
    for child in counters.which_children(me).await.unwrap_or_default().into_iter().rev() {
        let pid = counters.pids().get(children.len()).copied();
        let name = pid.and_then(|pid| me.system().info(pid)).and_then(|info| info.name);
        let restarts = usize::try_from(child.restarts).ok();
        let (id, pid) = (name.unwrap_or_else(|| child.id.to_string()), pid.map(|pid| pid.to_string()));
        children.push(Member { id, pid, restarts, ..Member::default() });
    }
    let (id, pid) = ("counters".to_owned(), Some(counters.pid().to_string()));
    Member { id, pid, strategy: Some("one_for_one".to_owned()), children, ..Member::default() }
}

async fn open(stage: Stage) -> Option<Lab> {
    let node = Node::new(&stage);
    let start = node.start(|me| {
        Box::pin(async move {
            let counter = |number| {
                let name = format!("counter_{number}");
                ChildSpec::server::<Counter>(name.as_str(), (), Options::named(name.as_str()))
            };
            start_link(me, 4, counter, Flags::default(), Options::named("counters")).await
        })
    });
    let counters = start.await?.ok()?;
    let (looking, state, family_of) = (node.clone(), node.clone(), counters.clone());
    let (adding, all) = (node.clone(), counters.clone());
    let add = move |request: &Request<'_>| -> Option<Job> {
        let counter = Server::<Counter>::new(find(&all, request.words.first()?)?);
        Some(adding.ask(move |me| Box::pin(async move { shown(counter.call(me, ()).await) })))
    };
    let (saying, all) = (node.clone(), counters.clone());
    let lead = move |request: &Request<'_>| -> Option<Job> {
        let found = find(&all, request.words.first()?)?;
        Some(saying.ask(move |me| {
            Box::pin(async move {
                let name = me.system().info(found).and_then(|info| info.name);
                name.unwrap_or_else(|| found.to_string())
            })
        }))
    };
    let lab = Lab::new(node, ABOUT)
        .tree(move || {
            let (node, counters) = (looking.clone(), family_of.clone());
            async move { node.ask(move |me| Box::pin(family(me, counters))).await.into_iter().collect() }
        })
        .state(move |pid| match state.pid(pid).filter(|pid| *pid != counters.pid()) {
            Some(pid) => state.ask(move |me| {
                Box::pin(async move { Server::<Counter>::new(pid).state(me).await.unwrap_or_default() })
            }),
            None => Box::pin(async { None }),
        })
        .call("counters", "add KEY", add)
        .call("counters", "find KEY", lead);
    Some(lab)
}

fn main() -> ExitCode {
    lab::run("partition_supervisor", open)
}
