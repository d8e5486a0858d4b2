//! The telephone of the page. The same as in `beam.exs`.

use super::*;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum State {
    Idle,
    Ringing,
    Talking,
}

#[derive(Clone, Debug)]
pub(crate) enum Tell {
    Incoming(&'static str),
    PickUp,
    HangUp,
    Digit(u8),
    Credit(u64),
}

pub(crate) struct Phone {
    world: World,
    digits: Vec<u8>,
    who: Option<String>,
}

impl StateMachine for Phone {
    type State = State;
    type Args = World;
    type Call = &'static str;
    type Reply = String;
    type Cast = Tell;

    async fn init(world: World, _: &mut Context) -> Init<Self> {
        Init::Ok(State::Idle, Self { world, digits: Vec::new(), who: None }, vec![])
    }

    async fn enter(&mut self, from: State, state: State, _: &mut Context) -> Vec<Action<Self>> {
        self.world.say("phone", format!("  {from} -> {state}"));
        if state == State::Ringing { vec![Action::Start(Timer::State, ms(50))] } else { vec![] }
    }

    async fn handle_event(&mut self, state: State, event: Event<Self>, _: &mut Context) -> Transition<Self> {
        self.world.say("phone", format!("{state}: {}", shown(&event)));
        match (state, event) {
            (State::Idle, Event::Cast(Tell::Incoming(who))) => {
                self.who = Some(who.to_owned());
                Transition::next(State::Ringing)
            }
            (_, Event::Cast(Tell::Incoming(_))) => Transition::postpone(),
            (State::Ringing, Event::Cast(Tell::PickUp)) => Transition::next(State::Talking),
            (State::Ringing, Event::Timeout(Timer::State))
            | (State::Talking, Event::Cast(Tell::HangUp) | Event::Timeout(Timer::Named("credit"))) => {
                Transition::next(State::Idle)
            }
            (State::Idle, Event::Cast(Tell::Digit(digit))) => {
                self.digits.push(digit);
                Transition::Keep(vec![Action::Start(Timer::Event, ms(50))])
            }
            (State::Idle, Event::Timeout(Timer::Event)) => {
                let digits: String = self.digits.drain(..).map(|digit| digit.to_string()).collect();
                self.who = Some(format!("number {digits}"));
                Transition::next(State::Talking)
            }
            (_, Event::Cast(Tell::Credit(limit))) => {
                Transition::Keep(vec![Action::Start(Timer::Named("credit"), ms(limit))])
            }
            (state, Event::Call(_, from)) => {
                Transition::reply(from, format!("{state}, {}", self.who.as_deref().unwrap_or("nobody")))
            }
            _ => Transition::keep(),
        }
    }
}

fn shown(event: &Event<Phone>) -> String {
    match event {
        Event::Cast(Tell::Incoming(who)) => format!("cast incoming {who}"),
        Event::Cast(Tell::PickUp) => "cast pick_up".to_owned(),
        Event::Cast(Tell::HangUp) => "cast hang_up".to_owned(),
        Event::Cast(Tell::Digit(digit)) => format!("cast digit {digit}"),
        Event::Cast(Tell::Credit(limit)) => format!("cast credit {limit}"),
        Event::Call(what, _) => format!("call {what}"),
        Event::Timeout(timer) => timer.to_string(),
        other => format!("{other:?}"),
    }
}

pub(crate) async fn open(world: &World, me: &mut Context) -> Machine<Phone> {
    start::<Phone>(me, world.clone(), Options::named("phone")).await.expect("init says ok")
}

/// Tells these, one after the other.
pub(crate) fn tell<const N: usize>(phone: Machine<Phone>, me: &Context, words: [Tell; N]) {
    words.into_iter().for_each(|word| phone.cast(me, word));
}

pub(crate) async fn status(phone: Machine<Phone>, me: &mut Context) -> String {
    phone.call(me, "status").await.unwrap_or_else(|error| error.to_string())
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Idle => "idle",
            Self::Ringing => "ringing",
            Self::Talking => "talking",
        })
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "digits {:?}, {}", self.digits, self.who.as_deref().unwrap_or("nobody"))
    }
}
