//! A store on three nodes: say which one does what, take one away, cut a cable, and look at who still answers.

use std::process::ExitCode;

use kv_store::cluster::Matrix;
use kv_store::command::{Command, Lang, parse};
use kv_store::replica::{Answer, Name, Request};
use kv_store::replicate::{Replica, Report, Start};
use lab::{Job, Lab, Nodes, Stage, Text};
use process::Context;
use term::{Atom, Term};

lab::nodes!(process, node);

const ABOUT: Text = Text {
    en: "A store on the nodes `a`, `b` and `c`; it is your code. Try `a put k 1`, `b get k`, `crash a`, `wait 1500`, \
         `c put k 2`, `start a`, `a get k`; then `cut c | a b`, `wait 1500`, `c get k`, `a put k 3`, `heal`, `wait 1500`, \
         `c get k`. `matrix` shows who sees whom, `c members` who belongs to the store.",
    ru: "Хранилище на узлах `a`, `b` и `c` — твой код. Попробуй `a put k 1`, `b get k`, `crash a`, `wait 1500`, \
         `c put k 2`, `start a`, `a get k`; потом `cut c | a b`, `wait 1500`, `c get k`, `a put k 3`, `heal`, `wait 1500`, \
         `c get k`. `matrix` — кто кого видит, `c members` — кто входит в хранилище.",
};

const USAGES: [&str; 6] =
    ["put KEY VALUE", "get KEY", "delete KEY", "select QUERY LIMIT", "nodes", "members"];

type Here = Machine<Replica>;

async fn open(stage: Stage) -> Option<Lab> {
    let nodes = Nodes::new(&stage, |seat| {
        let via = seat.others().first().map(|other| lab::full(other));
        let born = seat.life();
        Here::start(seat, move |_, node| Box::pin(furnish(node, via, born)))
    });
    nodes.open(&["a", "b", "c"]).await.ok()?;
    let matrix = nodes.clone();
    let about = Text {
        en: "the same by your code, and whether it is whole",
        ru: "то же твоим кодом: цела ли сеть",
    };
    let lab = nodes.lab(ABOUT).order("matrix", about, move |words| {
        let said = matrix_of(&matrix);
        if words.is_empty() { Ok(Box::pin(async move { Some(said) })) } else { Err(String::new()) }
    });
    Some(USAGES.into_iter().fold(lab, |lab, usage| {
        let lang = if stage.say("en", "ru") == "ru" { Lang::Ru } else { Lang::En };
        let understand = move |_: &_, machine, request: &lab::Request<'_>| {
            let line = format!("{} {}", request.verb, request.words.join(" "));
            Some(carry_out(machine, &line, lang))
        };
        lab.call("NODE", usage, nodes.each(understand))
    }))
}

/// The first node founds the store, every other one joins it.
async fn furnish(node: node::Node, via: Option<String>, born: u64) -> Replica {
    let how = match via {
        None => Start::Alone,
        Some(via) => {
            let _ = node.connect(&via).await; // it is called again, if need be
            Start::Join(Atom::new(&via))
        }
    };
    Replica::start(&node, how, born)
}

/// Carries out a line of the store's own language.
fn carry_out(machine: Here, line: &str, lang: Lang) -> Job {
    let replica = machine.more;
    let request = match parse(line) {
        Err(error) => return said(error.text(lang)),
        Ok(Some(Command::Put(key, value))) => Request::Put(key, value),
        Ok(Some(Command::Get(key))) => Request::Get(key),
        Ok(Some(Command::Delete(key))) => Request::Delete(key),
        Ok(Some(Command::Select(query, limit))) => Request::Select(query, limit),
        Ok(Some(Command::Members)) => {
            return machine.ask(line, move |me| Box::pin(members(me, replica, lang)));
        }
        Ok(_) => return said(names(&machine.node.list())),
    };
    machine.ask(line, move |me| {
        Box::pin(async move {
            replica.ask(me, request).await.map_or_else(|error| error.to_string(), |answer| told(answer, lang))
        })
    })
}

fn said(text: String) -> Job {
    Box::pin(async move { Some(text) })
}

fn told(answer: Answer, lang: Lang) -> String {
    match answer {
        Answer::Done => "ok".to_owned(),
        Answer::Value(None) => lang.of("nothing", "ничего нет").to_owned(),
        Answer::Value(Some(value)) => value.to_string(),
        Answer::Found(rows) => Term::list(rows).to_string(),
        Answer::Unknown => lang
            .of("unknown: maybe written, maybe not", "неизвестно: может, записано, а может, нет")
            .to_owned(),
        Answer::Unavailable => lang
            .of(
                "unavailable: no majority, nothing was changed",
                "недоступно: нет большинства, ничего не изменилось",
            )
            .to_owned(),
    }
}

/// Who belongs to the store, how this node stands, and how many keys it has.
async fn members(me: &mut Context, replica: Replica, lang: Lang) -> String {
    match replica.report(me).await {
        Ok(Report { view, standing, keys, .. }) => {
            let (of, held) = (lang.of("members", "участники"), lang.of("keys here", "ключей здесь"));
            format!("{of}: {}; {standing}; {held}: {keys}", names(&view.members))
        }
        Err(error) => error.to_string(),
    }
}

fn names(names: &[Name]) -> String {
    names.iter().map(|name| lab::typed(name.text())).collect::<Vec<_>>().join(" ")
}

/// Who sees whom, as stage 6 says it.
fn matrix_of(nodes: &Nodes<Here>) -> String {
    let names = nodes.names();
    let row =
        |name: &String| (Atom::new(&lab::full(name)), nodes.machine(name).map(|machine| machine.node.list()));
    let matrix = Matrix(names.iter().map(row).collect());
    format!("{matrix}is_whole: {}", matrix.is_whole())
}

fn main() -> ExitCode {
    lab::run("kv_store", open)
}
