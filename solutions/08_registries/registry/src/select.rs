//! Asking by pattern: match specifications on the entries of a registry.
//!
//! Source: Elixir, `Registry.match/4`, `count_match/4`, `unregister_match/4`, `select/2`. Chapter: `registries`.

use match_spec::MatchSpec;
use process::{Context, Pid};
use table::Walk;
use term::{Term, term};

use crate::options::{Event, RegistryError};
use crate::register::delete_if;
use crate::registry::{Registry, holder, noted};

impl Registry {
    /// Who has this key with a value that matches: `Registry.match/4`. `guards` is a list, as in a match
    /// specification.
    ///
    /// # Errors
    /// [`RegistryError::Spec`].
    pub fn match_values(
        &self,
        key: impl Into<Term>,
        pattern: &Term,
        guards: &Term,
    ) -> Result<Vec<(Pid, Term)>, RegistryError> {
        let (key, spec) = (key.into(), values(pattern, guards)?);
        let mut found = Vec::new();
        for number in self.partitions_of(&key) {
            let rows = self.keys_table(number)?.lookup(&Pid::OUTSIDE, &key)?;
            found.extend(rows.iter().filter(|row| spec.run(row).is_some()).map(holder));
        }
        Ok(found)
    }

    /// How many of them there are.
    ///
    /// # Errors
    /// [`RegistryError::Spec`].
    pub fn count_match(
        &self,
        key: impl Into<Term>,
        pattern: &Term,
        guards: &Term,
    ) -> Result<usize, RegistryError> {
        Ok(self.match_values(key, pattern, guards)?.len())
    }

    /// Takes back what this process has registered under a key with a value that matches.
    ///
    /// # Errors
    /// [`RegistryError::Spec`].
    pub fn unregister_match(
        &self,
        me: &Context,
        key: impl Into<Term>,
        pattern: &Term,
        guards: &Term,
    ) -> Result<(), RegistryError> {
        let (key, spec, pid) = (key.into(), values(pattern, guards)?, me.pid());
        let route = self.route(&key, pid);
        let (keys, pids) = (self.keys_table(route.key)?, self.pids_table(route.pid)?);
        let mut gone = 0_usize;
        keys.visit(me, Walk::write().key(&key), |row| {
            let goes = holder(row).0 == pid && spec.run(row).is_some();
            gone += usize::from(goes);
            delete_if(goes)
        })?;
        pids.visit(me, Walk::write().key(&pid.into()), |row| {
            let goes = gone > 0 && *noted(row).0 == key;
            gone -= usize::from(goes);
            delete_if(goes)
        })?;
        if !pids.member(me, &pid.into())? {
            me.unlink(self.server(route.pid)?);
        }
        self.tell(me, &Event::Unregister { registry: self.name().into(), key, pid });
        Ok(())
    }

    /// What a match specification makes of every entry; its heads are `{key, pid, value}`.
    ///
    /// # Errors
    /// [`RegistryError::Spec`].
    pub fn select(&self, spec: &Term) -> Result<Vec<Term>, RegistryError> {
        let spec = compiled(spec)?;
        let mut found = Vec::new();
        for number in 0..self.options.partitions {
            for row in self.keys_table(number)?.rows(&Pid::OUTSIDE)? {
                let (pid, value) = holder(&row);
                let key = row.as_tuple().map_or_else(Term::nil, |row| row[0].clone());
                found.extend(spec.run(&term!({(key), (pid), (value)})));
            }
        }
        Ok(found)
    }

    /// For how many entries the specification says `true`: `Registry.count_select/2`.
    ///
    /// # Errors
    /// [`RegistryError::Spec`].
    pub fn count_select(&self, spec: &Term) -> Result<usize, RegistryError> {
        Ok(self.select(spec)?.into_iter().filter(|answer| *answer == term!(true)).count())
    }
}

/// The specification of those rows whose value matches.
fn values(pattern: &Term, guards: &Term) -> Result<MatchSpec, RegistryError> {
    compiled(&term!([{{:_, {:_, (pattern)}}, (guards), [true]}]))
}

fn compiled(spec: &Term) -> Result<MatchSpec, RegistryError> {
    MatchSpec::compile(spec).map_err(|error| RegistryError::Spec(error.to_string()))
}
