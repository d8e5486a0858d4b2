//! The judge is a node of the BEAM: it connects, calls, watches and links, and is called. Skipped without Elixir.

mod conversation;

#[test]
fn a_node_of_the_beam_sees_a_node() {
    if !conversation::elixir_is_there() {
        eprintln!("skipped: no Elixir");
        return;
    }
    let here = conversation::Setting { hosts: ["127.0.0.1"; 2], flags: "", surroundings: &[] };
    let (printed, errors) = conversation::run(&here, |options| options);
    assert_eq!(printed, conversation::EXPECTED, "{errors}");
}
