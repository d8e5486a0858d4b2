//! Cables between the hosts of a lab: they can be pulled, in one direction or in both, and plugged in again.
//!
//! Bytes arrive at once and in order. Over a cut cable they wait, as TCP sends again what was lost, and arrive after
//! the healing: a connection outlives a cut, unless somebody above it loses patience. A program that ends closes its
//! connections. One that crashes takes its host with it, and nobody is told: the others hear nothing more.
//!
//! The checks have a network too, `harness::Net`: there latencies come from a seed and the clock stands still. Here the
//! clock is the real one and nothing is drawn.
//!
//! SHORTCUT: a host that is back after a crash says nothing to old connections; a real one resets them.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use network::{Listener, Network, Promise, Stream};
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, ReadHalf, WriteHalf, duplex, split};
use tokio::sync::{mpsc, watch};

use crate::stage::Stage;

/// Bytes that may be on the way in one direction.
const WINDOW: usize = 1 << 16;
/// How long a connect tries to reach a host that does not answer. TCP would try for two minutes.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long a program that ends may still say what it has begun to say.
const LAST_WORDS: Duration = Duration::from_millis(100);

/// The cables of a lab, one between each two hosts. Clones are the same ones.
#[derive(Clone)]
pub struct Cables(Arc<Inner>);

struct Inner {
    listening: Mutex<Listening>,
    faults: watch::Sender<Faults>,
    stage: Stage,
}

/// Who takes in connections, by host and port.
type Listening = BTreeMap<(String, u16), (mpsc::UnboundedSender<Arriving>, Life)>;
/// One run of a program. It ends, and the host may begin another.
type Life = u64;
/// An end of a connection.
type Arriving = DuplexStream;

/// What is wrong with the network now.
#[derive(Default)]
struct Faults {
    /// From whom nothing arrives at whom.
    cut: BTreeSet<(String, String)>,
    /// Hosts without power.
    dark: BTreeSet<String>,
    lives: Life,
    ended: BTreeMap<Life, Ending>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// It may not connect any more; its connections still say their last words.
    Ends,
    Closed,
    Crashed,
}

impl Faults {
    fn passes(&self, from: &str, to: &str) -> bool {
        let lit = |host: &str| !self.dark.contains(host);
        lit(from) && lit(to) && !self.cut.contains(&(from.to_owned(), to.to_owned()))
    }

    fn any_is(&self, lives: [Life; 2], ending: Ending) -> bool {
        lives.iter().any(|life| self.ended.get(life) == Some(&ending))
    }
}

impl Cables {
    /// Whole cables.
    #[must_use]
    pub fn new(stage: &Stage) -> Self {
        let (listening, faults) = (Mutex::default(), watch::Sender::new(Faults::default()));
        Self(Arc::new(Inner { listening, faults, stage: stage.clone() }))
    }

    /// Begins a program on the host of this name; it has power again if it had none.
    #[must_use]
    pub fn host(&self, name: &str) -> Host {
        let mut life = 0;
        self.0.faults.send_modify(|faults| {
            faults.dark.remove(name);
            faults.lives += 1;
            life = faults.lives;
        });
        Host { name: name.to_owned(), life, cables: self.clone() }
    }

    /// Nothing from one host of the first arrives at one of the others any more.
    pub fn cut(&self, from: &[&str], to: &[&str]) {
        self.0.faults.send_modify(|faults| faults.cut.extend(pairs(from, to)));
    }

    /// What was lost between these arrives now.
    pub fn heal_between(&self, from: &[&str], to: &[&str]) {
        let ways = pairs(from, to);
        self.0.faults.send_modify(|faults| faults.cut.retain(|way| !ways.contains(way)));
    }

    /// All cables are whole.
    pub fn heal(&self) {
        self.0.faults.send_modify(|faults| faults.cut.clear());
    }

    /// Whether bytes from the one arrive at the other.
    #[must_use]
    pub fn passes(&self, from: &str, to: &str) -> bool {
        self.0.faults.borrow().passes(from, to)
    }

