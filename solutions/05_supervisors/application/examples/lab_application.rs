//! A shop on a node: kill any part of it, and see what heals.

use std::process::ExitCode;
use std::sync::Arc;

use application::{
    Database, Listener, Node as AppNode, Page, Request, Session, Setup, Shop, Type, Wish, open_session,
};
use dynamic_supervisor::DynamicSupervisor;
use gen_server::Server;
use lab::{Asked, Job, Lab, Member, Stage, Text, shown};
use process::{Context, Pid};
use supervisor::{ChildInfo, ChildKind, ChildState, Supervisor};

lab::kernel!(process);

const ABOUT: Text = Text {
    en: "A shop on a node: your tree. Try `call sessions log_in ada`, `call ada add apple`, `kill ada`, `call ada look`; \
         then `kill cache`, `kill database`, and `kill listener` four times within five seconds. `call database cut` \
         breaks its connection, `call database destroy` the disk itself.",
    ru: "Магазин на узле: твоё дерево. Попробуй `call sessions log_in ada`, `call ada add apple`, `kill ada`, \
         `call ada look`; потом `kill cache`, `kill database` и четыре раза за пять секунд `kill listener`. \
         `call database cut` рвёт соединение базы, `call database destroy` ломает сам диск.",
};

/// A supervisor and all below it, in start order.
fn family<'a>(me: &'a mut Context, id: &'a str, pid: Pid) -> Code<'a, Member> {
    Box::pin(async move {
        let mut children = Vec::new();
        for child in Supervisor::new(pid).which_children(me).await.unwrap_or_default().into_iter().rev() {
            let ChildInfo { id, state, kind, restarts } = child;
            let member = match (state, kind) {
                (ChildState::Running(pid), ChildKind::Supervisor) if *id == *"sessions" => {
                    users(me, pid).await
                }
                (ChildState::Running(pid), ChildKind::Supervisor) => family(me, &id, pid).await,
                (ChildState::Running(pid), ChildKind::Worker) => worker(pid),
                _ => Member::default(),
            };
            children.push(Member { id: id.to_string(), restarts: usize::try_from(restarts).ok(), ..member });
        }
        let strategy = if id == "storage" { "rest_for_one" } else { "one_for_one" };
        Member {
            id: id.to_owned(),
            pid: Some(pid.to_string()),
            strategy: Some(strategy.to_owned()),
            children,
            restarts: None,
        }
    })
}

fn worker(pid: Pid) -> Member {
    Member { pid: Some(pid.to_string()), ..Member::default() }
}

/// The sessions, by the names of their users.
async fn users(me: &mut Context, pid: Pid) -> Member {
    let mut children = Vec::new();
    for child in DynamicSupervisor::new(pid).which_children(me).await.unwrap_or_default() {
        let ChildState::Running(pid) = child.state else { continue };
        let id = me.system().info(pid).and_then(|info| info.name).unwrap_or_else(|| pid.to_string());
        children.push(Member { id, restarts: usize::try_from(child.restarts).ok(), ..worker(pid) });
    }
    Member { strategy: Some("dynamic".to_owned()), children, ..worker(pid) }
}

/// The node and the shop on it.
fn whole(node: &Node) -> Asked<Vec<Member>> {
    let Some(top) = node.system.whereis("node") else { return Box::pin(async { None }) };
    let shop = node.system.whereis("shop");
    node.ask(move |me| {
        Box::pin(async move {
            let mut children = Vec::new();
            if let Some(shop) = shop {
                children.push(family(me, "shop", shop).await);
            }
            vec![Member {
                id: "node".to_owned(),
                strategy: Some("permanent".to_owned()),
                children,
                ..worker(top)
            }]
        })
    })
}

async fn open(stage: Stage) -> Option<Lab> {
    let node = Node::new(&stage);
    let setup = Setup::default();
    let shop = Arc::new(Shop::new(setup.clone()));
    let start = node.start(|me| {
        Box::pin(
            async move { AppNode::start_link(me).await.ok()?.start(me, shop, Type::Permanent).await.ok() },
        )
    });
    start.await??;
    let (looking, state, crash, page, read) =
        (node.clone(), node.clone(), node.clone(), node.clone(), node.clone());
    let (log_in, users, disk, broken) = (node.clone(), setup.clone(), setup.disk.clone(), setup.disk);
    let session = |wish: fn(&lab::Request<'_>) -> Option<Wish>| {
        let node = node.clone();
        move |request: &lab::Request<'_>| -> Option<Job> {
            let (user, wish) = (Server::<Session>::new(node.pid(request.to)?), wish(request)?);
            Some(node.ask(move |me| Box::pin(async move { shown(user.call(me, wish).await) })))
        }
    };
    let done = || -> Option<Job> { Some(Box::pin(async { Some("done".to_owned()) })) };
    let lab = Lab::new(node.clone(), ABOUT)
        .tree(move || {
            let asked = whole(&looking);
            async move { asked.await.unwrap_or_default() }
        })
        .state(move |pid| match state.pid(pid).map(Server::<Listener>::new) {
            Some(server) => {
                state.ask(move |me| Box::pin(async move { server.state(me).await.unwrap_or_default() }))
            }
            None => Box::pin(async { None }),
        })
        .crash(move |request| {
            let server = Server::<Listener>::new(crash.pid(request.to)?); // no worker knows what a cast is
            Some(crash.tell(move |me| server.cast(me, ())))
        })
        .call("listener", "page KEY", move |request| {
            let (server, key) = (Server::<Listener>::new(page.pid(request.to)?), request.text()?);
            Some(page.ask(move |me| Box::pin(async move { shown(server.call(me, Page(key)).await) })))
        })
        .call("database", "read KEY", move |request| {
            let (server, key) = (Server::<Database>::new(read.pid(request.to)?), request.text()?);
            let ask = Request::Read { key };
            Some(read.ask(move |me| Box::pin(async move { shown(server.call(me, ask).await) })))
        })
        .call("database", "cut", move |_| {
            disk.cut();
            done()
        })
        .call("database", "destroy", move |_| {
            broken.destroy();
            done()
        })
        .call("sessions", "log_in NAME", move |request| {
            let (setup, user) = (users.clone(), request.text()?);
            Some(log_in.ask(move |me| Box::pin(async move { shown(open_session(me, &setup, &user).await) })))
        })
        .call("*", "add THING", session(|request| Some(Wish::Add(request.text()?))))
        .call("*", "look", session(|_| Some(Wish::Look)))
        .call("*", "log_out", session(|_| Some(Wish::LogOut)));
    Some(lab)
}

fn main() -> ExitCode {
    lab::run("application", open)
}
