//! Clients whose operations you type: see the strip grow, and ask for the verdict.

use std::process::ExitCode;

use judge::text::{reply, request};
use judge::{Ending, Glyphs, History, Register, Reply, Request, check, shrink, strip};
use lab::{Lab, Stage, Text};
use process::{Call, Context};

lab::kernel!(process);

const ABOUT: Text = Text {
    en: "You are the clients `a`, `b` and `c`; the process `judge` writes down what you do. Ask with `call judge a put x 1`, \
         answer with `call judge a -> ok`; in between, others may ask: `call judge b get x`, `call judge b -> none`. \
         `-> ?` is silence, `-> fail` a refusal. Then `call judge verdict`, `call judge shortest`, `call judge again`.",
    ru: "Клиенты `a`, `b` и `c` — это ты; процесс `judge` записывает. Спроси: `call judge a put x 1`, ответь: \
         `call judge a -> ok`; в промежутке могут спросить другие: `call judge b get x`, `call judge b -> none`. \
         `-> ?` — молчание, `-> fail` — отказ. Потом `call judge verdict`, `call judge shortest`, `call judge again`.",
};

type Kv = History<Request, Reply>;

/// Room for a strip in a terminal.
const WIDTH: usize = 76;

/// What a client does: asks, or is answered. `Err`: why it cannot.
fn client(history: &mut Kv, at: u64, name: &str, words: &[&str]) -> Result<(), String> {
    match (words, history.is_open(name)) {
        (["->", ..], false) => return Err(format!("{name} has asked for nothing")),
        (["->", "?"], true) => history.unknown(name),
        (["->", "fail"], true) => history.failed(at, name),
        (["->", answer], true) => {
            let mut of_client = history.operations().iter().filter(|operation| operation.client == name);
            let asked = of_client.next_back().expect("it has asked").op.clone();
            history.returned(at, name, reply(&asked, answer).map_err(|error| error.to_string())?);
        }
        (_, true) => return Err(format!("{name} waits for an answer: call judge {name} -> ANSWER")),
        (_, false) => {
            let (key, op) = request(words).map_err(|error| error.to_string())?;
            history.invoke(at, name, &key, op);
        }
    }
    Ok(())
}

/// The strip of a history, and what the judge says of it.
fn verdict(history: &Kv) -> String {
    let verdict = check(history, &Register::default());
    format!("\n{}{}", strip(history, Some(&verdict), Glyphs::Unicode, WIDTH), verdict.told(history))
}

/// The process that writes down, and judges when it is asked.
async fn judge(mut me: Context) {
    let (mut history, mut at) = (Kv::new(), 0);
    loop {
        let Call { from, request } = me.receive::<Call<String>>().await;
        let words: Vec<&str> = request.split(' ').collect();
        at += 10;
        let answer = match words[..] {
            ["verdict"] => verdict(&history),
            ["shortest"] => verdict(&shrink(&history, &Register::default())),
            ["again"] => {
                history = Kv::new();
                "nothing has happened yet".to_owned()
            }
            [name, ref words @ ..] => match client(&mut history, at, name, words) {
                Ok(()) => {
                    let open = |ending: &Ending<Reply>| matches!(ending, Ending::Unknown);
                    let open =
                        history.operations().iter().filter(|operation| open(&operation.ending)).count();
                    format!("operations: {}, without an answer: {open}", history.operations().len())
                }
                Err(error) => error,
            },
            [] => continue,
        };
        me.reply(from, answer);
    }
}

async fn open(stage: Stage) -> Option<Lab> {
    let node = Node::new(&stage);
    let start = node.start(|me| {
        Box::pin(async move {
            let pid = me.spawn_link(judge);
            me.system().register("judge", pid).ok().map(|()| pid)
        })
    });
    let pid = start.await??;
    let mut lab = Lab::new(node.clone(), ABOUT);
    for usage in
        ["a REQUEST|-> ANSWER", "b REQUEST|-> ANSWER", "c REQUEST|-> ANSWER", "verdict", "shortest", "again"]
    {
        let node = node.clone();
        lab = lab.call("judge", usage, move |request| {
            let line = [&[request.verb], request.words].concat().join(" ");
            Some(node.ask(move |me| {
                Box::pin(async move {
                    me.call::<String>(pid, line, None).await.unwrap_or_else(|error| error.to_string())
                })
            }))
        });
    }
    Some(lab)
}

fn main() -> ExitCode {
    lab::run("judge", open)
}
