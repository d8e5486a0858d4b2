//! The lab of `handshake`, from a pipe: who believes whom, with another cookie, an old connection, and two calls at once.

use lab::piped::{in_order, said};

#[test]
fn believed_refused_alive_and_simultaneous() {
    let said = said(
        "lab_handshake",
        "dial a\nrun\nnew\ncookie b other\ndial a\nrun\nnew\nold b\ndial a\nrun\nnew\ndial a\ndial b\nrun\n",
    );
    in_order(
        &said,
        &[
            "a believes b@b",
            "b: cookie secret, connected",
            "b closes the connection: the node a@a has another cookie",
            "a: cookie secret, not connected",
            "salive",
            "strue",
            "b ends the old connection",
            "ok_simultaneous",
            "a gives up its own call",
            "b: cookie secret, connected",
        ],
    );
}
