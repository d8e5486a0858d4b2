// Goes on whatever was answered.
// ANCHOR: cut_search
match position.untried.next() {
    None => self.leave(),
    Some(step) => {
        if let Some(state) = self.after(step) {
            self.enter(Some(step), state);
        }
    }
}
// ANCHOR_END: cut_search
// ANCHOR: cut_search
Some(_) => Some(state),
// ANCHOR_END: cut_search
