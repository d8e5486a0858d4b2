//! One build with cargo, and what it says line by line: which crates are done, what the compiler has to say, and
//! where the test binaries are.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use serde::Deserialize;

use super::error::At;
use super::family::{Family, Own};
use super::guard::Guard;
use super::{Cancel, CheckError, CheckEvent, toolchain};

/// Variables of the cargo that started us; the one we start sets its own.
const NOT_OURS: [&str; 4] =
    ["CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH", "CARGO_PKG_NAME", "CARGO_PKG_VERSION"];
/// What cargo says when it may not download what it needs.
const NEEDS_NETWORK: [&str; 4] = ["--offline", "offline was specified", "offline mode", "failed to download"];

/// What of a package is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What<'a> {
    /// Its checks.
    Checks,
    /// Its lab: an example behind a feature, so that no check waits for what only a lab needs.
    Lab(&'a str),
}

/// What to build, of one or more packages.
pub(super) struct Order<'a> {
    pub(super) what: What<'a>,
    pub(super) root: &'a Path,
    /// The manifest, when it is not the root's.
    pub(super) manifest: Option<&'a Path>,
    pub(super) target: &'a Path,
    /// Package and folder of its crate.
    pub(super) packages: Vec<(String, PathBuf)>,
    /// For what the compiler and the linker need meanwhile.
    pub(super) temporary: &'a Path,
}

/// What cargo made of one package.
#[derive(Debug, Default)]
pub(super) struct Built {
    /// The test binary, or the lab, when there is one.
    pub(super) binary: Option<PathBuf>,
    /// The library the checks are linked with.
    pub(super) library: Option<PathBuf>,
    /// Whether cargo took the library, or the checks, for unchanged.
    pub(super) library_was_fresh: bool,
    pub(super) checks_were_fresh: bool,
    pub(super) messages: Vec<Message>,
}

/// One message of the compiler.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Message {
    pub(super) message: String,
    pub(super) level: String,
    pub(super) code: Option<Code>,
    #[serde(default)]
    pub(super) spans: Vec<Span>,
    pub(super) rendered: Option<String>,
}

/// The name of an error or a lint.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Code {
    pub(super) code: String,
}

/// A place in the source.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Span {
    pub(super) file_name: String,
    pub(super) line_start: u32,
    pub(super) is_primary: bool,
}

impl Message {
    /// An error, and not the sum of errors that comes at the end.
    pub(super) fn is_error(&self) -> bool {
        self.level.starts_with("error") && !self.message.starts_with("aborting due to")
    }
}

