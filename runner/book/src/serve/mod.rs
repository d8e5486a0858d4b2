//! Serves both books on this machine, and again after each change of a page or of code a page shows.
//!
//! A request passes three rooms: [`guard`] refuses what a foreign page could send, [`answer`] turns a path into a
//! response, [`changes`] keeps the line open that tells a page to reload. Endpoints that do something for the
//! learner get a room of their own beside `answer`, behind the same guard.
//!
//! Reading order: this file, [`guard`], [`answer`], [`site`], [`watch`], [`changes`].

mod answer;
mod changes;
mod guard;
mod site;
mod watch;
mod words;

pub use words::Words;

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::{Arc, RwLock};
use std::thread;

use clap::Args;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use tiny_http::{Request, Server};
use workbook::course::Language;
use workbook::locale::{Wishes, choose};

use self::changes::Changes;
use self::site::Site;
use crate::build::BookError;

/// The port we take when it is free: the same address each time keeps what a browser remembers about it.
const USUAL_PORT: u16 = 4004;

/// Requests answered at the same time; one reader's browser opens six connections at most.
const WORKERS: usize = 6;

/// How to serve.
#[derive(Args, Clone, Debug, Default)]
pub struct Options {
    /// The port; without it 4004 when that is free, else any other.
    #[arg(long)]
    pub port: Option<u16>,
    /// The language of the address that is printed: en or ru.
    #[arg(long, value_parser = language)]
    pub lang: Option<Language>,
    /// Stop when standard input is closed: nothing is left behind when the program that started us ends.
    #[arg(long)]
    pub until_stdin_closes: bool,
}

fn language(code: &str) -> Result<Language, String> {
    Language::from_code(code).ok_or_else(|| "en or ru".to_owned())
}

/// What every request sees.
struct Shared {
    server: Server,
    port: u16,
    site: RwLock<Arc<Site>>,
    changes: Changes,
    /// The signal that ended us, or 0.
    signal: AtomicI32,
}

/// A running server, for tests and for [`run`].
pub struct Running {
    shared: Arc<Shared>,
    workers: Vec<thread::JoinHandle<()>>,
    _watcher: Option<watch::Watcher>,
}

/// Serves until a signal comes, prints where, and says what has been rebuilt.
#[must_use]
pub fn run(root: &Path, options: &Options) -> ExitCode {
    let language = choose_language(options.lang);
    let words = Words::of(language);
    let running = match start(root, options.port, words) {
        Ok(running) => running,
        Err(error) => {
            eprintln!("{}", words.not_started(&error));
            return ExitCode::from(2);
        }
    };
    println!("{}", words.serving(&running.address(), language));
    if let Err(error) = stop_on_signals(&running.shared) {
        eprintln!("{}", words.not_started(&StartError::Signals(error)));
        return ExitCode::from(2);
    }
    if options.until_stdin_closes {
        let shared = Arc::clone(&running.shared);
        thread::spawn(move || {
            let _ = io::copy(&mut io::stdin(), &mut io::sink());
            stop(&shared);
        });
    }
    match running.join() {
        0 => ExitCode::SUCCESS,
        signal => ExitCode::from(u8::try_from(128 + signal).unwrap_or(u8::MAX)),
    }
}

/// Why the server did not start.
#[derive(Debug)]
pub enum StartError {
    /// No book to serve.
    Book(BookError),
    /// The port cannot be had.
    Port(u16, io::Error),
    /// Signals cannot be listened to.
    Signals(io::Error),
}

/// Builds the site and starts to serve it.
///
/// # Errors
/// Why not.
pub fn start(root: &Path, port: Option<u16>, words: &'static Words) -> Result<Running, StartError> {
    let listener = listen(port)?;
    let port = listener.local_addr().map_err(|error| StartError::Port(port.unwrap_or(0), error))?.port();
    let server =
        Server::from_listener(listener, None).map_err(|e| StartError::Port(port, io::Error::other(e)))?;
    let site = Site::build(root).map_err(StartError::Book)?;
    let shared = Arc::new(Shared {
        server,
        port,
        site: RwLock::new(Arc::new(site)),
        changes: Changes::default(),
        signal: AtomicI32::new(0),
    });
    let watcher = watch::start(root, Arc::clone(&shared), words);
    let workers = (0..WORKERS).map(|_| {
        thread::spawn({
            let shared = Arc::clone(&shared);
            move || work(&shared)
        })
    });
    let workers = workers.collect();
    Ok(Running { shared, workers, _watcher: watcher })
}

impl Running {
    /// `http://127.0.0.1:4004/`.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.shared.port)
    }

    /// Waits until the server is stopped; returns the signal that did it, or 0.
    fn join(self) -> i32 {
        for worker in self.workers {
            let _ = worker.join();
        }
        self.shared.signal.load(Ordering::SeqCst)
    }

    /// Stops the server and waits for it.
    pub fn stop(self) {
        stop(&self.shared);
        self.join();
    }
}

fn listen(port: Option<u16>) -> Result<TcpListener, StartError> {
    let bind = |port| TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    match port {
        Some(port) => bind(port).map_err(|error| StartError::Port(port, error)),
        None => bind(USUAL_PORT).or_else(|_| bind(0)).map_err(|error| StartError::Port(0, error)),
    }
}

fn choose_language(option: Option<Language>) -> Language {
    let variable = |name| std::env::var(name).ok();
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable).collect();
    choose(&Wishes { option, variable: variable("WORKBOOK_LANG"), stored: None, locale })
}

fn stop_on_signals(shared: &Arc<Shared>) -> io::Result<()> {
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP])?;
    let shared = Arc::clone(shared);
    thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            shared.signal.store(signal, Ordering::SeqCst);
            stop(&shared);
        }
    });
    Ok(())
}

fn stop(shared: &Shared) {
    shared.changes.close();
    (0..WORKERS).for_each(|_| shared.server.unblock());
}

/// One worker: takes requests until the server is stopped.
fn work(shared: &Arc<Shared>) {
    while !shared.changes.is_closed() {
        if let Ok(request) = shared.server.recv() {
            handle(shared, request);
        }
    }
}

/// A reader who closed the page meanwhile is no error of ours: what cannot be sent is dropped.
fn handle(shared: &Arc<Shared>, request: Request) {
    if let Err(refusal) = guard::allow(&request, shared.port) {
        let _ = request.respond(refusal.response());
    } else if answer::path(request.url()) == Some("api/changes") {
        let shared = Arc::clone(shared);
        thread::spawn(move || shared.changes.stream(request));
    } else {
        let site = Arc::clone(&shared.site.read().expect("nobody panics while holding the site"));
        let response = answer::answer(&site, request.url());
        let _ = request.respond(response);
    }
}
