//! From a term to a Rust value, by serde: what `serialize` does, backwards.
//!
//! Strict where a guess could be wrong: a `String` is made of a binary and never of an atom, a `Vec` of a list and
//! never of a tuple. A float may be made of an integer. Keys of the map that the struct does not have are passed
//! over, so that `__struct__` does no harm.
//!
//! Source: serde, "Writing a data format". Chapter: `tables`.

use std::collections::btree_map;
use std::fmt::Display;
use std::slice;

use num_traits::ToPrimitive;
use serde::Deserialize;
use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, Unexpected,
    VariantAccess, Visitor,
};

use crate::data_error::{DataError, Step};
use crate::{Atom, Term};

/// The value of a term.
///
/// ```
/// #[derive(Debug, PartialEq, serde::Deserialize)]
/// struct User { name: String, age: Option<u8> }
///
/// let users = term::term!([%{name: "Ann", age: nil}, %{name: "Bob", age: 300}]);
/// let error = term::from_term::<Vec<User>>(&users).unwrap_err();
/// assert_eq!(error.to_string(), "[1].age: invalid value: integer `300`, expected u8");
/// ```
///
/// # Errors
/// If the term, or a part of it, is of another kind than the type; the error says which part.
pub fn from_term<'a, T: Deserialize<'a>>(term: &'a Term) -> Result<T, DataError> {
    T::deserialize(Value(term))
}

/// A term that is read.
#[derive(Clone, Copy)]
struct Value<'a>(&'a Term);

impl<'a> Value<'a> {
    fn refuse<T>(self, visitor: &dyn de::Expected) -> Result<T, DataError> {
        let found = format!("`{}`", shortened(&self.0.to_string()));
        Err(de::Error::invalid_type(Unexpected::Other(&found), visitor))
    }

    fn elements(self, elements: &'a [Term]) -> Elements<'a> {
        Elements { rest: elements.iter(), index: 0 }
    }
}

/// A term in an error message: its beginning is enough.
fn shortened(text: &str) -> String {
    let beginning: String = text.chars().take(40).collect();
    if beginning.len() < text.len() { beginning + "…" } else { beginning }
}

/// Reads one kind of term, and refuses all others.
macro_rules! of_kind {
    ($($kind:pat => $($method:ident)+,)*) => {$($(
        fn $method<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, DataError> {
            match self.0 {
                $kind => self.deserialize_any(visitor),
                _ => self.refuse(&visitor),
            }
        }
    )+)*};
}

impl<'a> Deserializer<'a> for Value<'a> {
    type Error = DataError;

    fn deserialize_any<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, DataError> {
        match self.0 {
            Term::Int(value) => visitor.visit_i64(*value),
            Term::Big(big) => match (big.value().to_u64(), big.value().to_i128(), big.value().to_u128()) {
                (Some(value), ..) => visitor.visit_u64(value),
                (_, Some(value), _) => visitor.visit_i128(value),
                (_, _, Some(value)) => visitor.visit_u128(value),
                _ => self.refuse(&visitor),
            },
            Term::Float(value) => visitor.visit_f64(value.value()),
            Term::Atom(atom) => match atom.text() {
                "true" => visitor.visit_bool(true),
                "false" => visitor.visit_bool(false),
                "nil" => visitor.visit_unit(),
                name => visitor.visit_borrowed_str(name),
            },
            Term::Binary(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) => visitor.visit_borrowed_str(text),
                Err(_) => visitor.visit_borrowed_bytes(bytes),
            },
            Term::Tuple(elements) => visitor.visit_seq(self.elements(elements)),
            Term::List(list) if list.tail().is_none() => visitor.visit_seq(self.elements(list.items())),
            Term::Map(map) => visitor.visit_map(Pairs { rest: map.iter(), last: None }),
            Term::List(_) | Term::Pid(_) | Term::Reference(_) | Term::Function(_) => self.refuse(&visitor),
        }
    }

    of_kind! {
        Term::Int(_) | Term::Big(_) =>
            deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
            deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128,
        Term::Float(_) | Term::Int(_) => deserialize_f32 deserialize_f64,
        Term::Binary(_) => deserialize_char deserialize_str deserialize_string,
        Term::List(_) => deserialize_seq,
        Term::Map(_) => deserialize_map,
    }

    fn deserialize_bool<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, DataError> {
        match self.0.as_atom().map(Atom::text) {
            Some(name @ ("true" | "false")) => visitor.visit_bool(name == "true"),
            _ => self.refuse(&visitor),
        }
    }

    fn deserialize_unit<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, DataError> {
        if *self.0 == Term::nil() { visitor.visit_unit() } else { self.refuse(&visitor) }
    }

    /// The name of a field: an atom, whichever.
    fn deserialize_identifier<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, DataError> {
        match self.0 {
            Term::Atom(name) => visitor.visit_borrowed_str(name.text()),
            _ => self.refuse(&visitor),
        }
    }

    fn deserialize_bytes<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, DataError> {
        match self.0 {
            Term::Binary(bytes) => visitor.visit_borrowed_bytes(bytes),
            _ => self.refuse(&visitor),
        }
    }

    fn deserialize_byte_buf<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, DataError> {
        self.deserialize_bytes(visitor)
    }

    fn deserialize_option<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, DataError> {
        if *self.0 == Term::nil() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit_struct<V: Visitor<'a>>(self, _: &str, visitor: V) -> Result<V::Value, DataError> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'a>>(self, _: &str, visitor: V) -> Result<V::Value, DataError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_tuple<V: Visitor<'a>>(self, size: usize, visitor: V) -> Result<V::Value, DataError> {
        match self.0 {
            Term::Tuple(elements) if elements.len() == size => visitor.visit_seq(self.elements(elements)),
            _ => self.refuse(&visitor),
        }
    }

    fn deserialize_tuple_struct<V: Visitor<'a>>(
        self,
        _: &str,
        size: usize,
        visitor: V,
    ) -> Result<V::Value, DataError> {
        self.deserialize_tuple(size, visitor)
    }

    fn deserialize_struct<V: Visitor<'a>>(
        self,
        _: &str,
        _: &[&str],
        visitor: V,
    ) -> Result<V::Value, DataError> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'a>>(
        self,
        _: &str,
        _: &[&str],
        visitor: V,
    ) -> Result<V::Value, DataError> {
        let (name, fields) = match self.0 {
            Term::Atom(name) => (*name, &[][..]),
            Term::Tuple(elements) => match &elements[..] {
                [Term::Atom(name), fields @ ..] if !fields.is_empty() => (*name, fields),
                _ => return self.refuse(&visitor),
            },
            _ => return self.refuse(&visitor),
        };
        visitor.visit_enum(Variant { name, fields, whole: self })
    }

    fn deserialize_ignored_any<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, DataError> {
        visitor.visit_unit()
    }
}

