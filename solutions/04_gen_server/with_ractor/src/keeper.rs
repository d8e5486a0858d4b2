//! A supervisor by hand: in ractor an actor hears how the actors it has spawned end, and decides itself.
//!
//! SHORTCUT: restarts are counted, but not within a time. `supervisors` has restart intensity.
//! Source: ractor 0.16, `SupervisionEvent`. Chapter: `gen_server`.

use ractor::{Actor, ActorProcessingErr, ActorRef, RpcReplyPort, SupervisionEvent};

use crate::counter::{Counter, Message};

/// How often a failed counter is started again before the keeper gives up.
pub const MAX_RESTARTS: u32 = 3;

/// The question to the keeper: which counter is it now?
#[derive(Debug)]
pub struct WhoCounts(pub RpcReplyPort<ActorRef<Message>>);

/// Keeps one counter running.
#[derive(Debug)]
pub struct Keeper;

/// The counter of now, and how many there have been before.
#[derive(Debug)]
pub struct Kept {
    counter: ActorRef<Message>,
    restarts: u32,
}

impl Actor for Keeper {
    type Msg = WhoCounts;
    type State = Kept;
    type Arguments = ();

    async fn pre_start(&self, me: ActorRef<WhoCounts>, (): ()) -> Result<Kept, ActorProcessingErr> {
        Ok(Kept { counter: start(&me).await?, restarts: 0 })
    }

    async fn handle(
        &self,
        _: ActorRef<WhoCounts>,
        WhoCounts(port): WhoCounts,
        state: &mut Kept,
    ) -> Result<(), ActorProcessingErr> {
        drop(port.send(state.counter.clone()));
        Ok(())
    }

    // ANCHOR: event
    async fn handle_supervisor_evt(
        &self,
        me: ActorRef<WhoCounts>,
        event: SupervisionEvent,
        state: &mut Kept,
    ) -> Result<(), ActorProcessingErr> {
        // ANCHOR: cut_keep
        match event {
            SupervisionEvent::ActorFailed(..) if state.restarts == MAX_RESTARTS => {
                me.stop(Some("shutdown".to_owned()));
            }
            SupervisionEvent::ActorFailed(..) => {
                state.restarts += 1;
                state.counter = start(&me).await?;
            }
            _ => {} // started, or stopped on purpose
        }
        // ANCHOR_END: cut_keep => // TODO keep: a counter has failed; and the fourth time, enough is enough
        // ANCHOR_END: cut_keep => let _ = (me, event, &mut state.restarts, MAX_RESTARTS);
        Ok(())
    }
    // ANCHOR_END: event
}

// ANCHOR: start
/// Spawns a counter that starts at zero and is tied to the keeper.
async fn start(me: &ActorRef<WhoCounts>) -> Result<ActorRef<Message>, ActorProcessingErr> {
    // ANCHOR: cut_keep
    let (counter, _) = Actor::spawn_linked(None, Counter, 0, me.get_cell()).await?;
    // ANCHOR_END: cut_keep => // TODO keep: who hears how this one ends?
    // ANCHOR_END: cut_keep => let (counter, _) = Actor::spawn(None, Counter, 0).await?;
    // ANCHOR_END: cut_keep => let _ = me.get_cell();
    Ok(counter)
}
// ANCHOR_END: start
