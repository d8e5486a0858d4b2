//! The workbook's runner: what there is (`course`), whether it is right (`check`), what to say (`mentor`), what
//! has been done (`progress`). Domain modules do not print; `cli` does, and the prompt, a sub-command and a pipe
//! share it.
//!
//! Reading order: [`course`], [`check`], [`mentor`], [`progress`], [`locale`], [`author`], [`cli`].
#![allow(clippy::disallowed_methods)] // the runner watches real time: deadlines, debounce

pub mod author;
pub mod check;
pub mod cli;
pub mod course;
pub mod locale;
pub mod mentor;
pub mod progress;
mod refusal;
