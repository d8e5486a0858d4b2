//! What clients will ask, as data: drawn from a seed, written down, read again, made shorter.
//!
//! Each put writes a value that no other operation writes, so that a value tells who wrote it.
//!
//! Chapter: `kv_store`.

use std::fmt;
use std::str::FromStr;

use crate::model::Words;
use crate::register::Request;
use crate::rng::Rng;
use crate::text::{ParseError, client, duration, request, shown};

/// One operation that a client will ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Who will ask.
    pub client: String,
    /// How long it thinks before it asks, in virtual microseconds.
    pub think: u64,
    /// About which key.
    pub key: String,
    /// What.
    pub request: Request,
}

/// How a workload is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Clients `c0`, `c1` and so on.
    pub clients: usize,
    /// Operations of each of them.
    pub operations: usize,
    /// Keys `a`, `b` and so on, 26 at most.
    pub keys: usize,
    /// Shares of get, put, delete and cas.
    pub mix: [u64; 4],
    /// Think times: the shortest and the longest, in virtual microseconds.
    pub think: (u64, u64),
}

impl Default for Plan {
    /// Three clients ask 30 times each about one key: five gets to four puts and one cas, 20 to 150 ms apart.
    fn default() -> Self {
        Self { clients: 3, operations: 30, keys: 1, mix: [5, 4, 0, 1], think: (20_000, 150_000) }
    }
}

/// What all clients will ask for, in lists that do not wait for each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Workload(pub Vec<Planned>);

impl Workload {
    /// The workload that `seed` gives.
    ///
    /// # Panics
    /// When `plan` has no key, or no share of anything.
    #[must_use]
    pub fn random(seed: u64, plan: &Plan) -> Self {
        let (mut rng, mut planned, mut written) = (Rng(seed), Vec::new(), 0);
        for round in 0..plan.operations {
            for client in 0..plan.clients {
                let key =
                    char::from(b'a' + u8::try_from(rng.below(plan.keys.min(26) as u64)).expect("below 26"));
                let request = draw(&mut rng, plan.mix, &mut written, round);
                let think = rng.within(plan.think);
                planned.push(Planned { client: format!("c{client}"), think, key: key.to_string(), request });
            }
        }
        Self(planned)
    }

    /// Those who will ask, in order.
    #[must_use]
    pub fn clients(&self) -> Vec<String> {
        let mut clients: Vec<String> = self.0.iter().map(|planned| planned.client.clone()).collect();
        clients.sort();
        clients.dedup();
        clients
    }

    /// What one client will ask for, in order.
    #[must_use]
    pub fn of(&self, client: &str) -> Vec<Planned> {
        self.0.iter().filter(|planned| planned.client == client).cloned().collect()
    }
}

/// One request; `written` counts the values so far.
fn draw(rng: &mut Rng, mix: [u64; 4], written: &mut u64, round: usize) -> Request {
    let mut share = rng.below(mix.iter().sum());
    let kind = mix.iter().position(|of| {
        let found = share < *of;
        share = share.saturating_sub(*of);
        found
    });
    match kind {
        Some(1) => {
            *written += 1;
            Request::Put(*written)
        }
        Some(2) => Request::Delete,
        Some(3) => {
            let from = (round > 0 && *written > 0).then(|| 1 + rng.below(*written));
            *written += 1;
            Request::Cas { from, to: *written }
        }
        _ => Request::Get,
    }
}

impl fmt::Display for Planned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} after {} {}", self.client, shown(self.think), self.request.words(&self.key))
    }
}

impl FromStr for Planned {
    type Err = ParseError;

    fn from_str(line: &str) -> Result<Self, ParseError> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let ["after", think, asked @ ..] = words.get(1..).unwrap_or_default() else {
            return Err(ParseError::new("CLIENT after TIME REQUEST", line));
        };
        let (key, request) = request(asked)?;
        Ok(Self { client: client(words[0])?, think: duration(think)?, key, request })
    }
}

impl fmt::Display for Workload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|planned| writeln!(f, "{planned}"))
    }
}

impl FromStr for Workload {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        text.lines()
            .filter(|line| !line.trim().is_empty())
            .map(str::parse)
            .collect::<Result<_, _>>()
            .map(Self)
    }
}
