//! Carries out what was typed: on the thread of the processes, and with their rest awaited before the answer.

mod act;

use std::collections::BTreeMap;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::Poll;
use std::time::Duration;

use crate::command::{self, Command, Misread, Trace};
use crate::draw::draw;
use crate::family::{self, Place};
use crate::kernel::Process;
use crate::page::{Page, legible, wrap};
use crate::record::OURS;
use crate::setup::{Job, Lab, Manner, Order};
use crate::stage::Stage;
use crate::tell;
use crate::words::Words;

/// How long a process may take to say its state.
const STATE: Duration = Duration::from_millis(200);
/// How long a lab may take to come up.
const OPENING: Duration = Duration::from_secs(5);

/// Runs what may end in the learner's code; `None` after a panic there.
async fn guarded<T>(future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    poll_fn(|cx| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(cx))) {
        Ok(poll) => poll.map(Some),
        Err(_) => Poll::Ready(None), // the hook has noted what it said
    })
    .await
}

/// What a command brought.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    pub(crate) lines: Vec<String>,
    /// The one line that says what was expected.
    pub(crate) complaint: Option<String>,
    /// Whether the learner's code is not there yet.
    pub(crate) unfinished: bool,
    /// Whether the lab ends with this.
    pub(crate) ends: bool,
    /// What can be typed now.
    pub(crate) typed: Typed,
}

/// Words that can be typed in this lab, beside the commands of all labs.
#[derive(Debug, Default)]
pub(crate) struct Typed {
    pub(crate) verbs: Vec<String>,
    pub(crate) names: Vec<String>,
}

type Open = dyn Fn(Stage) -> Pin<Box<dyn Future<Output = Option<Lab>>>>;

/// An open lab.
pub(crate) struct Conductor {
    id: &'static str,
    open: Rc<Open>,
    stage: Stage,
    lab: Lab,
    before: Vec<Place>,
    charts: bool,
    /// What is done while the lab waits for an answer: `a put k 1 while crash b`.
    meanwhile: Option<String>,
    /// Questions for a state that lie unread in the mailbox of a busy process.
    unread: BTreeMap<String, usize>,
}

impl Conductor {
    /// Opens the lab, and shows who is there.
    pub(crate) async fn open(
        id: &'static str,
        open: Rc<Open>,
        stage: Stage,
        page: &Page,
    ) -> (Option<Self>, Answer) {
        let words = Words(page.language);
        let opened = tokio::time::timeout(OPENING, guarded(open(stage.clone()))).await;
        stage.settle().await;
        let mut answer = Answer::default();
        tell::unfinished(&mut answer, id, &stage.record, page);
        let lab = match opened {
            Ok(Some(Some(lab))) => lab,
            failed => {
                let why = if failed.is_err() { words.everybody_waits() } else { words.did_not_open() };
                answer.lines.splice(0..0, wrap(why, page.width, 0));
                (answer.unfinished, answer.ends) = (true, true);
                return (None, answer);
            }
        };
        answer.lines.extend(wrap(&tell::code(words.about(lab.about), page), page.width, 0));
        let mut conductor = Self {
            id,
            open,
            stage,
            lab,
            before: Vec::new(),
            charts: false,
            meanwhile: None,
            unread: BTreeMap::new(),
        };
        let places = conductor.look().await;
        conductor.before = family::settled(places);
        let picture = conductor.picture(&conductor.before, page);
        if !picture.is_empty() {
            answer.lines.push(String::new());
            answer.lines.extend(picture);
        }
        answer.lines.push(String::new());
        answer.lines.extend(wrap(&tell::code(words.hint(conductor.is_pure()), page), page.width, 0));
        answer.typed = conductor.typed();
        (Some(conductor), answer)
    }