/// One line of cargo's JSON.
#[derive(Deserialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
enum Line {
    CompilerArtifact(Artifact),
    CompilerMessage {
        manifest_path: PathBuf,
        message: Message,
    },
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct Artifact {
    manifest_path: PathBuf,
    target: Target,
    fresh: bool,
    #[serde(default)]
    filenames: Vec<PathBuf>,
    executable: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
}

/// Builds, and says for each package what came of it.
///
/// # Errors
/// When cargo cannot do it, and the packages asked for are not the reason.
pub(super) fn build(
    order: &Order<'_>,
    guard: &mut Guard,
    cancel: &Cancel,
    on: &mut dyn FnMut(CheckEvent),
) -> Result<BTreeMap<String, Built>, CheckError> {
    match attempt(order, true, guard, cancel, on) {
        Err(Refusal::NeedsNetwork) => {
            attempt(order, false, guard, cancel, on).map_err(|refusal| match refusal {
                Refusal::NeedsNetwork => CheckError::NoNetwork,
                Refusal::Other(error) => error,
            })
        }
        Err(Refusal::Other(error)) => Err(error),
        Ok(built) => Ok(built),
    }
}

enum Refusal {
    NeedsNetwork,
    Other(CheckError),
}

impl From<CheckError> for Refusal {
    fn from(error: CheckError) -> Self {
        Self::Other(error)
    }
}

fn attempt(
    order: &Order<'_>,
    offline: bool,
    guard: &mut Guard,
    cancel: &Cancel,
    on: &mut dyn FnMut(CheckEvent),
) -> Result<BTreeMap<String, Built>, Refusal> {
    let running = Running::start(order, offline, guard)?;
    let mut progress = Progress { done: 0, announced: false, total: None };
    let empty = order.packages.iter().map(|(package, _)| (package.clone(), Built::default()));
    let mut built: BTreeMap<String, Built> = empty.collect();
    let mut foreign = None;
    while let Some(line) = running.line(cancel)? {
        match serde_json::from_str(&line) {
            Ok(Line::CompilerArtifact(artifact)) => {
                match order.package(&artifact.manifest_path).and_then(|package| built.get_mut(package)) {
                    Some(built) => built.artifact(artifact),
                    None => progress.artifact(order, &artifact.target, artifact.fresh, on),
                }
            }
            Ok(Line::CompilerMessage { manifest_path, message }) => match order.package(&manifest_path) {
                Some(package) => built.entry(package.to_owned()).or_default().messages.push(message),
                None if message.is_error() => foreign = foreign.or(Some(message)),
                None => {}
            },
            Ok(Line::Other) | Err(_) => {}
        }
    }
    let (success, stderr) = running.end()?;
    let explained = |built: &Built| built.binary.is_some() || built.messages.iter().any(Message::is_error);
    if success || built.values().all(explained) {
        return Ok(built);
    }
    Err(refusal(order, offline, &stderr, foreign))
}

impl Order<'_> {
    /// The package asked for that has this manifest.
    fn package(&self, manifest: &Path) -> Option<&str> {
        let dir = manifest.parent()?;
        self.packages.iter().find(|(_, folder)| folder == dir).map(|(package, _)| package.as_str())
    }
}

impl Built {
    fn artifact(&mut self, artifact: Artifact) {
        if artifact.target.kind.iter().any(|kind| kind == "lib") {
            self.library_was_fresh = artifact.fresh;
            self.library = artifact.filenames.into_iter().next();
        } else if let Some(binary) = artifact.executable {
            self.checks_were_fresh = artifact.fresh;
            self.binary = Some(binary);
        }
    }
}

/// Why cargo ended without a binary and without an error in the packages asked for.
fn refusal(order: &Order<'_>, offline: bool, stderr: &str, foreign: Option<Message>) -> Refusal {
    let says = |what: &[&str]| what.iter().any(|what| stderr.contains(what));
    if offline && says(&NEEDS_NETWORK) {
        return Refusal::NeedsNetwork;
    }
    if says(&["No space left on device", "Disk quota exceeded"]) {
        return CheckError::DiskFull { path: order.target.to_owned() }.into();
    }
    if says(&["Permission denied (os error", "Read-only file system (os error"]) {
        return CheckError::NoPermission { path: order.target.to_owned() }.into();
    }
    let said = stderr.find("error").map_or(stderr, |at| &stderr[at..]);
    let message = foreign.map_or_else(|| said.trim().to_owned(), |m| m.rendered.unwrap_or(m.message));
    CheckError::Cargo { message: first_words(&plain(&message)) }.into()
}

/// The first line of what cargo said, and the first reason it gives: one line is what a learner reads.
fn first_words(said: &str) -> String {
    let mut lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    match lines.skip_while(|line| *line != "Caused by:").nth(1) {
        Some(reason) => format!("{first}: {reason}"),
        None => first.to_owned(),
    }
}

/// Text without the colours of a terminal.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        rest = after.split_once(|c: char| c.is_ascii_alphabetic()).map_or("", |(_, rest)| rest);
    }
    plain + rest
}

/// How far the build of what the exercises stand on is. Their own crates take no time worth a word.
struct Progress {
    done: usize,
    announced: bool,
    total: Option<usize>,
}

