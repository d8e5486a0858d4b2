//! The accounts of a few people, and a journal that is audited after each deposit.
//!
//! A handler has the state in its hands. What it needs from its own server it takes from there; what takes long it
//! gives away, or does after the reply.
//!
//! Source: OTP, `gen_server:call/3`, `reply/2`, `handle_continue/2`. Chapter: `gen_server`.

use std::time::Duration;

use gen_server::{Answer, Client, GenServer, Init, Next};
use process::Context;

use crate::messages::{Ask, Balances, Name, Note, Told};
use crate::statement::write;

/// How long an audit takes.
const AUDIT: Duration = Duration::from_secs(1);

/// The accounts: the state of the server.
#[derive(Debug)]
pub struct Accounts {
    balances: Balances,
    journal: Vec<String>,
}

/// What follows a deposit.
pub struct Audit;

impl Accounts {
    fn balance(&self, name: Name) -> u32 {
        self.balances.get(name).copied().unwrap_or(0)
    }

    fn add(&mut self, name: Name, amount: u32) {
        *self.balances.entry(name).or_default() += amount;
    }

    /// Adds up what is there now, and writes it down.
    async fn audit(&mut self) {
        tokio::time::sleep(AUDIT).await;
        self.journal.push(format!("audit: {}", self.balances.values().sum::<u32>()));
    }
}

impl GenServer for Accounts {
    type Args = Balances;
    type Call = Ask;
    type Reply = Told;
    type Cast = Note;
    type Continue = Audit;

    async fn init(balances: Balances, _: &mut Context) -> Init<Self> {
        Init::ok(Self { balances, journal: Vec::new() })
    }

    async fn handle_call(&mut self, ask: Ask, client: Client<Told>, me: &mut Context) -> Answer<Self> {
        match ask {
            Ask::Balance(name) => Answer::reply(Told::Balance(self.balance(name))),
            Ask::Transfer { from, to, amount } => {
                // TODO direct: the function is there for everybody. For everybody?
                let has = crate::client::balance(me, from).await.expect("the accounts answer");
                if has < amount {
                    return Answer::reply(Told::NotCovered);
                }
                self.balances.insert(from, has - amount);
                self.add(to, amount);
                Answer::reply(Told::Done)
            }
            Ask::Statement => {
                let balances = self.balances.clone();
                // TODO later: while somebody writes, everybody waits
                let (accounts, _) = (me.pid(), client);
                me.spawn_link(move |mut writer| async move {
                    let lines = write(&mut writer, balances).await;
                    writer.send(accounts, Told::Lines(lines));
                });
                Answer::reply(me.receive::<Told>().await)
            }
            Ask::Deposit(name, amount) => {
                self.add(name, amount);
                self.journal.push(format!("{name}: {amount}"));
                // TODO in_between: a cast to ourselves stands at the end of the queue
                gen_server::Server::<Self>::new(me.pid()).cast(me, Note::Audit);
                Answer::reply(Told::Done)
            }
            Ask::Journal => Answer::reply(Told::Lines(self.journal.clone())),
        }
    }

    async fn handle_cast(&mut self, Note::Audit: Note, _: &mut Context) -> Next<Self> {
        self.audit().await;
        Next::Receive
    }

    async fn handle_continue(&mut self, Audit: Audit, _: &mut Context) -> Next<Self> {
        // TODO in_between: nobody comes here yet
        Next::Receive
    }
}
