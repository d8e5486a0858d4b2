// Switches trapping off, whatever it was before.
// ANCHOR: cut_trap
me.trap_exit(TrapExit::Yes);
let worker = me.spawn_link(move |worker| work(worker, parent, number));
let is_exit = |exit: &Exit| exit.from == worker;
let letter =
    me.receive_where(|letter| is_answer(letter, worker) || letter.peek().is_some_and(is_exit)).await;
let result = match letter.open::<Answer>() {
    Ok(Answer(number)) => {
        me.receive_if(is_exit).await; // a worker that has answered ends too, and now that is a letter
        Ok(number)
    }
    Err(letter) => Err(letter.open::<Exit>().expect("no answer, so it is EXIT").reason),
};
me.trap_exit(TrapExit::No);
result
// ANCHOR_END: cut_trap
