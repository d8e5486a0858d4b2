//! A command is carried out.

use std::process::ExitCode;

use global::Global;
use kv_store::command::{self, Command, Lang};
use kv_store::replica::{Answer, Request};
use kv_store::replicate::Replica;
use node::Node;
use process::{Context, Pid, System};
use term::Atom;
use tokio::sync::{mpsc, oneshot};

use crate::show::Show;
use crate::texts;

/// What came of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was done, or there was nothing to do.
    Done,
    /// It was no command, or there was no answer.
    Refused,
    /// The node shall stop.
    Quit,
}

/// What one person, or one script, does with a node.
pub struct Session {
    node: Node,
    global: Global,
    replica: Replica,
    client: mpsc::UnboundedSender<(Request, oneshot::Sender<Option<Answer>>)>,
    show: Show,
    lang: Lang,
}

impl Session {
    pub fn new(node: Node, global: Global, replica: Replica, lang: Lang, json: bool) -> Self {
        let (client, requests) = mpsc::unbounded_channel();
        node.system().spawn(move |me| ask(me, replica, requests));
        Self { node, global, replica, client, show: Show { lang, json }, lang }
    }

    /// Carries out a line, and prints what there is to say.
    pub async fn line(&mut self, line: &str) -> Outcome {
        match command::parse(line) {
            Ok(None) => Outcome::Done,
            Ok(Some(command)) => self.command(command).await,
            Err(error) => {
                self.show.refusal(&error.text(self.lang));
                Outcome::Refused
            }
        }
    }

    /// Returns when there is no node any more: without its copy it has left the store.
    pub async fn broken(&self) {
        self.node.stopped().await;
    }

    /// Says so; the program ends with this.
    pub fn tell_the_end(&self) -> ExitCode {
        eprintln!("{}", texts::broken(self.lang));
        ExitCode::from(1)
    }

    pub fn stop(&self) {
        self.node.stop();
    }

    async fn command(&mut self, command: Command) -> Outcome {
        let show = self.show;
        match command {
            Command::Put(key, value) => self.request(Request::Put(key, value)).await,
            Command::Get(key) => self.request(Request::Get(key)).await,
            Command::Delete(key) => self.request(Request::Delete(key)).await,
            Command::Select(query, limit) => self.request(Request::Select(query, limit)).await,
            Command::Nodes => show.names("nodes", &self.node.list()),
            Command::Connect(name) => self.connect(&name).await,
            Command::Disconnect(name) => show.disconnected(&name, self.node.disconnect(&name)),
            Command::Whereis(name) => show.whereis(&name, self.whereis(&name)),
            Command::Members => match self.report().await {
                Some(report) => show.members(&report),
                None => show.unanswered(),
            },
            Command::Stats => match self.report().await {
                Some(report) => show.stats(&report, self.node.list().len(), self.system().process_count()),
                None => show.unanswered(),
            },
            Command::Help(about) => show.help(about),
            Command::Quit => Outcome::Quit,
        }
    }

    async fn request(&mut self, request: Request) -> Outcome {
        let (to, answer) = oneshot::channel();
        let _ = self.client.send((request, to)); // the client lives as long as we do
        match answer.await {
            Ok(Some(answer)) => self.show.answer(answer),
            _ => self.show.unanswered(),
        }
    }

    async fn connect(&mut self, name: &str) -> Outcome {
        if let Err(error) = self.node.connect(name).await {
            return self.show.not_connected(&error);
        }
        let (replica, name) = (self.replica, Atom::new(name));
        self.system().spawn(move |me| async move { replica.join(&me, name) });
        self.show.connected(name)
    }

    async fn report(&self) -> Option<kv_store::replicate::Report> {
        let (to, report) = oneshot::channel();
        let replica = self.replica;
        self.system().spawn(move |mut me| async move {
            let _ = to.send(replica.report(&mut me).await.ok());
        });
        report.await.ok().flatten()
    }

    /// A process of this node, or one that the whole cluster knows; global names are atoms as a rule, and may be texts.
    fn whereis(&self, name: &str) -> Option<(Pid, Atom)> {
        let everywhere = || {
            let atom = Atom::try_new(name).ok()?;
            self.global.whereis_name(atom).or_else(|| self.global.whereis_name(name))
        };
        let pid = self.system().whereis(name).or_else(everywhere)?;
        Some((pid, self.node.node_of(pid)))
    }

    fn system(&self) -> &System {
        self.node.system()
    }
}

/// The process that asks in the name of whoever types.
async fn ask(
    mut me: Context,
    replica: Replica,
    mut requests: mpsc::UnboundedReceiver<(Request, oneshot::Sender<Option<Answer>>)>,
) {
    while let Some((request, to)) = requests.recv().await {
        let _ = to.send(replica.ask(&mut me, request).await.ok());
    }
}
