//! Functions of a BEAM go through unread and come out unchanged. Recorded with OTP 25, Elixir 1.14.0:
//! `:erlang.term_to_binary({function, :end}, minor_version: 2)`.

use etf::{Limits, Node, decode, encode};
use term::{Function, Term};

/// `&:global.random_exit_name/3`
const NAMED: &str = "836802717706676c6f62616c771072616e646f6d5f657869745f6e616d6561037703656e64";
/// `fn a -> {a, x} end`, in a shell
const CLOSURE: &str = "83680270000000d301065361aa461590d1bdf1eb62d1a6eb080000002a00000001770865726c5f6576616c612a6200329b0d58770d6e6f6e6f6465406e6f686f737400000060000000000000000068066101740000000177045f784031680261016d0000000374776f77046e6f6e6577046e6f6e6574000000006c0000000168057706636c6175736561016c0000000168037703766172610177045f6140316a6a6c00000001680377057475706c6561016c0000000268037703766172610177045f61403168037703766172610177045f7840316a6a6a7703656e64";

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("two digits"))
        .collect()
}

fn function(term: &Term) -> &Function {
    match term.as_tuple() {
        Some([Term::Function(function), _]) => function,
        _ => panic!("a function and a word: {term}"),
    }
}

#[test]
fn a_function_comes_back_byte_for_byte() {
    for recorded in [NAMED, CLOSURE] {
        let term = decode(&bytes(recorded), Node::alone(), Limits::default()).expect("it is a term");
        function(&term);
        assert_eq!(encode(&term, Node::alone()), bytes(recorded));
    }
}

#[test]
fn a_named_function_says_its_name() {
    let term = decode(&bytes(NAMED), Node::alone(), Limits::default()).expect("it is a term");
    assert_eq!(term.to_string(), "{&:global.random_exit_name/3, :end}");
}

#[test]
fn no_length_of_a_closure_is_believed() {
    for len in [[0, 0, 0, 3], [255, 255, 255, 255]] {
        let lie = [&[131, 112][..], &len, &[0; 40]].concat();
        assert!(decode(&lie, Node::alone(), Limits::default()).is_err());
    }
}
