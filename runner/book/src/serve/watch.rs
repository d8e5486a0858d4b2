//! Builds the book again when a page, or something a page shows, has changed.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::Shared;
use super::changes::News;
use super::site::Site;
use super::words::Words;

/// Editors write a file in several moves: we build when nothing has moved for so long.
const QUIET: Duration = Duration::from_millis(50);

/// Watches as long as it lives.
pub(super) type Watcher = RecommendedWatcher;

/// Starts to watch. A machine that cannot watch still serves; it says so.
pub(super) fn start(root: &Path, shared: Arc<Shared>, words: &'static Words) -> Option<Watcher> {
    let (sender, events) = channel();
    let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let started = RecommendedWatcher::new(sender, notify::Config::default()).and_then(|mut watcher| {
        for folder in ["book", "exercises", "solutions"] {
            watcher.watch(&root.join(folder), RecursiveMode::Recursive)?;
        }
        watcher.watch(&root.join("book.toml"), RecursiveMode::NonRecursive)?;
        Ok(watcher)
    });
    match started {
        Ok(watcher) => {
            thread::spawn(move || rebuild_on_change(&root, &events, &shared, words));
            Some(watcher)
        }
        Err(error) => {
            eprintln!("{}", words.not_watching(&error));
            None
        }
    }
}

/// Ends when the watcher is dropped.
fn rebuild_on_change(root: &Path, events: &Receiver<notify::Result<Event>>, shared: &Shared, words: &Words) {
    while let Ok(first) = events.recv() {
        let mut changed = paths(first);
        loop {
            match events.recv_timeout(QUIET) {
                Ok(event) => changed.extend(paths(event)),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        let site = Arc::clone(&shared.site.read().unwrap_or_else(PoisonError::into_inner));
        if changed.iter().any(|path| is_part(root, &site, path)) {
            rebuild(root, shared, words);
        }
    }
}

/// Paths of an event. Reading a file is an event too, and building reads every file.
fn paths(event: notify::Result<Event>) -> Vec<PathBuf> {
    event.ok().filter(|event| !event.kind.is_access()).map(|event| event.paths).unwrap_or_default()
}

fn is_part(root: &Path, site: &Site, path: &Path) -> bool {
    path.starts_with(root.join("book")) || path == root.join("book.toml") || site.sources.contains(path)
}

fn rebuild(root: &Path, shared: &Shared, words: &Words) {
    let start = Instant::now();
    match Site::build(root) {
        Ok(site) => {
            *shared.site.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(site);
            println!("{}", words.rebuilt(start.elapsed()));
            shared.changes.tell(News::Rebuilt);
        }
        Err(error) => {
            let line = words.not_rebuilt(&error);
            println!("{line}");
            shared.changes.tell(News::Broken(line));
        }
    }
}
