//! Two connections and three clients who want one: let a client take one, and kill it.

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use connection_pool::{Connection, Pool};
use lab::{Lab, Stage, Text};
use process::{Context, Pid};

lab::kernel!(process);

const ABOUT: Text = Text {
    en: "A pool with two connections, and three clients. Your code lends them. Try `cast ann checkout`, the same for \
         bob and carl, then `kill bob`; then `cast ann checkin`.",
    ru: "Пул из двух соединений и три клиента. Выдаёт их твой код. Попробуй `cast ann checkout`, то же для bob и carl, \
         потом `kill bob`, а потом `cast ann checkin`.",
};

/// How long a client waits for a connection.
const PATIENCE: Duration = Duration::from_secs(60);

#[derive(Clone, Copy, Debug)]
enum Order {
    Checkout,
    Checkin,
    Panic,
}

/// What each client has or waits for, for the picture.
type Hands = Arc<Mutex<BTreeMap<Pid, String>>>;

async fn client(mut me: Context, pool: Pool, hands: Hands) {
    let mut held: Vec<Connection> = Vec::new();
    let show = |me: &Context, text: String| {
        hands.lock().unwrap_or_else(PoisonError::into_inner).insert(me.pid(), text);
    };
    loop {
        let order: Order = me.receive().await;
        show(&me, format!("{order:?} …"));
        let failed = match (order, held.last().copied()) {
            (Order::Checkout, _) => pool.checkout(&mut me, PATIENCE).await.map(|one| held.push(one)).err(),
            (Order::Checkin, Some(one)) => {
                held.pop();
                pool.checkin(&mut me, one).await.err()
            }
            (Order::Checkin, None) => None,
            (Order::Panic, _) => panic!("told to panic"),
        };
        show(&me, failed.map_or_else(|| format!("{held:?}"), |error| error.to_string()));
    }
}

async fn open(stage: Stage) -> Option<Lab> {
    let (node, hands) = (Node::new(&stage), Hands::default());
    let known = Arc::clone(&hands);
    let start = node.start(move |me| {
        Box::pin(async move {
            let pool = Pool::start_link(me, 2).await.ok()?;
            for name in ["ann", "bob", "carl"] {
                let hands = Arc::clone(&hands);
                let pid = me.spawn(move |me| client(me, pool, hands));
                me.system().register(name, pid).ok()?;
            }
            Some(pool)
        })
    });
    let pool = start.await??;
    let (state, node_of_crash) = (node.clone(), node.clone());
    let order = |order: Order| {
        let node = node.clone();
        move |request: &lab::Request<'_>| {
            let client = node.pid(request.to)?;
            Some(node.tell(move |me| me.send(client, order)))
        }
    };
    let lab = Lab::new(node.clone(), ABOUT)
        .cast("ann bob carl", "checkout", order(Order::Checkout))
        .cast("ann bob carl", "checkin", order(Order::Checkin))
        .crash(move |request| {
            let client = node_of_crash.pid(request.to).filter(|client| *client != pool.pid())?;
            Some(node_of_crash.tell(move |me| me.send(client, Order::Panic)))
        })
        .state(move |pid| {
            if pid == pool.pid().to_string() {
                return state.ask(move |me| {
                    Box::pin(async move {
                        pool.status(me).await.map_or(String::new(), |status| format!("{status:?}"))
                    })
                });
            }
            let hands = known.lock().unwrap_or_else(PoisonError::into_inner);
            let has = hands.iter().find(|(client, _)| client.to_string() == pid).map(|(_, has)| has.clone());
            Box::pin(async move { has })
        });
    Some(lab)
}

fn main() -> ExitCode {
    lab::run("connection_pool", open)
}
