//! The words as terms: what is written can be read, and nonsense is no word.

use distributed_pg::{Word, read, write};
use process::Pid;
use term::{Term, term};

#[test]
fn what_is_written_can_be_read() {
    let (me, member) = (Pid::of_node(0, 1, 0), Pid::of_node(0, 2, 0));
    let words = [
        Word::Discover,
        Word::Sync(vec![(term!("lobby"), vec![member, member]), (term!({:room, 1}), vec![member])]),
        Word::Sync(vec![]),
        Word::Join(term!("lobby"), vec![member]),
        Word::Leave(vec![member], vec![term!("lobby"), term!("lobby")]),
    ];
    for word in words {
        assert_eq!(read(&write(me, &word)), Some((me, word)));
    }
    let one = term!({:leave, (me), (member), ["lobby"]});
    assert_eq!(read(&one), Some((me, Word::Leave(vec![member], vec![term!("lobby")]))), "as a death is told");
}

#[test]
fn nonsense_is_no_word() {
    let me = Pid::of_node(0, 1, 0);
    let nonsense: [Term; 8] = [
        term!(:discover),
        term!({:discover, :somebody}),
        term!({:hello, (me)}),
        term!({:join, (me), "lobby", :nobody}),
        term!({:leave, (me), [], :lobby}),
        term!({:"$gen_cast", :sync}),
        term!({:"$gen_cast", {:sync, (me), [:lobby]}}),
        term!({:"$gen_cast", {:forget, (me), []}}),
    ];
    for term in nonsense {
        assert_eq!(read(&term), None, "{term}");
    }
}
