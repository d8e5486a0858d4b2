// The worker that has answered ends as well: its EXIT stays.
// ANCHOR: cut_trap
let before = me.trap_exit(TrapExit::Yes);
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
me.trap_exit(before);
result
// ANCHOR_END: cut_trap
