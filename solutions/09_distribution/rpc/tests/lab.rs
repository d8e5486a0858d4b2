//! The lab of `rpc`, from a pipe: a limit ends the waiting and not the function, and a lost node ends a call at once.

use lab::piped::{in_order, said};

#[test]
fn every_outcome_is_told() {
    let said = said(
        "lab_rpc",
        "x call y lab:add 1 2\nx call y lab:panic\nx call y lab:nope\nx call y lab:slow 300 within 100\nwait 400\nx call y lab:count\nx multicall y z lab:where\nx call y lab:slow 3000 while stop y\n",
    );
    in_order(
        &said,
        &[
            "\n3\n",
            "{:panic, \"told to panic\"}",
            ":undef",
            "no answer came in time",
            "\n1\n",
            "y: y\nz: z",
            "noconnection",
        ],
    );
}
