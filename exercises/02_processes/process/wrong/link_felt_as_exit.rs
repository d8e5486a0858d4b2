// Lets a signal over a link be felt as if somebody had called exit/2.
// ANCHOR: cut_links
let actions = links::step(&mut mine.ties(me).links, Event::LinkAsked { peer });
match theirs {
    Some(theirs) if !actions.is_empty() => {
        let _ = links::step(&mut theirs.ties(peer).links, Event::LinkArrived { from: me });
        None
    }
    Some(_) => None,
    None => actions.iter().find_map(|action| links::absent(peer, action)),
}
// ANCHOR_END: cut_links
// ANCHOR: cut_links
let ties = gate.existing_ties()?;
match links::step(&mut ties.links, Event::ExitArrived { from, reason }).pop() {
    Some(Action::Feel { from, reason }) => gate.feel(to, from, Via::Exit, reason),
    _ => None,
}
// ANCHOR_END: cut_links
