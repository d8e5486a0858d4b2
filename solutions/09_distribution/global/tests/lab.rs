//! The lab of `global`, from a pipe: a name given away on both sides of a cut has one owner after it.

use lab::piped::{in_order, said};

#[test]
fn one_owner_after_a_cut_and_the_loser_is_told() {
    let said = said(
        "lab_global",
        "x register shop ann notify\ny whereis shop\ncut x | y z\nwait 1500\ny whereis shop\ny register shop bob notify\nnames\nheal\nconnect x y z\nwait 500\nnames\ntree\n",
    );
    in_order(
        &said,
        &[
            "\nyes\n",
            "\nann@x\n",
            "\nundefined\n",
            "\nyes\n",
            "shop  x: ann@x  y: bob@y  z: bob@y",
            "shop  x: ann@x  y: ann@x  z: ann@x",
            "{:global_name_conflict, \"shop\"}",
        ],
    );
}
