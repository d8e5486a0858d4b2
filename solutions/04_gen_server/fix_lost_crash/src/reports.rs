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

// ANCHOR: report
/// A report is with a worker, or it is over.
#[derive(Debug)]
enum Report {
    // ANCHOR: cut_watch
    Working { monitor: Ref, clients: Vec<Client<Told>> },
    // ANCHOR_END: cut_watch => Working { clients: Vec<Client<Told>> },
    Over(Told),
}

/// From a worker: its report is rendered.
#[derive(Debug)]
struct Rendered {
    title: Title,
    pages: u32,
}
// ANCHOR_END: report

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

    // ANCHOR: info
    async fn handle_info(&mut self, message: Envelope, me: &mut Context) -> Next<Self> {
        let message = match message.open::<Rendered>() {
            Ok(Rendered { title, pages }) => {
                self.over(title, Told::Done(pages), me);
                return Next::Receive;
            }
            Err(message) => message,
        };
        // ANCHOR: cut_watch
        if let Ok(Down { reference, reason, .. }) = message.open() {
            let concerns =
                |report: &Report| matches!(report, Report::Working { monitor, .. } if *monitor == reference);
            let title = self.reports.iter().find(|(_, report)| concerns(report)).map(|(title, _)| *title);
            if let Some(title) = title {
                self.over(title, Told::Failed(reason.to_string()), me);
            }
        }
        // ANCHOR_END: cut_watch => // TODO watch: a worker that crashes sends no `Rendered`. What else could come, and whose is it?
        // ANCHOR_END: cut_watch => let _ = (message.is::<Down>(), |reason: process::ExitReason| Told::Failed(reason.to_string()));
        Next::Receive
    }
    // ANCHOR_END: info
}

impl Reports {
    // ANCHOR: begin
    /// Gives a report to a worker. One that is being rendered already is not begun again.
    fn begin(&mut self, title: Title, me: &Context) {
        // ANCHOR: cut_again
        if matches!(self.reports.get(title), Some(Report::Working { .. })) {
            return;
        }
        // ANCHOR_END: cut_again => // TODO again: which of the reports we have seen may be rendered once more?
        // ANCHOR_END: cut_again => if self.reports.contains_key(title) {
        // ANCHOR_END: cut_again =>     return;
        // ANCHOR_END: cut_again => }
        let (server, work) = (me.pid(), (self.render)(title));
        let worker = move |worker: Context| async move {
            let pages = work.await;
            worker.send(server, Rendered { title, pages });
        };
        // ANCHOR: cut_watch
        let (_, monitor) = me.spawn_monitor(worker);
        self.reports.insert(title, Report::Working { monitor, clients: Vec::new() });
        // ANCHOR_END: cut_watch => me.spawn(worker); // TODO watch: who hears how it ends?
        // ANCHOR_END: cut_watch => self.reports.insert(title, Report::Working { clients: Vec::new() });
    }
    // ANCHOR_END: begin

    // ANCHOR: over
    /// A report is over: whoever waits for it is told.
    fn over(&mut self, title: Title, told: Told, me: &mut Context) {
        let report = self.reports.insert(title, Report::Over(told.clone()));
        // ANCHOR: cut_watch
        if let Some(Report::Working { monitor, clients }) = report {
            me.demonitor(monitor, Flush::Yes);
            // ANCHOR_END: cut_watch => let _ = Flush::Yes; // TODO watch: a worker that is done ends as well, and that is no news
            // ANCHOR_END: cut_watch => if let Some(Report::Working { clients }) = report {
            for client in clients {
                client.reply(me, told.clone());
            }
        }
    }
    // ANCHOR_END: over
}
