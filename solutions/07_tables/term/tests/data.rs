//! Rust values become terms, and terms values, by serde.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use term::{Term, from_term, to_term};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct User {
    name: String,
    age: Option<u8>,
    tags: Vec<Tag>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Tag {
    Admin,
    Level(u8),
    Pair(i8, bool),
    Place { x: f64, y: f64 },
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Metres(f64);

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Nothing;

/// Its term prints as `text`, and the value can be made of it again.
fn both_ways<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(value: T, text: &str) {
    let term = to_term(&value).expect("it can be a term");
    assert_eq!(term.to_string(), text);
    assert_eq!(from_term::<T>(&term), Ok(value), "{text}");
}

fn error<T: DeserializeOwned + std::fmt::Debug>(text: &str) -> String {
    let term: Term = text.parse().expect("it is a term");
    from_term::<T>(&term).expect_err("it does not fit").to_string()
}

#[test]
fn values_become_terms_and_come_back() {
    let tags = vec![Tag::Admin, Tag::Level(3), Tag::Pair(-1, true), Tag::Place { x: 1.0, y: 2.5 }];
    both_ways(
        User { name: "Ann".into(), age: None, tags },
        r#"%{age: nil, name: "Ann", tags: [:admin, {:level, 3}, {:pair, -1, true}, {:place, %{x: 1.0, y: 2.5}}]}"#,
    );
    both_ways((1, "a".to_owned(), 'ж'), r#"{1, "a", "ж"}"#);
    both_ways([1, 2, 3], "{1, 2, 3}");
    both_ways(vec![Some(1), None], "[1, nil]");
    both_ways(BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), 2)]), r#"%{"a" => 1, "b" => 2}"#);
    both_ways(BTreeMap::from([((1, true), ())]), "%{{1, true} => nil}");
    both_ways(Metres(1.5), "1.5");
    both_ways(Nothing, "nil");
    both_ways(u128::MAX, "340282366920938463463374607431768211455");
    both_ways(i128::MIN, "-170141183460469231731687303715884105728");
    both_ways(u64::MAX, "18446744073709551615");
    both_ways(i64::MIN, "-9223372036854775808");
    both_ways(false, "false");
}

#[test]
fn an_error_names_the_way_to_the_part_that_does_not_fit() {
    let user = r#"%{age: 30, name: "Ann", tags: "#;
    let wrong = [
        (error::<u8>("300"), "invalid value: integer `300`, expected u8"),
        (error::<u8>(":a"), "invalid type: `:a`, expected u8"),
        (error::<String>(":a"), "invalid type: `:a`, expected a string"),
        (error::<Vec<u8>>("[1, 2 | 3]"), "invalid type: `[1, 2 | 3]`, expected a sequence"),
        (error::<Vec<u8>>("[1, :two]"), "[1]: invalid type: `:two`, expected u8"),
        (error::<(u8, u8)>("{1, 2, 3}"), "invalid type: `{1, 2, 3}`, expected a tuple of size 2"),
        (error::<User>(r#"%{name: "Ann"}"#), "missing field `tags`"),
        (error::<User>("%{name: 1}"), "name: invalid type: `1`, expected a string"),
        (error::<User>(&format!("{user}[:admin, :boss]}}")), "tags[1]: unknown variant `boss`"),
        (error::<User>(&format!("{user}[{{:level, -1}}]}}")), "tags[0].level: invalid value"),
        (error::<User>(&format!("{user}[{{:pair, 1, 2}}]}}")), "tags[0].pair[1]: invalid type: `2`"),
        (
            error::<User>(&format!("{user}[{{:place, %{{x: nil}}}}]}}")),
            "tags[0].place.x: invalid type: `nil`",
        ),
        (error::<Tag>("{:admin, 1}"), "invalid type: `{:admin, 1}`, expected a variant without fields"),
        (error::<Tag>(":level"), "invalid type: `:level`, expected a variant with one field"),
        (error::<BTreeMap<String, u8>>(r#"%{"a" => "b"}"#), "[\"a\"]: invalid type: `\"b\"`, expected u8"),
    ];
    for (error, expected) in wrong {
        assert!(error.starts_with(expected), "expected {expected}, got {error}");
    }
    let error = to_term(&vec![Metres(1.0), Metres(f64::NAN)]).expect_err("this is no number");
    assert_eq!(error.to_string(), "[1]: expected a number, got the float NaN");
}

#[test]
fn fields_that_nobody_knows_are_passed_over() {
    let term: Term = r#"%{__struct__: User, name: "Ann", age: 1, tags: []}"#.parse().expect("it is a term");
    assert_eq!(from_term(&term), Ok(User { name: "Ann".into(), age: Some(1), tags: Vec::new() }));
}

#[test]
fn a_text_can_be_borrowed_from_the_term() {
    let term: Term = r#"["a", "b"]"#.parse().expect("it is a term");
    assert_eq!(from_term::<Vec<&str>>(&term), Ok(vec!["a", "b"]));
}
