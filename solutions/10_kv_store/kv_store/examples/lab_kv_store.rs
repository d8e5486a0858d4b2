//! Three nodes in one terminal: say which one does what, take one away, and look at who sees whom.
//!
//! Real nodes, with TCP between them and a port mapper of their own; the store is the learner's.

use std::collections::BTreeMap;
use std::io::{BufRead, IsTerminal, Write};
use std::net::TcpListener;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use kv_store::cluster::Matrix;
use kv_store::command::{Command, Lang, parse};
use kv_store::replica::{Answer, Millis, Name, Request};
use kv_store::replicate::{Replica, Report, Start};
use node::{Node, Options};
use process::{Config, Context, ExitReason, System};
use term::{Atom, Term};

const NAMES: [&str; 3] = ["a@127.0.0.1", "b@127.0.0.1", "c@127.0.0.1"];
/// How long connections and new members may take.
const PAUSE: Duration = Duration::from_millis(700);

const ABOUT: [&str; 2] = [
    "Three nodes: a, b, c. Try `a put k 1`, `b get k`, `down a`, `c put k 2`, `up a`, `a get k`, then `down a`,\n\
     `down b` and `c get k`. `matrix` shows who sees whom, `c members` who belongs to the store; `quit` ends.",
    "Три узла: a, b, c. Попробуй `a put k 1`, `b get k`, `down a`, `c put k 2`, `up a`, `a get k`, а потом `down a`,\n\
     `down b` и `c get k`. `matrix` — кто кого видит, `c members` — кто входит в хранилище; `quit` — конец.",
];

/// The nodes that are up.
struct Cluster {
    epmd: u16,
    lang: Lang,
    up: BTreeMap<Name, (Node, Replica)>,
}

fn main() -> ExitCode {
    std::panic::set_hook(Box::new(|_| {})); // what is not written yet comes out as one friendly line
    let words: Vec<String> = std::env::args().collect();
    let russian = words.windows(2).any(|pair| pair == ["--lang", "ru"]);
    let lang = if russian { Lang::Ru } else { Lang::En };
    let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    let epmd = free.map_or(4369, |address| address.port());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.expect("a runtime needs nothing that could be missing");
    runtime.block_on(async {
        let mut cluster = Cluster { epmd, lang, up: BTreeMap::new() };
        println!("{}", lang.of(ABOUT[0], ABOUT[1]));
        for name in NAMES {
            cluster.start(Atom::new(name)).await;
        }
        print!("{}", cluster.matrix());
        let mut all_understood = true;
        while let Some(line) = next_line().await {
            match line.split_whitespace().collect::<Vec<_>>()[..] {
                [] => {}
                ["quit" | "q"] => break,
                _ => all_understood &= cluster.line(line.trim()).await,
            }
        }
        if all_understood || std::io::stdin().is_terminal() { ExitCode::SUCCESS } else { ExitCode::from(2) }
    })
}

/// Reads in a thread of its own, so that the nodes go on meanwhile.
async fn next_line() -> Option<String> {
    print!("{}", if std::io::stdin().is_terminal() { "kv> " } else { "" });
    let _ = std::io::stdout().flush();
    let read = tokio::task::spawn_blocking(|| {
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line).ok().filter(|bytes| *bytes > 0).map(|_| line)
    });
    read.await.ok().flatten()
}

impl Cluster {
    /// Carries out a line; says whether it was understood.
    async fn line(&mut self, line: &str) -> bool {
        let (who, rest) = line.split_once(' ').unwrap_or((line, ""));
        let node = |word: &str| {
            NAMES.iter().find(|name| name.split('@').next() == Some(word)).map(|name| Atom::new(name))
        };
        match (who, node(who), node(rest.trim())) {
            ("matrix", ..) => print!("{}", self.matrix()),
            ("up", _, Some(name)) if !self.up.contains_key(&name) => {
                self.start(name).await;
                print!("{}", self.matrix());
            }
            ("down", _, Some(name)) if self.up.contains_key(&name) => {
                let (node, _) = self.up.remove(&name).expect("it is up");
                node.stop();
                for process in node.system().processes() {
                    node.system().exit(process, ExitReason::Kill); // or it would call the others again
                }
                tokio::time::sleep(PAUSE).await;
                print!("{}", self.matrix());
            }
            (_, Some(name), _) => match (parse(rest), self.up.get(&name)) {
                (Err(error), _) => {
                    println!("{}", error.text(self.lang));
                    return false;
                }
                (Ok(_), None) => println!("{}", self.lang.of("this node is down", "этот узел выключен")),
                (Ok(command), Some((node, replica))) => {
                    let said = command.map(|command| self.carry_out(node.clone(), *replica, command));
                    match said {
                        Some(said) => println!("{}", said.await),
                        None => println!("{}", self.lang.of(ABOUT[0], ABOUT[1])),
                    }
                }
            },
            _ => {
                println!("{}", self.lang.of(ABOUT[0], ABOUT[1]));
                return false;
            }
        }
        true
    }

