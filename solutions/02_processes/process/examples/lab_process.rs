//! Four processes in a chain of links, and one that monitors the last: kill one, and see who goes with it.

use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use lab::{Lab, Stage, Text};
use process::{Context, Down, Envelope, Exit, ExitReason, Pid, TrapExit};

lab::kernel!(process);

const ABOUT: Text = Text {
    en: "Four processes, each linked with the next, and one that monitors the last. Your kernel runs them. Try \
         `kill b`, then `again`, `cast c trap on` and `kill b` once more.",
    ru: "Четыре процесса, каждый связан со следующим, и ещё один наблюдает за последним. Работают они на твоём ядре. \
         Попробуй `kill b`, потом `again`, `cast c trap on` и снова `kill b`.",
};

/// What can be told to one of the processes.
#[derive(Debug)]
enum Order {
    Link(Pid),
    Unlink(Pid),
    Monitor(Pid),
    Trap(TrapExit),
    Exit(ExitReason),
    Panic,
}

/// What each process has heard, for the picture.
type Heard = Arc<Mutex<Vec<(Pid, String)>>>;

async fn citizen(mut me: Context, heard: Heard) -> ExitReason {
    loop {
        let letter = me.next().await;
        match letter.open::<Order>() {
            Ok(Order::Link(peer)) => me.link(peer),
            Ok(Order::Unlink(peer)) => me.unlink(peer),
            Ok(Order::Monitor(peer)) => drop(me.monitor(peer)),
            Ok(Order::Trap(trap)) => drop(me.trap_exit(trap)),
            Ok(Order::Exit(reason)) => return reason,
            Ok(Order::Panic) => panic!("told to panic"),
            Err(letter) => note(&heard, me.pid(), &letter),
        }
    }
}

fn note(heard: &Heard, me: Pid, letter: &Envelope) {
    if letter.is::<Exit>() || letter.is::<Down>() {
        heard.lock().unwrap_or_else(PoisonError::into_inner).push((me, format!("{letter:?}")));
    }
}

async fn open(stage: Stage) -> Option<Lab> {
    let (node, heard) = (Node::new(&stage), Heard::default());
    let shared = Arc::clone(&heard);
    let city = node.start(move |me| {
        Box::pin(async move {
            let city = ["a", "b", "c", "d", "watcher"].map(|name| {
                let heard = Arc::clone(&shared);
                let pid = me.spawn(move |me| citizen(me, heard));
                me.system().register(name, pid).map(|()| pid)
            });
            for (from, to) in [(0, 1), (1, 2), (2, 3)] {
                me.send(city[from].clone().ok()?, Order::Link(city[to].clone().ok()?));
            }
            me.send(city[4].clone().ok()?, Order::Monitor(city[3].clone().ok()?));
            Some(())
        })
    });
    city.await??;
    let lab = Lab::new(node.clone(), ABOUT).state(move |pid| {
        let heard = heard.lock().unwrap_or_else(PoisonError::into_inner);
        let letters = heard.iter().filter(|(owner, _)| owner.to_string() == pid);
        let state = letters.map(|(_, letter)| letter.clone()).collect::<Vec<_>>().join(", ");
        Box::pin(async move { Some(state) })
    });
    let to = node.clone();
    let lab = lab.crash(move |request| {
        let process = to.pid(request.to)?;
        Some(to.tell(move |me| me.send(process, Order::Panic)))
    });
    let usages = ["link NAME", "unlink NAME", "monitor NAME", "trap on|off", "exit REASON"];
    Some(usages.into_iter().fold(lab, |lab, usage| {
        let node = node.clone();
        lab.cast("*", usage, move |request| {
            let (process, order) = (node.pid(request.to)?, node.order(request.verb, &request.text()?)?);
            Some(node.tell(move |me| me.send(process, order)))
        })
    }))
}

impl Node {
    fn order(&self, verb: &str, word: &str) -> Option<Order> {
        match (verb, word) {
            ("link", name) => self.system.whereis(name).map(Order::Link),
            ("unlink", name) => self.system.whereis(name).map(Order::Unlink),
            ("monitor", name) => self.system.whereis(name).map(Order::Monitor),
            ("trap", "on") => Some(Order::Trap(TrapExit::Yes)),
            ("trap", "off") => Some(Order::Trap(TrapExit::No)),
            ("exit", reason) => Some(Order::Exit(reason.into())),
            _ => None,
        }
    }
}

fn main() -> ExitCode {
    lab::run("process", open)
}
