//! Three supervisors under a fourth: kill a child in each, and see who comes back with it.

use std::process::ExitCode;

use gen_server::{Answer, Client, GenServer, Init, Next, Options, Server};
use lab::{Job, Lab, Member, Request, Stage, Text, shown};
use process::{Context, ExitReason, Pid};
use supervisor::{
    ChildInfo, ChildKind, ChildSpec, ChildState, Flags, Restart, Strategy, Supervisor, start_link,
};

lab::kernel!(process);

const ABOUT: Text = Text {
    en: "Three supervisors, one for each strategy, under a fourth; their children count. Yours decides who comes back. \
         Try `call d add 5` and `kill e`; then `kill h`; then `kill a` four times within five seconds. `call t stop` \
         ends a transient child in order.",
    ru: "Три супервизора, по одному на каждую стратегию, под четвёртым; их дочерние процессы считают. Кто вернётся, \
         решает твой код. Попробуй `call d add 5` и `kill e`, потом `kill h`, а потом четыре раза за пять секунд \
         `kill a`. `call t stop` завершает процесс с типом transient по-хорошему.",
};

/// A child: it counts, until it is told to stop or to panic.
#[derive(Debug)]
struct Count(u64);

#[derive(Debug)]
enum Order {
    Add(u64),
    Stop,
    Panic,
}

impl GenServer for Count {
    type Args = ();
    type Call = Order;
    type Reply = u64;
    type Cast = ();
    type Continue = ();

    async fn init((): (), _: &mut Context) -> Init<Self> {
        Init::ok(Count(0))
    }

    async fn handle_call(&mut self, order: Order, _: Client<u64>, _: &mut Context) -> Answer<Self> {
        match order {
            Order::Add(more) => self.0 += more,
            Order::Stop => return Answer::Reply(self.0, Next::Stop(ExitReason::Normal)),
            Order::Panic => panic!("told to panic"),
        }
        Answer::reply(self.0)
    }
}

/// The strategy of the supervisor with this name, and what the manual calls it.
fn strategy(name: &str) -> (Strategy, &'static str) {
    match name {
        "all" => (Strategy::OneForAll, "one_for_all"),
        "rest" => (Strategy::RestForOne, "rest_for_one"),
        _ => (Strategy::OneForOne, "one_for_one"),
    }
}

fn supervisor(name: &str, children: Vec<ChildSpec>) -> ChildSpec {
    let flags = Flags { strategy: strategy(name).0, ..Flags::default() };
    ChildSpec::supervisor(name, children, flags, Options::named(name))
}

/// A supervisor and all below it, as `which_children` says: the youngest first, so the other way round.
fn family<'a>(me: &'a mut Context, id: &'a str, pid: Pid) -> Code<'a, Member> {
    Box::pin(async move {
        let mut children = Vec::new();
        for child in Supervisor::new(pid).which_children(me).await.unwrap_or_default().into_iter().rev() {
            let ChildInfo { id, state, kind, restarts } = child;
            let member = match (state, kind) {
                (ChildState::Running(pid), ChildKind::Supervisor) => family(me, &id, pid).await,
                (ChildState::Running(pid), _) => Member { pid: Some(pid.to_string()), ..Member::default() },
                _ => Member::default(),
            };
            children.push(Member { id: id.to_string(), restarts: usize::try_from(restarts).ok(), ..member });
        }
        let strategy = Some(strategy(id).1.to_owned());
        Member { id: id.to_owned(), pid: Some(pid.to_string()), strategy, children, ..Member::default() }
    })
}

async fn open(stage: Stage) -> Option<Lab> {
    let node = Node::new(&stage);
    let start = node.start(|me| {
        let child = |id: &&str| ChildSpec::server::<Count>(*id, (), Options::named(*id));
        let job = |id, restart| child(&id).restart(restart);
        let one = vec![child(&"a"), child(&"b"), job("t", Restart::Transient), job("x", Restart::Temporary)];
        let all = ["d", "e", "f"].iter().map(child).collect();
        let rest = ["g", "h", "i"].iter().map(child).collect();
        let tree = vec![supervisor("one", one), supervisor("all", all), supervisor("rest", rest)];
        Box::pin(async move { start_link(me, tree, Flags::default(), Options::named("top")).await.ok() })
    });
    start.await??;
    let (looking, state) = (node.clone(), node.clone());
    let ask = |order: fn(&Request<'_>) -> Option<Order>| {
        let node = node.clone();
        move |request: &Request<'_>| -> Option<Job> {
            let (server, order) = (Server::<Count>::new(node.pid(request.to)?), order(request)?);
            Some(node.ask(move |me| Box::pin(async move { shown(server.call(me, order).await) })))
        }
    };
    let manage = |what: fn(Supervisor, &mut Context, String) -> Code<'_, String>| {
        let node = node.clone();
        move |request: &Request<'_>| -> Option<Job> {
            let (supervisor, child) = (Supervisor::new(node.pid(request.to)?), request.word(0)?);
            Some(node.ask(move |me| what(supervisor, me, child)))
        }
    };
    let lab = Lab::new(node.clone(), ABOUT)
        .tree(move || {
            let node = looking.clone();
            async move {
                let Some(top) = node.system.whereis("top") else { return Vec::new() };
                node.ask(move |me| family(me, "top", top)).await.into_iter().collect()
            }
        })
        .state(move |pid| match state.pid(pid).map(Server::<Count>::new) {
            Some(server) => {
                state.ask(move |me| Box::pin(async move { server.state(me).await.unwrap_or_default() }))
            }
            None => Box::pin(async { None }),
        })
        .crash(ask(|_| Some(Order::Panic)))
        .call("a b t x d e f g h i", "add N", ask(|request| Some(Order::Add(request.word(0)?))))
        .call("a b t x d e f g h i", "stop", ask(|_| Some(Order::Stop)))
        .call(
            "one all rest",
            "terminate_child NAME",
            manage(|sup, me, id| Box::pin(async move { shown(sup.terminate_child(me, &id).await) })),
        )
        .call(
            "one all rest",
            "restart_child NAME",
            manage(|sup, me, id| Box::pin(async move { shown(sup.restart_child(me, &id).await) })),
        )
        .call(
            "one all rest",
            "delete_child NAME",
            manage(|sup, me, id| Box::pin(async move { shown(sup.delete_child(me, &id).await) })),
        );
    Some(lab)
}

fn main() -> ExitCode {
    lab::run("supervisor", open)
}