/// The elements of a list or a tuple that are still to be read.
struct Elements<'a> {
    rest: slice::Iter<'a, Term>,
    index: usize,
}

impl<'a> SeqAccess<'a> for Elements<'a> {
    type Error = DataError;

    fn next_element_seed<T: DeserializeSeed<'a>>(&mut self, seed: T) -> Result<Option<T::Value>, DataError> {
        let Some(element) = self.rest.next() else { return Ok(None) };
        self.index += 1;
        let step = Step::Element(self.index - 1);
        seed.deserialize(Value(element)).map(Some).map_err(|error| error.inside(step))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

/// The pairs of a map that are still to be read, and the one of which only the key has been.
struct Pairs<'a> {
    rest: btree_map::Iter<'a, Term, Term>,
    last: Option<(&'a Term, &'a Term)>,
}

impl<'a> MapAccess<'a> for Pairs<'a> {
    type Error = DataError;

    fn next_key_seed<K: DeserializeSeed<'a>>(&mut self, seed: K) -> Result<Option<K::Value>, DataError> {
        self.last = self.rest.next();
        let Some((key, _)) = self.last else { return Ok(None) };
        seed.deserialize(Value(key)).map(Some).map_err(|error| error.inside(Step::Key(key)))
    }

    fn next_value_seed<V: DeserializeSeed<'a>>(&mut self, seed: V) -> Result<V::Value, DataError> {
        let (key, value) = self.last.take().expect("serde asks for the key before the value");
        seed.deserialize(Value(value)).map_err(|error| error.inside(Step::Key(key)))
    }
}

/// `name`, or `{name, fields…}`.
struct Variant<'a> {
    name: Atom,
    fields: &'a [Term],
    whole: Value<'a>,
}

impl<'a> EnumAccess<'a> for Variant<'a> {
    type Error = DataError;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'a>>(self, seed: V) -> Result<(V::Value, Self), DataError> {
        let name: de::value::StrDeserializer<'_, DataError> = self.name.text().into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'a> Variant<'a> {
    fn inside(&self, error: DataError) -> DataError {
        error.inside(Step::Field(self.name.text()))
    }

    /// The one field that a variant has.
    fn field(&self, expected: &dyn de::Expected) -> Result<Value<'a>, DataError> {
        match self.fields {
            [field] => Ok(Value(field)),
            _ => self.whole.refuse(expected),
        }
    }
}

impl<'a> VariantAccess<'a> for Variant<'a> {
    type Error = DataError;

    fn unit_variant(self) -> Result<(), DataError> {
        if self.fields.is_empty() { Ok(()) } else { self.whole.refuse(&"a variant without fields") }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'a>>(self, seed: T) -> Result<T::Value, DataError> {
        let field = self.field(&"a variant with one field")?;
        seed.deserialize(field).map_err(|error| self.inside(error))
    }

    fn tuple_variant<V: Visitor<'a>>(self, size: usize, visitor: V) -> Result<V::Value, DataError> {
        if self.fields.len() != size {
            return self.whole.refuse(&visitor);
        }
        visitor.visit_seq(self.whole.elements(self.fields)).map_err(|error| self.inside(error))
    }

    fn struct_variant<V: Visitor<'a>>(self, _: &[&str], visitor: V) -> Result<V::Value, DataError> {
        let field = self.field(&visitor)?;
        field.deserialize_map(visitor).map_err(|error| self.inside(error))
    }
}

impl de::Error for DataError {
    fn custom<T: Display>(problem: T) -> Self {
        Self::new(problem)
    }
}
