//! Values that cross from node to node: what they are as terms.

use process::Pid;
use term::{Term, from_term, to_term};

/// A value that is a term on the wire. Where serde knows a type, [`by_serde!`](crate::by_serde) makes it one of these.
pub trait Wire: Sized {
    /// The value as a term; `None` when it is none, such as a float that is no number.
    fn into_wire(self) -> Option<Term>;

    /// The value of a term.
    ///
    /// # Errors
    /// What was expected, in words, when the term is something else.
    fn of_wire(term: &Term) -> Result<Self, String>;
}

impl Wire for Term {
    fn into_wire(self) -> Option<Term> {
        Some(self)
    }

    fn of_wire(term: &Term) -> Result<Self, String> {
        Ok(term.clone())
    }
}

impl Wire for Pid {
    fn into_wire(self) -> Option<Term> {
        Some(Term::Pid(self))
    }

    fn of_wire(term: &Term) -> Result<Self, String> {
        term.as_pid().ok_or_else(|| format!("expected a pid, got {term}"))
    }
}

/// Lets values of these types cross, as serde takes them apart.
///
/// ```
/// use node::Wire;
///
/// #[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
/// #[serde(rename_all = "snake_case")]
/// enum Request { Add(i64, i64) }
/// node::by_serde!(Request);
///
/// assert_eq!(Request::Add(1, 2).into_wire().unwrap().to_string(), "{:add, 1, 2}");
/// assert_eq!(Request::of_wire(&"{:add, 1, 2}".parse().unwrap()), Ok(Request::Add(1, 2)));
/// ```
#[macro_export]
macro_rules! by_serde {
    ($($name:ty),+ $(,)?) => {$(
        impl $crate::Wire for $name {
            fn into_wire(self) -> Option<$crate::Term> {
                $crate::to_wire(&self)
            }

            fn of_wire(term: &$crate::Term) -> Result<Self, String> {
                $crate::of_wire(term)
            }
        }
    )+};
}

by_serde!((), bool, i64, u64, String);

#[doc(hidden)]
pub fn to_wire<T: serde::Serialize>(value: &T) -> Option<Term> {
    to_term(value).ok()
}

#[doc(hidden)]
pub fn of_wire<T: serde::de::DeserializeOwned>(term: &Term) -> Result<T, String> {
    from_term(term).map_err(|error| error.to_string())
}
