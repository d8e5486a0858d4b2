//! Registering, and taking it back: what a process writes into the tables by itself.
//!
//! Source: Elixir, `Registry.register/3`, `unregister/2`, `update_value/3`. Chapter: `registries`.

use process::{Context, Pid};
use table::{Step, Table, Walk};
use term::Term;

use crate::options::{Event, RegistryError};
use crate::registry::{Registry, entry, holder, note, noted};

impl Registry {
    // ANCHOR: register
    /// Registers this process under a key, with a value for whoever looks it up.
    ///
    /// # Errors
    /// [`RegistryError::AlreadyRegistered`] if the keys are unique and a living process has this one.
    pub fn register(
        &self,
        me: &Context,
        key: impl Into<Term>,
        value: impl Into<Term>,
    ) -> Result<(), RegistryError> {
        let (key, value, pid) = (key.into(), value.into(), me.pid());
        let route = self.route(&key, pid);
        let (keys, pids) = (self.keys_table(route.key)?, self.pids_table(route.pid)?);
        let (entry, note) = (entry(&key, pid, &value), note(pid, &key, route.key));
        // ANCHOR: cut_register
        me.link(self.server(route.pid)?);
        pids.insert(me, note.clone())?;
        if let Err(owner) = self.enter(&keys, &key, entry)? {
            if owner != pid {
                pids.delete_object(me, &note)?;
            }
            return Err(RegistryError::AlreadyRegistered(owner));
        }
        self.tell(me, &Event::Register { registry: self.name().into(), key, pid, value });
        Ok(())
        // ANCHOR_END: cut_register => // TODO register: the link with `self.server(route.pid)?`, the note, the entry (`enter`). In which order,
        // ANCHOR_END: cut_register => // if this process may be killed between any two of them? And what if the key is taken? At the end
        // ANCHOR_END: cut_register => // the listeners are told (`tell`)
        // ANCHOR_END: cut_register => let _ = (me, &keys, &pids, entry, note, value, Self::enter, Self::server);
        // ANCHOR_END: cut_register => let _ = (Self::tell, |key, value| Event::Register { registry: self.name().into(), key, pid, value });
        // ANCHOR_END: cut_register => todo!("register: link, note, enter, tell")
    }

    /// Puts the entry into the table, or says which living process has the key.
    fn enter(&self, keys: &Table, key: &Term, entry: Term) -> Result<Result<(), Pid>, RegistryError> {
        let anybody = Pid::OUTSIDE; // the table is public
        // ANCHOR: cut_register
        if !self.is_unique() {
            return Ok(Ok(keys.insert(&anybody, entry)?));
        }
        while !keys.insert_new(&anybody, entry.clone())? {
            let Some(row) = keys.lookup_one(&anybody, key)? else { continue };
            let (owner, _) = holder(&row);
            if self.system.is_alive(owner) {
                return Ok(Err(owner));
            }
            keys.delete_object(&anybody, &row)?; // it has ended, and its partition has not come to it yet
        }
        Ok(Ok(()))
        // ANCHOR_END: cut_register => // TODO register: `insert` or `insert_new`, as the keys are; whoever has ended has no name,
        // ANCHOR_END: cut_register => // even if its row is still there
        // ANCHOR_END: cut_register => let _ = (keys, key, entry, anybody, holder, self.is_unique());
        // ANCHOR_END: cut_register => todo!("register: one row into `keys`")
    }
    // ANCHOR_END: register

    // ANCHOR: unregister
    /// Takes back everything that this process has registered under a key. That it was registered is not asked.
    ///
    /// # Errors
    /// When the registry does not run.
    pub fn unregister(&self, me: &Context, key: impl Into<Term>) -> Result<(), RegistryError> {
        let (key, pid) = (key.into(), me.pid());
        let route = self.route(&key, pid);
        let (keys, pids) = (self.keys_table(route.key)?, self.pids_table(route.pid)?);
        // ANCHOR: cut_unregister
        keys.visit(me, Walk::write().key(&key), |row| delete_if(holder(row).0 == pid))?;
        pids.visit(me, Walk::write().key(&pid.into()), |row| delete_if(*noted(row).0 == key))?;
        if !pids.member(me, &pid.into())? {
            me.unlink(self.server(route.pid)?);
        }
        self.tell(me, &Event::Unregister { registry: self.name().into(), key, pid });
        Ok(())
        // ANCHOR_END: cut_unregister => // TODO unregister: our entries under this key, our notes of it, and the link, if nothing of ours is
        // ANCHOR_END: cut_unregister => // left; then the listeners are told
        // ANCHOR_END: cut_unregister => let _ = (me, &keys, &pids, delete_if(false), noted, holder, Walk::write());
        // ANCHOR_END: cut_unregister => let _ = |key| Event::Unregister { registry: self.name().into(), key, pid };
        // ANCHOR_END: cut_unregister => todo!("unregister: out of both tables")
    }
    // ANCHOR_END: unregister

    // ANCHOR: update_value
    /// Changes the value under a unique key of this process, and says the new one and the old one; `None` if the key
    /// is not ours.
    ///
    /// # Errors
    /// [`RegistryError::NotUnique`]: of several values under one key, which would be meant?
    pub fn update_value(
        &self,
        me: &Context,
        key: impl Into<Term>,
        change: impl FnOnce(&Term) -> Term,
    ) -> Result<Option<(Term, Term)>, RegistryError> {
        if !self.is_unique() {
            return Err(RegistryError::NotUnique);
        }
        let (key, pid) = (key.into(), me.pid());
        let keys = self.keys_table(self.route(&key, pid).key)?;
        let ours = keys.lookup_one(me, &key)?.map(|row| holder(&row)).filter(|(owner, _)| *owner == pid);
        let Some((_, old)) = ours else { return Ok(None) };
        let new = change(&old);
        keys.insert(me, entry(&key, pid, &new))?;
        Ok(Some((new, old)))
    }
    // ANCHOR_END: update_value
}

pub(crate) fn delete_if(sign: bool) -> Step {
    if sign { Step::Delete } else { Step::Keep }
}
