//! Two owners of tasks: let them start some, ask for results too early, and see who falls with whom.

use std::collections::{BTreeMap, VecDeque};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use lab::{Lab, Request, Stage, Text};
use process::{Context, Pid};
use task::{Shutdown, TIMEOUT, Task, start, start_nolink};

lab::kernel!(process);

const ABOUT: Text = Text {
    en: "Two owners, ann and bob, and no task yet; your code starts them and asks for what they give. Try `cast ann \
         start 3000`, at once `cast ann yield`, then `cast ann await` and `wait 3000`; then `cast ann start 60000`, `cast \
         bob nolink 60000`, and `kill ann2` and `kill bob1`: who lives?",
    ru: "Два владельца, ann и bob, и ни одной задачи; запускает их и спрашивает результат твой код. Попробуй `cast ann \
         start 3000`, сразу `cast ann yield`, потом `cast ann await` и `wait 3000`; затем `cast ann start 60000`, `cast \
         bob nolink 60000`, а потом `kill ann2` и `kill bob1`: кто останется в живых?",
};

#[derive(Clone, Copy, Debug)]
enum Order {
    Start(Duration),
    Nolink(Duration),
    Yield,
    Await,
    Shutdown,
}

/// What each owner has to say, for the picture.
type Words = Arc<Mutex<BTreeMap<Pid, String>>>;

/// Does what it is told; the oldest task comes first.
async fn owner(mut me: Context, name: &'static str, words: Words) {
    let mut tasks: VecDeque<Task<String>> = VecDeque::new();
    let mut started = 0;
    loop {
        let order: Order = me.receive().await;
        let told = match order {
            Order::Start(pause) | Order::Nolink(pause) => {
                started += 1;
                let id = format!("{name}{started}");
                let value = format!("what {id} gives");
                let work = async move {
                    tokio::time::sleep(pause).await;
                    value
                };
                let begin = if matches!(order, Order::Start(_)) { start } else { start_nolink };
                let task = begin(&me, work);
                let _ = me.system().register(&id, task.pid());
                tasks.push_back(task);
                format!("{id} works")
            }
            asked => match tasks.pop_front() {
                None => "no task".to_owned(),
                Some(task) => ask(&mut me, asked, task, &mut tasks).await,
            },
        };
        let line = format!("tasks: {}; {told}", tasks.len());
        words.lock().unwrap_or_else(PoisonError::into_inner).insert(me.pid(), line);
    }
}

/// Asks a task for its result, in one of three ways. One that is not ready keeps its place.
async fn ask(
    me: &mut Context,
    how: Order,
    mut task: Task<String>,
    tasks: &mut VecDeque<Task<String>>,
) -> String {
    match how {
        Order::Await => task.wait(me, TIMEOUT).await,
        Order::Shutdown => format!("{:?}", task.shutdown(me, Shutdown::BrutalKill).await),
        _ => match task.yield_within(me, Duration::ZERO).await {
            Some(result) => format!("{result:?}"),
            None => {
                tasks.push_front(task);
                "nothing yet".to_owned()
            }
        },
    }
}

async fn open(stage: Stage) -> Option<Lab> {
    let (node, words) = (Node::new(&stage), Words::default());
    let known = Arc::clone(&words);
    let begun = node.start(move |me| {
        Box::pin(async move {
            for name in ["ann", "bob"] {
                let words = Arc::clone(&words);
                let pid = me.spawn(move |me| owner(me, name, words));
                me.system().register(name, pid).ok()?;
            }
            Some(())
        })
    });
    begun.await??;
    let order = |understand: fn(&Request<'_>) -> Option<Order>| {
        let node = node.clone();
        move |request: &Request<'_>| {
            let (owner, order) = (node.pid(request.to)?, understand(request)?);
            Some(node.tell(move |me| me.send(owner, order)))
        }
    };
    let lab = Lab::new(node.clone(), ABOUT)
        .cast("ann bob", "start MS", order(|request| Some(Order::Start(pause(request)?))))
        .cast("ann bob", "nolink MS", order(|request| Some(Order::Nolink(pause(request)?))))
        .cast("ann bob", "yield", order(|_| Some(Order::Yield)))
        .cast("ann bob", "await", order(|_| Some(Order::Await)))
        .cast("ann bob", "shutdown", order(|_| Some(Order::Shutdown)))
        .state(move |pid| {
            let words = known.lock().unwrap_or_else(PoisonError::into_inner);
            let said = words.iter().find(|(owner, _)| owner.to_string() == pid).map(|(_, said)| said.clone());
            Box::pin(async move { said })
        });
    Some(lab)
}

fn pause(request: &Request<'_>) -> Option<Duration> {
    request.word(0).map(Duration::from_millis)
}

fn main() -> ExitCode {
    lab::run("task", open)
}
