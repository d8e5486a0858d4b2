//! What a learner types becomes a term.
//!
//! The syntax is Elixir's: `{:user, 1, "Ann", [age: 30], %{"k" => nil}}`. What a term prints can be read back, except
//! for pids and references, which belong to the system that has made them. Brackets may lie 256 deep, so that a text
//! of brackets alone cannot fill the stack, and an atom that is one too many is an error, not the end of the program.
//!
//! Left out: everything that would have to be computed: operators, variables, `#{…}` inside of quotes, sigils.
//! Source: Elixir, "Syntax reference". Chapter: `tables`.

use std::str::FromStr;

use num_bigint::BigInt;
use thiserror::Error;

use crate::quoted::Quoted;
use crate::text::{OPERATORS, is_letter};
use crate::{Atom, List, Term};

/// How deep brackets may lie.
const MAX_DEPTH: usize = 256;

/// Why a text is no term.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("column {column}: {problem}")]
pub struct ParseError {
    /// What was expected, or what is wrong.
    pub problem: String,
    /// Where, in characters; the first one is 1.
    pub column: usize,
}

/// # Errors
/// If the text is no term, or more than one.
impl FromStr for Term {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let mut reader = Reader { text, at: 0, depth: 0 };
        let term = reader.term()?;
        reader.space();
        if reader.rest().is_empty() { Ok(term) } else { reader.fail("expected the end of the term") }
    }
}

/// The text, and how much of it has been read.
pub(crate) struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

type Parsed<T> = Result<T, ParseError>;

impl<'a> Reader<'a> {
    fn term(&mut self) -> Parsed<Term> {
        self.space();
        let start = self.at;
        match self.peek() {
            Some('{') => Ok(Term::tuple(self.bracket("{", "}")?.0)),
            Some('[') => self.bracket("[", "]").map(|(items, tail)| Term::list_with_tail(items, tail)),
            Some('%') => self.map(),
            Some('<') => self.bytes(),
            Some('"') => self.quoted('"', Quoted::Bytes).map(Term::binary),
            Some('\'') => Ok(code_points(&self.quoted('\'', Quoted::Text)?)),
            Some(':') => self.colon_atom(),
            Some('?') => self.code_point(),
            Some('0'..='9' | '-' | '+') => self.number(),
            Some('#') => self.fail("a pid or a reference cannot be typed: only its system can make one"),
            Some(letter) if is_letter(letter) => match self.word() {
                word @ ("nil" | "true" | "false") => self.atom(word, start),
                word if word.starts_with(|first: char| first.is_ascii_uppercase()) => self.module(start),
                word => self.fail_at(start, &format!("expected a term; the atom is written `:{word}`")),
            },
            _ => self.fail("expected a term"),
        }
    }

    /// What stands between two brackets, and what stands behind `|`. Keywords come last.
    fn bracket(&mut self, open: &str, close: &str) -> Parsed<(Vec<Term>, Term)> {
        self.enter(open)?;
        let (mut items, mut keywords) = (Vec::new(), Vec::new());
        let mut tail = Term::List(List::default());
        while !self.eats(close) {
            if let Some(key) = self.key()? {
                keywords.push(Term::tuple([key, self.term()?]));
            } else if keywords.is_empty() {
                items.push(self.term()?);
            } else {
                return self.fail("expected another `key:`, keywords come last");
            }
            if open == "[" && keywords.is_empty() && self.eats("|") {
                tail = self.term()?;
                self.expect(close)?;
                break;
            }
            self.comma_or(close)?;
        }
        self.depth -= 1;
        // `{:ok, a: 1}` has a list as its last element, `[:ok, a: 1]` is one list.
        match open {
            "{" if !keywords.is_empty() => items.push(Term::list(keywords)),
            _ => items.extend(keywords),
        }
        Ok((items, tail))
    }

