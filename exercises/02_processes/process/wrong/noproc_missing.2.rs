// Nobody answers for a peer that is not there.
// ANCHOR: cut_links
let _ = links::absent::<Pid>;
let _ = links::step(&mut mine.ties(me).links, Event::LinkAsked { peer });
if let Some(theirs) = theirs {
    let _ = links::step(&mut theirs.ties(peer).links, Event::LinkArrived { from: me });
}
None
// ANCHOR_END: cut_links
