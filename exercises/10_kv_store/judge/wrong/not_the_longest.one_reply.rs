// Tells one reply that would be right, and not the others.
// ANCHOR: cut_misfit
let furthest = &mut self.furthest;
if furthest.answered.is_none_or(|most| self.answered > most) {
    let prefix = self.path.iter().filter_map(|position| position.came_by).collect();
    *furthest = Furthest { answered: Some(self.answered), prefix, misfit, must: vec![reply] };
}
// ANCHOR_END: cut_misfit
