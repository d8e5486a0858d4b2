// Has been where the same steps are done, whatever they have left.
// ANCHOR: cut_memo
let _ = state;
!self.seen.insert((self.done.clone(), self.model.init()))
// ANCHOR_END: cut_memo
