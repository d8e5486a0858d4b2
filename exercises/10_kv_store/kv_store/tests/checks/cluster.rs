//! Stage 6: who sees whom.

use std::collections::BTreeMap;

use harness::check;
use kv_store::cluster::Matrix;

use super::nodes::name;

fn matrix(rows: &[(&str, Option<&str>)]) -> Matrix {
    let names = |text: &str| text.split_whitespace().map(name).collect();
    Matrix(rows.iter().map(|(node, sees)| (name(node), sees.map(names))).collect::<BTreeMap<_, _>>())
}

#[test]
fn a_cluster_is_whole_when_every_node_sees_every_other() {
    check("silence_is_consent", |t| {
        let cases = [
            ("all see all", matrix(&[("a", Some("b c")), ("b", Some("a c")), ("c", Some("a b"))])),
            ("one sees one", matrix(&[("a", Some("b")), ("b", Some("a c")), ("c", Some("a b"))])),
            ("one is silent", matrix(&[("a", Some("b c")), ("b", Some("a c")), ("c", None)])),
            ("alone", matrix(&[("a", Some(""))])),
            ("a guest", matrix(&[("a", Some("b x")), ("b", Some("a"))])),
        ];
        for (what, matrix) in cases {
            t.line(format!("{what}: {}", if matrix.is_whole() { "whole" } else { "not whole" }));
        }
        t.suspect_if(t.lines()[1] == "one sees one: whole", "one_side_is_enough");
        t.expect(
            "transcript",
            &[
                "all see all: whole",
                "one sees one: not whole",
                "one is silent: not whole",
                "alone: whole",
                "a guest: whole",
            ],
        );
    });
}
