//! What stands between quotes, and what a backslash means there.
//!
//! Source: Elixir, "Syntax reference: Strings" and `Macro.unescape_string/1`. Chapter: `tables`.

use crate::parse::{ParseError, Reader};

/// What `\xFF` stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quoted {
    /// A byte: strings are bytes.
    Bytes,
    /// A character: names are text.
    Text,
}

impl Reader<'_> {
    /// What stands between `quote` and the next one, as bytes; as UTF-8 for [`Quoted::Text`].
    pub(crate) fn quoted(&mut self, quote: char, kind: Quoted) -> Result<Vec<u8>, ParseError> {
        self.next();
        let mut bytes = Vec::new();
        loop {
            let letter = match self.peek() {
                None => return self.fail(&format!("expected `{quote}`, the end of the quotes")),
                Some('#') if self.rest().starts_with("#{") => {
                    return self.fail("`#{` would have to be computed; as text it is written `\\#{`");
                }
                Some('\\') => {
                    let byte = kind == Quoted::Bytes && self.rest().starts_with("\\x");
                    let letter = self.escape()?;
                    if let Some(byte) = u8::try_from(u32::from(letter)).ok().filter(|_| byte) {
                        bytes.push(byte);
                        continue;
                    }
                    letter
                }
                Some(letter) => {
                    self.next();
                    if letter == quote {
                        return Ok(bytes);
                    }
                    letter
                }
            };
            bytes.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }

    /// A backslash and what follows it.
    pub(crate) fn escape(&mut self) -> Result<char, ParseError> {
        self.next();
        let Some(letter) = self.next() else { return self.fail("expected a character after the backslash") };
        Ok(match letter {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\u{b}',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'e' => '\u{1b}',
            'd' => '\u{7f}',
            'a' => '\u{7}',
            '0' => '\0',
            's' => ' ',
            'x' => return self.hexadecimal(2),
            'u' => return self.hexadecimal(4),
            other => other,
        })
    }

    /// The number of a character: so many digits, or as many as stand in braces.
    fn hexadecimal(&mut self, count: usize) -> Result<char, ParseError> {
        let digits = match self.rest().strip_prefix('{') {
            Some(inside) => inside.split_once('}').map(|(digits, _)| digits),
            None => self.rest().get(..count),
        };
        let is_hexadecimal = |digits: &&str| digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        let number = digits.filter(is_hexadecimal).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let Some((letter, digits)) = number.and_then(char::from_u32).zip(digits) else {
            return self.fail(&format!("expected the number of a character, {count} hexadecimal digits"));
        };
        let braces = if self.rest().starts_with('{') { 2 } else { 0 };
        for _ in 0..digits.len() + braces {
            self.next();
        }
        Ok(letter)
    }
}
