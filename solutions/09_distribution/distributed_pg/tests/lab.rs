//! The lab of `distributed_pg`, from a pipe: each side of a cut has its own members, and both have all of them after it.

use lab::piped::{in_order, said};

#[test]
fn each_side_sees_its_own_and_then_all() {
    let said = said(
        "lab_distributed_pg",
        "x join lobby ann\ny join lobby ann bob\nz members lobby\ncut x | y z\nwait 1500\ngroups\nx join lobby bob\ny leave lobby bob\nheal\nconnect x y z\ngroups\nkill ann@y\ngroups\n",
    );
    in_order(
        &said,
        &[
            "\nann@x ann@y bob@y\n",
            "x  lobby: ann@x\ny  lobby: ann@y bob@y\nz  lobby: ann@y bob@y",
            "y  lobby: ann@x bob@x ann@y\n",
            "z  lobby: ann@x bob@x\n",
        ],
    );
}
