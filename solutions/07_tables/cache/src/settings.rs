//! What a cache is told about itself: how long it keeps things, how many, and where they come from.
//!
//! Chapter: `tables`.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use term::Term;

/// How a cache forgets.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// How long a value lives that was loaded, or put without a time of its own.
    pub ttl: Duration,
    /// How many values there may be; at least 1.
    pub capacity: usize,
    /// How often everything that has expired is taken out.
    pub sweep_every: Duration,
}

impl Default for Settings {
    /// A minute, a thousand, a minute.
    fn default() -> Self {
        Self { ttl: Duration::from_secs(60), capacity: 1000, sweep_every: Duration::from_secs(60) }
    }
}

/// Where a value comes from that is not in the cache: slow, and it may crash.
#[derive(Clone)]
pub struct Loader(Arc<dyn Fn(Term) -> Loading + Send + Sync>);

type Loading = Pin<Box<dyn Future<Output = Term> + Send>>;

impl Loader {
    /// A loader that finds the value of a key like this.
    pub fn new<Fut>(load: impl Fn(Term) -> Fut + Send + Sync + 'static) -> Self
    where
        Fut: Future<Output = Term> + Send + 'static,
    {
        Self(Arc::new(move |key| Box::pin(load(key))))
    }

    /// Loads the value of a key.
    pub(crate) async fn load(self, key: Term) -> Term {
        (self.0)(key).await
    }
}

impl fmt::Debug for Loader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Loader")
    }
}