    fn map(&mut self) -> Parsed<Term> {
        self.enter("%{")?;
        let mut pairs = Vec::new();
        while !self.eats("}") {
            let key = match self.key()? {
                Some(key) => key,
                None => {
                    let key = self.term()?;
                    self.expect("=>")?;
                    key
                }
            };
            pairs.push((key, self.term()?));
            self.comma_or("}")?;
        }
        self.depth -= 1;
        Ok(Term::map(pairs))
    }

    fn bytes(&mut self) -> Parsed<Term> {
        self.enter("<<")?;
        let mut bytes = Vec::new();
        while !self.eats(">>") {
            self.space();
            let start = self.at;
            match self.term()? {
                Term::Int(byte @ 0..=255) => bytes.push(u8::try_from(byte).expect("the pattern says so")),
                Term::Binary(more) => bytes.extend_from_slice(&more),
                _ => return self.fail_at(start, "expected a byte, 0 to 255, or a string"),
            }
            self.comma_or(">>")?;
        }
        self.depth -= 1;
        Ok(Term::binary(bytes))
    }

    fn colon_atom(&mut self) -> Parsed<Term> {
        let start = self.at;
        self.at += 1;
        if self.rest().starts_with('"') {
            let text = self.quoted('"', Quoted::Text)?;
            return self.atom(&String::from_utf8(text).expect("a text is UTF-8"), start);
        }
        match self.name() {
            Some(name) => self.atom(name, start),
            None => {
                self.fail("expected the name of an atom, as in `:ok`; any other text is quoted: `:\"$1\"`")
            }
        }
    }

    /// `name: `, `"any text": ` or an operator, if that is what comes next; the colon is followed by a space.
    fn key(&mut self) -> Parsed<Option<Term>> {
        self.space();
        let start = self.at;
        let found = if self.rest().starts_with('"') {
            let text = self.quoted('"', Quoted::Text);
            text.ok().and_then(|text| String::from_utf8(text).ok())
        } else {
            self.name().map(str::to_owned)
        };
        if let Some(name) = found
            && let Some(after) = self.rest().strip_prefix(':')
            && (after.is_empty() || after.starts_with(char::is_whitespace))
        {
            self.at += 1;
            return self.atom(&name, start).map(Some);
        }
        self.at = start;
        Ok(None)
    }

