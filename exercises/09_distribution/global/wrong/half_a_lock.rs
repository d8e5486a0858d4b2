// Gives up at a refusal, and leaves behind what was granted.
// ANCHOR: cut_all_or_none
if !self.waiting.remove(&node) {
    return Next::Wait;
}
match said {
    Said::Granted => self.granted.push(node),
    Said::Refused => self.refused = true,
    Said::Gone => {}
}
self.next()
// ANCHOR_END: cut_all_or_none
// ANCHOR: cut_all_or_none
if !self.waiting.is_empty() {
    return Next::Wait;
}
if self.refused {
    return Next::GiveBack(Vec::new());
}
while let Some(stage) = self.stages.pop_front() {
    if !stage.is_empty() {
        self.waiting.extend(&stage);
        return Next::Ask(stage);
    }
}
Next::Locked(self.granted.clone())
// ANCHOR_END: cut_all_or_none
