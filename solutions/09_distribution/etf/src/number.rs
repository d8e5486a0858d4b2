//! Numbers on the wire.
//!
//! Source: ERTS User's Guide, "External Term Format". Chapter: `distribution`.

use num_bigint::{BigInt, Sign};
use term::Term;

use crate::encode::Writer;
use crate::error::DecodeError;
use crate::reader::Reader;
use crate::tag;

impl Writer<'_> {
    pub fn integer(&mut self, value: i64) {
        // ANCHOR: cut_encode
        if let Ok(small) = u8::try_from(value) {
            self.bytes.extend([tag::SMALL_INTEGER, small]);
        } else if let Ok(value) = i32::try_from(value) {
            self.bytes.push(tag::INTEGER);
            self.bytes.extend(value.to_be_bytes());
        } else {
            let sign = if value < 0 { Sign::Minus } else { Sign::Plus };
            let digits = value.unsigned_abs().to_le_bytes();
            let used = digits.iter().rposition(|digit| *digit != 0).map_or(0, |last| last + 1);
            self.big(sign, &digits[..used]);
        }
        // ANCHOR_END: cut_encode => // TODO: a byte if it fits into one, four bytes if it fits into those, else `big` with
        // ANCHOR_END: cut_encode => // the sign and as many bytes of the absolute value as are needed
        // ANCHOR_END: cut_encode => let _ = (value, Self::big);
        // ANCHOR_END: cut_encode => todo!("encode: the shortest form of a number")
    }

    /// The least significant byte first.
    pub fn big(&mut self, sign: Sign, digits: &[u8]) {
        match u8::try_from(digits.len()) {
            Ok(len) => self.bytes.extend([tag::SMALL_BIG, len]),
            Err(_) => self.head(tag::LARGE_BIG, digits.len()),
        }
        self.bytes.push(u8::from(sign == Sign::Minus));
        self.bytes.extend_from_slice(digits);
    }
}

impl Reader<'_> {
    pub fn big(&mut self, len: usize) -> Result<Term, DecodeError> {
        let sign = if self.byte()? == 0 { Sign::Plus } else { Sign::Minus };
        Ok(Term::integer(BigInt::from_bytes_le(sign, self.take(len)?)))
    }

    /// A float as text, as it was before 2011.
    pub fn old_float(&mut self) -> Result<Term, DecodeError> {
        let text = std::str::from_utf8(self.take(31)?).ok();
        let value = text.and_then(|text| text.trim_end_matches('\0').trim().parse().ok());
        float(value.unwrap_or(f64::NAN))
    }
}

pub fn float(value: f64) -> Result<Term, DecodeError> {
    Term::float(value).ok_or(DecodeError::Malformed("a float is no number"))
}
