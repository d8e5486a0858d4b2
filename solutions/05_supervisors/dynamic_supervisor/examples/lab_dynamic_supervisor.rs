//! Rooms of a chat that come and go under a dynamic supervisor.

use std::process::ExitCode;

use dynamic_supervisor::{ChildSpec, ChildState, DynamicSupervisor, Flags, Options, Restart, start_link};
use gen_server::{Answer, Client, GenServer, Init, Next, Server};
use lab::{Job, Lab, Member, Stage, Text, shown};
use process::{Context, ExitReason};

lab::kernel!(process);

const ABOUT: Text = Text {
    en: "A dynamic supervisor for the rooms of a chat, four at most; there are none yet. Yours looks after them. Try \
         `call rooms start kitchen permanent`, `call rooms start attic temporary`, `call kitchen say hello`, \
         then `kill kitchen` and `kill attic`.",
    ru: "Динамический супервизор комнат чата; пока их нет, а больше четырёх не бывает. Следит за ними твой код. \
         Попробуй `call rooms start kitchen permanent`, `call rooms start attic temporary`, `call kitchen say hello`, \
         а потом `kill kitchen` и `kill attic`.",
};

/// A room: what was said in it.
#[derive(Debug)]
struct Room(Vec<String>);

#[derive(Debug)]
enum Order {
    Say(String),
    Close,
    Panic,
}

impl GenServer for Room {
    type Args = ();
    type Call = Order;
    type Reply = usize;
    type Cast = ();
    type Continue = ();

    async fn init((): (), _: &mut Context) -> Init<Self> {
        Init::ok(Room(Vec::new()))
    }

    async fn handle_call(&mut self, order: Order, _: Client<usize>, _: &mut Context) -> Answer<Self> {
        match order {
            Order::Say(text) => self.0.push(text),
            Order::Close => return Answer::Reply(self.0.len(), Next::Stop(ExitReason::Normal)),
            Order::Panic => panic!("told to panic"),
        }
        Answer::reply(self.0.len())
    }
}

fn restart(word: &str) -> Option<Restart> {
    match word {
        "permanent" => Some(Restart::Permanent),
        "transient" => Some(Restart::Transient),
        "temporary" => Some(Restart::Temporary),
        _ => None,
    }
}

/// The supervisor and its rooms, as `which_children` says; each goes by its name.
async fn family(me: &mut Context, rooms: DynamicSupervisor) -> Member {
    let mut children = Vec::new();
    for room in rooms.which_children(me).await.unwrap_or_default() {
        let pid = if let ChildState::Running(pid) = room.state { Some(pid) } else { None };
        let name = pid.and_then(|pid| me.system().info(pid)).and_then(|info| info.name);
        let pid = pid.map(|pid| pid.to_string());
        let id = name.or_else(|| pid.clone()).unwrap_or_default();
        let restarts = usize::try_from(room.restarts).ok();
        children.push(Member { id, pid, restarts, ..Member::default() });
    }
    let (id, pid, strategy) = ("rooms".to_owned(), rooms.pid().to_string(), "one_for_one".to_owned());
    Member { id, pid: Some(pid), strategy: Some(strategy), children, ..Member::default() }
}

async fn open(stage: Stage) -> Option<Lab> {
    let node = Node::new(&stage);
    let flags = Flags { max_children: Some(4), ..Flags::default() };
    let rooms = node.start(move |me| Box::pin(start_link(me, flags, Options::named("rooms")))).await?.ok()?;
    let (looking, state, starting, ending) = (node.clone(), node.clone(), node.clone(), node.clone());
    let ask = |order: fn(&lab::Request<'_>) -> Option<Order>| {
        let node = node.clone();
        move |request: &lab::Request<'_>| -> Option<Job> {
            let room = node.pid(request.to).filter(|pid| *pid != rooms.pid())?;
            let (room, order) = (Server::<Room>::new(room), order(request)?);
            Some(node.ask(move |me| Box::pin(async move { shown(room.call(me, order).await) })))
        }
    };
    let lab = Lab::new(node.clone(), ABOUT)
        .tree(move || {
            let node = looking.clone();
            async move { node.ask(move |me| Box::pin(family(me, rooms))).await.into_iter().collect() }
        })
        .state(move |pid| match state.pid(pid).map(Server::<Room>::new) {
            Some(room) => {
                state.ask(move |me| Box::pin(async move { room.state(me).await.unwrap_or_default() }))
            }
            None => Box::pin(async { None }),
        })
        .crash(ask(|_| Some(Order::Panic)))
        .call("rooms", "start NAME permanent|transient|temporary", move |request| {
            let (name, restart): (String, _) = (request.word(0)?, restart(request.words.get(1)?)?);
            let spec =
                ChildSpec::server::<Room>(name.as_str(), (), Options::named(name.as_str())).restart(restart);
            Some(starting.ask(move |me| Box::pin(async move { shown(rooms.start_child(me, spec).await) })))
        })
        .call("rooms", "terminate_child NAME", move |request| {
            let room = ending.system.whereis(request.words.first()?)?;
            Some(ending.ask(move |me| Box::pin(async move { shown(rooms.terminate_child(me, room).await) })))
        })
        .call("*", "say TEXT", ask(|request| Some(Order::Say(request.text()?))))
        .call("*", "close", ask(|_| Some(Order::Close)));
    Some(lab)
}

fn main() -> ExitCode {
    lab::run("dynamic_supervisor", open)
}
