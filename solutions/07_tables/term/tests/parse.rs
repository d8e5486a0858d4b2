//! What a learner types becomes a term, or one line that says what was expected.

use term::{Term, term};

fn read(text: &str) -> Term {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The one line for a text that is no term.
fn error(text: &str) -> String {
    text.parse::<Term>().expect_err("this is no term").to_string()
}

#[test]
fn every_kind_can_be_typed() {
    let typed = [
        (r#"{:user, 1, "Ann", [age: 30]}"#, term!({:user, 1, "Ann", [age: 30]})),
        (
            r#"[{{:"$1", :_}, [{:>=, :"$1", -2}], [:"$_"]}]"#,
            term!([{{:"$1", :_}, [{:>=, :"$1", -2}], [:"$_"]}]),
        ),
        (r#"%{a: 1, "k" => nil, 2 => true}"#, term!(%{2 => true, :a => 1, "k" => nil})),
        (r#"%{"k" => nil, a: 1}"#, term!(%{:a => 1, "k" => nil})),
        ("[1, 2 | :rest]", term!([1, 2 | :rest])),
        ("[1 | [2 | []]]", term!([1, 2])),
        ("[1, a: 2, b?: 3]", term!([1, {:a, 2}, {:"b?", 3}])),
        ("{:ok, a: 2}", term!({:ok, [a: 2]})),
        (r#"["a b": 1, +: 2, nil: 3]"#, term!([{:"a b", 1}, {:+, 2}, {nil, 3}])),
        ("  {1 ,2,\n}\t", term!({ 1, 2 })),
        ("<<1, 2, 3>>", Term::binary(vec![1, 2, 3])),
        (r#"<<"ab", 0>>"#, Term::binary(b"ab\0".to_vec())),
        ("Shop.Cart", term!(:"Elixir.Shop.Cart")),
        ("Elixir", term!(:"Elixir")),
        ("?a", term!(97)),
        (r"?\n", term!(10)),
        ("?ж", term!(1078)),
        ("'ab'", term!([97, 98])),
        (r#""a\tb\"\\\#{x}\x41\u0416\u{1F600}""#, term!("a\tb\"\\#{x}AЖ😀")),
        (r#""\xFF""#, Term::binary(vec![255])),
        (r#":"\xE9""#, term!(:"é")),
        ("{}", term!({})),
        ("[]", term!([])),
        ("%{}", term!(%{})),
        ("%{a: %{}}", term!(%{a: %{}})),
    ];
    for (text, term) in typed {
        assert_eq!(read(text), term, "{text}");
    }
}

#[test]
fn numbers_are_written_as_in_elixir() {
    let typed = [
        ("1_000_000", term!(1_000_000)),
        ("-7", term!(-7)),
        ("+7", term!(7)),
        ("007", term!(7)),
        ("0xFF", term!(255)),
        ("-0b1010", term!(-10)),
        ("0o17", term!(15)),
        ("1.5", term!(1.5)),
        ("1.0e-3", term!(0.001)),
        ("-1_0.2_5E+2", term!(-1025.0)),
        ("18446744073709551616", Term::from(1_i128 << 64)),
        ("-0x1_0000_0000_0000_0000", Term::from(-(1_i128 << 64))),
    ];
    for (text, term) in typed {
        assert_eq!(read(text), term, "{text}");
    }
}

#[test]
fn an_error_says_what_was_expected_and_where() {
    let wrong = [
        ("", "column 1: expected a term"),
        ("{:a, 1", "column 7: expected `,` or `}`"),
        ("{1 2}", "column 4: expected `,` or `}`"),
        ("{1, , 2}", "column 5: expected a term"),
        ("[1 | 2, 3]", "column 7: expected `]`"),
        ("[a: 1, 2]", "column 8: expected another `key:`, keywords come last"),
        ("%{1, 2}", "column 4: expected `=>`"),
        ("{1} 2", "column 5: expected the end of the term"),
        ("hello", "column 1: expected a term; the atom is written `:hello`"),
        (":", "column 2: expected the name of an atom, as in `:ok`; any other text is quoted: `:\"$1\"`"),
        (":$1", "column 2: expected the name of an atom, as in `:ok`; any other text is quoted: `:\"$1\"`"),
        ("\"abc", "column 5: expected `\"`, the end of the quotes"),
        ("\"#{1}\"", "column 2: `#{` would have to be computed; as text it is written `\\#{`"),
        ("\"\\xZZ\"", "column 4: expected the number of a character, 2 hexadecimal digits"),
        ("\"\\u{D800}\"", "column 4: expected the number of a character, 4 hexadecimal digits"),
        ("<<256>>", "column 3: expected a byte, 0 to 255, or a string"),
        ("1a", "column 2: expected another digit, or the end of the number"),
        ("1__0", "column 2: expected another digit, or the end of the number"),
        ("0x", "column 3: expected a digit"),
        ("- 1", "column 2: expected a digit"),
        ("1.0e400", "column 1: the float is too large"),
        ("Shop.cart", "column 6: expected the next part of the name, as in `Shop.Cart`"),
        (
            "{:жук, #PID<0.1.0>}",
            "column 8: a pid or a reference cannot be typed: only its system can make one",
        ),
        (
            "#Reference<0.0.0.1>",
            "column 1: a pid or a reference cannot be typed: only its system can make one",
        ),
    ];
    for (text, expected) in wrong {
        assert_eq!(error(text), expected, "{text}");
    }
}

#[test]
fn a_text_of_brackets_is_refused_before_the_stack_is_full() {
    let deep = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
    assert!(deep(256).parse::<Term>().is_ok());
    assert_eq!(error(&deep(257)), "column 258: too many brackets inside of brackets: 256 at most");
    for open in ["[", "{", "%{", "<<", "%{a: ", "[1 | ", "{:a, [b: "] {
        assert!(error(&open.repeat(1_000_000)).contains("256 at most"), "{open}");
    }
}

#[test]
fn an_atom_that_is_too_long_is_an_error() {
    let text = format!("{{1, :{}}}", "a".repeat(256));
    assert_eq!(error(&text), "column 5: an atom has at most 255 characters, this one has 256");
}
