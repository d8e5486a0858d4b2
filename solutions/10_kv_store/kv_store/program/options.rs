//! What the command line says.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use kv_store::command;

/// A node of the key-value store, with a prompt.
///
/// Узел хранилища «ключ — значение» с приглашением; по-русски он говорит с `--lang ru`.
#[derive(Parser)]
#[command(name = "kv", version)]
pub struct Options {
    /// The name of this node, as a@127.0.0.1
    #[arg(long, value_name = "NODE")]
    pub name: String,
    /// What all nodes of a cluster know; it is no password: see the chapter on distribution
    #[arg(long)]
    pub cookie: String,
    /// A node of the store to which this one shall belong
    #[arg(long, value_name = "NODE")]
    pub join: Option<String>,
    /// The port on which this node listens; 0 takes a free one
    #[arg(long, default_value_t = 0)]
    pub port: u16,
    /// Take commands from this file
    #[arg(long, value_name = "FILE")]
    pub script: Option<PathBuf>,
    /// Answer with one JSON object a line
    #[arg(long)]
    pub json: bool,
    /// The language of messages
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub lang: Lang,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Lang {
    En,
    Ru,
}

impl From<Lang> for command::Lang {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::En => Self::En,
            Lang::Ru => Self::Ru,
        }
    }
}
