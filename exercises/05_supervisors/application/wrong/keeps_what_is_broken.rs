// Answers every error politely, and keeps the connection.
// ANCHOR: cut_let_it_crash
Err(error) => Answer::reply(Err(error)),
// ANCHOR_END: cut_let_it_crash
