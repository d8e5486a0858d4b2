//! What an example says of its lab: which processes there are, and what can be asked of them.

use std::fmt::{Debug, Display};
use std::pin::Pin;
use std::str::FromStr;

use crate::kernel::Kernel;

/// A text in both languages.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "English and Russian")]
pub struct Text {
    pub en: &'static str,
    pub ru: &'static str,
}

/// Something that runs in a process and gives an answer; `None` when that process ended before.
pub type Asked<T> = Pin<Box<dyn Future<Output = Option<T>>>>;

/// The same, with a text to show.
pub type Job = Asked<String>;

/// A typed request: `call counter add 3` is the verb `add` with the words `3` to the process of `counter`.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The pid of the process.
    pub to: &'a str,
    /// What it should do.
    pub verb: &'a str,
    /// What stands behind the verb.
    pub words: &'a [&'a str],
}

impl Request<'_> {
    /// The word number `n`, from 0, as a number, a duration, or whatever it should be.
    #[must_use]
    pub fn word<T: FromStr>(&self, n: usize) -> Option<T> {
        self.words.get(n)?.parse().ok()
    }

    /// All words as one text; `None` when there are none.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        (!self.words.is_empty()).then(|| self.words.join(" "))
    }
}

/// What a call brought, as it is shown: the value, or the error in words.
pub fn shown<T: Debug, E: Display>(result: Result<T, E>) -> String {
    result.map_or_else(|error| error.to_string(), |value| format!("{value:?}"))
}

/// A place in a supervision tree. What else is known of the process, the lab finds out itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Member {
    /// The name of the process, or the id of the child.
    pub id: String,
    /// Its process; `None` when it is not running.
    pub pid: Option<String>,
    /// `one_for_one`, for a supervisor; nothing for a worker.
    pub strategy: Option<String>,
    /// How often its supervisor has restarted it, where that is known; else the lab counts.
    pub restarts: Option<usize>,
    /// Its children, in the order of their start.
    pub children: Vec<Member>,
}

/// Understands the words of a request and begins to carry it out; `None` when they do not fit.
type Understand = Box<dyn Fn(&Request<'_>) -> Option<Job>>;
pub(crate) type State = Box<dyn Fn(&str) -> Job>;
type Ask<T> = Box<dyn Fn() -> Pin<Box<dyn Future<Output = T>>>>;

/// `call` waits for an answer, `cast` does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    Call,
    Cast,
}

/// The same for words that are no request: or the line that says what was expected, empty for the usage.
type Obey = Box<dyn Fn(&[&str]) -> Result<Job, String>>;

/// Something a lab can do that concerns no single process: `cut x | y`.
pub(crate) struct Order {
    /// `cut NODE … | NODE …`: the verb and what stands behind it.
    pub(crate) usage: &'static str,
    pub(crate) about: Text,
    pub(crate) understand: Obey,
}

impl Order {
    pub(crate) fn verb(&self) -> &'static str {
        self.usage.split(' ').next().unwrap_or_default()
    }
}

/// Stands for every node of a lab, where one says of whom something can be asked.
pub(crate) const NODE: &str = "NODE";

/// One thing that can be asked.
pub(crate) struct Talk {
    pub(crate) manner: Manner,
    /// Of whom: names, `*` for every process, or `NODE` for every node.
    pub(crate) to: String,
    /// `add N`: the verb and what stands behind it.
    pub(crate) usage: String,
    pub(crate) understand: Understand,
}

impl Talk {
    /// Whether it can be asked of the process that was named so, or has this name.
    pub(crate) fn is_for(&self, typed: &str, name: Option<&str>) -> bool {
        let is_node = |name: &str| self.to == NODE && !name.contains('@');
        self.to == "*"
            || name.is_some_and(is_node)
            || self.to.split(' ').any(|to| to == typed || Some(to) == name)
    }

    pub(crate) fn verb(&self) -> &str {
        self.usage.split_whitespace().next().unwrap_or_default()
    }
}

/// A lab that has been started.
pub struct Lab {
    pub(crate) kernel: Box<dyn Kernel>,
    pub(crate) about: Text,
    pub(crate) orders: Vec<Order>,
    pub(crate) talks: Vec<Talk>,
    pub(crate) crash: Option<Understand>,
    pub(crate) state: Option<State>,
    pub(crate) tree: Option<Ask<Vec<Member>>>,
}

impl Lab {
    /// A lab of the processes of this system. `about` says in a few sentences what there is and what to try first.
    pub fn new(kernel: impl Kernel + 'static, about: Text) -> Self {
        let (orders, talks) = (Vec::new(), Vec::new());
        Self { kernel: Box::new(kernel), about, orders, talks, crash: None, state: None, tree: None }
    }

    /// A command of this lab, before those that every lab has. `usage` is the verb and what stands behind it, `about`
    /// what `help` says. What does not fit is answered with the usage, or with the line that `understand` gives.
    #[must_use]
    pub fn order(
        mut self,
        usage: &'static str,
        about: Text,
        understand: impl Fn(&[&str]) -> Result<Job, String> + 'static,
    ) -> Self {
        self.orders.push(Order { usage, about, understand: Box::new(understand) });
        self
    }

    /// `call NAME VERB …`: the answer is printed. `to` is a name, or several (`a b c`), or `*` for every process, or
    /// `NODE` for every node; `usage` is the verb and what stands behind it, as help shows it (`add N`).
    #[must_use]
    pub fn call(
        self,
        to: &str,
        usage: &str,
        understand: impl Fn(&Request<'_>) -> Option<Job> + 'static,
    ) -> Self {
        self.talk(Manner::Call, to, usage, Box::new(understand))
    }

    /// `cast NAME VERB …`: nobody waits for an answer.
    #[must_use]
    pub fn cast(
        self,
        to: &str,
        usage: &str,
        understand: impl Fn(&Request<'_>) -> Option<Job> + 'static,
    ) -> Self {
        self.talk(Manner::Cast, to, usage, Box::new(understand))
    }

    fn talk(mut self, manner: Manner, to: &str, usage: &str, understand: Understand) -> Self {
        let (to, usage) = (to.to_owned(), usage.to_owned());
        self.talks.push(Talk { manner, to, usage, understand });
        self
    }

    /// How `crash NAME` makes the code of a process panic. Where this says `None`, and without it, an exit signal
    /// `crash` is sent instead.
    #[must_use]
    pub fn crash(mut self, understand: impl Fn(&Request<'_>) -> Option<Job> + 'static) -> Self {
        self.crash = Some(Box::new(understand));
        self
    }

    /// Asks the process with this pid for its state, to be shown beside it.
    #[must_use]
    pub fn state(mut self, ask: impl Fn(&str) -> Job + 'static) -> Self {
        self.state = Some(Box::new(ask));
        self
    }

    /// Asks the supervisors for their children. Without it, `tree` lists the processes with their links and monitors.
    #[must_use]
    pub fn tree<F>(mut self, ask: impl Fn() -> F + 'static) -> Self
    where
        F: Future<Output = Vec<Member>> + 'static,
    {
        self.tree = Some(Box::new(move || Box::pin(ask())));
        self
    }
}
