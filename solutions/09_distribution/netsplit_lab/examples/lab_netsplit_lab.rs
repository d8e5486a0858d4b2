//! Four nodes whose cables you cut and mend. Time is that of the simulated world: every answer is a run from the start,
//! with all that you have done so far, so that the same commands give the same lines.

use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use harness::{Fault, Schedule, Timed};
use lab::tokio::sync::oneshot;
use lab::{Lab, Request, Stage, Text};
use netsplit_lab::{Look, Prevent, Setting, Verdict, look, parse};
use process::Context;

lab::kernel!(process);

const ABOUT: Text = Text {
    en: "Four members, `a` to `d`, each with your code, on cables that are yours to cut. After each fault five seconds \
         pass, of the simulated world. Try `call net cut a | b c d`, `call net heal`, `call net cut a b | c d`; then \
         `call net again`, `call net cut a | c`. Also `cut a > b` (one way), `heal a | b`, `slow a | b 300ms`; a whole \
         list: `call net play at 0s cut a > b; at 0s cut a > c; at 0s cut a > d; at 1s cut a | b c d`; and `call net prevent no`.",
    ru: "Четыре участника, от `a` до `d`, в каждом твой код, а кабели режешь ты. После каждого сбоя проходит пять секунд \
         имитации. Попробуй `call net cut a | b c d`, `call net heal`, `call net cut a b | c d`; потом \
         `call net again`, `call net cut a | c`. Ещё есть `cut a > b` (в одну сторону), `heal a | b`, `slow a | b 300ms`; \
         списком: `call net play at 0s cut a > b; at 0s cut a > c; at 0s cut a > d; at 1s cut a | b c d`; и `call net prevent no`.",
};

const NAMES: [&str; 4] = ["a", "b", "c", "d"];
/// What passes after a fault, so that it is noticed and dealt with.
const PAUSE: Duration = Duration::from_secs(5);

/// What you have done so far.
struct Deeds {
    prevent: Prevent,
    faults: Schedule,
    now: Duration,
    /// How it stands now, when somebody has looked.
    last: Option<Look>,
}

type Shared = Arc<Mutex<Deeds>>;

impl Deeds {
    fn begin(prevent: Prevent) -> Self {
        Self { prevent, faults: Schedule::new(), now: Duration::ZERO, last: None }
    }

    /// Adds what the words say. `None`: they say nothing that is known.
    fn add(&mut self, verb: &str, words: &[&str]) -> Option<()> {
        match (verb, words) {
            ("who", []) => return Some(()),
            ("again", []) => *self = Self::begin(self.prevent),
            ("prevent", ["yes"]) => *self = Self::begin(Prevent::Yes),
            ("prevent", ["no"]) => *self = Self::begin(Prevent::No),
            ("wait", [seconds]) => {
                self.now += Duration::from_secs(seconds.parse().ok().filter(|n| *n <= 600)?)
            }
            ("play", words) => {
                let more = parse(&words.join(" ")).ok().filter(|more| !more.is_empty())?;
                let from = self.now;
                for Timed { at, fault } in more {
                    self.happens(from + at, fault)?;
                }
            }
            (verb, words) => {
                let fault: Fault = [&[verb], words].concat().join(" ").parse().ok()?;
                self.happens(self.now, fault)?;
            }
        }
        Some(())
    }

    fn happens(&mut self, at: Duration, fault: Fault) -> Option<()> {
        let known =
            |word: &&str| NAMES.contains(word) || !word.starts_with(|c: char| c.is_ascii_alphabetic());
        fault.to_string().split(' ').skip(1).all(|word| known(&word)).then_some(())?;
        self.faults.push(Timed { at, fault });
        self.now = at + PAUSE;
        Some(())
    }
}

/// Runs everything from the start, and shows what is new since `from`.
async fn show(shared: Shared, from: Duration) -> String {
    let (done, looked) = oneshot::channel();
    let (setting, faults, now) = {
        let deeds = shared.lock().unwrap_or_else(PoisonError::into_inner);
        let setting = Setting { prevent: deeds.prevent, ..Setting::of(&NAMES) };
        (setting, deeds.faults.clone(), deeds.now)
    };
    // A world blocks its thread, so it gets one of its own. What panics there is your code.
    std::thread::spawn(move || {
        let quiet = now.saturating_sub(faults.last().map_or(Duration::ZERO, |timed| timed.at));
        let look = look(1, &setting, &faults, quiet);
        let verdict = Verdict::of(&look.sight).to_string();
        let _ = done.send((look, verdict)); // whoever asked may be gone
    });
    let Ok((look, verdict)) = looked.await else { return "the run has not come to its end".to_owned() };
    let new = look.told.iter().filter(|(at, _)| *at >= from);
    let lines: String = new.map(|(at, line)| format!("\n{:>7.2} s  {line}", at.as_secs_f64())).collect();
    let active = if look.active.is_empty() { "nobody".to_owned() } else { look.active.join(" ") };
    let shown = format!("{lines}\n{}\n{verdict}\nactive: {active}", look.sight);
    shared.lock().unwrap_or_else(PoisonError::into_inner).last = Some(look);
    shown
}

/// A name for each node and for the network; the shell talks to the latter.
async fn begin(me: &mut Context) {
    let stays = me.spawn(|mut me| async move {
        loop {
            me.next().await;
        }
    });
    let _ = me.system().register("net", stays);
}

async fn open(stage: Stage) -> Option<Lab> {
    let node = Node::new(&stage);
    node.start(|me| Box::pin(begin(me))).await?;
    let shared: Shared = Arc::new(Mutex::new(Deeds::begin(Prevent::Yes)));
    let mut lab = Lab::new(node.clone(), ABOUT);
    for usage in [
        "cut NODES | NODES",
        "heal [NODE | NODE]",
        "slow NODE | NODE TIME",
        "crash NODE",
        "play SCHEDULE",
        "wait SECONDS",
        "who",
        "prevent yes|no",
        "again",
    ] {
        let (node, shared) = (node.clone(), Arc::clone(&shared));
        lab = lab.call("net", usage, move |request: &Request<'_>| {
            let mut deeds = shared.lock().unwrap_or_else(PoisonError::into_inner);
            let before = deeds.now;
            deeds.add(request.verb, request.words)?;
            let from = if deeds.now == before { deeds.now.saturating_sub(PAUSE) } else { before };
            drop(deeds);
            let shared = Arc::clone(&shared);
            Some(node.ask(move |_| Box::pin(show(shared, from))))
        });
    }
    let state = Arc::clone(&shared);
    Some(lab.state(move |_| {
        let last = state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .last
            .as_ref()
            .map(|look| format!("{}; active: {}", Verdict::of(&look.sight), look.active.join(" ")));
        Box::pin(async move { last })
    }))
}

fn main() -> ExitCode {
    lab::run("netsplit_lab", open)
}
