//! Checks of `match_spec`. Each step is a module, each claim a test.

use std::sync::Arc;

use harness::{Run, World, check, sim};
use match_spec::{Chunk, MatchSpec, Select, SelectError, SpecError, match_pattern, test_ms};
use process::{Config, Context, System};
use table::{Direction, Options, Table, Tables};
use term::{Term, term};

/// What the BEAM printed for the same program.
const BEAM: &str = include_str!("../beam.out");

/// A list as its elements, so that no pair is shown as a keyword.
fn parts(list: &Term) -> String {
    let items: Vec<String> = list.as_list().unwrap_or_default().iter().map(Term::to_string).collect();
    format!("[{}]", items.join(", "))
}

fn shown(result: Result<Option<Term>, SpecError>) -> String {
    match result {
        Ok(Some(result)) => result.to_string(),
        Ok(None) => "no match".to_owned(),
        Err(error) => error.to_string(),
    }
}

/// One line: what a pattern makes of a row.
fn in_pattern((row, pattern): (Term, Term)) -> String {
    let bound = match_pattern(&row, &pattern).map(|found| found.map(Term::list));
    format!("{row} in {pattern} -> {}", shown(bound))
}

mod predict {
    use super::*;
    use match_spec::predict::{ONE_AND_ONE_POINT_ZERO, RAISES_IN_A_BODY, RAISES_IN_A_GUARD};

