//! What a run tells about itself: events in the order they happened, and the report of a check.
//!
//! A process system emits [`Event`]s through a [`Tracer`]. A check wraps them, with its transcript and its
//! verdict, into [`Report`] lines that the runner reads. Pictures are drawn from events and from nothing else.
//!
//! Reading order: [`event`](Event), [`report`](Report), [`scene`](fn@scene), [`chart`](fn@chart), [`svg`](fn@svg).

mod chart;
mod event;
mod focus;
mod glyphs;
mod grid;
mod labels;
mod pen;
mod report;
mod rows;
mod scene;
mod svg;
mod text;

pub use chart::{Charset, ChartOptions, chart, chart_lines};
pub use event::{Event, Kind, Source, Tracer, here, silent};
pub use grid::{Role, Span};
pub use labels::relabelled;
pub use report::{FOLDER_VARIABLE, REPORT_VARIABLE, Report, SEED_VARIABLE, Waiting, first_difference};
pub use scene::{Difference, Scene, difference_event, scene};
pub use svg::svg;
