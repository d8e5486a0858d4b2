//! Histories, workloads and schedules as lines that people write.
//!
//! A history has a line for each operation: who, from when to when, what, and what came of it. `?` is silence, `fail`
//! the certainty that nothing happened. What returned at 10 has returned before anything that is invoked at 10.
//!
//! ```text
//! a 0..10 put x 1 -> ok
//! b 5..15 get x -> none
//! a 12..  put x 2 -> ?
//! ```

use std::fmt;
use std::str::FromStr;

use crate::history::{Ending, History};
use crate::model::Words;
use crate::register::{Reply, Request};

/// A line that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected {expected}, got `{got}`")]
pub struct ParseError {
    expected: &'static str,
    got: String,
}

impl ParseError {
    pub(crate) fn new(expected: &'static str, got: &str) -> Self {
        Self { expected, got: got.trim().to_owned() }
    }
}

/// `20ms`, `1.5s`, `250us`, `0`.
pub(crate) fn duration(text: &str) -> Result<u64, ParseError> {
    let error = || ParseError::new("a time as 250us, 20ms or 1.5s", text);
    let digits = text.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let (digits, unit) = match unit {
        "" if number == "0" => (0, 1),
        "us" => (0, 1),
        "ms" => (3, 1_000),
        "s" => (6, 1_000_000),
        _ => return Err(error()),
    };
    let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !plain(whole) || !plain(part) || part.len() > digits.max(1) || (digits == 0 && part != "0") {
        return Err(error());
    }
    let whole: u64 = whole.parse().map_err(|_| error())?;
    let part: u64 = format!("{part:0<digits$}").parse().map_err(|_| error())?;
    whole.checked_mul(unit).and_then(|micros| micros.checked_add(part)).ok_or_else(error)
}

/// The other way.
pub(crate) fn shown(micros: u64) -> String {
    let (unit, name, digits) = match micros {
        0 => return "0".to_owned(),
        1..1_000 => return format!("{micros}us"),
        1_000..1_000_000 => (1_000, "ms", 3),
        _ => (1_000_000, "s", 6),
    };
    let text = format!("{}.{:0digits$}", micros / unit, micros % unit);
    format!("{}{name}", text.trim_end_matches('0').trim_end_matches('.'))
}

pub(crate) fn client(name: &str) -> Result<String, ParseError> {
    let good = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    good.then(|| name.to_owned()).ok_or_else(|| ParseError::new("the name of a client", name))
}

/// `put x 3` and the like: the key, and what it is asked.
///
/// # Errors
/// When it is none of them.
pub fn request(words: &[&str]) -> Result<(String, Request), ParseError> {
    let number = |word: &str| word.parse().map_err(|_| ParseError::new("a number", word));
    let value = |word: &str| if word == "none" { Ok(None) } else { number(word).map(Some) };
    let (key, request) = match words {
        ["get", key] => (key, Request::Get),
        ["put", key, new] => (key, Request::Put(number(new)?)),
        ["delete", key] => (key, Request::Delete),
        ["cas", key, from, to] => (key, Request::Cas { from: value(from)?, to: number(to)? }),
        _ => {
            let expected = "get KEY, put KEY VALUE, delete KEY or cas KEY FROM TO";
            return Err(ParseError::new(expected, &words.join(" ")));
        }
    };
    Ok(((*key).to_owned(), request))
}

/// What was answered to such a request.
///
/// # Errors
/// When this is no answer to it.
pub fn reply(request: &Request, word: &str) -> Result<Reply, ParseError> {
    let number = |word: &str| word.parse().map_err(|_| ParseError::new("a number or none", word));
    match (request, word) {
        (Request::Put(_) | Request::Delete, "ok") => Ok(Reply::Done),
        (Request::Put(_) | Request::Delete, _) => Err(ParseError::new("ok", word)),
        (Request::Cas { .. }, "true") => Ok(Reply::Swapped(true)),
        (Request::Cas { .. }, "false") => Ok(Reply::Swapped(false)),
        (Request::Cas { .. }, _) => Err(ParseError::new("true or false", word)),
        (Request::Get, "none") => Ok(Reply::Value(None)),
        (Request::Get, _) => Ok(Reply::Value(Some(number(word)?))),
    }
}

/// One line, taken apart.
struct Line {
    client: String,
    from: u64,
    to: Option<u64>,
    key: String,
    request: Request,
    /// `None`: `fail`, or silence.
    reply: Option<Reply>,
}

impl Line {
    fn read(line: &str) -> Result<Self, ParseError> {
        let error = || ParseError::new("CLIENT FROM..TO REQUEST -> REPLY", line);
        let (asked, answered) = line.split_once("->").ok_or_else(error)?;
        let words: Vec<&str> = asked.split_whitespace().collect();
        let [name, span, asked @ ..] = &words[..] else { return Err(error()) };
        let (from, to) = span.split_once("..").ok_or_else(error)?;
        let from: u64 = from.parse().map_err(|_| error())?;
        let to = if to.is_empty() { None } else { Some(to.parse::<u64>().map_err(|_| error())?) };
        let (key, request) = request(asked)?;
        let answered = answered.trim();
        let reply = match (answered, to) {
            ("?", None) => None,
            ("fail", Some(_)) => None,
            (_, None) | ("?", _) => return Err(ParseError::new("`?` as the end of FROM.. alone", line)),
            _ => Some(reply(&request, answered)?),
        };
        if to.is_some_and(|to| to <= from) {
            return Err(ParseError::new("an end after the beginning", line));
        }
        Ok(Self { client: client(name)?, from, to, key, request, reply })
    }
}

impl FromStr for History<Request, Reply> {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let lines: Vec<Line> =
            text.lines().filter(|line| !line.trim().is_empty()).map(Line::read).collect::<Result<_, _>>()?;
        let mut events: Vec<(u64, bool, usize)> = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            events.push((line.from, true, at));
            events.extend(line.to.map(|to| (to, false, at)));
        }
        events.sort();
        let (mut history, mut silent) = (Self::new(), Vec::new());
        for (at, begins, place) in events {
            let line = &lines[place];
            let client = line.client.as_str();
            match (begins, &line.reply) {
                (true, _) => {
                    if silent.contains(&client) && history.is_open(client) {
                        history.unknown(client); // it waits no longer, and goes on
                    }
                    if history.is_open(client) {
                        return Err(ParseError::new("one operation of a client at a time", client));
                    }
                    silent.retain(|name| *name != client);
                    silent.extend(line.to.is_none().then_some(client));
                    history.invoke(at, client, &line.key, line.request.clone());
                }
                (false, Some(reply)) => history.returned(at, client, reply.clone()),
                (false, None) => history.failed(at, client),
            }
        }
        silent.into_iter().for_each(|client| history.unknown(client));
        Ok(history)
    }
}

impl<O: Words, R: fmt::Display> fmt::Display for History<O, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for operation in self.operations() {
            let (lane, from) = (&operation.client, operation.invoked.at);
            let to = operation.end().map_or(String::new(), |end| end.at.to_string());
            write!(f, "{lane} {from}..{to} {} -> ", operation.op.words(&operation.key))?;
            match &operation.ending {
                Ending::Returned { reply, .. } => writeln!(f, "{reply}")?,
                Ending::Failed { .. } => writeln!(f, "fail")?,
                Ending::Unknown => writeln!(f, "?")?,
            }
        }
        Ok(())
    }
}
