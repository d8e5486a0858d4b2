//! Members with which there is no connection are called again and again: each by a process of its own, because a call
//! over a cut cable takes its time.
//!
//! Chapter: `kv_store`.

use std::collections::BTreeMap;
use std::time::Duration;

use node::Node;
use process::{Context, Pid};

use crate::replica::Name;

/// Who is being called.
pub(super) struct Reconnect {
    node: Node,
    calling: BTreeMap<Name, Pid>,
}

impl Reconnect {
    /// How long it waits before it looks again who is missing.
    pub(super) const PAUSE: Duration = Duration::from_secs(1);

    pub(super) fn new(node: Node) -> Self {
        Self { node, calling: BTreeMap::new() }
    }

    /// Calls those of them that are missing, unless a call is under way.
    pub(super) fn look_around(&mut self, me: &Context, partners: &[Name]) {
        self.calling.retain(|_, pid| me.system().is_alive(*pid));
        let connected = self.node.list();
        for member in partners {
            let there = *member == self.node.name() || connected.contains(member);
            if there || self.calling.contains_key(member) {
                continue;
            }
            let (node, name) = (self.node.clone(), *member);
            let call = me.spawn(move |_| async move { drop(node.connect(name.text()).await) });
            self.calling.insert(name, call);
        }
    }
}
