//! Stage 3a: what is typed.

use harness::check;
use kv_store::Query;
use term::{Term, term};

use super::BEAM;
use super::desk::{main, table};

#[test]
fn what_is_typed_is_what_is_asked() {
    check("error_swallowed", |t| {
        t.run(main(1, |main| async move {
            let people = [term!({"ann", 31}), term!({"bob", 19}), term!({"cid", 47})];
            let people = table(&main, people);
            for text in [
                r#"[{{:"$1", :"$2"}, [{:>, :"$2", 20}], [:"$1"]}]"#,
                r#"[{{"bob", :"$1"}, [], [:"$1"]}]"#,
                r#" [ {{:"$1", :_}, [], [{{:name, :"$1"}}]} ] "#,
            ] {
                match Query::parse(text) {
                    Ok(query) => {
                        let rows = people.rows(&main.me).expect("main owns it");
                        let found = rows.iter().filter_map(|row| query.run(row)).collect();
                        main.say(Term::list(found).to_string());
                    }
                    Err(error) => main.say(format!("error: {error}")),
                }
            }
        }));
        t.beam_section(BEAM, "typed");
    });
}

#[test]
fn bad_input_names_what_was_expected() {
    check("error_swallowed", |t| {
        for text in [
            "[{{:\"$1\"",
            "",
            "{:a, 1}",
            r#"[{{:"$1", :_}, [], []}]"#,
            r#"[{{:"$1", :_}, [{:>, :"$2", 20}], [:"$3"]}]"#,
        ] {
            t.line(match Query::parse(text) {
                Ok(query) => format!("a query: {}", query.term()),
                Err(error) => error.to_string(),
            });
        }
        let expected = [
            "expected a term: column 9: expected `,` or `}`",
            "expected a term: column 1: expected a term",
            "expected a match specification: specification: Match programs are not in a list.",
            "expected a match specification: clause 1, body: Body clause does not return anything.",
            "expected a match specification: clause 1, guard 1: Variable $2 is unbound; \
             clause 1, body, expression 1: Variable $3 is unbound.",
        ];
        t.expect("what is wrong with it", &expected);
    });
}
