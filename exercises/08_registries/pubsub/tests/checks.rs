//! Checks of `pubsub`. Each step is a module, each claim a test.

use std::fmt;
use std::future::Future;
use std::sync::{Arc, Mutex};

use harness::{Kind, Rng, Run, World, check, seeds, sim};
use process::{Call, Config, Context, ExitReason, Pid, System};
use pubsub::{Adapter, Options, PubSub, PubSubError};
use table::Tables;
use term::{Term, term};

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

/// Runs `body` as the process `main`, with the PubSub `Chat` and the subscribers `a`, `b` and `c`.
fn main<F, Fut>(options: Options, body: F) -> Run
where
    F: FnOnce(Talk) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    run(1, true, options, body)
}

fn run<F, Fut>(seed: u64, traced: bool, options: Options, body: F) -> Run
where
    F: FnOnce(Talk) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    sim(seed, move |world| async move {
        let system = System::new(Config {
            spawner: Some(world.spawner()),
            tracer: traced.then(|| world.tracer()),
            crash_log: Some(Arc::new(|_| {})),
            ..Config::default()
        });
        let inside = world.clone();
        let main = system.spawn(|mut me| async move {
            me.register("main").expect("the name is free");
            let tables = Tables::new(me.system());
            let chat = PubSub::start_link(&mut me, &tables, options).await.expect("the name is free");
            let cast = ["a", "b", "c"].map(|name| (name, subscriber(&me, name)));
            inside.settle().await; // all have their names
            body(Talk { world: inside, me, chat, cast }).await;
        });
        system.join(main).await;
    })
}

