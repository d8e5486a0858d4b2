//! Makes reports. Each one is rendered by a worker of its own, so that a slow one blocks nobody.
//!
//! Chapter: `gen_server`.

use std::collections::BTreeMap;

use gen_server::{Answer, Client, GenServer, Init, Next};
use process::{Context, Down, Envelope, Flush, Ref};

use crate::messages::{Ask, Render, Title, Told};

/// The server: how reports are rendered, and what has become of each.
#[derive(Debug)]
pub struct Reports {
    render: Render,
    reports: BTreeMap<Title, Report>,
}

/// A report is with a worker, or it is over.
#[derive(Debug)]
enum Report {
    Working { clients: Vec<Client<Told>> },
    Over(Told),
}

/// From a worker: its report is rendered.
#[derive(Debug)]
struct Rendered {
    title: Title,
    pages: u32,
}

impl GenServer for Reports {
    type Args = Render;
    type Call = Ask;
    type Reply = Told;
    type Cast = Title;
    type Continue = ();

    async fn init(render: Render, _: &mut Context) -> Init<Self> {
        Init::ok(Self { render, reports: BTreeMap::new() })
    }

    async fn handle_call(&mut self, request: Ask, from: Client<Told>, me: &mut Context) -> Answer<Self> {
        match request {
            Ask::Make(title) => {
                self.begin(title, me);
                if let Some(Report::Working { clients, .. }) = self.reports.get_mut(title) {
                    clients.push(from);
                }
                Answer::no_reply()
            }
            Ask::Order(title) => {
                self.begin(title, me);
                Answer::reply(Told::Accepted)
            }
            Ask::Status(title) => Answer::reply(match self.reports.get(title) {
                None => Told::Unknown,
                Some(Report::Working { .. }) => Told::Working,
                Some(Report::Over(told)) => told.clone(),
            }),
        }
    }

    async fn handle_cast(&mut self, title: Title, me: &mut Context) -> Next<Self> {
        self.begin(title, me);
        Next::Receive
    }

    async fn handle_info(&mut self, message: Envelope, me: &mut Context) -> Next<Self> {
        let message = match message.open::<Rendered>() {
            Ok(Rendered { title, pages }) => {
                self.over(title, Told::Done(pages), me);
                return Next::Receive;
            }
            Err(message) => message,
        };
        // TODO watch: a worker that crashes sends no `Rendered`. What else could come, and whose is it?
        let _ = (message.is::<Down>(), |reason: process::ExitReason| Told::Failed(reason.to_string()));
        Next::Receive
    }
}

impl Reports {
    /// Gives a report to a worker. One that is being rendered already is not begun again.
    fn begin(&mut self, title: Title, me: &Context) {
        // TODO again: which of the reports we have seen may be rendered once more?
        if self.reports.contains_key(title) {
            return;
        }
        let (server, work) = (me.pid(), (self.render)(title));
        let worker = move |worker: Context| async move {
            let pages = work.await;
            worker.send(server, Rendered { title, pages });
        };
        me.spawn(worker); // TODO watch: who hears how it ends?
        self.reports.insert(title, Report::Working { clients: Vec::new() });
    }

    /// A report is over: whoever waits for it is told.
    fn over(&mut self, title: Title, told: Told, me: &mut Context) {
        let report = self.reports.insert(title, Report::Over(told.clone()));
        let _ = Flush::Yes; // TODO watch: a worker that is done ends as well, and that is no news
        if let Some(Report::Working { clients }) = report {
            for client in clients {
                client.reply(me, told.clone());
            }
        }
    }
}
