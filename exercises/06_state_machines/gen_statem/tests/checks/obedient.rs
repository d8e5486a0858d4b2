//! A machine that does what each event says. The same as in `beam.exs`.

use super::*;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum State {
    A,
    B,
    Refused,
}

/// An event: its name, and the answer to it.
#[derive(Clone)]
pub(crate) struct Do(pub(crate) &'static str, pub(crate) Answer);

type Answer = fn(&mut Obedient, &'static str) -> Transition<Obedient>;

pub(crate) struct Obedient {
    world: World,
    seen: Vec<&'static str>,
}

impl StateMachine for Obedient {
    type State = State;
    type Args = World;
    type Call = &'static str;
    type Reply = &'static str;
    type Cast = Do;

    async fn init(world: World, _: &mut Context) -> Init<Self> {
        Init::Ok(State::A, Self { world, seen: Vec::new() }, vec![])
    }

    async fn enter(&mut self, from: State, state: State, _: &mut Context) -> Vec<Action<Self>> {
        self.world.say("machine", format!("  {from} -> {state}"));
        if state == State::Refused { vec![Action::Postpone] } else { vec![] }
    }

    async fn handle_event(&mut self, state: State, event: Event<Self>, me: &mut Context) -> Transition<Self> {
        match event {
            Event::Cast(Do("busy", _)) => {
                self.world.say("machine", format!("{state}: busy"));
                sleep(ms(50)).await; // what comes meanwhile lies in the mailbox
                Transition::keep()
            }
            Event::Cast(Do(name, answer))
            | Event::Internal(Do(name, answer))
            | Event::Info(Do(name, answer)) => {
                self.world.say("machine", format!("{state}: {name}"));
                answer(self, name)
            }
            Event::Call(name, from) => {
                self.world.say("machine", format!("{state}: {name}"));
                self.world.say("machine", "stop_and_reply");
                let _ = me;
                Transition::Stop(ExitReason::Normal, vec![(from, "ok")])
            }
            Event::Timeout(timer) => {
                self.world.say("machine", format!("{state}: {timer}"));
                Transition::keep()
            }
        }
    }

    async fn terminate(&mut self, reason: &ExitReason, state: State, me: &mut Context) {
        // Whoever was replied to hears of it before we go on.
        me.receive_timeout::<Never>(ms(1)).await;
        if *reason == ExitReason::Normal {
            self.world.say("machine", format!("{state}: terminate :normal"));
        }
    }
}

#[derive(Debug)]
struct Never;

/// A machine that runs.
#[derive(Clone, Copy)]
pub(crate) struct Running {
    pub(crate) machine: Machine<Obedient>,
}

pub(crate) async fn open(world: &World, me: &mut Context) -> Running {
    let machine: Result<_, StartError> =
        start::<Obedient>(me, world.clone(), Options::named("machine")).await;
    Running { machine: machine.expect("init says ok") }
}

impl Running {
    pub(crate) fn pid(self) -> process::Pid {
        self.machine.pid()
    }

    /// Tells these, one after the other, before the machine has handled the first.
    pub(crate) fn tell<const N: usize>(self, me: &Context, words: [Do; N]) {
        words.into_iter().for_each(|word| self.machine.cast(me, word));
    }

    pub(crate) async fn stop(self, me: &mut Context) {
        let _ = self.machine.stop(me, ExitReason::Normal, Some(ms(1000))).await;
    }
}

/// Keeps the state.
pub(crate) fn nothing(name: &'static str) -> Do {
    Do(name, |_, _| Transition::keep())
}

/// Postpones itself the first time.
pub(crate) fn once(name: &'static str) -> Do {
    Do(name, |machine, name| {
        if machine.seen.contains(&name) {
            return Transition::keep();
        }
        machine.seen.push(name);
        Transition::postpone()
    })
}

pub(crate) fn to_a(name: &'static str) -> Do {
    Do(name, |_, _| Transition::next(State::A))
}

pub(crate) fn to_b(name: &'static str) -> Do {
    Do(name, |_, _| Transition::next(State::B))
}

pub(crate) fn to_refused(name: &'static str) -> Do {
    Do(name, |_, _| Transition::next(State::Refused))
}

pub(crate) fn repeat(name: &'static str) -> Do {
    Do(name, |_, _| Transition::Repeat(vec![]))
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::A => "a",
            Self::B => "b",
            Self::Refused => "refused",
        })
    }
}

impl fmt::Debug for Obedient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("obedient")
    }
}

impl fmt::Debug for Do {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}
