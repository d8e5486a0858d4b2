// Waits for each before it tells the next.
// ANCHOR: cut_at_once
let children = std::mem::take(&mut self.children);
let one = |(pid, child): (Pid, Child)| [Action::Tell { pid, shutdown: child.spec.shutdown }, Action::Await(pid)];
children.into_iter().flat_map(one).collect()
// ANCHOR_END: cut_at_once
