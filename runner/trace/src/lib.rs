//! What a run tells about itself: events in the order they happened, and the report of a check.
//!
//! A process system emits [`Event`]s through a [`Tracer`]. A check wraps them, with its transcript and its
//! verdict, into [`Report`] lines that the runner reads. Pictures are drawn from events and from nothing else.
//!
//! Reading order: [`event`], [`report`], [`chart`], [`svg`].

mod chart;
mod event;
mod report;
mod svg;

pub use chart::{Charset, ChartOptions, chart};
pub use event::{Event, Kind, Source, Tracer, here, silent};
pub use report::{REPORT_VARIABLE, Report, SEED_VARIABLE, Waiting, first_difference};
pub use svg::svg;
