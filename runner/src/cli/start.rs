//! From the words of the command line to a session, and what to do with it.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::args::{self, Line, Options};
use super::complaint::Complaint;
use super::complete::Completion;
use super::exit::Exit;
use super::input::Input;
use super::screen::{Screen, Surroundings};
use super::session::{Session, Way};
use super::{interrupt, pipe, repl, verbs};
use crate::course::{self, Course, Language};
use crate::locale::{Locale, Wishes, choose};
use crate::progress::Progress;

/// Runs the words of the command line.
pub fn run(words: &[String]) -> Exit {
    let wishes = wishes(words);
    let line = match args::parse(words) {
        _ if args::asks_for_help(words).is_some() => {
            Line { options: Options::default(), verb: args::asks_for_help(words) }
        }
        Ok(line) => line,
        Err(misread) => return complain(&misread.into(), &Locale::new(choose(&wishes)), Path::new("")),
    };
    let root = match root(&line.options) {
        Ok(root) => root,
        Err(complaint) => return complain(&complaint, &Locale::new(choose(&wishes)), Path::new("")),
    };
    match session(&line.options, wishes.clone(), &root, way(&line)) {
        Ok(session) => go(session, line),
        Err((complaint, language)) => complain(&complaint, &Locale::new(language), &root),
    }
}

fn go(mut session: Session, line: Line) -> Exit {
    interrupt::install(session.way);
    if line.options.version {
        session.screen.line(concat!("workbook ", env!("CARGO_PKG_VERSION")));
        return Exit::Passed;
    }
    let exit = match (line.verb, session.way) {
        (Some(verb), _) => verbs::run(&mut session, verb)
            .unwrap_or_else(|complaint| complain(&complaint, &session.locale, &session.course.root)),
        (None, Way::Prompt) => repl::run(&mut session),
        (None, _) => pipe::run(&mut session),
    };
    match session.screen.loss() {
        Some(error) => {
            complain(&Complaint::io(error, Path::new("stdout")), &session.locale, &session.course.root)
        }
        None => exit,
    }
}

/// Prints the one line on standard error.
pub fn complain(complaint: &Complaint, locale: &Locale, root: &Path) -> Exit {
    use std::io::Write;
    // Nobody is left to tell when standard error is closed.
    let _ = writeln!(io::stderr(), "{}", complaint.say(locale, root));
    Exit::Refused
}

fn way(line: &Line) -> Way {
    match line.verb {
        Some(_) => Way::Command,
        None if io::stdin().is_terminal() && io::stdout().is_terminal() => Way::Prompt,
        None => Way::Pipe,
    }
}

/// Who cannot be understood must still be answered in their language, so `--lang` is looked for by itself.
fn wishes(words: &[String]) -> Wishes {
    let after = words.iter().skip_while(|word| *word != "--lang").nth(1);
    let joined = words.iter().find_map(|word| word.strip_prefix("--lang="));
    let option = joined.or(after.map(String::as_str)).and_then(Language::from_code);
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    Wishes {
        option,
        variable: std::env::var("WORKBOOK_LANG").ok(),
        stored: None,
        locale: vec![variable("LC_ALL"), variable("LC_MESSAGES"), variable("LANG")],
    }
}

/// `--root`, `WORKBOOK_ROOT`, the course around the working directory, the course this program was built in.
fn root(options: &Options) -> Result<PathBuf, Complaint> {
    let variable = std::env::var_os("WORKBOOK_ROOT").filter(|v| !v.is_empty()).map(PathBuf::from);
    if let Some(given) = options.root.clone().or(variable) {
        return given.canonicalize().map_err(|error| Complaint::io(&error, &given));
    }
    let here = std::env::current_dir().ok().and_then(|here| course::find_root(&here));
    let built = || course::find_root(Path::new(env!("CARGO_MANIFEST_DIR")));
    here.or_else(built).ok_or_else(|| Complaint::of("no-course", &[]))
}

/// The session, or the complaint and the language to say it in.
fn session(
    options: &Options,
    mut wishes: Wishes,
    root: &Path,
    way: Way,
) -> Result<Session, (Complaint, Language)> {
    let course = Course::load(root).map_err(|error| (error.into(), choose(&wishes)))?;
    let progress = Progress::open(root).map_err(|error| (error.into(), choose(&wishes)))?;
    let fixed_language = wishes.option.or(wishes.variable.as_deref().and_then(Language::from_code));
    wishes.stored = progress.language();
    let screen = Screen::standard(&Surroundings::read(), options.plain);
    let ids = course.exercises().map(|exercise| exercise.id.clone()).collect();
    let colour = screen.look() == super::screen::Look::Rich;
    let input = Input::standard(Completion { ids, silent: way == Way::Command }, colour);
    let locale = Locale::new(choose(&wishes));
    Ok(Session { course: Rc::new(course), progress, locale, screen, input, way, fixed_language })
}
