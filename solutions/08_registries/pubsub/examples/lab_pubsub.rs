//! Four people who subscribe to topics and write to them.

use std::process::ExitCode;

use lab::{Job, Lab, Request, Stage, Text};
use process::{Call, Context, Pid};
use pubsub::{Options, PubSub};
use table::Tables;
use term::Term;

lab::kernel!(process);

const ABOUT: Text = Text {
    en: "Four people and a PubSub that is yours; beside each stands what it has heard. Try `call ann subscribe news`, \
         `call bob subscribe news` twice, `call cid broadcast news rain`, `tree`, `call bob broadcast_from news sun`, \
         `call dora subscribe_to orders {:paid, :_}`, `call cid broadcast orders {:paid, 7}`.",
    ru: "Четверо и PubSub — твой код; рядом с каждым — то, что он слышал. Попробуй `call ann subscribe news`, \
         `call bob subscribe news` дважды, `call cid broadcast news rain`, `tree`, `call bob broadcast_from news sun`, \
         `call dora subscribe_to orders {:paid, :_}`, `call cid broadcast orders {:paid, 7}`.",
};

const PEOPLE: [&str; 4] = ["ann", "bob", "cid", "dora"];

/// What a person is told to do in its own name.
#[derive(Debug)]
enum Order {
    Subscribe(String, Option<Term>),
    Unsubscribe(String),
    Broadcast(String, Term),
    BroadcastFrom(String, Term),
    Heard,
}

async fn open(stage: Stage) -> Option<Lab> {
    let node = Node::new(&stage);
    let tables = Tables::new(&node.system);
    node.start(move |me| Box::pin(begin(me, tables))).await??;
    let order = |order: fn(String, Option<Term>) -> Option<Order>| {
        let node = node.clone();
        move |request: &Request<'_>| -> Option<Job> {
            let (person, topic) = (node.pid(request.to)?, (*request.words.first()?).to_owned());
            let text = request.words[1..].join(" ");
            let message =
                (!text.is_empty()).then(|| text.parse().unwrap_or_else(|_| Term::from(text.as_str())));
            let order = order(topic, message)?;
            Some(node.ask(move |me| Box::pin(ask(me, person, order))))
        }
    };
    let (looking, people) = (node.clone(), PEOPLE.join(" "));
    let lab = Lab::new(node.clone(), ABOUT)
        .call(&people, "subscribe TOPIC", order(|topic, _| Some(Order::Subscribe(topic, None))))
        .call(
            &people,
            "subscribe_to TOPIC PATTERN",
            order(|topic, pattern| Some(Order::Subscribe(topic, Some(pattern?)))),
        )
        .call(&people, "unsubscribe TOPIC", order(|topic, _| Some(Order::Unsubscribe(topic))))
        .call(&people, "broadcast TOPIC MESSAGE", order(|topic, text| Some(Order::Broadcast(topic, text?))))
        .call(
            &people,
            "broadcast_from TOPIC MESSAGE",
            order(|topic, text| Some(Order::BroadcastFrom(topic, text?))),
        )
        .state(move |pid| {
            let name = looking.pid(pid).and_then(|pid| Some((pid, looking.system.info(pid)?.name?)));
            match name.filter(|(_, name)| PEOPLE.contains(&name.as_str())) {
                Some((person, _)) => looking.ask(move |me| Box::pin(ask(me, person, Order::Heard))),
                None => Box::pin(async { None }),
            }
        });
    Some(lab)
}

/// Starts the PubSub and the people.
async fn begin(me: &mut Context, tables: Tables) -> Option<()> {
    let chat = PubSub::start_link(me, &tables, Options::new("chat")).await.ok()?;
    for name in PEOPLE {
        let chat = chat.clone();
        let person = me.spawn(move |me| live(me, chat));
        me.system().register(name, person).ok()?;
    }
    Some(())
}

async fn ask(me: &mut Context, person: Pid, order: Order) -> String {
    me.call::<String>(person, order, None).await.unwrap_or_else(|error| error.to_string())
}

/// A person: remembers what it hears, and does what it is told.
async fn live(mut me: Context, chat: PubSub) {
    let mut heard: Vec<Term> = Vec::new();
    loop {
        match me.next().await.open::<Term>() {
            Ok(message) => heard.push(message),
            Err(other) => {
                if let Ok(Call { from, request }) = other.open::<Call<Order>>() {
                    let answer = carry_out(&me, &chat, request, &heard);
                    me.reply(from, answer);
                }
            }
        }
    }
}

fn carry_out(me: &Context, chat: &PubSub, order: Order, heard: &[Term]) -> String {
    let done = match order {
        Order::Subscribe(topic, None) => chat.subscribe(me, &topic),
        Order::Subscribe(topic, Some(pattern)) => chat.subscribe_to(me, &topic, pattern),
        Order::Unsubscribe(topic) => chat.unsubscribe(me, &topic),
        Order::Broadcast(topic, message) => chat.broadcast(me, &topic, message),
        Order::BroadcastFrom(topic, message) => chat.broadcast_from(me, &topic, message),
        Order::Heard => return heard.iter().map(Term::to_string).collect::<Vec<_>>().join(" "),
    };
    done.map_or_else(|error| error.to_string(), |()| "ok".into())
}

fn main() -> ExitCode {
    lab::run("pubsub", open)
}
