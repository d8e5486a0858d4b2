//! Four people, a registry of rooms with unique keys and one of topics with duplicate keys.

use std::process::ExitCode;

use lab::{Job, Lab, Request, Stage, Text};
use process::{Call, Context, Pid, System};
use registry::{Keys, Options, Registry};
use table::Tables;
use term::{Term, term};

lab::kernel!(process);

const ABOUT: Text = Text {
    en: "Four people; a registry `rooms` with unique keys, `topics` with duplicate ones: both are yours. Try `call ann \
         rooms kitchen`, `call bob rooms kitchen`, `call ann topics news`, `call bob topics news`, `call ann send news \
         hello`, and then `kill ann` and `call bob table`.",
    ru: "Четверо; реестр `rooms` с уникальными ключами и `topics` с повторяющимися: оба — твой код. Попробуй `call ann \
         rooms kitchen`, `call bob rooms kitchen`, `call ann topics news`, `call bob topics news`, `call ann send news \
         hello`, а потом `kill ann` и `call bob table`.",
};

const PEOPLE: [&str; 4] = ["ann", "bob", "cid", "dora"];

/// What a person is told to do in its own name.
#[derive(Debug)]
enum Order {
    Register(Registry, Term),
    Unregister(Registry, Term),
    Send(Registry, Term, String),
}

/// Both registries.
#[derive(Clone)]
struct Both {
    rooms: Registry,
    topics: Registry,
}

async fn open(stage: Stage) -> Option<Lab> {
    let node = Node::new(&stage);
    let tables = Tables::new(&node.system);
    let both = node.start(move |me| Box::pin(begin(me, tables))).await??;
    let order = |order: fn(&Both, Term, &Request<'_>) -> Option<Order>| {
        let (node, both) = (node.clone(), both.clone());
        move |request: &Request<'_>| -> Option<Job> {
            let (person, key) = (node.pid(request.to)?, Term::from(*request.words.first()?));
            let order = order(&both, key, request)?;
            Some(node.ask(move |me| Box::pin(ask(me, person, order))))
        }
    };
    let (looking, showing, shown, state) = (node.clone(), node.clone(), both.clone(), both.clone());
    let people = PEOPLE.join(" ");
    let lab = Lab::new(node.clone(), ABOUT)
        .call(&people, "rooms NAME", order(|both, key, _| Some(Order::Register(both.rooms.clone(), key))))
        .call(&people, "topics NAME", order(|both, key, _| Some(Order::Register(both.topics.clone(), key))))
        .call(
            &people,
            "leave_room NAME",
            order(|both, key, _| Some(Order::Unregister(both.rooms.clone(), key))),
        )
        .call(
            &people,
            "leave_topic NAME",
            order(|both, key, _| Some(Order::Unregister(both.topics.clone(), key))),
        )
        .call(
            &people,
            "send TOPIC TEXT",
            order(|both, key, request| {
                Some(Order::Send(both.topics.clone(), key, request.words.get(1..)?.join(" ")))
            }),
        )
        .call(&people, "table", move |_| {
            let both = shown.clone();
            Some(
                showing
                    .ask(move |me| Box::pin(async move { table(me.system(), &[both.rooms, both.topics]) })),
            )
        })
        .state(move |pid| {
            let keys = looking.pid(pid).map(|pid| {
                let keys = [&state.rooms, &state.topics].map(|one| one.keys(pid).unwrap_or_default());
                keys.concat().iter().map(Term::to_string).collect::<Vec<_>>().join(" ")
            });
            Box::pin(async move { keys.filter(|keys| !keys.is_empty()) })
        });
    Some(lab)
}

/// Starts the people and both registries.
async fn begin(me: &mut Context, tables: Tables) -> Option<Both> {
    for name in PEOPLE {
        let person = me.spawn(|mut me| async move {
            loop {
                let message = me.next().await;
                if let Ok(Call { from, request }) = message.open::<Call<Order>>() {
                    let answer = carry_out(&me, request);
                    me.reply(from, answer);
                }
            }
        });
        me.system().register(name, person).ok()?;
    }
    let rooms = Registry::start_link(me, &tables, Options::new("rooms", Keys::Unique)).await.ok()?;
    let topics = Registry::start_link(me, &tables, Options::new("topics", Keys::Duplicate)).await.ok()?;
    Some(Both { rooms, topics })
}

async fn ask(me: &mut Context, person: Pid, order: Order) -> String {
    me.call::<String>(person, order, None).await.unwrap_or_else(|error| error.to_string())
}

fn carry_out(me: &Context, order: Order) -> String {
    let done = match order {
        Order::Register(registry, key) => registry.register(me, key, term!(nil)),
        Order::Unregister(registry, key) => registry.unregister(me, key),
        Order::Send(registry, key, text) => registry.dispatch(key, |entries| {
            for (pid, _) in entries {
                me.send(*pid, text.clone());
            }
        }),
    };
    done.map_or_else(|error| error.to_string(), |()| "ok".into())
}

/// Every key and who has it.
fn table(system: &System, registries: &[Registry]) -> String {
    let mut lines = Vec::new();
    for registry in registries {
        let entries = term!([{{:"$1", :"$2", :_}, [], [{{:"$1", :"$2"}}]}]);
        for row in registry.select(&entries).unwrap_or_default() {
            if let Some([key, Term::Pid(pid)]) = row.as_tuple() {
                let name = system.info(*pid).and_then(|info| info.name).unwrap_or_else(|| pid.to_string());
                lines.push(format!("{} {key}: {name}", registry.name()));
            }
        }
    }
    lines.sort();
    if lines.is_empty() { "nothing is registered".into() } else { lines.join(" | ") }
}

fn main() -> ExitCode {
    lab::run("registry", open)
}