/// What a subscriber is told to do in its own name. It shows itself in traces by its text.
struct Work(&'static str, Box<dyn FnOnce(&Context) -> String + Send>);

impl fmt::Debug for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// The question what has been heard since the last time.
#[derive(Debug)]
struct Heard;

/// A process that remembers what it hears, and does what it is told.
fn subscriber(me: &Context, name: &'static str) -> Pid {
    me.spawn(move |mut me| async move {
        me.register(name).expect("the name is free");
        let mut heard: Vec<Term> = Vec::new();
        loop {
            match me.next().await.open::<Term>() {
                Ok(message) => heard.push(message),
                Err(other) => match other.open::<Call<Work>>() {
                    Ok(Call { from, request: Work(_, work) }) => {
                        let answer = work(&me);
                        me.reply(from, answer);
                    }
                    Err(other) => {
                        if let Ok(Call { from, request: Heard }) = other.open::<Call<Heard>>() {
                            me.reply(from, Term::list(std::mem::take(&mut heard)));
                        }
                    }
                },
            }
        }
    })
}

/// `main`, the PubSub and its subscribers.
struct Talk {
    world: World,
    me: Context,
    chat: PubSub,
    cast: [(&'static str, Pid); 3],
}

impl Talk {
    fn say(&self, line: impl Into<String>) {
        self.world.say("main", line);
    }

    fn pid(&self, name: &str) -> Pid {
        self.cast.iter().find(|(one, _)| *one == name).expect("a process of this check").1
    }

    /// Lets a subscriber do something, and gives back `ok`, or why not.
    async fn ask(
        &mut self,
        name: &str,
        what: &'static str,
        work: impl FnOnce(&PubSub, &Context) -> Result<(), PubSubError> + Send + 'static,
    ) -> String {
        let (pid, chat) = (self.pid(name), self.chat.clone());
        let work = move |me: &Context| shown(work(&chat, me));
        let answer = self.me.call::<String>(pid, Work(what, Box::new(work)), None).await;
        answer.unwrap_or_else(|error| error.to_string())
    }

    async fn subscribe(&mut self, name: &str, topic: &'static str) {
        let answer = self.ask(name, "subscribe", move |chat, me| chat.subscribe(me, topic)).await;
        self.say(format!("{name} subscribes to {topic}: {answer}"));
    }

    async fn subscribe_to(&mut self, name: &str, topic: &'static str, pattern: Term) {
        let shown = pattern.to_string();
        let work = move |chat: &PubSub, me: &Context| chat.subscribe_to(me, topic, pattern);
        let answer = self.ask(name, "subscribe_to", work).await;
        self.say(format!("{name} subscribes to {topic} {shown}: {answer}"));
    }

    async fn unsubscribe(&mut self, name: &str, topic: &'static str) {
        let answer = self.ask(name, "unsubscribe", move |chat, me| chat.unsubscribe(me, topic)).await;
        self.say(format!("{name} unsubscribes from {topic}: {answer}"));
    }

    fn broadcast(&self, topic: &str, message: Term) {
        let line = format!("broadcast {topic} {message}");
        let answer = shown(self.chat.broadcast(&self.me, topic, message));
        self.say(format!("{line}: {answer}"));
    }

    /// What everybody who lives has heard since the last time.
    async fn heard(&mut self) {
        for (name, pid) in self.cast {
            if let Ok(heard) = self.me.call::<Term>(pid, Heard, None).await {
                self.say(format!("{name} heard: {heard}"));
            }
        }
    }
}

fn shown(answer: Result<(), PubSubError>) -> String {
    answer.map_or_else(|error| error.to_string(), |()| "ok".into())
}

fn chat() -> Options {
    Options::new("Chat").partitions(4)
}

/// A message with a number.
fn n(number: i64) -> Term {
    term!({:n, (number)})
}

mod predict {
    use super::*;
    use pubsub::predict::{NOBODY_LISTENS, SUBSCRIBED_TWICE, UNSUBSCRIBED_ONCE};

    #[test]
    fn the_prediction_is_what_the_beam_does() {
        check("predicts_a_set", |t| {
            let ours = [SUBSCRIBED_TWICE, UNSUBSCRIBED_ONCE, NOBODY_LISTENS];
            t.suspect_if(ours.contains(&""), "not_yet");
            for line in ours {
                t.line(line);
            }
            let mut heard = BEAM.lines().filter(|line| line.starts_with("b heard: "));
            let twice = heard.next().unwrap_or_default().matches("n: 1").count().to_string();
            let once = heard.next().unwrap_or_default().matches("n: 4").count().to_string();
            let nobody = BEAM.lines().find_map(|line| line.strip_prefix("broadcast nobody {:n, 3}: "));
            t.expect("beam.out", &[&twice, &once, nobody.unwrap_or_default()]);
        });
    }
}

mod subscribe {
    use super::*;

    #[test]
    fn a_subscription_is_a_registration_that_can_be_taken_back() {
        check("pattern_not_kept", |t| {
            t.run(main(chat(), |mut talk| async move {
                talk.subscribe("a", "news").await;
                talk.subscribe("a", "news").await;
                talk.subscribe_to("b", "news", term!({:paid, :_})).await;
                for at in 0..2 {
                    let entries = talk.chat.subscriptions("news").expect("it runs");
                    let name = |pid: Pid| {
                        talk.cast.iter().find(|(_, one)| *one == pid).map_or("?", |(name, _)| name)
                    };
                    let mut entries: Vec<String> =
                        entries.iter().map(|(pid, pattern)| format!("{} {pattern}", name(*pid))).collect();
                    entries.sort();
                    talk.say(entries.join(", "));
                    if at == 0 {
                        talk.unsubscribe("a", "news").await;
                    }
                }
            }));
            t.expect(
                "transcript",
                &[
                    "a subscribes to news: ok",
                    "a subscribes to news: ok",
                    "b subscribes to news {:paid, :_}: ok",
                    "a :_, a :_, b {:paid, :_}",
                    "a unsubscribes from news: ok",
                    "b {:paid, :_}",
                ],
            );
        });
    }

    #[test]
    fn what_is_no_pattern_is_refused_at_once() {
        check("pattern_not_kept", |t| {
            t.run(main(chat(), |mut talk| async move {
                let work = |chat: &PubSub, me: &Context| chat.subscribe_to(me, "news", term!(%{:"$1" => 2}));
                let answer = talk.ask("a", "subscribe_to", work).await;
                talk.say(format!("refused: {}", answer.starts_with("not a pattern")));
                talk.say(format!(
                    "subscriptions: {}",
                    talk.chat.subscriptions("news").expect("it runs").len()
                ));
            }));
            t.expect("transcript", &["refused: true", "subscriptions: 0"]);
        });
    }
}

mod deliver {
    use super::*;

    #[test]
    fn every_subscription_hears_every_message_of_its_topic() {
        check("hears_once", |t| {
            t.run(main(chat(), |mut talk| async move {
                for (name, topic) in [("a", "news"), ("b", "news"), ("b", "news"), ("c", "sport")] {
                    talk.subscribe(name, topic).await;
                }
                talk.broadcast("news", n(1));
                talk.broadcast("news", n(2));
                talk.broadcast("nobody", n(3));
                talk.heard().await;
            }));
            t.beam_section(BEAM, "subscribe");
        });
    }

    #[test]
    fn whoever_unsubscribes_hears_nothing_more() {
        check("hears_once", |t| {
            t.run(main(chat(), |mut talk| async move {
                for (name, topic) in [("a", "news"), ("b", "news"), ("b", "news"), ("c", "sport")] {
                    let work = move |chat: &PubSub, me: &Context| chat.subscribe(me, topic);
                    talk.ask(name, "subscribe", work).await;
                }
                talk.unsubscribe("b", "news").await;
                talk.unsubscribe("c", "news").await;
                talk.broadcast("news", n(4));
                talk.broadcast("sport", term!({:s, 1}));
                talk.heard().await;
            }));
            t.beam_section(BEAM, "unsubscribe");
        });
    }

    #[test]
    fn whoever_broadcasts_sends_by_itself() {
        check("hears_once", |t| {
            let run = main(chat(), |mut talk| async move {
                for name in ["b", "c", "c"] {
                    talk.ask(name, "subscribe", |chat, me| chat.subscribe(me, "news")).await;
                }
                let supervisor = talk.me.system().whereis("Chat.Supervisor").expect("it runs");
                talk.me.unlink(supervisor); // so that the picture ends with the broadcast
                talk.ask("a", "broadcast", |chat, me| chat.broadcast(me, "news", n(1))).await;
                talk.world.settle().await;
            });
            let sent = |event: &harness::Event| match &event.kind {
                Kind::Send { to, label } if label == "{:n, 1}" => Some(format!("{} to {to}", event.process)),
                _ => None,
            };
            // In which order, the partitions say, and they promise nothing.
            let mut sends: Vec<String> = run.events.iter().filter_map(sent).collect();
            sends.sort();
            t.run(run);
            sends.into_iter().for_each(|line| t.line(line));
            t.expect("sends", &["a to b", "a to c", "a to c"]);
        });
    }

    /// Twenty seeds with 1,000 events each: subscriptions, their end, broadcasts and deaths.
    #[test]
    fn every_subscriber_hears_what_it_should_and_in_order() {
        check("hears_once", |t| {
            for seed in seeds(20) {
                let partitions = usize::try_from(seed % 4).expect("small") + 1;
                let options = Options::new("Chat").partitions(partitions);
                t.run(run(seed, false, options, move |mut talk| async move {
                    let wrong = storm(&mut talk, Rng::new(seed)).await;
                    talk.say(wrong.unwrap_or_else(|| "as it should be".into()));
                }));
            }
            t.expect("seeds", &vec!["as it should be"; t.lines().len()]);
        });
    }

    /// Plays 1,000 random events against a model, and says what the first difference is.
    async fn storm(talk: &mut Talk, mut rng: Rng) -> Option<String> {
        const TOPICS: [&str; 3] = ["x", "y", "z"];
        // Of each subscriber: how often it has subscribed to each topic, and what it should have heard.
        let mut model: Vec<([usize; 3], Vec<Term>)> = vec![([0; 3], Vec::new()); 3];
        for event in 0..1_000 {
            let (who, which) = (rng.below(3), rng.below(3));
            let ((name, pid), topic) = (talk.cast[who], TOPICS[which]);
            match rng.below(12) {
                0 => {
                    talk.me.exit(pid, ExitReason::Kill);
                    talk.me.system().join(pid).await;
                    talk.cast[who].1 = subscriber(&talk.me, name);
                    model[who] = ([0; 3], Vec::new());
                }
                1..4 => {
                    talk.ask(name, "subscribe", move |chat, me| chat.subscribe(me, topic)).await;
                    model[who].0[which] += 1;
                }
                4 => {
                    talk.ask(name, "unsubscribe", move |chat, me| chat.unsubscribe(me, topic)).await;
                    model[who].0[which] = 0;
                }
                _ => {
                    talk.chat.broadcast(&talk.me, topic, event).expect("it runs");
                    for (subscribed, expected) in &mut model {
                        expected.extend(vec![Term::from(event); subscribed[which]]);
                    }
                }
            }
            if event % 50 == 49 {
                for ((name, pid), (_, expected)) in talk.cast.into_iter().zip(&mut model) {
                    let heard = talk.me.call::<Term>(pid, Heard, None).await.expect("it lives");
                    let expected = Term::list(std::mem::take(expected));
                    if heard != expected {
                        return Some(format!(
                            "event {event}: {name} heard {heard}, and should have heard {expected}"
                        ));
                    }
                }
            }
        }
        None
    }
}

mod choose {
    use super::*;

    #[test]
    fn the_sender_may_choose_not_to_hear_itself() {
        check("sender_hears_itself", |t| {
            t.run(main(chat(), |mut talk| async move {
                talk.ask("a", "subscribe", |chat, me| chat.subscribe(me, "news")).await;
                talk.subscribe("b", "news").await;
                talk.subscribe("b", "news").await;
                let answer =
                    talk.ask("b", "broadcast_from", |chat, me| chat.broadcast_from(me, "news", n(5))).await;
                talk.say(format!("b broadcasts from itself: {answer}"));
                talk.heard().await;
                let answer = talk.ask("b", "broadcast", |chat, me| chat.broadcast(me, "news", n(6))).await;
                talk.say(format!("b broadcasts: {answer}"));
                talk.heard().await;
            }));
            t.beam_section(BEAM, "from");
        });
    }

    #[test]
    fn a_pattern_says_which_messages_are_wanted() {
        check("filter_ignored", |t| {
            t.run(main(chat(), |mut talk| async move {
                talk.subscribe_to("a", "orders", term!({:paid, :_})).await;
                talk.subscribe_to("b", "orders", term!({:_, 7})).await;
                talk.subscribe("c", "orders").await;
                for message in [term!({:paid, 7}), term!({:sent, 7}), term!({:paid, 8})] {
                    talk.broadcast("orders", message);
                }
                talk.heard().await;
            }));
            t.beam_section(BEAM, "filter");
        });
    }

    #[test]
    fn the_dead_are_sent_to_and_nobody_is_harmed() {
        check("filter_ignored", |t| {
            t.run(main(chat(), |mut talk| async move {
                let patterns = [("a", term!({:paid, :_})), ("b", term!({:_, 7})), ("c", term!(:_))];
                for (name, pattern) in patterns {
                    let work = move |chat: &PubSub, me: &Context| chat.subscribe_to(me, "orders", pattern);
                    talk.ask(name, "subscribe_to", work).await;
                }
                talk.me.exit(talk.pid("a"), ExitReason::Kill);
                talk.broadcast("orders", term!({:paid, 9}));
                talk.heard().await;
            }));
            t.beam_section(BEAM, "death");
        });
    }
}

mod reach {
    use super::*;

    /// Writes down what should go to other nodes.
    #[derive(Debug)]
    struct Elsewhere(Arc<Mutex<Vec<String>>>);

    impl Adapter for Elsewhere {
        fn broadcast(&self, topic: &str, from: Option<Pid>, message: &Term) {
            let from = if from.is_some() { ", not to the sender" } else { "" };
            self.0.lock().expect("nobody panics here").push(format!("elsewhere: {topic} {message}{from}"));
        }
    }

    #[test]
    fn a_broadcast_goes_to_other_nodes_and_a_local_one_stays() {
        check("stays_at_home", |t| {
            let elsewhere = Arc::new(Mutex::new(Vec::new()));
            let written = Arc::clone(&elsewhere);
            t.run(main(chat().adapter(Elsewhere(Arc::clone(&elsewhere))), |mut talk| async move {
                talk.ask("a", "subscribe", |chat, me| chat.subscribe(me, "news")).await;
                let (chat, me) = (&talk.chat, &talk.me);
                chat.broadcast(me, "news", n(1)).expect("it runs");
                chat.local_broadcast(me, "news", n(2)).expect("it runs");
                chat.broadcast_from(me, "news", n(3)).expect("it runs");
                chat.broadcast(me, "nobody", n(4)).expect("it runs");
                let a = talk.pid("a");
                chat.local_broadcast_from(me, Some(a), "news", n(5)).expect("it runs");
                talk.heard().await;
                for line in written.lock().expect("nobody panics here").drain(..) {
                    talk.say(line);
                }
            }));
            t.expect(
                "transcript",
                &[
                    "a heard: [n: 1, n: 2, n: 3]",
                    "b heard: []",
                    "c heard: []",
                    "elsewhere: news {:n, 1}",
                    "elsewhere: news {:n, 3}, not to the sender",
                    "elsewhere: nobody {:n, 4}",
                ],
            );
        });
    }
}
