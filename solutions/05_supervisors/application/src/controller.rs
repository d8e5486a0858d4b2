//! The server behind a node: it starts and stops applications, and hears of their ends.
//!
//! SHORTCUT: OTP starts each application in a process of its own, the application master; here the node does it itself.
//! Source: OTP, `application_controller.erl`. Chapter: `supervisors`.

use std::sync::Arc;

use gen_server::{Answer, Client, GenServer, Init, Next};
use process::{Context, Envelope, Exit, ExitReason, Pid, TrapExit};
use supervisor::Supervisor;

use crate::node::{Question, Reply};
use crate::start::{AppError, Application, Type};

/// The applications that run, in the order of their start.
#[derive(Debug, Default)]
pub struct Controller(Vec<Running>);

#[derive(Debug)]
struct Running {
    application: Arc<dyn Application>,
    kind: Type,
    top: Pid,
}

impl GenServer for Controller {
    type Args = ();
    type Call = Question;
    type Reply = Reply;
    type Cast = ();
    type Continue = ();

    async fn init((): (), me: &mut Context) -> Init<Self> {
        me.trap_exit(TrapExit::Yes);
        Init::ok(Self::default())
    }

    async fn handle_call(&mut self, question: Question, _: Client<Reply>, me: &mut Context) -> Answer<Self> {
        match question {
            Question::Start(application, kind) => self.start(application, kind, me).await,
            Question::Stop(name) => match self.place_of(name) {
                None => Answer::reply(Reply::Done(Err(AppError::NotStarted(name)))),
                Some(at) => {
                    self.0.remove(at).end(me).await;
                    Answer::reply(Reply::Done(Ok(())))
                }
            },
            Question::Running => Answer::reply(Reply::Running(self.names().collect())),
        }
    }

    // ANCHOR: ended
    async fn handle_info(&mut self, message: Envelope, _: &mut Context) -> Next<Self> {
        let Ok(Exit { from, reason }) = message.open::<Exit>() else { return Next::Receive };
        let Some(at) = self.0.iter().position(|running| running.top == from) else {
            return Next::Receive; // stopped on purpose, or never started
        };
        let Running { application, kind, .. } = self.0.remove(at);
        application.stop();
        // ANCHOR: cut_escalation
        let node_ends = match kind {
            Type::Permanent => true,
            Type::Transient => reason != ExitReason::Normal,
            Type::Temporary => false,
        };
        // ANCHOR_END: cut_escalation => // TODO escalation: whose end is the end of the node?
        // ANCHOR_END: cut_escalation => let _ = kind;
        // ANCHOR_END: cut_escalation => let node_ends = false;
        if !node_ends {
            return Next::Receive;
        }
        let why = format!("{{application_terminated, {}, {reason}}}", application.name());
        Next::Stop(why.as_str().into())
    }

    async fn terminate(&mut self, _: &ExitReason, me: &mut Context) {
        // ANCHOR: cut_escalation
        for running in self.0.drain(..).rev() {
            running.end(me).await;
        }
        // ANCHOR_END: cut_escalation => // TODO escalation: the others still run; `end` them, in which order?
        // ANCHOR_END: cut_escalation => let _ = (Running::end, me);
    }
    // ANCHOR_END: ended
}

impl Controller {
    async fn start(&mut self, app: Arc<dyn Application>, kind: Type, me: &mut Context) -> Answer<Self> {
        let missing = app.applications().iter().copied().find(|name| self.place_of(name).is_none());
        let refused = match missing {
            _ if self.place_of(app.name()).is_some() => Some(AppError::AlreadyStarted),
            missing => missing.map(AppError::NotStarted),
        };
        if let Some(error) = refused {
            return Answer::reply(Reply::Done(Err(error)));
        }
        match app.start(me).await {
            Ok(top) => {
                self.0.push(Running { application: app, kind, top });
                Answer::reply(Reply::Done(Ok(())))
            }
            Err(error) => {
                let next = match kind {
                    Type::Permanent => {
                        Next::Stop(format!("{{application_start_failure, {}}}", app.name()).as_str().into())
                    }
                    Type::Transient | Type::Temporary => Next::Receive,
                };
                Answer::Reply(Reply::Done(Err(AppError::Failed(error))), next)
            }
        }
    }

    fn place_of(&self, name: &str) -> Option<usize> {
        self.names().position(|running| running == name)
    }

    fn names(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().map(|running| running.application.name())
    }
}

impl Running {
    /// Ends the tree and waits for that; then the application tidies up.
    async fn end(self, me: &mut Context) {
        let _ = Supervisor::new(self.top).stop(me, ExitReason::Shutdown, None).await;
        self.application.stop();
    }
}
