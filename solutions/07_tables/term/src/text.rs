//! How the shell prints a term.
//!
//! The text is that of Elixir's `inspect(term, charlists: :as_lists, limit: :infinity, width: :infinity)`: a list of
//! numbers stays a list of numbers, and nothing is cut off.
//!
//! Source: Elixir, `Inspect`, `Inspect.Opts` and `Macro.inspect_atom/2`. Chapter: `tables`.

use std::fmt::{self, Display, Formatter, Write};

use crate::{Atom, List, Map, Term};

/// From here on a float is written with an exponent.
const LARGE: f64 = 1e16;

/// The operators that are atoms without quotes, in Elixir 1.14.
pub(crate) const OPERATORS: [&str; 48] = [
    "!", "!=", "!==", "%", "%{}", "&", "&&", "&&&", "*", "**", "+", "++", "+++", "-", "--", "---", "->", ".",
    "..", "...", "..//", "/", "<", "<-", "<<<", "<<>>", "<<~", "<=", "<>", "<~", "<~>", "=", "==", "===",
    "=~", ">", ">=", ">>>", "@", "\\\\", "^", "{}", "|", "||", "|||", "|>", "~>", "~>>",
];

impl Display for Term {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Int(value) => Display::fmt(value, f),
            Self::Big(value) => Display::fmt(value.value(), f),
            Self::Float(value) => write_float(value.value(), f),
            Self::Atom(atom) => Display::fmt(atom, f),
            Self::Reference(reference) => Display::fmt(reference, f),
            Self::Function(function) => Display::fmt(function, f),
            Self::Pid(pid) => write!(f, "#PID{pid}"),
            Self::Tuple(elements) => write_all(f, "{", elements, "}"),
            Self::Map(map) => write_map(map, f),
            Self::List(list) => write_list(list, f),
            Self::Binary(bytes) => write_binary(bytes, f),
        }
    }
}

impl fmt::Debug for Term {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}

/// With its colon, except for `nil`, `true`, `false` and names of modules.
impl Display for Atom {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let text = self.text();
        match text {
            "nil" | "true" | "false" => f.write_str(text),
            _ if is_module(text) => f.write_str(text.strip_prefix("Elixir.").unwrap_or(text)),
            _ if is_plain(text) => write!(f, ":{text}"),
            _ => {
                f.write_char(':')?;
                write_quoted(text, f)
            }
        }
    }
}

fn write_all(f: &mut Formatter<'_>, open: &str, elements: &[Term], close: &str) -> fmt::Result {
    f.write_str(open)?;
    for (index, element) in elements.iter().enumerate() {
        write!(f, "{}{element}", if index == 0 { "" } else { ", " })?;
    }
    f.write_str(close)
}

fn write_list(list: &List, f: &mut Formatter<'_>) -> fmt::Result {
    if let Some(tail) = list.tail() {
        write_all(f, "[", list.items(), "")?;
        return write!(f, " | {tail}]");
    }
    let pairs: Option<Vec<(Atom, &Term)>> = list.items().iter().map(keyword).collect();
    match pairs {
        Some(pairs) if !pairs.is_empty() => {
            f.write_char('[')?;
            write_keywords(pairs.into_iter(), f)?;
            f.write_char(']')
        }
        _ => write_all(f, "[", list.items(), "]"),
    }
}

fn write_map(map: &Map, f: &mut Formatter<'_>) -> fmt::Result {
    f.write_str("%{")?;
    let pairs: Option<Vec<(Atom, &Term)>> =
        map.iter().map(|(key, value)| key.as_atom().filter(can_be_key).map(|key| (key, value))).collect();
    if let Some(pairs) = pairs {
        write_keywords(pairs.into_iter(), f)?;
    } else {
        for (index, (key, value)) in map.iter().enumerate() {
            write!(f, "{}{key} => {value}", if index == 0 { "" } else { ", " })?;
        }
    }
    f.write_char('}')
}

fn write_keywords<'a>(pairs: impl Iterator<Item = (Atom, &'a Term)>, f: &mut Formatter<'_>) -> fmt::Result {
    for (index, (key, value)) in pairs.enumerate() {
        f.write_str(if index == 0 { "" } else { ", " })?;
        if is_plain(key.text()) && key.text() != "Elixir" {
            f.write_str(key.text())?
        } else {
            write_quoted(key.text(), f)?
        }
        write!(f, ": {value}")?;
    }
    Ok(())
}

/// The two parts of `{:key, value}`.
fn keyword(term: &Term) -> Option<(Atom, &Term)> {
    match term.as_tuple()? {
        [key, value] => Some((key.as_atom().filter(can_be_key)?, value)),
        _ => None,
    }
}

/// What begins like the name of a module cannot be written as `key:`.
fn can_be_key(atom: &Atom) -> bool {
    !atom.text().starts_with("Elixir.")
}

fn write_binary(bytes: &[u8], f: &mut Formatter<'_>) -> fmt::Result {
    match std::str::from_utf8(bytes) {
        Ok(text) if text.chars().all(is_printable) => write_quoted(text, f),
        _ => {
            let numbers: Vec<String> = bytes.iter().map(u8::to_string).collect();
            write!(f, "<<{}>>", numbers.join(", "))
        }
    }
}

