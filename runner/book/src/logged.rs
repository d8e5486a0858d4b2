//! What mdBook logs while it builds: it exits successfully on a broken include, so its log is the only witness.

use std::fmt::{self, Write as _};
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

/// Runs `work` and returns its result with every error and warning logged meanwhile on this thread.
pub fn listen<T>(work: impl FnOnce() -> T) -> (T, Vec<String>) {
    let heard = Heard::default();
    let listener = tracing_subscriber::registry().with(heard.clone());
    let result = tracing::subscriber::with_default(listener, work);
    let lines = std::mem::take(&mut *heard.0.lock().expect("nobody panics while holding the lines"));
    (result, lines)
}

#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<String>>>);

impl<S: Subscriber> Layer<S> for Heard {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if *event.metadata().level() > Level::WARN {
            return;
        }
        let mut line = Line::default();
        event.record(&mut line);
        self.0.lock().expect("nobody panics while holding the lines").push(line.0);
    }
}

/// The message of an event as one line.
#[derive(Default)]
struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        if field.name() == "message" {
            let _ = write!(self.0, "{value:?}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::listen;

    #[test]
    fn errors_and_warnings_are_heard_and_the_rest_is_not() {
        let ((), lines) = listen(|| {
            tracing::error!("a file is missing");
            tracing::warn!("caused by: {}", "a typing error");
            tracing::info!("building");
        });
        assert_eq!(lines, ["a file is missing", "caused by: a typing error"]);
    }
}
