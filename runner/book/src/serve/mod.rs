//! Serves both books on this machine, and again after each change of a page or of code a page shows.
//!
//! A request passes three rooms: `guard` refuses what a foreign page could send, `answer` turns a path into a
//! response, `changes` keeps the line open that tells a page to reload. Endpoints that do something for the
//! learner become routes beside `api/changes`, behind the same guard.
//!
//! Reading order: this file, `guard`, `answer`, `site`, `watch`, `changes`.

mod answer;
mod changes;
mod guard;
mod site;
mod watch;
mod words;

use std::future::IntoFuture as _;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, RwLock};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use axum::routing::get;
use axum::{Router, middleware};
use clap::Args;
use tokio::sync::watch as signal;
use workbook::course::Language;
use workbook::locale::{Wishes, choose};

use self::changes::Changes;
use self::site::Site;
pub use self::words::Words;
use crate::build::BookError;

/// The port we take when it is free: the same address each time keeps what a browser remembers about it.
const USUAL_PORT: u16 = 4004;

/// How long an answer under way may still take when we stop.
const FAREWELL: Duration = Duration::from_secs(1);

/// How to serve.
#[derive(Args, Clone, Debug, Default)]
pub struct Options {
    /// The port; without it 4004 when that is free, else any other.
    #[arg(long)]
    pub port: Option<u16>,
    /// Stop when standard input is closed: nothing is left behind when the program that started us ends.
    #[arg(long)]
    pub until_stdin_closes: bool,
}

/// Reads `--lang`.
///
/// # Errors
/// What was expected.
pub fn language(code: &str) -> Result<Language, String> {
    Language::from_code(code).ok_or_else(|| "en or ru".to_owned())
}

/// What every request sees.
struct Shared {
    port: u16,
    site: RwLock<Arc<Site>>,
    changes: Changes,
}

/// A running server.
pub struct Running {
    port: u16,
    /// Sending anything stops it: the number of a signal, or 0.
    stopper: signal::Sender<Option<i32>>,
    server: JoinHandle<()>,
    _watcher: Option<watch::Watcher>,
}

/// Why the server did not start.
#[derive(Debug)]
pub enum StartError {
    /// No book to serve.
    Book(BookError),
    /// The port cannot be had.
    Port(u16, io::Error),
}

/// Serves until a signal comes, prints where, and says what has been rebuilt, in `wish` or the language of the machine.
#[must_use]
pub fn run(root: &Path, options: &Options, wish: Option<Language>) -> ExitCode {
    let language = choose_language(wish);
    let words = Words::of(language);
    let running = match start(root, options.port, words) {
        Ok(running) => running,
        Err(error) => {
            eprintln!("{}", words.not_started(&error));
            return ExitCode::from(2);
        }
    };
    println!("{}", words.serving(&running.address(), language));
    if options.until_stdin_closes {
        let stopper = running.stopper.clone();
        thread::spawn(move || {
            let _ = io::copy(&mut io::stdin(), &mut io::sink());
            let _ = stopper.send(Some(0));
        });
    }
    match running.join() {
        0 => ExitCode::SUCCESS,
        signal => ExitCode::from(u8::try_from(128 + signal).unwrap_or(u8::MAX)),
    }
}

/// Builds the site and starts to serve it, on a thread of its own. The process's signals stop it.
///
/// # Errors
/// Why not.
pub fn start(root: &Path, port: Option<u16>, words: &'static Words) -> Result<Running, StartError> {
    let wanted = port.unwrap_or(USUAL_PORT);
    let failed = |error| StartError::Port(wanted, error);
    let listener = listen(port).map_err(failed)?;
    let port = listener.local_addr().map_err(failed)?.port();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(failed)?;

    let site = RwLock::new(Arc::new(Site::build(root).map_err(StartError::Book)?));
    let shared = Arc::new(Shared { port, site, changes: Changes::default() });
    let watcher = watch::start(root, Arc::clone(&shared), words);
    let (stopper, stopped) = signal::channel(None);
    let server = thread::spawn({
        let stopper = stopper.clone();
        move || {
            runtime.spawn(stop_on_signal(stopper));
            // What fails here is one connection at most, and its reader has gone.
            let _ = runtime.block_on(serve(listener, shared, stopped));
        }
    });
    Ok(Running { port, stopper, server, _watcher: watcher })
}

impl Running {
    /// `http://127.0.0.1:4004/`.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Stops the server and waits for it.
    pub fn stop(self) {
        let _ = self.stopper.send(Some(0));
        self.join();
    }

    /// Waits until the server is stopped; returns the signal that did it, or 0.
    fn join(self) -> i32 {
        let _ = self.server.join();
        self.stopper.borrow().unwrap_or(0)
    }
}

async fn serve(
    listener: TcpListener,
    shared: Arc<Shared>,
    mut stopped: signal::Receiver<Option<i32>>,
) -> io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let router = Router::new()
        .route("/api/changes", get(changes::stream))
        .fallback(answer::page)
        .layer(middleware::from_fn_with_state(Arc::clone(&shared), guard::guard))
        .with_state(Arc::clone(&shared));
    let mut left = stopped.clone();
    let until_stopped = async move {
        let _ = stopped.wait_for(Option::is_some).await;
        shared.changes.close();
    };
    let farewell = async move {
        let _ = left.wait_for(Option::is_some).await;
        tokio::time::sleep(FAREWELL).await;
    };
    tokio::select! {
        served = axum::serve(listener, router).with_graceful_shutdown(until_stopped).into_future() => served,
        () = farewell => Ok(()),
    }
}

/// Passes the first signal on.
async fn stop_on_signal(stopper: signal::Sender<Option<i32>>) {
    let _ = stopper.send(Some(first_signal().await));
}

#[cfg(unix)]
async fn first_signal() -> i32 {
    use tokio::signal::unix::{SignalKind, signal};
    let kinds = [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::hangup()];
    let signals = kinds.map(|kind| async move {
        match signal(kind) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await, // then its default action ends us
        }
        kind.as_raw_value()
    });
    futures_util::future::select_all(signals.map(Box::pin)).await.0
}

#[cfg(not(unix))]
async fn first_signal() -> i32 {
    const INTERRUPTED: i32 = 2;
    let _ = tokio::signal::ctrl_c().await;
    INTERRUPTED
}

fn listen(port: Option<u16>) -> io::Result<TcpListener> {
    let bind = |port| TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    let listener = match port {
        Some(port) => bind(port),
        None => bind(USUAL_PORT).or_else(|_| bind(0)),
    }?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// The language to speak: the wish of the command line, else of the environment.
#[must_use]
pub fn choose_language(option: Option<Language>) -> Language {
    let variable = |name| std::env::var(name).ok();
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable).collect();
    choose(&Wishes { option, variable: variable("WORKBOOK_LANG"), stored: None, locale })
}
