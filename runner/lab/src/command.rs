//! What can be typed in a lab. A line is understood here and carried out by `conduct`.

/// A line that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Tree,
    Kill(String),
    Crash(String),
    Exit(String, String),
    Call(String, Vec<String>),
    Cast(String, Vec<String>),
    Log,
    Trace(Trace),
    Wait(u64),
    Again,
    Help,
    Quit,
}

/// When the chart of the messages is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trace {
    /// After every command.
    On,
    Off,
    /// Now, of the last command.
    Last,
}

/// Why a line was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Misread {
    /// No such command.
    Unknown(String),
    /// The command wants this behind it.
    Expected(&'static str),
}

/// Every command as it is typed. Words in capitals stand for something; both languages know them.
pub(crate) const USAGES: [&str; 12] = [
    "tree",
    "call NAME VERB …",
    "cast NAME VERB …",
    "kill NAME",
    "crash NAME",
    "exit NAME REASON",
    "log",
    "trace [on | off | last]",
    "wait MS",
    "again",
    "help",
    "quit",
];

/// The longest wait, in milliseconds: nobody means more than a minute.
const LONGEST: u64 = 60_000;

/// The names of all commands.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    USAGES.iter().filter_map(|usage| usage.split(' ').next())
}

/// Understands a line that is not empty.
pub(crate) fn parse(line: &str) -> Result<Command, Misread> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let (verb, rest) = words.split_first().map_or(("", &[][..]), |(verb, rest)| (*verb, rest));
    let usage = USAGES.iter().find(|usage| usage.split(' ').next() == Some(verb));
    let Some(usage) = usage else { return Err(Misread::Unknown(verb.to_owned())) };
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let command = match (verb, rest) {
        ("tree", []) => Command::Tree,
        ("kill", [name]) => Command::Kill((*name).to_owned()),
        ("crash", [name]) => Command::Crash((*name).to_owned()),
        ("exit", [name, reason @ ..]) if !reason.is_empty() => {
            Command::Exit((*name).to_owned(), reason.join(" "))
        }
        ("call", [name, request @ ..]) if !request.is_empty() => {
            Command::Call((*name).to_owned(), owned(request))
        }
        ("cast", [name, request @ ..]) if !request.is_empty() => {
            Command::Cast((*name).to_owned(), owned(request))
        }
        ("log", []) => Command::Log,
        ("trace", [] | ["last"]) => Command::Trace(Trace::Last),
        ("trace", ["on"]) => Command::Trace(Trace::On),
        ("trace", ["off"]) => Command::Trace(Trace::Off),
        ("wait", [millis]) => match millis.parse() {
            Ok(millis) if millis <= LONGEST => Command::Wait(millis),
            _ => return Err(Misread::Expected(usage)),
        },
        ("again", []) => Command::Again,
        ("help", _) => Command::Help,
        ("quit", []) => Command::Quit,
        _ => return Err(Misread::Expected(usage)),
    };
    Ok(command)
}

#[cfg(test)]
mod tests {
    use super::{Command, Misread, Trace, parse};

    #[test]
    fn lines_are_understood() {
        assert_eq!(parse("  kill   b "), Ok(Command::Kill("b".into())));
        assert_eq!(parse("exit b too late"), Ok(Command::Exit("b".into(), "too late".into())));
        let words = vec!["add".to_owned(), "3".to_owned()];
        assert_eq!(parse("call counter add 3"), Ok(Command::Call("counter".into(), words)));
        assert_eq!(parse("trace"), Ok(Command::Trace(Trace::Last)));
        assert_eq!(parse("wait 50"), Ok(Command::Wait(50)));
    }

    #[test]
    fn what_is_not_understood_says_what_was_expected() {
        assert_eq!(parse("kil b"), Err(Misread::Unknown("kil".into())));
        assert_eq!(parse("kill"), Err(Misread::Expected("kill NAME")));
        assert_eq!(parse("exit b"), Err(Misread::Expected("exit NAME REASON")));
        assert_eq!(parse("wait long"), Err(Misread::Expected("wait MS")));
        assert_eq!(parse("trace maybe"), Err(Misread::Expected("trace [on | off | last]")));
    }
}