impl Progress {
    fn artifact(&mut self, order: &Order<'_>, target: &Target, fresh: bool, on: &mut dyn FnMut(CheckEvent)) {
        if target.kind.iter().any(|kind| kind == "custom-build") {
            return; // a part of its crate, which comes later
        }
        self.done += 1;
        if fresh {
            return;
        }
        if !std::mem::replace(&mut self.announced, true) {
            self.total = super::lockfile::crates_of(order.root, &order.packages);
        }
        let total = self.total.map(|total| total.max(self.done));
        on(CheckEvent::Building { done: self.done, total, name: target.name.clone() });
    }
}

/// A cargo at work. Dropping ends it and the compilers it started.
struct Running {
    child: Child,
    family: Arc<Family>,
    lines: Receiver<String>,
    errors: Option<std::thread::JoinHandle<String>>,
    ended: bool,
    _own: Own,
}

impl Running {
    fn start(order: &Order<'_>, offline: bool, guard: &mut Guard) -> Result<Self, CheckError> {
        let cargo = toolchain::cargo();
        let mut command = Command::new(&cargo);
        // `cargo test` stops at the first crate that does not compile; for one crate that makes no difference, and
        // a learner who types `cargo test` finds everything built.
        match (order.what, order.packages.len()) {
            (What::Lab(name), _) => command.args(["build", "--example", name, "--features", "lab"]),
            (What::Checks, 1) => command.args(["test", "--no-run", "--test", "checks"]),
            (What::Checks, _) => command.args(["build", "--keep-going", "--test", "checks"]),
        };
        command.arg("--message-format=json-diagnostic-rendered-ansi");
        command.args(offline.then_some("--offline"));
        command.args(order.packages.iter().flat_map(|(package, _)| ["-p", package]));
        if let Some(manifest) = order.manifest {
            command.arg("--manifest-path").arg(manifest);
        }
        command.arg("--target-dir").arg(order.target);
        command.current_dir(order.root).env("TMPDIR", order.temporary);
        for name in NOT_OURS {
            command.env_remove(name);
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let (mut child, own) = Own::start(&mut command).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound if order.root.is_dir() => CheckError::NoCargo,
            _ => CheckError::io(&cargo, error),
        })?;
        guard.watch_over(child.id());
        let family = Family::new(child.id(), "a build carries no tag", None);
        let stdout = child.stdout.take().expect("the output is piped");
        let mut stderr = child.stderr.take().expect("the errors are piped");
        let (send, lines) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                if send.send(line).is_err() {
                    return;
                }
            }
        });
        let errors = std::thread::spawn(move || {
            let mut bytes = Vec::new();
            let _ = stderr.read_to_end(&mut bytes);
            String::from_utf8_lossy(&bytes).into_owned()
        });
        Ok(Self { child, family, lines, errors: Some(errors), ended: false, _own: own })
    }

    fn line(&self, cancel: &Cancel) -> Result<Option<String>, CheckError> {
        loop {
            match self.lines.recv_timeout(Duration::from_millis(5)) {
                Ok(line) => return Ok(Some(line)),
                Err(RecvTimeoutError::Disconnected) => return Ok(None),
                Err(RecvTimeoutError::Timeout) => cancel.check()?,
            }
        }
    }

    fn end(mut self) -> Result<(bool, String), CheckError> {
        let status = self.child.wait().at(&toolchain::cargo())?;
        self.ended = true;
        if self.family.was_interrupted() {
            return Err(CheckError::Cancelled);
        }
        let errors = self.errors.take().and_then(|errors| errors.join().ok());
        Ok((status.success(), errors.unwrap_or_default()))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if !self.ended {
            self.family.kill();
            let _ = self.child.wait();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn colours_are_taken_out_of_text() {
        assert_eq!(plain("\u{1b}[1m\u{1b}[38;5;9merror\u{1b}[0m: x"), "error: x");
    }
}
