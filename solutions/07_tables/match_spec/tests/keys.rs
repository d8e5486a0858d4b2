//! What a specification says about keys, where OTP has rules of its own.

use match_spec::{MatchSpec, Select};
use process::{Config, System};
use table::{Direction, Options, Tables};
use term::{Term, term};

fn compiled(spec: &str) -> MatchSpec {
    let spec: Term = spec.parse().expect("it is a term");
    MatchSpec::compile(&spec).expect("it is a specification")
}

fn keys(head: &str) -> Option<String> {
    compiled(&format!("[{{{head}, [], [:\"$_\"]}}]")).keys(1).map(|keys| Term::list(keys).to_string())
}

#[test]
fn a_map_without_variables_is_one_key() {
    let map: Term = "{%{1 => 2}, :a}".parse().expect("it is a term");
    let whole = compiled(r#"[{{%{}, :_}, [], [:"$_"]}]"#);
    assert_eq!(whole.run(&map), Some(map), "a map matches one that has more");
    assert_eq!(keys("{%{}, :_}").as_deref(), Some("[%{}]"), "and is the key itself in a table");
    assert_eq!(keys("{{%{a: [1]}}, :_}").as_deref(), Some("[{%{a: [1]}}]"));
    assert_eq!(keys("{%{a: :_}, 1}"), None);
    assert_eq!(keys(r#"{[%{a: :"$1"}], 1}"#), None);
}

#[test]
fn a_key_is_kept_only_where_the_head_shows_it() {
    let keeps = [
        (r#"{{:"$1", :_}, [], [{{:"$1", 9}}]}"#, true),
        (r#"{:"$1", [], [{{:"$1", 9}}]}"#, false),
        (r#"{:_, [], [{{{:element, 1, :"$_"}, 9}}]}"#, false),
        (r#"{{:_}, [], [{{{:element, 1, :"$_"}, 9}}]}"#, true),
        (r#"{{}, [], [{{{:element, 1, :"$_"}, 9}}]}"#, false),
        (r#"{:_, [], [:"$_"]}"#, true),
        ("{{[1], :_}, [], [{{[1], 9}}]}", true),
        ("{{%{a: 1}, :_}, [], [{{%{a: 1}, 9}}]}", false),
        ("{{{[%{}]}, :_}, [], [{:const, {{[%{}]}, 9}}]}", false),
    ];
    for (clause, expected) in keeps {
        assert_eq!(compiled(&format!("[{clause}]")).keeps_key(1), expected, "{clause}");
    }
}

#[test]
fn named_keys_are_visited_in_the_direction_of_the_walk() {
    let run = harness::sim(1, |world| async move {
        let system = System::new(Config { spawner: Some(world.spawner()), ..Config::default() });
        let tables = Tables::new(&system);
        system
            .join(system.spawn(move |me| async move {
                let table =
                    tables.create(&me, "numbers", Options::ordered_set()).expect("the process is there");
                table.insert_many(&me, (0..5).map(|key| term!({ (key) }))).expect("it is ours");
                let spec = compiled("[{{3}, [], [3]}, {{1}, [], [1]}, {{4}, [], [4]}]");
                let forward = [term!(1), term!(3), term!(4)];
                let backward = [term!(4), term!(3), term!(1)];
                assert_eq!(table.select(&me, &spec).expect("ours"), forward);
                assert_eq!(table.select_reverse(&me, &spec).expect("ours"), backward);
                let part = table.select_limit(&me, &spec, Direction::Backward, 2).expect("ours");
                assert_eq!(part.expect("there are some").rows, backward[..2]);
            }))
            .await
    });
    assert_eq!(run.finished(), process::ExitReason::Normal);
}
