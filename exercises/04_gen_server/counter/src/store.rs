//! A shared place: a server that keeps a number for others, who get it and put it back.
//!
//! It never drops a message, never mixes two up, and answers each. It does not know what the number means.
//!
//! Source: OTP, `gen_server`. Chapter: `gen_server`.

use gen_server::{Answer, Client, GenServer, Init};
use process::Context;

/// Keeps a number.
#[derive(Debug)]
pub struct Store(u64);

/// What can be asked of a [`Store`]. Both are answered with the number it then has.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "what they are called")]
pub enum Access {
    Get,
    Put(u64),
}

impl GenServer for Store {
    type Args = u64;
    type Call = Access;
    type Reply = u64;
    type Cast = ();
    type Continue = ();

    async fn init(first: u64, _: &mut Context) -> Init<Self> {
        Init::ok(Self(first))
    }

    async fn handle_call(&mut self, access: Access, _: Client<u64>, _: &mut Context) -> Answer<Self> {
        if let Access::Put(number) = access {
            self.0 = number;
        }
        Answer::reply(self.0)
    }
}
