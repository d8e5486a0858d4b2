//! The lab of nodes, from a pipe: who is cut off is noticed after a silence, and what is typed wrongly costs nothing.

use lab::piped::{in_order, piped, text};

#[test]
fn a_cut_is_noticed_after_a_silence_and_a_crash_as_well() {
    let typed = "connect x y\nx next y\nx monitor counter@y\nwho\ncut x | y\nwho\nwait 1500\nwho\nheal\nx next y\n\
                 crash y\nwait 1500\nwho\nx flush\nstart y\nx next y\nlog\n";
    let ran = piped("lab_node", "en", typed);
    assert_eq!((ran.status.code(), text(&ran.stderr).as_str()), (Some(0), ""));
    let whole = "x · + -\ny + · -\nz - - ·";
    let parted = "x · - -\ny - · -\nz - - ·";
    in_order(
        &text(&ran.stdout),
        &[
            "x y: connected",
            "\n1\n",
            whole,
            whole,
            "cut: x > y, y > x",
            parted,
            "\n2\n",
            "y                        ✗ ended: crash",
            "x · -\nz - ·",
            "{:DOWN, counter@y, :noconnection}",
            "y#2",
            "\n1\n",
            "y ended: crash",
        ],
    );
}

#[test]
fn nodes_come_hidden_with_another_cookie_or_heard_by_half() {
    let typed = "start w hidden\nconnect w x\nx nodes\nw nodes\nstart v cookie other\nconnect v x\ncut y > z\n\
                 connect y z\ndisconnect x w\nx nodes\n";
    let ran = piped("lab_node", "en", typed);
    in_order(
        &text(&ran.stdout),
        &[
            "nodes: []  hidden: [w]",
            "nodes: [x]  hidden: []",
            "v x: ",
            "y z: there is no node z@z",
            "x w: disconnected",
            "nodes: []  hidden: []",
        ],
    );
}

#[test]
fn what_is_typed_wrongly_costs_one_line_in_the_learners_language() {
    let wrong = "start\nstart X\nstart x\nstart w what\nstop q\ncrash\nconnect x\nconnect x q\ncut x\ncut x | x\ncut x | q\n\
                 heal now\nx\nx what\nq nodes\nx next\nx next q\nx send counter y\nx send counter@y {1\nx spawn y stay\n\
                 x link nobody@y\nx trap maybe\nx exit counter@y\nwhat\n";
    let ran = piped("lab_node", "ru", &format!("{wrong}x next x\n"));
    let told = text(&ran.stderr);
    assert_eq!((ran.status.code(), told.lines().count()), (Some(2), wrong.lines().count()), "{told}");
    for line in told.lines() {
        assert!(line.contains(|c: char| ('а'..='я').contains(&c)), "{line}");
        assert!(!line.contains("NODE") && !line.contains("TERM"), "{line}");
    }
    assert!(text(&ran.stdout).ends_with("\n1\n"), "nothing was lost");
}