fn write_quoted(text: &str, f: &mut Formatter<'_>) -> fmt::Result {
    f.write_char('"')?;
    let mut rest = text.chars().peekable();
    while let Some(letter) = rest.next() {
        match letter {
            '"' => f.write_str("\\\"")?,
            '\\' => f.write_str("\\\\")?,
            '#' if rest.peek() == Some(&'{') => f.write_str("\\#")?,
            '\n' => f.write_str("\\n")?,
            '\r' => f.write_str("\\r")?,
            '\t' => f.write_str("\\t")?,
            '\u{b}' => f.write_str("\\v")?,
            '\u{8}' => f.write_str("\\b")?,
            '\u{c}' => f.write_str("\\f")?,
            '\u{1b}' => f.write_str("\\e")?,
            '\u{7f}' => f.write_str("\\d")?,
            '\u{7}' => f.write_str("\\a")?,
            '\0' => f.write_str("\\0")?,
            '\u{feff}' => f.write_str("\\uFEFF")?,
            other if is_printable(other) => f.write_char(other)?,
            other if u32::from(other) < 256 => write!(f, "\\x{:02X}", u32::from(other))?,
            other => write!(f, "\\x{{{:X}}}", u32::from(other))?,
        }
    }
    f.write_char('"')
}

/// Whether Elixir shows the character as it is: `String.printable?`.
fn is_printable(letter: char) -> bool {
    matches!(letter, ' '..='~' | '\u{7}'..='\r' | '\u{1b}' | '\u{7f}' | '\u{a0}'..='\u{fffd}' | '\u{10000}'..)
}

/// Whether an atom needs no quotes: `ok`, `ok?`, `_1`, `a@b`, `>=`.
fn is_plain(text: &str) -> bool {
    let name = text.strip_suffix(['?', '!']).unwrap_or(text);
    let continues = |letter: char| is_letter(letter) || letter.is_ascii_digit() || letter == '@';
    let is_word = name.starts_with(is_letter) && name.chars().all(continues) && has_one_script(name);
    is_word || OPERATORS.contains(&text)
}

/// Whether a name may begin with it.
pub(crate) fn is_letter(letter: char) -> bool {
    letter == '_' || script_of(letter).is_some()
}

/// Letters that look alike in two scripts shall not stand in one name.
fn has_one_script(name: &str) -> bool {
    let mut scripts = name.chars().filter_map(script_of);
    scripts.next().is_none_or(|first| scripts.all(|other| other == first))
}

/// What a letter belongs to, as a number.
///
/// SHORTCUT: three alphabets are told apart and all others are one. Elixir has Unicode's tables of scripts and of
/// letters that have a simpler form.
fn script_of(letter: char) -> Option<u8> {
    match letter {
        'a'..='z' | 'A'..='Z' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ı' | 'Ĵ'..='ľ' | 'Ł'..='ň' | 'Ŋ'..='ž' => {
            Some(0)
        }
        'Ά' | 'Έ'..='ώ' => Some(1).filter(|_| letter.is_alphabetic()),
        'Ѐ'..='ҁ' | 'Ҋ'..='ԯ' => Some(2),
        '\u{530}'..='\u{10ff}' | '\u{3041}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => {
            Some(3).filter(|_| letter.is_alphabetic())
        }
        _ => None,
    }
}

/// Whether it is the name of a module, as `Elixir.Shop.Cart`.
fn is_module(text: &str) -> bool {
    let word = |word: &str| {
        word.starts_with(|first: char| first.is_ascii_uppercase())
            && word.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
    };
    text == "Elixir" || text.strip_prefix("Elixir.").is_some_and(|rest| rest.split('.').all(word))
}

/// The shortest digits that give the same float back; with an exponent where that is shorter, or the float large.
///
/// Rust says how many digits that takes. It is asked again for that many, because between two texts that are equally
/// near it takes the even one then, as the BEAM does.
fn write_float(value: f64, f: &mut Formatter<'_>) -> fmt::Result {
    let shortest = format!("{value:e}");
    let (digits, exponent) = shortest.split_once('e').expect("the format has an exponent");
    let exponent: i32 = exponent.parse().expect("the exponent is a number");
    let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    if value == 0.0 || (value.abs() < LARGE && !is_shorter_with_exponent(digits, exponent)) {
        let decimals = i32::try_from(decimals).expect("17 at most") - exponent;
        return write!(f, "{value:.*}", usize::try_from(decimals).unwrap_or(0).max(1));
    }
    let scientific = format!("{value:.decimals$e}");
    if decimals == 0 { f.write_str(&scientific.replace('e', ".0e")) } else { f.write_str(&scientific) }
}

/// Whether a small float has fewer characters with its exponent.
fn is_shorter_with_exponent(digits: &str, exponent: i32) -> bool {
    let zeroes = -exponent - 1;
    let cost = exponent.to_string().len() + if digits.contains('.') { 2 } else { 3 };
    zeroes > 0 && usize::try_from(zeroes + 2).is_ok_and(|plain| plain > cost)
}