    /// A word or an operator: what an atom is called without quotes. The longest one counts.
    fn name(&mut self) -> Option<&'a str> {
        if self.peek().is_some_and(is_letter) {
            let start = self.at;
            self.word();
            self.at += usize::from(self.rest().starts_with(['?', '!']));
            return Some(&self.text[start..self.at]);
        }
        let fits = OPERATORS.iter().filter(|operator| self.rest().starts_with(**operator));
        let longest = fits.max_by_key(|operator| operator.len())?;
        self.at += longest.len();
        Some(longest)
    }

    /// `Shop.Cart`, of which the first part has been read.
    fn module(&mut self, start: usize) -> Parsed<Term> {
        while self.rest().starts_with('.') {
            self.at += 1;
            if !self.peek().is_some_and(|first| first.is_ascii_uppercase()) {
                return self.fail("expected the next part of the name, as in `Shop.Cart`");
            }
            self.word();
        }
        let name = &self.text[start..self.at];
        if name == "Elixir" || name.starts_with("Elixir.") {
            return self.atom(name, start);
        }
        self.atom(&format!("Elixir.{name}"), start)
    }

    fn atom(&self, text: &str, start: usize) -> Parsed<Term> {
        Atom::try_new(text).map(Term::Atom).or_else(|error| self.fail_at(start, &error.to_string()))
    }

    /// `?a`, `?\n`
    fn code_point(&mut self) -> Parsed<Term> {
        self.at += 1;
        let letter = match self.peek() {
            Some('\\') => self.escape()?,
            Some(letter) => {
                self.at += letter.len_utf8();
                letter
            }
            None => return self.fail("expected a character, as in `?a`"),
        };
        Ok(Term::from(u32::from(letter)))
    }

    fn number(&mut self) -> Parsed<Term> {
        let start = self.at;
        let minus = self.rest().starts_with('-');
        self.at += usize::from(self.rest().starts_with(['-', '+']));
        let radix = match self.rest().get(..2) {
            Some("0x") => 16,
            Some("0o") => 8,
            Some("0b") => 2,
            _ => 10,
        };
        self.at += if radix == 10 { 0 } else { 2 };
        let sign = if minus { "-" } else { "" };
        let mut digits = sign.to_owned() + &self.digits(radix)?;
        let mut letters = self.rest().chars();
        if radix == 10 && letters.next() == Some('.') && letters.next().is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
            digits = digits + "." + &self.digits(10)?;
            if self.rest().starts_with(['e', 'E']) {
                self.at += 1;
                let minus = self.rest().starts_with('-');
                self.at += usize::from(self.rest().starts_with(['-', '+']));
                digits = digits + if minus { "e-" } else { "e" } + &self.digits(10)?;
            }
            let value = digits.parse().ok().and_then(Term::float);
            return value.map_or_else(|| self.fail_at(start, "the float is too large"), Ok);
        }
        if self.peek().is_some_and(|next| is_letter(next) || next.is_ascii_digit()) {
            return self.fail("expected another digit, or the end of the number");
        }
        let value = BigInt::parse_bytes(digits.as_bytes(), radix).expect("only digits have been read");
        Ok(Term::integer(value))
    }

    /// One digit or more; a `_` may stand between two.
    fn digits(&mut self, radix: u32) -> Parsed<String> {
        let mut digits = String::new();
        while let Some(digit) = self.peek().filter(|letter| letter.is_digit(radix)) {
            digits.push(digit);
            self.at += 1;
            let mut ahead = self.rest().chars();
            if ahead.next() == Some('_') && ahead.next().is_some_and(|letter| letter.is_digit(radix)) {
                self.at += 1;
            }
        }
        if digits.is_empty() { self.fail("expected a digit") } else { Ok(digits) }
    }
}

/// The small steps.
impl<'a> Reader<'a> {
    pub(crate) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    pub(crate) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The next character, which has then been read.
    pub(crate) fn next(&mut self) -> Option<char> {
        let letter = self.peek()?;
        self.at += letter.len_utf8();
        Some(letter)
    }

    fn space(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    /// The letters, digits, `_` and `@` that come next.
    fn word(&mut self) -> &'a str {
        let start = self.at;
        let ends = |letter: char| !(is_letter(letter) || letter.is_ascii_digit() || letter == '@');
        self.at += self.rest().find(ends).unwrap_or(self.rest().len());
        &self.text[start..self.at]
    }

    fn eats(&mut self, sign: &str) -> bool {
        self.space();
        let found = self.rest().starts_with(sign);
        self.at += if found { sign.len() } else { 0 };
        found
    }

    fn expect(&mut self, sign: &str) -> Parsed<()> {
        if self.eats(sign) { Ok(()) } else { self.fail(&format!("expected `{sign}`")) }
    }

    fn comma_or(&mut self, close: &str) -> Parsed<()> {
        self.space();
        if self.rest().starts_with(close) || self.eats(",") {
            return Ok(());
        }
        self.fail(&format!("expected `,` or `{close}`"))
    }

    fn enter(&mut self, open: &str) -> Parsed<()> {
        self.expect(open)?;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            self.fail("too many brackets inside of brackets: 256 at most")
        } else {
            Ok(())
        }
    }

    pub(crate) fn fail<T>(&self, problem: &str) -> Parsed<T> {
        self.fail_at(self.at, problem)
    }

    pub(crate) fn fail_at<T>(&self, at: usize, problem: &str) -> Parsed<T> {
        let column = self.text[..at].chars().count() + 1;
        Err(ParseError { problem: problem.to_owned(), column })
    }
}

/// A list of the characters' numbers: what `'abc'` is.
fn code_points(text: &[u8]) -> Term {
    let text = std::str::from_utf8(text).expect("a text is UTF-8");
    Term::list(text.chars().map(|letter| Term::from(u32::from(letter))).collect())
}
