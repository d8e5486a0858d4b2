//! A telephone: your core decides what rings, what waits, and what is over.

use std::process::ExitCode;
use std::time::Duration;

use gen_statem::{Action, Event, Init, Machine, Options, StateMachine, Timer, Transition, start_link};
use lab::{Job, Lab, Request, Stage, Text, shown};
use process::Context;

lab::kernel!(process);

const ABOUT: Text = Text {
    en: "A telephone. It rings for ten seconds, dials after three seconds of silence, and who calls while it is busy \
         waits. Try `cast phone incoming ann`, `cast phone incoming bob`, `tree`, `cast phone pick up`, `cast phone \
         hang up`, and `tree` again after a while; then `cast phone digit 4` and `call phone status` at once.",
    ru: "Телефон. Звонит десять секунд, набирает номер после трёх секунд тишины, а кто звонит на занятый, тот ждёт. \
         Попробуй `cast phone incoming ann`, `cast phone incoming bob`, `tree`, `cast phone pick up`, `cast phone hang \
         up` и через некоторое время ещё раз `tree`; потом `cast phone digit 4` и сразу `call phone status`.",
};

/// With whom one talks, and what has been typed.
#[derive(Debug, Default)]
struct Phone {
    who: String,
    digits: String,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    Idle,
    Ringing,
    Talking,
}

#[derive(Clone, Debug)]
enum Tell {
    Incoming(String),
    PickUp,
    HangUp,
    Digit(String),
    Credit(u64),
    Panic,
}

impl StateMachine for Phone {
    type State = State;
    type Args = ();
    type Call = ();
    type Reply = State;
    type Cast = Tell;

    async fn init((): (), _: &mut Context) -> Init<Self> {
        Init::Ok(State::Idle, Self::default(), vec![])
    }

    async fn enter(&mut self, _: State, state: State, _: &mut Context) -> Vec<Action<Self>> {
        match state {
            State::Ringing => vec![Action::Start(Timer::State, Duration::from_secs(10))],
            _ => vec![],
        }
    }

    async fn handle_event(&mut self, state: State, event: Event<Self>, _: &mut Context) -> Transition<Self> {
        match (state, event) {
            (state, Event::Call((), from)) => Transition::reply(from, state),
            (_, Event::Cast(Tell::Panic)) => panic!("told to panic"),
            (State::Idle, Event::Cast(Tell::Incoming(who))) => {
                self.who = who;
                Transition::next(State::Ringing)
            }
            (_, Event::Cast(Tell::Incoming(_))) => Transition::postpone(),
            (State::Ringing, Event::Cast(Tell::PickUp)) => Transition::next(State::Talking),
            (State::Idle, Event::Cast(Tell::Digit(digit))) => {
                self.digits.push_str(&digit);
                Transition::Keep(vec![Action::Start(Timer::Event, Duration::from_secs(3))])
            }
            (State::Idle, Event::Timeout(Timer::Event)) => {
                self.who = std::mem::take(&mut self.digits);
                Transition::next(State::Talking)
            }
            (_, Event::Cast(Tell::Credit(seconds))) => {
                let after = Duration::from_secs(seconds);
                Transition::Keep(vec![Action::Start(Timer::Named("credit"), after)])
            }
            (_, Event::Cast(Tell::HangUp) | Event::Timeout(_)) => Transition::next(State::Idle),
            _ => Transition::keep(),
        }
    }
}

async fn open(stage: Stage) -> Option<Lab> {
    let node = Node::new(&stage);
    let start = node
        .start(|me| Box::pin(async move { start_link::<Phone>(me, (), Options::named("phone")).await.ok() }));
    let phone: Machine<Phone> = start.await??;
    let (told, asked, state) = (node.clone(), node.clone(), node.clone());
    let tell = move |tell: Tell| -> Option<Job> { Some(told.tell(move |me| phone.cast(me, tell))) };
    let cast = |word: fn(&Request<'_>) -> Option<Tell>| {
        let tell = tell.clone();
        move |request: &Request<'_>| tell(word(request)?)
    };
    let lab = Lab::new(node, ABOUT)
        .call("phone", "status", move |_| {
            Some(asked.ask(move |me| Box::pin(async move { shown(phone.call(me, ()).await) })))
        })
        .cast("phone", "incoming WHO", cast(|request| Some(Tell::Incoming(request.text()?))))
        .cast("phone", "pick up", cast(|_| Some(Tell::PickUp)))
        .cast("phone", "hang up", cast(|_| Some(Tell::HangUp)))
        .cast("phone", "digit D", cast(|request| Some(Tell::Digit(request.text()?))))
        .cast("phone", "credit SECONDS", cast(|request| Some(Tell::Credit(request.word(0)?))))
        .crash(move |request| (request.to == phone.pid().to_string()).then(|| tell(Tell::Panic)).flatten());
    Some(lab.state(move |_| {
        state.ask(move |me| Box::pin(async move { phone.state(me).await.unwrap_or_default() }))
    }))
}

fn main() -> ExitCode {
    lab::run("gen_statem", open)
}
