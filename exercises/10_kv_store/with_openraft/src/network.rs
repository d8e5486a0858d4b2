//! What the engine says to other members, over the wires; and what it is told when there is no answer.
//!
//! Source: openraft 0.9, `RaftNetwork`. Chapter: `kv_store`.

use std::error::Error;
use std::future::Future;
use std::sync::Arc;

use openraft::error::{
    Fatal, NetworkError, RPCError, RaftError, RemoteError, ReplicationClosed, StreamingError, Unreachable,
};
use openraft::network::{RPCOption, RaftNetwork, RaftNetworkFactory};
use openraft::raft::{
    AppendEntriesRequest, AppendEntriesResponse, SnapshotResponse, VoteRequest, VoteResponse,
};
use openraft::{EmptyNode, OptionalSend};

use crate::member::Member;
use crate::types::{Id, Snapshot, Types, Vote};
use crate::wires::{Trouble, Wires};

type CallError = RPCError<Id, EmptyNode, RaftError<Id>>;

/// The wires as one member sees them.
#[derive(Clone)]
pub struct Plug {
    /// Who it is.
    pub me: Id,
    /// And where it is plugged in.
    pub wires: Wires,
}

/// From one member to another one.
#[derive(Clone)]
pub struct Cable {
    from: Id,
    to: Id,
    wires: Wires,
}

impl RaftNetworkFactory<Types> for Plug {
    type Network = Cable;

    async fn new_client(&mut self, to: Id, _: &EmptyNode) -> Cable {
        Cable { from: self.me, to, wires: self.wires.clone() }
    }
}

/// What the engine hears about a call to `to`. There are three kinds of bad news, and it does something else for each:
/// it leaves an [`Unreachable`] member in peace for a while, it tries again soon after a [`NetworkError`], and a
/// [`RemoteError`] is an answer.
///
/// # Errors
/// If there is no good news.
pub fn told<T, R, E>(to: Id, heard: Result<Result<T, R>, Trouble>) -> Result<T, E>
where
    R: Error + 'static,
    E: From<Unreachable> + From<NetworkError> + From<RemoteError<Id, EmptyNode, R>>,
{
    // TODO errors: an answer, or one of three kinds of bad news
    let _ = (to, heard);
    todo!("errors: what the engine is told")
}

impl RaftNetwork<Types> for Cable {
    async fn append_entries(
        &mut self,
        rpc: AppendEntriesRequest<Types>,
        option: RPCOption,
    ) -> Result<AppendEntriesResponse<Id>, CallError> {
        let ask = |member: Arc<Member>| async move { member.raft().append_entries(rpc).await };
        told(self.to, self.wires.call(self.from, self.to, option.soft_ttl(), ask).await)
    }

    async fn vote(&mut self, rpc: VoteRequest<Id>, option: RPCOption) -> Result<VoteResponse<Id>, CallError> {
        let ask = |member: Arc<Member>| async move { member.raft().vote(rpc).await };
        told(self.to, self.wires.call(self.from, self.to, option.soft_ttl(), ask).await)
    }

    async fn full_snapshot(
        &mut self,
        vote: Vote,
        snapshot: Snapshot,
        _: impl Future<Output = ReplicationClosed> + OptionalSend + 'static,
        option: RPCOption,
    ) -> Result<SnapshotResponse<Id>, StreamingError<Types, Fatal<Id>>> {
        let ask = move |member: Arc<Member>| async move {
            member.raft().install_full_snapshot(vote, snapshot).await
        };
        told(self.to, self.wires.call(self.from, self.to, option.soft_ttl(), ask).await)
    }
}
