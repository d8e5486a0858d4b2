//! Acts on processes: sends them signals, asks them, and begins everything again.

use std::rc::Rc;
use std::time::Duration;

use colored::Colorize;

use super::{Answer, Conductor, Show, complaint};
use crate::page::{Page, legible, wrap};
use crate::setup::{Job, Manner, Request, Talk};
use crate::tell;
use crate::words::Words;

/// How long a command waits for its answer: twice what a call waits.
const ANSWER: Duration = Duration::from_secs(10);
/// More than so many usages do not fit in a line.
const FEW: usize = 4;

/// How long after a question that happens which is to happen meanwhile.
const MEANWHILE: Duration = Duration::from_millis(200);

impl Conductor {
    pub(super) async fn signal(&mut self, name: &str, reason: &str, page: &Page) -> Answer {
        let Some(process) = self.find(name) else { return self.nobody(name, Words(page.language)) };
        self.stage.record.begin();
        self.lab.kernel.exit(&process.pid, reason);
        self.stage.settle().await;
        self.after(Vec::new(), Show::Picture, page).await
    }

    pub(super) async fn crash(&mut self, name: &str, page: &Page, words: Words) -> Answer {
        let Some(process) = self.find(name) else { return self.nobody(name, words) };
        self.stage.record.begin();
        let request = Request { to: &process.pid, verb: "crash", words: &[] };
        let mut lines = Vec::new();
        match self.lab.crash.as_ref().and_then(|crash| crash(&request)) {
            Some(job) => drop(tokio::time::timeout(ANSWER, job).await),
            None => {
                lines.extend(wrap(&tell::code(words.by_signal(), page), page.width, 0));
                self.lab.kernel.exit(&process.pid, "crash");
            }
        }
        self.stage.settle().await;
        self.after(lines, Show::Picture, page).await
    }

    /// Whether these words could be asked of somebody.
    pub(super) fn is_request(&self, words: &[&str]) -> bool {
        self.lab.talks.iter().any(|talk| words.first() == Some(&talk.verb()))
    }

    /// A command of this lab: the first that the words fit.
    pub(super) async fn order(&mut self, verb: &str, rest: &[&str], page: &Page, words: Words) -> Answer {
        self.stage.record.begin();
        let job = match self.begun(verb, rest, words) {
            Ok(job) => job,
            Err(line) => return complaint(line),
        };
        let lines = self.answer(job, Manner::Call, page).await;
        self.stage.settle().await;
        self.after(lines, Show::IfChanged, page).await
    }

    /// Begins what the words say, or says what was expected.
    fn begun(&self, verb: &str, rest: &[&str], words: Words) -> Result<Job, String> {
        let known = self.lab.orders.iter().filter(|order| order.verb() == verb);
        let mut complaint = String::new();
        for order in known.clone() {
            match (order.understand)(rest) {
                Ok(job) => return Ok(job),
                Err(line) if complaint.is_empty() => complaint = line,
                Err(_) => {}
            }
        }
        let usages: Vec<String> = known.map(|order| order.usage.to_owned()).collect();
        Err(if complaint.is_empty() { words.expected_one_of(&usages) } else { complaint })
    }

    /// Does what is to happen while the answer is waited for, and tells it.
    async fn meanwhile(&self, words: Words) -> Option<String> {
        let line = self.meanwhile.as_ref()?;
        tokio::time::sleep(MEANWHILE).await;
        let typed: Vec<&str> = line.split_whitespace().collect();
        match self.begun(typed.first()?, &typed[1..], words) {
            Ok(job) => job.await,
            Err(line) => Some(line),
        }
    }

    pub(super) async fn talk(&mut self, manner: Manner, name: &str, words: &[String], page: &Page) -> Answer {
        let say = Words(page.language);
        let Some(process) = self.find(name) else { return self.nobody(name, say) };
        let (verb, rest) = words.split_first().map_or(("", Vec::new()), |(verb, rest)| {
            (verb.as_str(), rest.iter().map(String::as_str).collect())
        });
        self.stage.record.begin();
        let request = Request { to: &process.pid, verb, words: &rest };
        let fits = |talk: &&Talk| talk.manner == manner && talk.is_for(name, process.name.as_deref());
        let known: Vec<&Talk> = self.lab.talks.iter().filter(fits).collect();
        let job =
            known.iter().filter(|talk| talk.verb() == verb).find_map(|talk| (talk.understand)(&request));
        let Some(job) = job else {
            let same: Vec<&&Talk> = known.iter().filter(|talk| talk.verb() == verb).collect();
            if same.is_empty() && known.len() > FEW {
                let verbs: Vec<&str> = known.iter().map(|talk| talk.verb()).collect();
                return complaint(say.verbs_of(&legible(name), &verbs));
            }
            let offered = if same.is_empty() { known.iter().collect() } else { same };
            let manner = if manner == Manner::Call { "call" } else { "cast" };
            let usages: Vec<String> =
                offered.iter().map(|talk| format!("{manner} {name} {}", talk.usage)).collect();
            return complaint(say.cannot_be_asked(&legible(name), &usages));
        };
        let lines = self.answer(job, manner, page).await;
        self.stage.settle().await;
        self.after(lines, Show::IfChanged, page).await
    }

    async fn answer(&self, job: Job, manner: Manner, page: &Page) -> Vec<String> {
        let words = Words(page.language);
        let (answer, meanwhile) = tokio::join!(tokio::time::timeout(ANSWER, job), self.meanwhile(words));
        let meanwhile = meanwhile.into_iter().map(|line| legible(&line).dimmed().to_string());
        let text = match (answer, manner) {
            (Ok(Some(text)), Manner::Call) => {
                return meanwhile.chain(text.split('\n').map(legible)).collect();
            }
            (Ok(Some(_)), Manner::Cast) => words.sent().dimmed().to_string(),
            (Ok(None), _) => words.no_answer().to_owned(),
            (Err(_), _) => words.no_answer_in_time().to_owned(),
        };
        meanwhile.chain([text]).collect()
    }

    pub(super) async fn again(&mut self, page: &Page, words: Words) -> Answer {
        for process in self.lab.kernel.processes() {
            self.lab.kernel.exit(&process.pid, "kill");
        }
        self.stage.settle().await;
        self.stage.record.clear();
        let (opened, mut answer) =
            Box::pin(Self::open(self.id, Rc::clone(&self.open), self.stage.clone(), page)).await;
        if let Some(opened) = opened {
            *self = Self { charts: self.charts, ..opened };
            answer.lines = vec![words.line_dropped().to_owned(), String::new()];
            answer.lines.extend(self.picture(&self.before, page));
        }
        answer
    }
}