    fn listening(&self) -> MutexGuard<'_, Listening> {
        self.0.listening.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn end(&self, life: Life, ending: Ending) {
        self.listening().retain(|_, (_, of)| *of != life);
        self.0.faults.send_modify(|faults| {
            faults.ended.insert(life, ending);
        });
    }
}

fn pairs(from: &[&str], to: &[&str]) -> Vec<(String, String)> {
    let of = |from: &&str| to.iter().map(|to| ((*from).to_owned(), (*to).to_owned())).collect::<Vec<_>>();
    from.iter().flat_map(of).collect()
}

/// The network, as one program on a host sees it.
#[derive(Clone)]
pub struct Host {
    name: String,
    life: Life,
    cables: Cables,
}

impl Host {
    /// The program ends: it listens no more, and in a moment its connections are closed.
    pub fn end(&self) {
        self.cables.end(self.life, Ending::Ends);
        let (cables, life) = (self.cables.clone(), self.life);
        (self.cables.0.stage.spawner())(Box::pin(async move {
            tokio::time::sleep(LAST_WORDS).await;
            cables.end(life, Ending::Closed);
        }));
    }

    /// The host has no power any more.
    pub fn crash(&self) {
        self.cables.0.faults.send_modify(|faults| {
            faults.dark.insert(self.name.clone());
        });
        self.cables.end(self.life, Ending::Crashed);
    }

    fn has_ended(&self) -> bool {
        self.cables.0.faults.borrow().ended.contains_key(&self.life)
    }
}

impl Network for Host {
    fn listen<'a>(&'a self, _: &'a str, port: u16) -> Promise<'a, Box<dyn Listener>> {
        Box::pin(async move {
            if self.has_ended() {
                return Err(io::ErrorKind::NetworkDown.into());
            }
            let mut listening = self.cables.listening();
            let is_free = |port: &u16| !listening.contains_key(&(self.name.clone(), *port));
            let free = if port == 0 { (1000..).find(is_free) } else { Some(port).filter(is_free) };
            let port = free.ok_or(io::ErrorKind::AddrInUse)?;
            let (to, from) = mpsc::unbounded_channel();
            listening.insert((self.name.clone(), port), (to, self.life));
            Ok(Box::new(Ear { host: self.clone(), port, from }) as Box<dyn Listener>)
        })
    }

    fn connect<'a>(&'a self, host: &'a str, port: u16) -> Promise<'a, Stream> {
        Box::pin(async move {
            let mut faults = self.cables.0.faults.subscribe();
            let whole = faults.wait_for(|now| now.passes(&self.name, host) && now.passes(host, &self.name));
            let in_time = tokio::time::timeout(PATIENCE, whole).await.is_ok();
            if self.has_ended() || !in_time {
                return Err(io::ErrorKind::TimedOut.into());
            }
            let known = self.cables.listening().get(&(host.to_owned(), port)).cloned();
            let (to, life) = known.ok_or(io::ErrorKind::ConnectionRefused)?;
            let ((ours, near), (far, theirs)) = (duplex(WINDOW), duplex(WINDOW));
            let ((read_near, write_near), (read_far, write_far)) = (split(near), split(far));
            let (there, back) = (way(&self.name, host), way(host, &self.name));
            let lives = [self.life, life];
            let spawner = self.cables.0.stage.spawner();
            spawner(Box::pin(carry(read_near, write_far, there, lives, self.cables.0.faults.subscribe())));
            spawner(Box::pin(carry(read_far, write_near, back, lives, self.cables.0.faults.subscribe())));
            to.send(theirs).map_err(|_| io::ErrorKind::ConnectionRefused)?;
            Ok(Box::new(ours) as Stream)
        })
    }
}

fn way(from: &str, to: &str) -> (String, String) {
    (from.to_owned(), to.to_owned())
}