    /// Carries out one line.
    pub(crate) async fn line(&mut self, line: &str, page: &Page) -> Answer {
        let words = Words(page.language);
        let is_order = |line: &str| {
            self.lab.orders.iter().any(|order| line.split_whitespace().next() == Some(order.verb()))
        };
        let meanwhile = line.split_once(" while ").filter(|(_, order)| is_order(order));
        let (line, meanwhile) =
            meanwhile.map_or((line, None), |(line, order)| (line, Some(order.trim().to_owned())));
        self.meanwhile = meanwhile;
        let words_typed: Vec<&str> = line.split_whitespace().collect();
        let (verb, rest) = words_typed.split_first().map_or(("", &[][..]), |(verb, rest)| (*verb, rest));
        let is_order = self.lab.orders.iter().any(|order| order.verb() == verb);
        let mut answer = match command::parse(line) {
            _ if is_order => guarded(self.order(verb, rest, page, words)).await.unwrap_or_default(),
            Ok(Command::Quit) => Answer { ends: true, ..Answer::default() },
            Ok(command) => guarded(self.run(command, page, words)).await.unwrap_or_default(),
            // `x nodes` for `call x nodes`: most lines are one.
            Err(Misread::Unknown(name)) if self.find(&name).is_some() => {
                let request: Vec<String> = rest.iter().map(|word| (*word).to_owned()).collect();
                guarded(self.talk(Manner::Call, &name, &request, page)).await.unwrap_or_default()
            }
            Err(Misread::Unknown(name)) if self.is_request(rest) => self.nobody(&name, words),
            Err(Misread::Expected(usage)) => complaint(words.expected(usage)),
            Err(Misread::Unknown(verb)) => {
                let orders = self.lab.orders.iter().map(Order::verb);
                let near = orders
                    .chain(command::names())
                    .find(|name| name.starts_with(&verb) || verb.starts_with(name));
                complaint(words.unknown(&legible(&verb), near))
            }
        };
        tell::unfinished(&mut answer, self.id, &self.stage.record, page);
        answer.typed = self.typed();
        answer
    }

    async fn run(&mut self, command: Command, page: &Page, words: Words) -> Answer {
        match command {
            Command::Tree => self.tree(page).await,
            Command::Kill(name) => self.signal(&name, "kill", page).await,
            Command::Exit(name, reason) => self.signal(&name, &reason, page).await,
            Command::Crash(name) => self.crash(&name, page, words).await,
            Command::Call(name, request) => self.talk(Manner::Call, &name, &request, page).await,
            Command::Cast(name, request) => self.talk(Manner::Cast, &name, &request, page).await,
            Command::Log => said(tell::log(&self.stage.record, &self.supervisors(), page)),
            Command::Trace(Trace::Last) => said(tell::chart(&self.stage.record, page)),
            Command::Trace(trace) => {
                self.charts = trace == Trace::On;
                said(vec![words.chart(self.charts).to_owned()])
            }
            Command::Wait(millis) => {
                self.stage.record.begin();
                tokio::time::sleep(Duration::from_millis(millis)).await;
                self.stage.settle().await;
                self.after(Vec::new(), Show::IfChanged, page).await
            }
            Command::Again => self.again(page, words).await,
            Command::Help => said(tell::help(&self.lab.orders, &self.lab.talks, self.is_pure(), page)),
            Command::Quit => Answer::default(),
        }
    }

    // ---- looking

    /// Everybody who is there, compared with the last picture.
    async fn look(&mut self) -> Vec<Place> {
        let record = &self.stage.record;
        let mut processes = self.lab.kernel.processes();
        processes.retain(|process| !record.is_hidden(&process.pid));
        self.unread
            .retain(|pid, _| processes.iter().any(|process| process.pid == *pid && process.mailbox > 0));
        for process in &mut processes {
            let ours = self.unread.get(&process.pid).copied().unwrap_or(0);
            process.mailbox = process.mailbox.saturating_sub(ours);
        }
        record.quiet(true);
        let mut places = match &self.lab.tree {
            Some(tree) => match tokio::time::timeout(STATE, tree()).await {
                Ok(members) => family::of_tree(members, &processes),
                Err(_) => family::of_list(&processes),
            },
            None => family::of_list(&processes),
        };
        if let Some(state) = &self.lab.state {
            states(&mut places, state, &mut self.unread).await;
        }
        self.stage.settle().await;
        record.quiet(false);
        family::compare(&self.before, places, record)
    }

    fn picture(&self, places: &[Place], page: &Page) -> Vec<String> {
        let words = Words(page.language);
        let busy = |place: &&Place| place.state.as_deref() == Some(BUSY);
        let mut places = places.to_vec();
        if family::all(&places).iter().any(busy) {
            say_busy(&mut places, words);
        }
        match places.as_slice() {
            [] if !self.lab.orders.is_empty() => Vec::new(),
            [] => vec![tell::code(words.nobody_lives(), page)],
            places => draw(places, self.lab.tree.is_some(), page, words),
        }
    }

    async fn tree(&mut self, page: &Page) -> Answer {
        self.after(Vec::new(), Show::Always, page).await
    }

    /// After a command: what it said, and the picture with what has changed.
    async fn after(&mut self, mut lines: Vec<String>, show: Show, page: &Page) -> Answer {
        let wanted = self.charts && show != Show::Always;
        let chart = if wanted { tell::chart(&self.stage.record, page) } else { Vec::new() };
        let places = self.look().await;
        if show != Show::IfChanged || family::is_changed(&places) {
            if !lines.is_empty() {
                lines.push(String::new());
            }
            lines.extend(self.picture(&places, page));
        }
        self.before = family::settled(places);
        if !chart.is_empty() {
            lines.push(String::new());
            lines.extend(chart);
        }
        said(lines)
    }

