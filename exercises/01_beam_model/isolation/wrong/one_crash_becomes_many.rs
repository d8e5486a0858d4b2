// lock().unwrap(), as in every tutorial: each later request panics too.
// ANCHOR: cut_locks
let transfer = || {
    bank.lock().expect("request 50: the lock is poisoned").transfer(n);
    Served::Answered
};
thread::scope(|threads| threads.spawn(transfer).join()).unwrap_or(Served::Crashed)
// ANCHOR_END: cut_locks
