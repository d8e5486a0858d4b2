//! What clients do with an agent: each method sends a function and waits for what it gives, `cast` excepted.
//!
//! The state itself never comes along, unless a function copies it out.
//!
//! Differs: in Elixir a caller that gets no answer exits; here it gets a [`CallError`] and chooses.
//! Source: Elixir, `Agent`. Chapter: `tasks`.

use std::any::Any;
use std::future::Future;

use process::{CallError, Context, Down, ExitReason, Message};

use crate::handle::Agent;
use crate::job::{Answer, Job, Stop};

impl<S: Send + 'static> Agent<S> {
    /// Looks at the state. The function runs in the agent, and only what it gives comes back.
    ///
    /// # Errors
    /// [`CallError`]: the agent ended (also by this function), or gave no answer in time.
    // ANCHOR: ask
    pub async fn get<R: Message>(
        self,
        me: &mut Context,
        function: impl FnOnce(&S) -> R + Send + 'static,
    ) -> Result<R, CallError> {
        self.ask(me, Job::new("get", |state: &mut S| function(state))).await
    }

    /// Sends the agent a job, and waits for what its function gives.
    async fn ask<R: Message>(self, me: &mut Context, job: Job<S>) -> Result<R, CallError> {
        // ANCHOR: cut_get_update
        let answer = me.call(self.pid, job, self.limit).await?;
        Ok(opened(answer))
        // ANCHOR_END: cut_get_update => // TODO get_update: `me.call` the agent; there is a limit to our patience. The answer comes `opened`.
        // ANCHOR_END: cut_get_update => let _ = (me, job, self.limit, opened::<R>);
        // ANCHOR_END: cut_get_update => todo!("get_update: call the agent")
    }
    // ANCHOR_END: ask

    /// Changes the state, and comes back when it is changed.
    ///
    /// # Errors
    /// [`CallError`]: the agent ended (also by this function), or gave no answer in time.
    pub async fn update(
        self,
        me: &mut Context,
        function: impl FnOnce(&mut S) + Send + 'static,
    ) -> Result<(), CallError> {
        // ANCHOR: cut_get_update
        self.ask(me, Job::new("update", function)).await
        // ANCHOR_END: cut_get_update => // TODO get_update: and now one that may change it
        // ANCHOR_END: cut_get_update => let _ = (me, function);
        // ANCHOR_END: cut_get_update => todo!("get_update: change the state")
    }

    /// Changes the state and gives something back, in one step: no other function runs in between.
    ///
    /// # Errors
    /// [`CallError`]: the agent ended (also by this function), or gave no answer in time.
    pub async fn get_and_update<R: Message>(
        self,
        me: &mut Context,
        function: impl FnOnce(&mut S) -> R + Send + 'static,
    ) -> Result<R, CallError> {
        // ANCHOR: cut_get_and_update
        self.ask(me, Job::new("get_and_update", function)).await
        // ANCHOR_END: cut_get_and_update => // TODO get_and_update: one function, one trip
        // ANCHOR_END: cut_get_and_update => let _ = (me, function);
        // ANCHOR_END: cut_get_and_update => todo!("get_and_update: change the state and give something back")
    }

    /// The same for a function that waits. It takes the state along and brings it back; until then nobody else
    /// gets a turn. (In Elixir any function may wait, so this one has no name there.)
    ///
    /// # Errors
    /// [`CallError`]: the agent ended (also by this function), or gave no answer in time.
    pub async fn get_and_update_async<R, F, Fut>(self, me: &mut Context, function: F) -> Result<R, CallError>
    where
        R: Message,
        F: FnOnce(S) -> Fut + Send + 'static,
        Fut: Future<Output = (R, S)> + Send,
    {
        self.ask(me, Job::waiting("get_and_update_async", function)).await
    }

    // ANCHOR: cast
    /// Sends a function and does not wait. Whether it ran, and how it ended, the caller does not hear.
    pub fn cast(self, me: &Context, function: impl FnOnce(&mut S) + Send + 'static) {
        // ANCHOR: cut_cast_stop
        me.send(self.pid, Job::new("cast", function));
        // ANCHOR_END: cut_cast_stop => // TODO cast_stop: the job without the question
        // ANCHOR_END: cut_cast_stop => let _ = (me, function);
        // ANCHOR_END: cut_cast_stop => todo!("cast_stop: send, and do not wait")
    }

    /// Ends the agent, after everything that was sent before, and waits until it has ended.
    ///
    /// # Errors
    /// The reason with which it ended instead; `noproc` when there was no agent.
    pub async fn stop(self, me: &mut Context, reason: impl Into<ExitReason>) -> Result<(), ExitReason> {
        let reason = reason.into();
        // ANCHOR: cut_cast_stop
        let monitor = me.monitor(self.pid);
        me.send(self.pid, Stop(reason.clone()));
        let down = me.receive_if(|down: &Down| down.reference == monitor).await;
        if down.reason == reason { Ok(()) } else { Err(down.reason) }
        // ANCHOR_END: cut_cast_stop => // TODO cast_stop: how does one learn that a process has ended? Then say `Stop`.
        // ANCHOR_END: cut_cast_stop => let _ = (me, Stop(reason), |down: &Down| down.reason.clone());
        // ANCHOR_END: cut_cast_stop => todo!("cast_stop: say stop, and wait for the end")
    }
    // ANCHOR_END: cast
}

/// The answer, as what it is.
fn opened<R: Message>(answer: Answer) -> R {
    let answer: Box<dyn Any> = answer;
    *answer.downcast().expect("a job answers with what its function gives")
}