    /// Whether nothing here is a process: there is only what the lab itself can do.
    fn is_pure(&self) -> bool {
        self.lab.talks.is_empty() && self.lab.kernel.processes().is_empty()
    }

    fn typed(&self) -> Typed {
        let verbs = self.lab.orders.iter().map(|order| order.verb().to_owned()).collect();
        Typed { verbs, names: self.names() }
    }

    /// Names that can be typed where a process is meant.
    fn names(&self) -> Vec<String> {
        let processes = self.lab.kernel.processes();
        let lives = |pid: &String| processes.iter().any(|process| process.pid == *pid);
        let alive =
            family::all(&self.before).into_iter().filter(|place| place.pid.as_ref().is_some_and(lives));
        alive.map(|place| place.id.clone()).collect()
    }

    fn supervisors(&self) -> Vec<String> {
        let supervise = |place: &&Place| place.strategy.is_some();
        family::all(&self.before).into_iter().filter(supervise).map(|place| place.id.clone()).collect()
    }

    /// The process that a typed name means.
    fn find(&self, name: &str) -> Option<Process> {
        let processes = self.lab.kernel.processes();
        let named = |process: &&Process| process.name.as_deref() == Some(name);
        let pid = |process: &&Process| process.pid.trim_matches(['<', '>']) == name.trim_matches(['<', '>']);
        let of_child = || family::all(&self.before).into_iter().find(|place| place.id == name)?.pid.clone();
        let child = of_child();
        let is_child = |process: &&Process| Some(&process.pid) == child.as_ref();
        let found = processes.iter().find(named).or_else(|| processes.iter().find(is_child));
        found.or_else(|| processes.iter().find(pid)).cloned()
    }

    fn nobody(&self, name: &str, words: Words) -> Answer {
        if family::all(&self.before).iter().any(|place| place.id == name && place.pid.is_none()) {
            return complaint(words.does_not_run(name));
        }
        let mut alive: Vec<String> = self.lab.kernel.processes().into_iter().filter_map(|p| p.name).collect();
        alive.retain(|name| !OURS.contains(&name.as_str()));
        let alive = if alive.is_empty() { self.names() } else { alive };
        complaint(words.nobody(&legible(name), &alive))
    }
}

/// When the processes are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Show {
    /// They are what was asked for.
    Always,
    /// The command was about them.
    Picture,
    /// When somebody came or went.
    IfChanged,
}

/// Stands for the state of a process that did not say it in time.
const BUSY: &str = "\u{0}";

fn say_busy(places: &mut [Place], words: Words) {
    for place in places {
        if place.state.as_deref() == Some(BUSY) {
            place.state = Some(words.busy().to_owned());
        }
        say_busy(&mut place.children, words);
    }
}

/// Asks every worker for its state, all at once. One that has not read our last question is not asked again.
async fn states(places: &mut [Place], state: &dyn Fn(&str) -> Job, unread: &mut BTreeMap<String, usize>) {
    let mut workers = Vec::new();
    collect(places, &mut workers);
    let ask = |(place, pid): (_, String)| {
        let job = (!unread.contains_key(&pid)).then(|| state(&pid));
        (place, pid, job)
    };
    let asked: Vec<(&mut Place, String, Option<Job>)> = workers.into_iter().map(ask).collect();
    let limit = tokio::time::Instant::now() + STATE;
    for (place, pid, job) in asked {
        let Some(job) = job else {
            busy(place);
            continue;
        };
        match tokio::time::timeout_at(limit, job).await {
            Ok(text) => place.state = text.filter(|text| !text.is_empty()),
            Err(_) => {
                *unread.entry(pid).or_default() += 1;
                busy(place);
            }
        }
    }
}

/// It did not say its state. What it works on is out of the mailbox, though the kernel learns that later.
fn busy(place: &mut Place) {
    place.state = Some(BUSY.to_owned());
    if let Some(process) = &mut place.process {
        process.mailbox = process.mailbox.saturating_sub(1);
    }
}

/// Every worker that is alive, with its pid.
fn collect<'a>(places: &'a mut [Place], workers: &mut Vec<(&'a mut Place, String)>) {
    for place in places {
        match place.process.as_ref().filter(|_| place.strategy.is_none()).map(|process| process.pid.clone()) {
            Some(pid) => workers.push((place, pid)), // it has no children
            None => collect(&mut place.children, workers),
        }
    }
}

fn said(lines: Vec<String>) -> Answer {
    Answer { lines, ..Answer::default() }
}

fn complaint(line: String) -> Answer {
    Answer { complaint: Some(line), ..Answer::default() }
}
