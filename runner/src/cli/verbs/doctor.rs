//! `doctor`: is everything here that the workbook needs, and what would make it better.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::mpsc;
use std::time::Duration;

use colored::Colorize;
use notify::{RecursiveMode, Watcher};

use crate::cli::exit::Exit;
use crate::cli::screen::{Look, pad};
use crate::cli::session::{Outcome, Session};

/// Enough for all exercises built with their dependencies.
const ENOUGH_DISK_MB: u64 = 2_000;
/// How long the system may take to tell us of a saved file.
const NEWS: Duration = Duration::from_secs(2);

/// How an examination ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    Well,
    /// Not needed for the workbook to run.
    Optional,
    Ill,
}

pub fn run(session: &mut Session) -> Outcome {
    let mut ill = false;
    let root = session.course.root.clone();
    for program in ["cargo", "rustc"] {
        let version = version(program);
        ill |= report(session, program, found(version.is_some(), Found::Ill), version, "doctor-install-rust");
    }
    ill |= disk(session, &root);
    ill |= writing(session, &root);
    ill |= watching(session, &root);
    ill |= journal(session);
    for (program, key) in
        [("elixir", "doctor-elixir"), ("node", "doctor-node"), ("chromium", "doctor-chromium")]
    {
        let path = on_path(program);
        report(session, program, found(path.is_some(), Found::Optional), path, key);
    }
    terminal(session);
    session.screen.blank();
    session.say(if ill { "doctor-ill" } else { "doctor-well" }, &[]);
    Ok(Exit::passed_if(!ill))
}

fn found(there: bool, otherwise: Found) -> Found {
    if there { Found::Well } else { otherwise }
}

/// One line, and what to do about it where something is missing. Whether it is a fault.
fn report(session: &mut Session, what: &str, found: Found, detail: Option<String>, advice: &str) -> bool {
    let mark = match found {
        Found::Well => session.mark("✓", "[x]").green(),
        Found::Optional => session.mark("·", "[ ]").dimmed(),
        Found::Ill => session.mark("✗", "[!]").red().bold(),
    };
    let advice = session.t(advice);
    let detail = match found {
        Found::Well => detail.unwrap_or_default(),
        _ => advice,
    };
    if session.screen.width() < 60 {
        session.screen.line(format!("  {mark} {what}"));
        session.screen.prose(&detail, 6);
    } else {
        session.screen.line(format!("  {mark} {} {}", pad(what, 12), session.screen.inline(&detail)));
    }
    found == Found::Ill
}

/// The first line of `PROGRAM --version`.
fn version(program: &str) -> Option<String> {
    let output =
        Command::new(program).arg("--version").output().ok().filter(|output| output.status.success())?;
    String::from_utf8_lossy(&output.stdout).lines().next().map(str::to_owned)
}

/// Where a program lies, without starting it: some take seconds to say their version.
fn on_path(program: &str) -> Option<String> {
    let path = std::env::var_os("PATH")?;
    let found =
        std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())?;
    Some(found.display().to_string())
}

fn disk(session: &mut Session, root: &Path) -> bool {
    let free = free_mb(root);
    let enough = free.is_none_or(|free| free >= ENOUGH_DISK_MB);
    let gigabytes = free.map(|free| session.locale.decimal(free as f64 / 1000.0, 1));
    let detail = gigabytes.map(|free| session.text("doctor-free", &[("gigabytes", free.into())]));
    let what = session.t("doctor-disk");
    report(session, &what, found(enough, Found::Ill), detail, "doctor-disk-advice")
}

/// POSIX `df -Pk`: the fourth column of the second line, in kibibytes.
fn free_mb(path: &Path) -> Option<u64> {
    let output = Command::new("df").arg("-Pk").arg(path).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let kibibytes: u64 = text.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()?;
    Some(kibibytes * 1024 / 1_000_000)
}

fn writing(session: &mut Session, root: &Path) -> bool {
    let folders = [root.join(".workbook"), root.join("exercises"), root.join("target")];
    let refused = folders.iter().find(|folder| {
        let file = folder.join(format!(".doctor-{}", std::process::id()));
        let written = fs::create_dir_all(folder).and_then(|()| fs::write(&file, "well"));
        written.and_then(|()| fs::remove_file(&file)).is_err()
    });
    let what = session.t("doctor-writing");
    let shown = refused.unwrap_or(&folders[0]);
    let detail =
        Some(session.text("doctor-may-write", &[("folder", format!("`{}`", shown.display()).into())]));
    report(session, &what, found(refused.is_none(), Found::Ill), detail, "doctor-writing-advice")
}

/// Saves a file and waits for the news of it, as `watch` does.
fn watching(session: &mut Session, root: &Path) -> bool {
    let what = session.t("doctor-watching");
    let detail = Some(session.t("doctor-watch-works"));
    let works = news_of_a_save(&root.join(".workbook")).is_some();
    // Without news `watch` looks at the files by itself, so this is no fault.
    report(session, &what, found(works, Found::Optional), detail, "doctor-watch-polls")
}

fn news_of_a_save(folder: &Path) -> Option<()> {
    let (tell, news) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // Nobody listens any more once the first news has come.
        let _ = event.map(|event| tell.send(event));
    })
    .ok()?;
    watcher.watch(folder, RecursiveMode::NonRecursive).ok()?;
    let file = folder.join(format!(".doctor-{}", std::process::id()));
    fs::write(&file, "well").ok()?;
    let heard = news.recv_timeout(NEWS).is_ok();
    fs::remove_file(&file).ok()?;
    heard.then_some(())
}

fn journal(session: &mut Session) -> bool {
    let what = session.t("doctor-journal");
    let entries = session.progress.entries().len();
    let detail = Some(session.text("doctor-entries", &[("count", entries.into())]));
    let torn = session.progress.torn();
    report(session, &what, found(!torn, Found::Optional), detail, "doctor-torn");
    false
}

fn terminal(session: &mut Session) {
    let what = session.t("doctor-terminal");
    let key = match (session.screen.terminal(), session.screen.look()) {
        (false, _) => "doctor-no-terminal",
        (true, Look::Rich) => "doctor-rich",
        (true, Look::Still) => "doctor-still",
        (true, Look::Plain) => "doctor-plain",
    };
    let detail = session.text(key, &[("columns", session.screen.width().into())]);
    report(session, &what, Found::Well, Some(detail), key);
}
