//! The server: whoever wants to count says *what shall happen*, not what shall be there.
//!
//! The protocol has no `put`. Reading, adding and writing happen in one callback, and a server handles one message to
//! its end before it looks at the next: nobody comes in between.
//!
//! Source: OTP, `gen_server`, "Callback Functions". Chapter: `gen_server`.

use gen_server::{Answer, Client, GenServer, Init, Next};
use process::Context;

use crate::tally::Tally;

// ANCHOR: protocol
/// A counter, as a server.
#[derive(Debug)]
pub struct Counter(Tally);

/// What can be asked of a [`Counter`].
#[derive(Clone, Copy, Debug)]
pub enum Request {
    /// Counts so many, and answers how many there are now.
    Add(u64),
    /// Answers how many there are.
    Value,
    /// Starts again at 0, and answers how many there were.
    Reset,
}

/// What a [`Counter`] can be told.
#[derive(Clone, Copy, Debug)]
pub enum Message {
    /// Counts so many. Nobody answers.
    Add(u64),
}
// ANCHOR_END: protocol

// ANCHOR: callbacks
impl GenServer for Counter {
    type Args = u64;
    type Call = Request;
    type Reply = u64;
    type Cast = Message;
    type Continue = ();

    async fn init(first: u64, _: &mut Context) -> Init<Self> {
        Init::ok(Self(Tally::new(first)))
    }

    async fn handle_call(&mut self, request: Request, _: Client<u64>, _: &mut Context) -> Answer<Self> {
        // ANCHOR: cut_server
        Answer::reply(match request {
            Request::Add(more) => self.0.add(more),
            Request::Value => self.0.value(),
            Request::Reset => self.0.reset(),
        })
        // ANCHOR_END: cut_server => // TODO server: ask the tally, and `Answer::reply(…)` what it says
        // ANCHOR_END: cut_server => let _ = (request, &self.0);
        // ANCHOR_END: cut_server => todo!("server: three requests, three answers")
    }

    async fn handle_cast(&mut self, Message::Add(more): Message, _: &mut Context) -> Next<Self> {
        // ANCHOR: cut_server
        self.0.add(more);
        Next::Receive
        // ANCHOR_END: cut_server => // TODO server: count them; nobody waits for an answer
        // ANCHOR_END: cut_server => let _ = more;
        // ANCHOR_END: cut_server => todo!("server: a cast counts as much as a call")
    }
}
// ANCHOR_END: callbacks
