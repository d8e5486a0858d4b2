// "The data is still there": goes on with a coin that has left and never arrived.
// ANCHOR: cut_locks
let transfer = || {
    bank.lock().unwrap_or_else(std::sync::PoisonError::into_inner).transfer(n);
    Served::Answered
};
thread::scope(|threads| threads.spawn(transfer).join()).unwrap_or(Served::Crashed)
// ANCHOR_END: cut_locks
// ANCHOR: cut_locks
Ok(bank.lock().unwrap_or_else(std::sync::PoisonError::into_inner).total())
// ANCHOR_END: cut_locks
