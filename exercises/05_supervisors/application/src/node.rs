//! A node: what callers use to start and stop applications.
//!
//! Source: OTP, `application:start/2`, `application:stop/1`. Chapter: `supervisors`.

use std::sync::Arc;

use gen_server::{Options, Server, StartError};
use process::{CallError, Context, Pid};

use crate::controller::Controller;
use crate::start::{AppError, Application, Type};

/// A node, as others see it.
#[derive(Clone, Copy, Debug)]
pub struct Node(Server<Controller>);

/// What a node is asked.
#[derive(Debug)]
pub enum Question {
    Start(Arc<dyn Application>, Type),
    Stop(&'static str),
    Running,
}

/// What it answers.
#[derive(Debug)]
pub enum Reply {
    Done(Result<(), AppError>),
    Running(Vec<&'static str>),
}

impl Node {
    /// A node without applications.
    ///
    /// # Errors
    /// When there is a node already.
    pub async fn start_link(me: &mut Context) -> Result<Self, StartError> {
        gen_server::start_link(me, (), Options::named("node")).await.map(Self)
    }

    /// Its process.
    #[must_use]
    pub fn pid(self) -> Pid {
        self.0.pid()
    }

    /// Starts an application.
    ///
    /// # Errors
    /// [`AppError::AlreadyStarted`], [`AppError::NotStarted`], [`AppError::Failed`]; a permanent one that fails takes
    /// the node with it.
    pub async fn start(
        self,
        me: &mut Context,
        app: Arc<dyn Application>,
        kind: Type,
    ) -> Result<(), AppError> {
        self.please(me, Question::Start(app, kind)).await
    }

    /// Stops an application, its tree from the last child to the first. That is no reason for the node to end.
    ///
    /// # Errors
    /// [`AppError::NotStarted`].
    pub async fn stop(self, me: &mut Context, name: &'static str) -> Result<(), AppError> {
        self.please(me, Question::Stop(name)).await
    }

    /// The applications that run, in the order of their start; none when the node has ended.
    pub async fn running(self, me: &mut Context) -> Vec<&'static str> {
        match self.ask(me, Question::Running).await {
            Ok(Reply::Running(names)) => names,
            _ => Vec::new(),
        }
    }

    async fn please(self, me: &mut Context, question: Question) -> Result<(), AppError> {
        match self.ask(me, question).await {
            Ok(Reply::Done(result)) => result,
            _ => Err(AppError::NoNode),
        }
    }

    async fn ask(self, me: &mut Context, question: Question) -> Result<Reply, CallError> {
        self.0.call_within(me, question, None).await
    }
}
