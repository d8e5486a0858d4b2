// Takes the first step that is legal, and gives up where none is.
// ANCHOR: cut_search
let untried = std::mem::replace(&mut position.untried, Vec::new().into_iter());
match untried.into_iter().find_map(|step| Some((step, self.after(step)?))) {
    Some((step, state)) => self.enter(Some(step), state),
    None => self.path.clear(),
}
// ANCHOR_END: cut_search
// ANCHOR: cut_search
Some(answered) => (*answered == reply).then_some(state),
// ANCHOR_END: cut_search
