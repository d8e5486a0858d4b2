//! A stack on which one can wait, and two clients: your loop serves it.

use std::collections::{BTreeMap, VecDeque};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use gen_server::{Answer, Client, GenServer, Init, Next, Options, Server, start_link};
use lab::{Job, Lab, Request, Stage, Text, shown};
use process::{CallError, Context, ExitReason, Pid};

lab::kernel!(process);

const ABOUT: Text = Text {
    en: "A stack on which one can wait, and two clients. Who pops while it is empty waits for a push. Your loop serves \
         it. Try `cast ann pop`, `tree`, `cast stack push 5`; then `cast bob pop` and `crash stack`.",
    ru: "Стек, у которого можно ждать, и два клиента: кто берёт из пустого, ждёт, пока туда положат. Обслуживает его \
         твой цикл. Попробуй `cast ann pop`, `tree`, `cast stack push 5`, а потом `cast bob pop` и `crash stack`.",
};

/// Numbers, and those who wait for one.
#[derive(Debug, Default)]
struct Stack {
    numbers: Vec<i64>,
    waiting: VecDeque<Client<i64>>,
}

#[derive(Debug)]
enum Ask {
    Pop,
    Depth,
}

#[derive(Debug)]
enum Tell {
    Push(i64),
    Stop(ExitReason),
    Panic,
}

impl GenServer for Stack {
    type Args = ();
    type Call = Ask;
    type Reply = i64;
    type Cast = Tell;
    type Continue = ();

    async fn init((): (), _: &mut Context) -> Init<Self> {
        Init::ok(Self::default())
    }

    async fn handle_call(&mut self, ask: Ask, from: Client<i64>, _: &mut Context) -> Answer<Self> {
        match (ask, self.numbers.pop()) {
            (Ask::Pop, Some(number)) => Answer::reply(number),
            (Ask::Pop, None) => {
                self.waiting.push_back(from);
                Answer::no_reply()
            }
            (Ask::Depth, top) => {
                self.numbers.extend(top);
                Answer::reply(i64::try_from(self.numbers.len()).unwrap_or(i64::MAX))
            }
        }
    }

    async fn handle_cast(&mut self, tell: Tell, me: &mut Context) -> Next<Self> {
        match (tell, self.waiting.pop_front()) {
            (Tell::Push(number), Some(client)) => client.reply(me, number),
            (Tell::Push(number), None) => self.numbers.push(number),
            (Tell::Stop(reason), _) => return Next::Stop(reason),
            (Tell::Panic, _) => panic!("told to panic"),
        }
        Next::Receive
    }
}

/// What each client says of its last call.
type Said = Arc<Mutex<BTreeMap<Pid, String>>>;

/// Pops whenever it is told to, and waits as long as that takes.
async fn client(mut me: Context, stack: Server<Stack>, said: Said) {
    let say = |me: &Context, text: String| {
        said.lock().unwrap_or_else(PoisonError::into_inner).insert(me.pid(), text);
    };
    loop {
        me.receive::<Ask>().await;
        say(&me, "pop: …".to_owned());
        let popped: Result<i64, CallError> = stack.call_within(&mut me, Ask::Pop, None).await;
        say(&me, format!("pop: {}", shown(popped)));
    }
}

async fn open(stage: Stage) -> Option<Lab> {
    let (node, said) = (Node::new(&stage), Said::default());
    let known = Arc::clone(&said);
    let start = node.start(move |me| {
        Box::pin(async move {
            let stack = start_link::<Stack>(me, (), Options::named("stack")).await.ok()?;
            for name in ["ann", "bob"] {
                let said = Arc::clone(&said);
                let pid = me.spawn(move |me| client(me, stack, said));
                me.system().register(name, pid).ok()?;
            }
            Some(stack)
        })
    });
    let stack = start.await??;
    let (state, told, pop) = (node.clone(), node.clone(), node.clone());
    let ask = |what: fn() -> Ask| {
        let node = node.clone();
        move |_: &Request<'_>| -> Option<Job> {
            Some(node.ask(move |me| Box::pin(async move { shown(stack.call(me, what()).await) })))
        }
    };
    let tell = move |tell: Tell| -> Option<Job> { Some(told.tell(move |me| stack.cast(me, tell))) };
    let (push, stop) = (tell.clone(), tell.clone());
    let lab = Lab::new(node.clone(), ABOUT)
        .call("stack", "pop", ask(|| Ask::Pop))
        .call("stack", "depth", ask(|| Ask::Depth))
        .cast("stack", "push N", move |request| push(Tell::Push(request.word(0)?)))
        .cast("stack", "stop REASON", move |request| stop(Tell::Stop(request.text()?.as_str().into())))
        .crash(move |request| (request.to == stack.pid().to_string()).then(|| tell(Tell::Panic)).flatten())
        .cast("ann bob", "pop", move |request| {
            let client = pop.pid(request.to)?;
            Some(pop.tell(move |me| me.send(client, Ask::Pop)))
        });
    Some(lab.state(move |pid| {
        if pid == stack.pid().to_string() {
            return state.ask(move |me| Box::pin(async move { stack.state(me).await.unwrap_or_default() }));
        }
        let said = known.lock().unwrap_or_else(PoisonError::into_inner);
        let said = said.iter().find(|(client, _)| client.to_string() == pid).map(|(_, text)| text.clone());
        Box::pin(async move { said })
    }))
}

fn main() -> ExitCode {
    lab::run("gen_server", open)
}
