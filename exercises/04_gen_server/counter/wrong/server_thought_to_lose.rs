// Thinks that two senders at the same time lose messages in the mailbox.
// ANCHOR: cut_predict
1000;
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
2;
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
1999;
// ANCHOR_END: cut_predict