    #[test]
    fn the_prediction_is_what_the_beam_does() {
        check("predicts_an_exception", |t| {
            let ours = [RAISES_IN_A_GUARD, RAISES_IN_A_BODY, ONE_AND_ONE_POINT_ZERO];
            t.suspect_if(ours.contains(&""), "not_yet");
            for line in ours {
                t.line(line);
            }
            let beam = |label: &str| {
                let line = BEAM.lines().find_map(|line| line.strip_prefix(label)?.strip_prefix(" -> "));
                line.expect("the transcript has this line")
            };
            let guard = if beam(r#"[{:hd, :"$2"}]"#) == ":second" { "skipped" } else { "selected" };
            let pattern = if beam(r#"{1, :a} in {1.0, :"$1"}"#) == "no match" { "no" } else { "yes" };
            let equal = if beam(r#"[{:==, :"$2", 5.0}]"#) == ":first" { "yes" } else { "no" };
            t.expect("beam.out", &[guard, ":EXIT", &format!("{pattern} {equal}")]);
        });
    }
}

mod pattern {
    use super::*;

    #[test]
    fn a_pattern_matches_by_form_and_each_constant_by_identity() {
        check("pattern_ignores_the_size", |t| {
            let cases = [
                (term!({1, :a}), term!({:_, :a})),
                (term!({1, :a}), term!({1, :"$1"})),
                (term!({1, :a}), term!({1.0, :"$1"})),
                (term!({1, :a}), term!({:"$2", :"$1"})),
                (term!({1, :a}), term!({:"$1"})),
                (term!({1, :a}), term!({:"$1", :_, :_})),
                (term!({1, :a}), term!(:"$1")),
                (term!({{:a, [1, 2, 3]}}), term!({{:a, [1 | :"$1"]}})),
                (term!({{:a, [1, 2, 3]}}), term!({{:a, [1, :"$1"]}})),
                (term!({%{k: 1, m: 2}}), term!({%{k: :"$1"}})),
                (term!({%{k: 1, m: 2}}), term!({%{k: 2}})),
            ];
            for case in cases {
                t.line(in_pattern(case));
            }
            let one_is_one_point_zero =
                t.lines().iter().any(|line| line == r#"{1, :a} in {1.0, :"$1"} -> [:a]"#);
            t.suspect_if(one_is_one_point_zero, "one_is_one_point_zero");
            t.beam_section(BEAM, "pattern");
        });
    }

    #[test]
    fn a_variable_twice_is_the_same_term_twice() {
        check("repeated_variable_unchecked", |t| {
            let cases = [
                (term!({1, 1}), term!({:"$1", :"$1"})),
                (term!({1, 2}), term!({:"$1", :"$1"})),
                (term!({1, 1.0}), term!({:"$1", :"$1"})),
                (term!({1, 2}), term!({:_, :_})),
                (term!({1, {1, 2}}), term!({:"$1", {:"$1", :"$2"}})),
                (term!({1, {3, 2}}), term!({:"$1", {:"$1", :"$2"}})),
            ];
            for case in cases {
                t.line(in_pattern(case));
            }
            let checked = t.lines().iter().any(|line| line == r#"{1, 2} in {:"$1", :"$1"} -> no match"#);
            t.suspect_if(checked, "one_is_one_point_zero");
            t.beam_section(BEAM, "variable");
        });
    }
}

mod meaning {
    use super::*;

    #[test]
    fn a_tuple_needs_two_pairs_of_braces_and_a_variable_a_place_in_the_head() {
        check("unbound_is_not_found", |t| {
            let cases = [
                (term!([]), term!([{{:"$1", :"$2"}}])),
                (term!([]), term!([{:"$1", :"$2"}])),
                (term!([]), term!([{:ok, :"$2"}])),
                (term!([]), term!([{{:ok, :"$2"}}])),
                (term!([{:>, :"$3", 1}]), term!([:"$_"])),
                (term!([{:is_string, :"$1"}]), term!([:"$_"])),
                (term!([{:first, 1}, {:>, :"$7", :"$8"}]), term!([{:last}])),
                (term!([]), term!([])),
            ];
            for (guards, body) in cases {
                let spec = term!([{{:"$1", :"$2"}, (&guards), (&body)}]);
                let result = match MatchSpec::compile(&spec) {
                    Ok(_) => "ok".to_owned(),
                    Err(error) => {
                        let faults: Vec<String> =
                            error.problems.iter().map(|problem| problem.fault.to_string()).collect();
                        let text = faults.join(" ");
                        text.find(" is neither").map_or(text.clone(), |at| format!("It{}", &text[at..]))
                    }
                };
                t.line(format!("{}, {} -> {result}", parts(&guards), parts(&body)));
            }
            let ok = |line: &String| line.ends_with("-> ok");
            let calls = [r#"[], [{:"$1", :"$2"}]"#, r#"[], [{:ok, :"$2"}]"#];
            let taken =
                t.lines().iter().any(|line| ok(line) && calls.iter().any(|call| line.starts_with(call)));
            t.suspect_if(taken || !t.lines().first().is_some_and(ok), "tuple_taken_for_call");
            t.beam_section(BEAM, "meaning");
        });
    }

    #[test]
    fn each_problem_is_told_with_its_place() {
        check("unbound_is_not_found", |t| {
            let specs = [
                term!(:a),
                term!([{:_, []}]),
                term!([{:_, [], [:"$_"]}, {{:"$1"}, [{:hd, :"$1"}, {:tl, :"$2"}], [{:a}, 1, {:b}]}]),
                term!([{:_, :a, []}]),
                term!([{{%{:"$1" => 1}}, [], [1]}]),
            ];
            for spec in specs {
                shown(test_ms(&term!({ 1 }), &spec)).lines().for_each(|line| t.line(line));
            }
            t.expect(
                "problems",
                &[
                    // ANCHOR: places
                    "specification: Match programs are not in a list.",
                    "clause 1: Match program part is not a tuple of arity 3.",
                    "clause 2, guard 2: Variable $2 is unbound.",
                    "clause 2, body, expression 1: Function a/0 does_not_exist.",
                    "clause 2, body, expression 3: Function b/0 does_not_exist.",
                    "clause 1, guards: Match expression is not a list.",
                    "clause 1, body: Body clause does not return anything.",
                    "clause 1, head: Variable found in map key.",
                    // ANCHOR_END: places
                ],
            );
        });
    }
}

mod guard {
    use super::*;

    #[test]
    fn a_guard_holds_if_it_is_true_and_one_that_raises_does_not() {
        check("anything_but_false_passes", |t| {
            let cases = [
                term!([]),
                term!([{:>, :"$2", 3}]),
                term!([{:>, :"$2", 3}, {:<, :"$2", 5}]),
                term!([{:==, :"$2", 5.0}]),
                term!([{:"=:=", :"$2", 5.0}]),
                term!([{:hd, :"$2"}]),
                term!([{:not, {:hd, :"$2"}}]),
                term!([{:or, true, {:hd, :"$2"}}]),
                term!([{:orelse, true, {:hd, :"$2"}}]),
                term!([:"$2"]),
                term!([{:andalso, {:is_integer, :"$2"}, {:==, {:rem, :"$2", 2}, 1}}]),
            ];
            for guards in cases {
                t.suspect("guard_error_kills");
                let spec = term!([{{:"$1", :"$2"}, (&guards), [:first]}, {:_, [], [:second]}]);
                t.line(format!("{} -> {}", parts(&guards), shown(test_ms(&term!({:k, 5}), &spec))));
            }
            t.suspect("anything_but_false_passes");
            let line = |line: &str| t.lines().iter().any(|other| other == line);
            let two = line(r#"[{:>, :"$2", 3}, {:<, :"$2", 5}] -> :first"#);
            t.suspect_if(two || !line("[] -> :first"), "one_guard_is_enough");
            t.beam_section(BEAM, "guard");
        });
    }
}

mod body {
    use super::*;

    #[test]
    fn the_last_expression_is_the_result_and_what_raises_is_worth_exit() {
        check("body_error_drops_the_row", |t| {
            let cases = [
                term!([:"$_"]),
                term!([:"$$"]),
                term!([{{:"$2", :"$1"}}]),
                term!([{{:"$1", {{:"$2", {:+, :"$2", 1}}}}}]),
                term!([[:"$1", :"$2"]]),
                term!([%{value: :"$2"}]),
                term!([:"$1", :"$2"]),
                term!([{:const, :"$1"}]),
                term!([{:hd, :"$2"}]),
                term!([{{:"$1", {:div, :"$2", 0}}}]),
                term!([{:is_atom, {:hd, :"$2"}}]),
                term!([{:hd, :"$2"}, :fine]),
            ];
            for body in cases {
                let spec = term!([{{:"$1", :"$2"}, [], (&body)}]);
                t.line(format!("{} -> {}", parts(&body), shown(test_ms(&term!({:k, 5}), &spec))));
            }
            t.beam_section(BEAM, "body");
        });
    }
}

/// Runs `body` in a process that owns the table `people`.
fn people(body: fn(&World, &Context, &Table)) -> Run {
    sim(1, move |world| async move {
        let system = System::new(Config {
            spawner: Some(world.spawner()),
            tracer: Some(world.tracer()),
            crash_log: Some(Arc::new(|_| {})),
            ..Config::default()
        });
        let tables = Tables::new(&system);
        let inside = world.clone();
        let main = system.spawn(move |me| async move {
            me.register("main").expect("the name is free");
            let people = tables.create(&me, "people", Options::ordered_set()).expect("a new table");
            for (id, name, age) in
                [(1, "ann", 30), (2, "bob", 19), (3, "cid", 41), (4, "dee", 26), (5, "eve", 33)]
            {
                let name = term::Atom::new(name);
                people.insert(&me, term!({(id), (name), (age)})).expect("a row");
            }
            body(&inside, &me, &people);
        });
        system.join(main).await;
    })
}

fn spec(term: &Term) -> MatchSpec {
    MatchSpec::compile(term).expect("a good specification")
}

/// Those older than 25: number and age.
fn older() -> MatchSpec {
    spec(&term!([{ {:"$1", :_, :"$3"}, [{:>, :"$3", 25}], [{{:"$1", :"$3"}}] }]))
}

fn list(result: Result<Vec<Term>, SelectError>) -> String {
    result.map_or_else(|error| error.to_string(), |rows| Term::list(rows).to_string())
}

mod keys {
    use super::*;

    #[test]
    fn heads_that_all_name_the_key_leave_the_rest_of_the_table_alone() {
        check("scans_for_bound_key", |t| {
            let specs = [
                term!([{{3, :"$1", :_}, [], [:"$1"]}]),
                term!([{{3, :_, :_}, [], [1]}, {{:_, 3, :_}, [], [1]}]),
                term!([{{{:a, 1}, :_}, [], [1]}, {{:b, :_}, [], [1]}, {{{:a, 1}, :c}, [], [1]}]),
                term!([{{{:a, :_}, :_}, [], [1]}]),
                term!([{{:"$1", :_}, [{:"=:=", :"$1", 3}], [1]}]),
                term!([{:_, [], [1]}]),
                term!([{{1, 2}, [], [1]}, {{}, [], [1]}, {:never, [], [1]}]),
            ];
            for term in specs {
                let keys = spec(&term)
                    .keys(1)
                    .map_or("the whole table".to_owned(), |keys| Term::list(keys).to_string());
                t.line(keys);
            }
            let one_is_enough = t.lines().get(1).is_some_and(|line| line != "the whole table");
            t.suspect_if(one_is_enough, "one_bound_head_is_enough");
            t.expect(
                "keys",
                &[
                    "[3]",
                    "the whole table",
                    "[{:a, 1}, :b]",
                    "the whole table",
                    "the whole table",
                    "the whole table",
                    "[1]",
                ],
            );
        });
    }

    #[test]
    fn what_is_selected_does_not_depend_on_the_way_there() {
        check("scans_for_bound_key", |t| {
            t.run(people(|world, me, people| {
                let say = |label: &str, result: String| world.say("main", format!("{label} -> {result}"));
                say("select", list(people.select(me, &older())));
                say("select_reverse", list(people.select_reverse(me, &older())));
                say("match", list(people.match_rows(me, &term!({:"$2", :"$1", :_}))));
                say("match_object", list(people.match_object(me, &term!({:_, :dee, :_}))));
                say("key 3", list(people.select(me, &spec(&term!([{{3, :"$1", :_}, [], [:"$1"]}])))));
                say("key 3.0", list(people.select(me, &spec(&term!([{{3.0, :"$1", :_}, [], [:"$1"]}])))));
                let three = term!([
                    {{5, :"$1", :_}, [], [:"$1"]}, {{2, :"$1", :_}, [], [:"$1"]}, {{9, :"$1", :_}, [], [:"$1"]}
                ]);
                say("keys 5, 2, 9", list(people.select(me, &spec(&three))));
            }));
            t.beam_section(BEAM, "table");
        });
    }
}

mod limit {
    use super::*;

    /// More parts than any walk here has.
    const TOO_MANY: usize = 9;

    fn walk(world: &World, me: &Context, label: &str, mut next: Result<Option<Chunk>, SelectError>) {
        for _ in 0..TOO_MANY {
            let (line, more) = match next.expect("the table is there") {
                None => ("end of table".to_owned(), None),
                Some(Chunk { rows, more: None }) => (format!("{}, end of table", Term::list(rows)), None),
                Some(Chunk { rows, more }) => (Term::list(rows).to_string(), more),
            };
            world.say("main", format!("{label} -> {line}"));
            let Some(more) = more else { return };
            next = more.next(me);
        }
        world.say("main", format!("{label} -> and so on, without end"));
    }

    #[test]
    fn a_walk_in_parts_sees_every_row_once_and_tells_its_end() {
        check("continuation_skips_row", |t| {
            t.run(people(|world, me, people| {
                let names = spec(&term!([{{:_, :"$1", :_}, [], [:"$1"]}]));
                let three = spec(&term!([{{3, :"$1", :_}, [], [:"$1"]}]));
                let zoe = spec(&term!([{{:_, :zoe, :_}, [], [:"$_"]}]));
                let (forward, backward) = (Direction::Forward, Direction::Backward);
                walk(world, me, "2 of 5", people.select_limit(me, &names, forward, 2));
                walk(world, me, "5 of 5", people.select_limit(me, &names, forward, 5));
                walk(world, me, "6 of 5", people.select_limit(me, &names, forward, 6));
                walk(world, me, "2 of 4", people.select_limit(me, &older(), forward, 2));
                walk(world, me, "2 of 5, back", people.select_limit(me, &names, backward, 2));
                walk(world, me, "1 of key 3", people.select_limit(me, &three, forward, 1));
                walk(world, me, "1 of none", people.select_limit(me, &zoe, forward, 1));
            }));
            t.suspect_if(
                t.lines().iter().any(|line| line.ends_with("without end")),
                "continuation_starts_again",
            );
            t.beam_section(BEAM, "limit");
        });
    }

    #[test]
    fn rows_that_come_and_go_between_two_parts_move_no_other_row() {
        check("continuation_skips_row", |t| {
            t.run(people(|world, me, people| {
                let names = spec(&term!([{{:_, :"$1", :_}, [], [:"$1"]}]));
                let first = people.select_limit(me, &names, Direction::Forward, 2);
                let first = first.expect("the table is there").expect("there are five");
                people.delete(me, &term!(1)).expect("ours");
                people.delete(me, &term!(2)).expect("ours");
                people.insert(me, term!({0, :zoe, 7})).expect("ours");
                people.insert(me, term!({6, :fay, 8})).expect("ours");
                let second = first.more.and_then(|more| more.next(me).expect("the table is there"));
                world.say(
                    "main",
                    format!(
                        "{} then {}",
                        list(Ok(first.rows)),
                        list(Ok(second.map_or(Vec::new(), |chunk| chunk.rows)))
                    ),
                );
            }));
            t.suspect_if(
                t.lines().iter().any(|line| line.contains("then [:zoe")),
                "continuation_starts_again",
            );
            t.expect("transcript", &["[:ann, :bob] then [:cid, :dee]"]);
        });
    }
}

mod change {
    use super::*;

    fn count(result: Result<usize, SelectError>) -> String {
        match result {
            Ok(count) => count.to_string(),
            Err(SelectError::ChangesKey) => "badarg".to_owned(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn only_true_deletes_and_no_replacement_changes_a_key() {
        check("deletes_what_matches", |t| {
            t.run(people(|world, me, people| {
                let say = |label: &str, result: String| world.say("main", format!("{label} -> {result}"));
                let young = |body: Term| spec(&term!([{{:_, :_, :"$1"}, [{:<, :"$1", 30}], [(body)]}]));
                say("count, body true", count(people.select_count(me, &young(term!(true)))));
                say("count, body $_", count(people.select_count(me, &young(term!(:"$_")))));
                say("delete, body $_", count(people.select_delete(me, &young(term!(:"$_")))));
                say("delete, body true", count(people.select_delete(me, &young(term!(true)))));
                say("left", list(people.rows(me).map_err(SelectError::from)));
                let old = term!([{{:"$1", :"$2", :"$3"}, [{:>, :"$3", 40}], [{{:"$1", :"$2", :old}}]}]);
                say("replace", count(people.select_replace(me, &spec(&old))));
                let turned = term!([{{:"$1", :"$2", :"$3"}, [], [{{:"$2", :"$1", :"$3"}}]}]);
                say("replace the key", count(people.select_replace(me, &spec(&turned))));
                let same = term!([{{:"$1", :"$2", :"$3"}, [], [{{{:+, :"$1", 0}, :"$2", :"$3"}}]}]);
                say("replace the key by itself", count(people.select_replace(me, &spec(&same))));
                let deleted = people.match_delete(me, &term!({5, :_, :_}));
                say("match_delete", deleted.map_or_else(|error| error.to_string(), |()| "true".to_owned()));
                say("left", list(people.rows(me).map_err(SelectError::from)));
                let bad = MatchSpec::compile(&term!([{{:"$1", :_, :_}, [], [:"$2"]}]));
                let bad = if bad.is_err() { "badarg" } else { "ok" };
                say("a bad one", bad.to_owned()); // `select` takes nothing that has not been compiled
                say("a bad one, compiled", bad.to_owned());
            }));
            let deleted =
                t.lines().iter().any(|line| line.starts_with("delete, body $_") && !line.ends_with("-> 0"));
            let badarg = |line: &String| line == "replace the key by itself -> badarg";
            t.suspect_if(!deleted && !t.lines().iter().any(badarg), "replace_changes_key");
            t.beam_section(BEAM, "change");
        });
    }
}
