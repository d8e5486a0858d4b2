//! Stage 12: what a BEAM asks, and what it hears.

use harness::check;
use kv_store::beam::{answer_term, request_of};
use kv_store::replica::{Answer, Request};
use term::{Term, term};

use super::BEAM;

fn words(request: &Request) -> String {
    match request {
        Request::Put(key, value) => format!("put {key} {value}"),
        Request::Get(key) => format!("get {key}"),
        Request::Delete(key) => format!("delete {key}"),
        Request::Select(query, _) => format!("select {}", query.term()),
    }
}

#[test]
fn what_a_beam_asks_is_understood_and_nonsense_is_told() {
    check("nonsense_taken", |t| {
        let asked = [
            term!({:put, "k", {1, [:a]}}),
            term!({:get, {:user, 1}}),
            term!({:delete, nil}),
            term!({:select, [{:_, [], [:"$_"]}]}),
            term!({:put, "k"}),
            term!({:pt, "k", 1}),
            term!(:stop),
            term!({:select, :all}),
        ];
        for term in asked {
            t.line(
                request_of(&term).map_or_else(|_| format!("{term} is refused"), |request| words(&request)),
            );
        }
        t.expect(
            "transcript",
            &[
                r#"put "k" {1, [:a]}"#,
                "get {:user, 1}",
                "delete nil",
                r#"select [{:_, [], [:"$_"]}]"#,
                r#"{:put, "k"} is refused"#,
                r#"{:pt, "k", 1} is refused"#,
                ":stop is refused",
                "{:select, :all} is refused",
            ],
        );
    });
}

#[test]
fn a_key_whose_value_is_nil_is_not_a_key_without_a_value() {
    check("nil_for_nothing", |t| {
        let found = [Some(term!(1)), Some(Term::nil()), None];
        for (key, value) in ["one", "nil", "none"].iter().zip(found) {
            t.line(format!("{key}: {}", answer_term(Answer::Value(value))));
        }
        t.beam_section(BEAM, "fetch");
    });
}

#[test]
fn maybe_is_told_as_such() {
    check("nonsense_taken", |t| {
        for answer in [Answer::Done, Answer::Unknown, Answer::Unavailable, Answer::Found(vec![term!(1)])] {
            t.line(answer_term(answer).to_string());
        }
        t.expect("transcript", &[":ok", "{:error, :unknown}", "{:error, :unavailable}", "[1]"]);
    });
}
