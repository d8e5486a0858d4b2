//! From Rust values, and the `term!` macro.

use num_bigint::BigInt;
use process::{Pid, Ref};

use crate::{Atom, Reference, Term};

/// Writes a term as Elixir does: `term!({:user, 1, "Ann", [age: 30], %{"k" => nil}})`.
///
/// A Rust value stands in parentheses: `term!({:user, (id)})`. Atoms that are no Rust words are quoted, as in
/// Elixir: `:"$1"`; operators of one token need no quotes: `:>=`.
#[macro_export]
macro_rules! term {
    // One element after the other; what has been read of the current one stands in the second brackets.
    (@items $kind:ident [$($done:expr,)*] []) => { $crate::Term::$kind(vec![$($done),*]) };
    (@items $kind:ident [$($done:expr,)*] [$($now:tt)+]) => {
        $crate::Term::$kind(vec![$($done,)* $crate::term!($($now)+)])
    };
    (@items $kind:ident [$($done:expr,)*] [$($now:tt)+] , $($rest:tt)*) => {
        $crate::term!(@items $kind [$($done,)* $crate::term!($($now)+),] [] $($rest)*)
    };
    (@items list [$($done:expr,)*] [$($now:tt)+] | $($tail:tt)+) => {
        $crate::Term::list_with_tail(vec![$($done,)* $crate::term!($($now)+)], $crate::term!($($tail)+))
    };
    (@items $kind:ident [$($done:expr,)*] [] $key:ident : $($rest:tt)*) => {
        $crate::term!(@items $kind [$($done,)*] [@pair $key] $($rest)*)
    };
    (@items $kind:ident [$($done:expr,)*] [$($now:tt)*] $next:tt $($rest:tt)*) => {
        $crate::term!(@items $kind [$($done,)*] [$($now)* $next] $($rest)*)
    };
    (@pair $key:ident $($value:tt)+) => {
        $crate::Term::tuple(vec![
            $crate::Term::Atom($crate::Atom::new(stringify!($key))),
            $crate::term!($($value)+),
        ])
    };
    // Pairs of a map: the key that has been read, then the value.
    (@pairs [$($done:expr,)*] [] []) => { $crate::Term::map([$($done),*]) };
    (@pairs [$($done:expr,)*] [$($key:tt)+] [$($value:tt)+]) => {
        $crate::Term::map([$($done,)* ($crate::term!($($key)+), $crate::term!($($value)+))])
    };
    (@pairs [$($done:expr,)*] [$($key:tt)+] [$($value:tt)+] , $($rest:tt)*) => {
        $crate::term!(@pairs [$($done,)* ($crate::term!($($key)+), $crate::term!($($value)+)),] [] [] $($rest)*)
    };
    (@pairs [$($done:expr,)*] [] [] $key:ident : $next:tt $($rest:tt)*) => {
        $crate::term!(@pairs [$($done,)*] [: $key] [$next] $($rest)*)
    };
    (@pairs [$($done:expr,)*] [$($key:tt)+] [] => $next:tt $($rest:tt)*) => {
        $crate::term!(@pairs [$($done,)*] [$($key)+] [$next] $($rest)*)
    };
    (@pairs [$($done:expr,)*] [$($key:tt)*] [] $next:tt $($rest:tt)*) => {
        $crate::term!(@pairs [$($done,)*] [$($key)* $next] [] $($rest)*)
    };
    (@pairs [$($done:expr,)*] [$($key:tt)+] [$($value:tt)+] $next:tt $($rest:tt)*) => {
        $crate::term!(@pairs [$($done,)*] [$($key)+] [$($value)+ $next] $($rest)*)
    };
    // One term.
    (nil) => { $crate::Term::nil() };
    (: $text:literal) => { $crate::Term::Atom($crate::Atom::new($text)) };
    (: $name:tt) => { $crate::Term::Atom($crate::Atom::new(stringify!($name))) };
    ({ $($elements:tt)* }) => { $crate::term!(@items tuple [] [] $($elements)*) };
    ([ $($elements:tt)* ]) => { $crate::term!(@items list [] [] $($elements)*) };
    (% { }) => { $crate::Term::map([]) };
    (% { $($pairs:tt)+ }) => { $crate::term!(@pairs [] [] [] $($pairs)+) };
    (- $number:literal) => { $crate::Term::from(-$number) };
    (($value:expr)) => { $crate::Term::from($value) };
    ($value:literal) => { $crate::Term::from($value) };
}

macro_rules! from_small_integers {
    ($($kind:ty)*) => {$(
        impl From<$kind> for Term {
            fn from(value: $kind) -> Self {
                Self::Int(i64::from(value))
            }
        }
    )*};
}

macro_rules! from_large_integers {
    ($($kind:ty)*) => {$(
        impl From<$kind> for Term {
            fn from(value: $kind) -> Self {
                i64::try_from(value).map_or_else(|_| Self::integer(BigInt::from(value)), Self::Int)
            }
        }
    )*};
}

from_small_integers!(i8 u8 i16 u16 i32 u32 i64);
from_large_integers!(u64 i128 u128 usize isize);

/// # Panics
/// If the value is infinite or "not a number"; [`Term::float`] asks first.
impl From<f64> for Term {
    fn from(value: f64) -> Self {
        Self::float(value).expect("a float in a program is a number")
    }
}

impl From<bool> for Term {
    fn from(value: bool) -> Self {
        Self::Atom(Atom::new(if value { "true" } else { "false" }))
    }
}

impl From<&str> for Term {
    fn from(text: &str) -> Self {
        Self::binary(text.as_bytes())
    }
}

impl From<String> for Term {
    fn from(text: String) -> Self {
        Self::binary(text.into_bytes())
    }
}

impl From<BigInt> for Term {
    fn from(value: BigInt) -> Self {
        Self::integer(value)
    }
}

impl From<Atom> for Term {
    fn from(atom: Atom) -> Self {
        Self::Atom(atom)
    }
}

impl From<Pid> for Term {
    fn from(pid: Pid) -> Self {
        Self::Pid(pid)
    }
}

impl From<Ref> for Term {
    fn from(reference: Ref) -> Self {
        Self::Reference(reference.into())
    }
}

impl From<Reference> for Term {
    fn from(reference: Reference) -> Self {
        Self::Reference(reference)
    }
}

impl From<&Term> for Term {
    fn from(term: &Term) -> Self {
        term.clone()
    }
}

impl From<Vec<Term>> for Term {
    fn from(elements: Vec<Term>) -> Self {
        Self::list(elements)
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_term_is_written_as_it_prints() {
        let id = 7;
        let written = [
            (term!({:user, (id), "Ann", [age: 30]}), r#"{:user, 7, "Ann", [age: 30]}"#),
            (
                term!([{{:"$1", :_}, [{:>=, :"$1", -2}], [:"$_"]}]),
                r#"[{{:"$1", :_}, [{:>=, :"$1", -2}], [:"$_"]}]"#,
            ),
            (term!([1, 2 | :rest]), "[1, 2 | :rest]"),
            (term!([1, 2 | [3]]), "[1, 2, 3]"),
            (term!(%{a: 1, b: [c: -2]}), "%{a: 1, b: [c: -2]}"),
            (term!(%{"k" => nil, 2 => true, {:t} => %{},}), r#"%{2 => true, {:t} => %{}, "k" => nil}"#),
            (term!({}), "{}"),
            (term!([]), "[]"),
            (term!([a: :b, nil: {:c}]), "[a: :b, nil: {:c}]"),
        ];
        for (term, text) in written {
            assert_eq!(term.to_string(), text);
        }
    }
}
