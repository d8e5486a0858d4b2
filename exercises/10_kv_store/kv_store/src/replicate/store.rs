//! What callers see stays the same: put, get, delete, select, stats.
//!
//! Chapter: `kv_store`.

use process::Context;
use term::Term;

use super::Replica;
use crate::api::{Page, Stats, Store};
use crate::error::StoreError;
use crate::query::Query;
use crate::replica::{Answer, Request};

impl Store for Replica {
    async fn put(&self, me: &mut Context, key: Term, value: Term) -> Result<(), StoreError> {
        written(self.ask(me, Request::Put(key, value)).await?)
    }

    async fn get(&self, me: &mut Context, key: &Term) -> Result<Option<Term>, StoreError> {
        match self.ask(me, Request::Get(key.clone())).await? {
            Answer::Value(value) => Ok(value),
            other => Err(not_answered(&other)),
        }
    }

    async fn delete(&self, me: &mut Context, key: &Term) -> Result<(), StoreError> {
        written(self.ask(me, Request::Delete(key.clone())).await?)
    }

    async fn select(&self, me: &mut Context, query: &Query, limit: usize) -> Result<Page, StoreError> {
        if limit == 0 {
            return Err(StoreError::NoLimit);
        }
        let one_more = limit.saturating_add(1);
        match self.ask(me, Request::Select(query.clone(), Some(one_more))).await? {
            Answer::Found(mut rows) => {
                let more = rows.len() > limit;
                rows.truncate(limit);
                Ok(Page { rows, more })
            }
            other => Err(not_answered(&other)),
        }
    }

    async fn stats(&self, me: &mut Context) -> Result<Stats, StoreError> {
        let report = self.report(me).await?;
        Ok(Stats { keys: report.keys, tables: 1 })
    }
}

fn written(answer: Answer) -> Result<(), StoreError> {
    match answer {
        Answer::Done => Ok(()),
        other => Err(not_answered(&other)),
    }
}

fn not_answered(answer: &Answer) -> StoreError {
    match answer {
        Answer::Unavailable => StoreError::NoMajority,
        _ => StoreError::NoReply,
    }
}