/// Carries bytes in one direction, until one of the two programs has nothing more to say.
async fn carry(
    mut read: ReadHalf<DuplexStream>,
    mut write: WriteHalf<DuplexStream>,
    (from, to): (String, String),
    lives: [Life; 2],
    mut faults: watch::Receiver<Faults>,
) {
    let mut bytes = [0; 1 << 12];
    let mut closing = faults.clone();
    loop {
        let count = tokio::select! {
            biased;
            count = read.read(&mut bytes) => count.unwrap_or(0),
            _ = closing.wait_for(|now| now.any_is(lives, Ending::Closed) || now.any_is(lives, Ending::Crashed)) => 0,
        };
        let arrives = |now: &Faults| now.any_is(lives, Ending::Crashed) || now.passes(&from, &to);
        let silent = faults.wait_for(arrives).await.is_ok_and(|now| now.any_is(lives, Ending::Crashed));
        if silent {
            return std::future::pending().await; // neither bytes nor the end of them arrives
        }
        if count == 0 {
            let _ = write.shutdown().await; // whoever was there may have gone
            return;
        }
        if write.write_all(&bytes[..count]).await.is_err() {
            return;
        }
    }
}

struct Ear {
    host: Host,
    port: u16,
    from: mpsc::UnboundedReceiver<Arriving>,
}

impl Listener for Ear {
    fn port(&self) -> u16 {
        self.port
    }

    fn accept(&mut self) -> Promise<'_, Stream> {
        Box::pin(async {
            let end = self.from.recv().await.ok_or(io::ErrorKind::NetworkDown)?;
            Ok(Box::new(end) as Stream)
        })
    }
}

impl Drop for Ear {
    fn drop(&mut self) {
        let place = (self.host.name.clone(), self.port);
        let mut listening = self.host.cables.listening();
        if listening.get(&place).is_some_and(|(_, life)| *life == self.host.life) {
            listening.remove(&place);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use network::{Network, Stream};
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::time::timeout;

    use super::{Cables, Host};
    use crate::stage::Stage;

    async fn connected() -> (Cables, [Host; 2], [Stream; 2]) {
        let cables = Cables::new(&Stage::default());
        let hosts = [cables.host("x"), cables.host("y")];
        let mut ear = hosts[1].listen("y", 80).await.expect("the port is free");
        let near = hosts[0].connect("y", 80).await.expect("somebody listens");
        let far = ear.accept().await.expect("it has come");
        (cables, hosts, [near, far])
    }

    async fn arrives([near, far]: &mut [Stream; 2], from_near: bool) -> bool {
        let (writer, reader) = if from_near { (near, far) } else { (far, near) };
        writer.write_all(b"!").await.expect("there is room");
        let mut byte = [0];
        timeout(Duration::from_millis(30), reader.read_exact(&mut byte)).await.is_ok_and(|read| read.is_ok())
    }

    #[tokio::test]
    async fn what_is_lost_in_one_direction_arrives_after_the_healing() {
        let (cables, _hosts, mut ends) = connected().await;
        cables.cut(&["x"], &["y"]);
        assert!(!arrives(&mut ends, true).await && arrives(&mut ends, false).await);
        assert!(!cables.passes("x", "y") && cables.passes("y", "x"));
        cables.heal();
        assert_eq!(ends[1].read_u8().await.ok(), Some(b'!'));
    }

    #[tokio::test]
    async fn a_program_that_ends_is_noticed_and_one_that_crashes_is_not() {
        let (_cables, [x, _y], [_near, mut far]) = connected().await;
        x.end();
        let end = timeout(Duration::from_secs(1), far.read_u8()).await;
        assert!(end.is_ok_and(|read| read.is_err()), "the connection is closed");
        assert!(x.connect("y", 80).await.is_err(), "what has ended connects no more");
        let (cables, [x, _y], [_near, mut far]) = connected().await;
        x.crash();
        assert!(timeout(Duration::from_millis(300), far.read_u8()).await.is_err(), "nobody is told");
        let back = cables.host("x");
        assert!(timeout(Duration::from_millis(300), far.read_u8()).await.is_err(), "nor later");
        assert!(back.listen("x", 80).await.is_ok());
    }
}
