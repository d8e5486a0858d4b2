//! The session of one user: from logging in to logging out, with a cart.

use std::fmt;

use gen_server::{Answer, Client, GenServer, Init, Next};
use process::{Context, ExitReason};

use crate::database::{Request, ask};
use crate::setup::Setup;

/// The state: a user, and what is in the cart.
pub struct Session {
    setup: Setup,
    user: String,
    cart: String,
}

/// What a user wants.
#[derive(Clone, Debug)]
pub enum Wish {
    /// To put something into the cart.
    Add(String),
    /// To see what is in it.
    Look,
    /// To go.
    LogOut,
}

impl GenServer for Session {
    type Args = (Setup, String);
    type Call = Wish;
    /// The cart.
    type Reply = String;
    type Cast = ();
    type Continue = ();

    async fn init((setup, user): Self::Args, me: &mut Context) -> Init<Self> {
        setup.begin(me, &user);
        // TODO let_it_crash: is this the first life of the session? `ask(me, Request::Read { … })` may know
        let _ = (ask, Request::clone);
        Init::ok(Self { setup, user, cart: String::new() })
    }

    async fn handle_call(&mut self, wish: Wish, _: Client<String>, me: &mut Context) -> Answer<Self> {
        match wish {
            Wish::Add(thing) => {
                let value = format!("{} {thing}", self.cart).trim().to_owned();
                // TODO let_it_crash: where else does the cart have to be, before the user hears that it is kept?
                let _ = me;
                self.cart = value;
                Answer::reply(self.cart.clone())
            }
            Wish::Look => Answer::reply(self.cart.clone()),
            Wish::LogOut => Answer::Reply(self.cart.clone(), Next::Stop(ExitReason::Normal)),
        }
    }

    async fn terminate(&mut self, reason: &ExitReason, _: &mut Context) {
        self.setup.end(&self.user, reason);
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cart: {}", if self.cart.is_empty() { "-" } else { &self.cart })
    }
}
