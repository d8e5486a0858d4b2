// Keeps the last order that was tried.
// ANCHOR: cut_misfit
let prefix = self.path.iter().filter_map(|position| position.came_by).collect();
self.furthest = Furthest { answered: Some(self.answered), prefix, misfit, must: vec![reply] };
// ANCHOR_END: cut_misfit
