//! From a Rust value to a term, by serde.
//!
//! A struct becomes a map with atoms as keys, a `String` a binary, a `Vec` a list, a tuple a tuple; `None` and `()`
//! become `nil`, bytes a binary, integers keep their value at any size. `Ok(1)` of an enum becomes `{:Ok, 1}`, a
//! variant without fields an atom, one with named fields `{:Name, %{…}}`.
//!
//! Source: serde, "Writing a data format". Chapter: `tables`.

use std::fmt::Display;

use serde::ser::{self, Serialize};

use crate::data_error::{DataError, Step};
use crate::{Atom, Term};

/// The term of a value.
///
/// ```
/// #[derive(serde::Serialize)]
/// struct User { name: String, age: Option<u8> }
///
/// let ann = User { name: "Ann".into(), age: None };
/// assert_eq!(term::to_term(&ann).unwrap().to_string(), r#"%{age: nil, name: "Ann"}"#);
/// ```
///
/// # Errors
/// If a float is no number, an atom too long, or the value's own `Serialize` refuses.
pub fn to_term<T: Serialize + ?Sized>(value: &T) -> Result<Term, DataError> {
    value.serialize(Serializer)
}

/// Takes a value apart, and makes a term of it.
struct Serializer;

type Made = Result<Term, DataError>;

macro_rules! made_by_from {
    ($($method:ident $kind:ty)*) => {$(
        fn $method(self, value: $kind) -> Made {
            Ok(Term::from(value))
        }
    )*};
}

impl ser::Serializer for Serializer {
    type Ok = Term;
    type Error = DataError;
    type SerializeSeq = Elements;
    type SerializeTuple = Elements;
    type SerializeTupleStruct = Elements;
    type SerializeTupleVariant = Elements;
    type SerializeMap = Pairs;
    type SerializeStruct = Pairs;
    type SerializeStructVariant = Pairs;

    made_by_from! {
        serialize_bool bool
        serialize_i8 i8 serialize_i16 i16 serialize_i32 i32 serialize_i64 i64 serialize_i128 i128
        serialize_u8 u8 serialize_u16 u16 serialize_u32 u32 serialize_u64 u64 serialize_u128 u128
        serialize_str &str
    }

    fn serialize_f32(self, value: f32) -> Made {
        self.serialize_f64(value.into())
    }

    fn serialize_f64(self, value: f64) -> Made {
        Term::float(value).ok_or_else(|| DataError::new(format!("expected a number, got the float {value}")))
    }

    fn serialize_char(self, value: char) -> Made {
        Ok(Term::from(value.to_string()))
    }

    fn serialize_bytes(self, value: &[u8]) -> Made {
        Ok(Term::binary(value))
    }

    fn serialize_none(self) -> Made {
        Ok(Term::nil())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Made {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Made {
        Ok(Term::nil())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Made {
        Ok(Term::nil())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Made {
        atom(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Made {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Made {
        let value = value.serialize(self).map_err(|error| error.inside(Step::Field(variant)))?;
        Ok(Term::tuple([atom(variant)?, value]))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Elements, DataError> {
        Ok(Elements { variant: None, done: Vec::new(), make: Term::list })
    }

    fn serialize_tuple(self, _: usize) -> Result<Elements, DataError> {
        Ok(Elements { variant: None, done: Vec::new(), make: Term::tuple })
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<Elements, DataError> {
        self.serialize_tuple(length)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Elements, DataError> {
        Ok(Elements { variant: Some(variant), done: Vec::new(), make: Term::tuple })
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Pairs, DataError> {
        Ok(Pairs { variant: None, key: None, done: Vec::new() })
    }

    fn serialize_struct(self, _: &'static str, length: usize) -> Result<Pairs, DataError> {
        self.serialize_map(Some(length))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Pairs, DataError> {
        Ok(Pairs { variant: Some(variant), key: None, done: Vec::new() })
    }
}

/// The elements of a list or a tuple so far.
struct Elements {
    variant: Option<&'static str>,
    done: Vec<Term>,
    make: fn(Vec<Term>) -> Term,
}

impl Elements {
    fn add<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), DataError> {
        let at = Step::Element(self.done.len());
        self.done.push(value.serialize(Serializer).map_err(|error| error.inside(at))?);
        Ok(())
    }

    fn finish(mut self) -> Made {
        if let Some(variant) = self.variant {
            self.done.insert(0, atom(variant)?);
        }
        Ok((self.make)(self.done))
    }
}

macro_rules! elements {
    ($($kind:ident $method:ident)*) => {$(
        impl ser::$kind for Elements {
            type Ok = Term;
            type Error = DataError;
            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), DataError> {
                self.add(value)
            }
            fn end(self) -> Made {
                self.finish()
            }
        }
    )*};
}

elements! {
    SerializeSeq serialize_element
    SerializeTuple serialize_element
    SerializeTupleStruct serialize_field
    SerializeTupleVariant serialize_field
}

/// The keys and values of a map so far.
struct Pairs {
    variant: Option<&'static str>,
    key: Option<Term>,
    done: Vec<(Term, Term)>,
}

impl Pairs {
    fn add<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), DataError> {
        let value = value.serialize(Serializer).map_err(|error| error.inside(Step::Field(key)))?;
        self.done.push((atom(key)?, value));
        Ok(())
    }

    fn finish(self) -> Made {
        let map = Term::map(self.done);
        match self.variant {
            Some(variant) => Ok(Term::tuple([atom(variant)?, map])),
            None => Ok(map),
        }
    }
}

impl ser::SerializeMap for Pairs {
    type Ok = Term;
    type Error = DataError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), DataError> {
        self.key = Some(key.serialize(Serializer)?);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), DataError> {
        let key = self.key.take().expect("serde gives the key before the value");
        let value = value.serialize(Serializer).map_err(|error| error.inside(Step::Key(&key)))?;
        self.done.push((key, value));
        Ok(())
    }

    fn end(self) -> Made {
        self.finish()
    }
}

macro_rules! structs {
    ($($kind:ident)*) => {$(
        impl ser::$kind for Pairs {
            type Ok = Term;
            type Error = DataError;
            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                key: &'static str,
                value: &T,
            ) -> Result<(), DataError> {
                self.add(key, value)
            }
            fn end(self) -> Made {
                self.finish()
            }
        }
    )*};
}

structs! { SerializeStruct SerializeStructVariant }

fn atom(text: &str) -> Made {
    Atom::of_program(text).map(Term::Atom).map_err(DataError::new)
}

impl ser::Error for DataError {
    fn custom<T: Display>(problem: T) -> Self {
        Self::new(problem)
    }
}