    async fn carry_out(&self, node: Node, replica: Replica, command: Command) -> String {
        let lang = self.lang;
        let request = match command {
            Command::Put(key, value) => Request::Put(key, value),
            Command::Get(key) => Request::Get(key),
            Command::Delete(key) => Request::Delete(key),
            Command::Select(query, limit) => Request::Select(query, limit),
            Command::Nodes => return names(&node.list()),
            Command::Members | Command::Stats => {
                let report =
                    ask(&node, move |mut me| async move { replica.report(&mut me).await.ok() }).await;
                return match report {
                    Some(Report { view, standing, keys, .. }) => {
                        format!("{} ({standing}, {keys})", names(&view.members))
                    }
                    None => not_there(lang).to_owned(),
                };
            }
            _ => {
                return lang
                    .of(
                        "put, get, delete, select, nodes, members",
                        "put, get, delete, select, nodes, members",
                    )
                    .to_owned();
            }
        };
        let answer = ask(&node, move |mut me| async move { replica.ask(&mut me, request).await.ok() }).await;
        match answer {
            Some(Answer::Done) => "ok".to_owned(),
            Some(Answer::Value(None)) => lang.of("nothing", "ничего нет").to_owned(),
            Some(Answer::Value(Some(value))) => value.to_string(),
            Some(Answer::Found(rows)) => Term::list(rows).to_string(),
            Some(Answer::Unknown) => lang
                .of("unknown: maybe written, maybe not", "неизвестно: может, записано, а может, нет")
                .to_owned(),
            Some(Answer::Unavailable) => lang
                .of(
                    "unavailable: no majority, nothing was changed",
                    "недоступно: нет большинства, ничего не изменилось",
                )
                .to_owned(),
            None => not_there(lang).to_owned(),
        }
    }

    /// Starts a node; it joins the store of those who are up.
    async fn start(&mut self, name: Name) {
        let system = System::new(Config { crash_log: Some(Arc::new(|_| {})), ..Config::default() });
        let options = Options::new(name.text(), "lab");
        let options = Options { epmd: self.epmd, log: Arc::new(|_| {}), ..options };
        let Ok(node) = Node::start(&system, options).await else {
            return println!("{}", self.lang.of("the node does not start", "узел не запускается"));
        };
        let how = match self.up.keys().next() {
            None => Start::Alone,
            Some(via) => {
                let _ = node.connect(via.text()).await;
                Start::Join(*via)
            }
        };
        let replica = Replica::start(&node, how, born());
        self.up.insert(name, (node, replica));
        tokio::time::sleep(PAUSE).await;
    }

    fn matrix(&self) -> Matrix {
        let sees = |name: Name| self.up.get(&name).map(|(node, _)| node.list());
        Matrix(NAMES.iter().map(|name| (Atom::new(name), sees(Atom::new(name)))).collect())
    }
}

fn names(names: &[Name]) -> String {
    names.iter().map(|name| name.text()).collect::<Vec<_>>().join(" ")
}

fn not_there(lang: Lang) -> &'static str {
    lang.of("no answer: what it needs is not written yet", "ответа нет: нужное ещё не написано")
}

/// Asks something in a process of a node.
async fn ask<T, F, Fut>(node: &Node, question: F) -> Option<T>
where
    T: Send + 'static,
    F: FnOnce(Context) -> Fut + Send + 'static,
    Fut: Future<Output = Option<T>> + Send + 'static,
{
    let (to, answer) = tokio::sync::oneshot::channel();
    node.system().spawn(move |me| {
        let asked = question(me);
        async move { drop(to.send(asked.await)) }
    });
    answer.await.ok().flatten()
}

#[expect(clippy::disallowed_methods, reason = "a lab is in the real time")]
fn born() -> Millis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Millis::try_from(since.as_millis()).unwrap_or(Millis::MAX)
}
