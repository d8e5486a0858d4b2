//! A node that belongs to a store, or one line that says why there is none.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use global::Global;
use kv_store::command::Lang;
use kv_store::replica::Millis;
use kv_store::replicate::{Replica, Start};
use kv_store::{beam, remote};
use node::Node;
use process::{Config, ExitReason, System};
use term::Atom;

use crate::options::Options;
use crate::session::Session;
use crate::texts;

/// How long the first member may take to let a new one in.
const PATIENCE: Duration = Duration::from_secs(10);

/// Starts the node, and waits until it has a vote.
pub async fn start(options: &Options) -> Result<Session, String> {
    let lang = Lang::from(options.lang);
    if let Some(via) = &options.join
        && (node::parts(via).is_err() || *via == options.name)
    {
        return Err(texts::bad_join(lang, via));
    }
    let system = System::new(Config::default());
    let of_node = node::Options::new(&options.name, &options.cookie);
    let of_node = node::Options { port: options.port, log: Arc::new(|_| {}), ..of_node };
    let node = Node::start(&system, of_node)
        .await
        .map_err(|error| texts::not_started(lang, &options.name, &error))?;
    // Whoever locks something in the whole cluster asks every visible node: a BEAM would wait for one that is silent.
    let global = Global::start(&node).expect("a new node has no name server");
    let how = match &options.join {
        None => Start::Alone,
        Some(via) => {
            node.connect(via).await.map_err(|error| texts::not_connected(lang, &error))?;
            Start::Join(Atom::new(via))
        }
    };
    let replica = Replica::start(&node, how, born());
    beam::open(&node, replica);
    remote::open(&node, replica);
    if let Some(via) = &options.join
        && !has_vote(&system, replica).await
    {
        node.stop();
        return Err(texts::not_let_in(lang, via));
    }
    Ok(Session::new(node, global, replica, lang, options.json))
}

/// Whether this node becomes a member with a vote in time.
async fn has_vote(system: &System, replica: Replica) -> bool {
    let asks = system.spawn(move |mut me| async move {
        while replica.report(&mut me).await.is_ok_and(|report| report.standing != "member") {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    tokio::time::timeout(PATIENCE, system.join(asks)).await == Ok(ExitReason::Normal)
}

// SHORTCUT: a later life must have a greater number, so the clock of this machine must not go backwards between two of
// them. A real store writes the number of its life to a disk.
#[expect(clippy::disallowed_methods, reason = "a program is in the real time; what repeats is inside")]
fn born() -> Millis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Millis::try_from(since.as_millis()).unwrap_or(Millis::MAX)
}
