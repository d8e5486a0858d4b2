// The given code: a pattern for a letter that never comes.
// ANCHOR: cut_trap
let worker = me.spawn_link(move |worker| work(worker, parent, number));
let is_exit = |exit: &Exit| exit.from == worker;
let letter =
    me.receive_where(|letter| is_answer(letter, worker) || letter.peek().is_some_and(is_exit)).await;
let result = match letter.open::<Answer>() {
    Ok(Answer(number)) => {
        Ok(number)
    }
    Err(letter) => Err(letter.open::<Exit>().expect("no answer, so it is EXIT").reason),
};
result
// ANCHOR_END: cut_trap
