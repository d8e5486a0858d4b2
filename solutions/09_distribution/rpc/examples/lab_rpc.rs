//! Functions of other nodes: call them with a limit, let them crash, be slow, or lose their node on the way.

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use lab::{Job, Lab, Nodes, Request, Stage, Text, tokio};
use process::Context;
use rpc::RpcError;
use term::{Atom, Term, term};

lab::nodes!(process, node);

const ABOUT: Text = Text {
    en: "Nodes `x`, `y` and `z`; the calls are your code. Each has the functions `lab:add` (two numbers), `lab:slow` \
         (milliseconds; then it counts one), `lab:count` (how often that was), `lab:panic`, `lab:where`. Try \
         `x call y lab:add 1 2`, `x call y lab:panic`, `x call y lab:nope`, `x call y lab:slow 500 within 100`, \
         `wait 500`, `x call y lab:count`; `x multicall y z lab:where`; `x call y lab:slow 900 while crash y`.",
    ru: "Узлы `x`, `y` и `z`; вызовы — твой код. На каждом есть функции `lab:add` (сложить два числа), `lab:slow` \
         (подождать столько миллисекунд и прибавить единицу), `lab:count` (сколько прибавлено), `lab:panic`, `lab:where`. \
         Попробуй `x call y lab:add 1 2`, `x call y lab:panic`, `x call y lab:nope`, `x call y lab:slow 500 within 100`, \
         `wait 500`, `x call y lab:count`; `x multicall y z lab:where`; `x call y lab:slow 900 while crash y`.",
};

/// How long a call waits, unless it says otherwise.
const WITHIN: Duration = Duration::from_secs(2);

type Here = Machine<()>;

async fn open(stage: Stage) -> Option<Lab> {
    let nodes = Nodes::new(&stage, |seat| Here::start(seat, |_, node| Box::pin(furnish(node))));
    nodes.open(&["x", "y", "z"]).await.ok()?;
    let lab = nodes
        .lab(ABOUT)
        .call("NODE", "call NODE FUNCTION [ARGUMENT …] [within MS]", nodes.each(call))
        .call("NODE", "cast NODE FUNCTION [ARGUMENT …]", nodes.each(cast))
        .call("NODE", "multicall NODE … FUNCTION [ARGUMENT …] [within MS]", nodes.each(multicall));
    Some(lab)
}

/// What others may call here.
async fn furnish(node: node::Node) {
    let (functions, name) = (node.functions(), node.name());
    let count = Arc::new(AtomicI64::new(0));
    let counted = Arc::clone(&count);
    functions.insert("lab:add/2", |_, args| async move {
        match (args[0].as_int(), args[1].as_int()) {
            (Some(a), Some(b)) => Term::Int(a.wrapping_add(b)),
            _ => panic!("badarith"),
        }
    });
    functions.insert("lab:slow/1", move |_, args| {
        let count = Arc::clone(&counted);
        async move {
            let millis = args[0].as_int().and_then(|millis| u64::try_from(millis).ok()).unwrap_or(0);
            tokio::time::sleep(Duration::from_millis(millis.min(60_000))).await;
            count.fetch_add(1, Ordering::Relaxed);
            term!(:done)
        }
    });
    functions.insert("lab:count/0", move |_, _| {
        let count = Term::Int(count.load(Ordering::Relaxed));
        async move { count }
    });
    functions.insert("lab:panic/0", |_, _| async { panic!("told to panic") });
    functions.insert("lab:where/0", move |_, _| async move { Term::Atom(name) });
}

/// What is typed behind the nodes: a function, its arguments, and perhaps a limit.
struct Called {
    function: String,
    args: Vec<Term>,
    within: Duration,
}

impl Called {
    fn of(words: &[&str]) -> Option<Self> {
        let (within, words) = match words {
            [words @ .., "within", millis] => (Duration::from_millis(millis.parse().ok()?), words),
            words => (WITHIN, words),
        };
        let (function, args) = words.split_first()?;
        let args = args.iter().map(|arg| arg.parse().ok()).collect::<Option<_>>()?;
        function.contains(':').then(|| Self { function: (*function).to_owned(), args, within })
    }
}

fn told(answer: Result<Term, RpcError>) -> String {
    match answer {
        Ok(Term::Atom(node)) if node.text().contains('@') => lab::typed(node.text()),
        Ok(value) => value.to_string(),
        Err(error) => format!("error: {error}"),
    }
}

fn call(nodes: &Nodes<Here>, machine: Here, request: &Request<'_>) -> Option<Job> {
    let (on, rest) = request.words.split_first()?;
    let called = Called::of(rest).filter(|_| nodes.knows(on))?;
    let (node, on) = (machine.node.clone(), lab::full(on));
    Some(machine.ask(&format!("call {}", called.function), move |me: &mut Context| {
        let answer = rpc::call(&node, me, &on, &called.function, called.args, called.within);
        Box::pin(async move { told(answer.await) })
    }))
}

fn cast(nodes: &Nodes<Here>, machine: Here, request: &Request<'_>) -> Option<Job> {
    let (on, rest) = request.words.split_first()?;
    let called = Called::of(rest).filter(|_| nodes.knows(on))?;
    let (node, on) = (machine.node.clone(), lab::full(on));
    Some(machine.ask(&format!("cast {}", called.function), move |me| {
        rpc::cast(&node, me, &on, &called.function, called.args);
        Box::pin(async { "ok".to_owned() })
    }))
}

fn multicall(nodes: &Nodes<Here>, machine: Here, request: &Request<'_>) -> Option<Job> {
    let at = request.words.iter().position(|word| word.contains(':')).filter(|at| *at > 0)?;
    let (on, rest) = request.words.split_at(at);
    let called = Called::of(rest).filter(|_| on.iter().all(|node| nodes.knows(node)))?;
    let names: Vec<String> = on.iter().map(|name| (*name).to_owned()).collect();
    let (node, on): (_, Vec<Atom>) =
        (machine.node.clone(), on.iter().map(|name| Atom::new(&lab::full(name))).collect());
    Some(machine.ask(&format!("multicall {}", called.function), move |me| {
        let on: Vec<&str> = on.iter().map(|name| name.text()).collect();
        let answers = rpc::multicall(&node, me, &on, &called.function, called.args, called.within);
        Box::pin(async move {
            let lines =
                names.iter().zip(answers.await).map(|(name, answer)| format!("{name}: {}", told(answer)));
            lines.collect::<Vec<_>>().join("\n")
        })
    }))
}

fn main() -> ExitCode {
    lab::run("rpc", open)
}
