//! Draws the processes: one row each, a tree where there is one, and marks where something has changed.

use colored::Colorize;

use crate::family::{Change, Place};
use crate::page::{Page, columns, cut, legible, pad};
use crate::words::Words;

/// With less room than this beside name and pid, what is known of a process stands below them.
const ROOM: usize = 18;

/// One row before it is laid out.
struct Row<'a> {
    /// The branches of the tree in front of the name, and those in front of what stands below it.
    branch: String,
    below: String,
    place: &'a Place,
}

/// The picture, line by line.
pub(crate) fn draw(places: &[Place], is_tree: bool, page: &Page, words: Words) -> Vec<String> {
    let mut rows = Vec::new();
    if is_tree {
        for root in places {
            rows.push(Row { branch: String::new(), below: String::new(), place: root });
            branches(&root.children, "", page, &mut rows);
        }
    } else {
        rows.extend(places.iter().map(|place| Row { branch: String::new(), below: String::new(), place }));
    }
    let first = rows.iter().map(|row| columns(&row.branch) + columns(&row.place.id)).max().unwrap_or(0);
    let pids =
        rows.iter().filter_map(|row| row.place.pid.as_ref()).map(|pid| columns(pid)).max().unwrap_or(0);
    let widths = (first.min(page.width / 2), pids);
    let lay = |row: &Row<'_>| lay(row, &known(row.place, is_tree, words), widths, page, words);
    rows.iter().flat_map(lay).collect()
}

fn branches<'a>(places: &'a [Place], before: &str, page: &Page, rows: &mut Vec<Row<'a>>) {
    for (index, place) in places.iter().enumerate() {
        let last = index + 1 == places.len();
        let (branch, below) = match last {
            true => (page.mark("└─ ", "`- "), "   "),
            false => (page.mark("├─ ", "|- "), page.mark("│  ", "|  ")),
        };
        let below = format!("{before}{below}");
        rows.push(Row { branch: format!("{before}{branch}"), below: below.clone(), place });
        branches(&place.children, &below, page, rows);
    }
}

/// Name, pid, what is known, what has changed.
fn lay(row: &Row<'_>, known: &str, (first, pids): (usize, usize), page: &Page, words: Words) -> Vec<String> {
    let place = row.place;
    let is_gone = matches!(place.change, Change::Gone { .. });
    let id = legible(&place.id);
    let name = pad(&format!("{}{id}", row.branch), first);
    let pid = if place.pid.as_ref() == Some(&place.id) { "" } else { place.pid.as_deref().unwrap_or("") };
    let change = change(place, page, words);
    let paint_name = |name: &str| match &place.change {
        Change::Gone { .. } => name.replace(&id, &id.dimmed().to_string()),
        _ => name.replace(&id, &id.bold().to_string()),
    };
    let paint_pid = |pid: &str| if is_gone { pid.dimmed().to_string() } else { pid.cyan().to_string() };
    let paint_change = |text: &str| match &place.change {
        Change::Gone { .. } => text.red().to_string(),
        Change::New => text.green().to_string(),
        _ => text.yellow().to_string(),
    };
    let taken = first + 2 + pids + 2;
    if page.width < taken + ROOM {
        let mut lines =
            vec![format!("{} {}", paint_name(name.trim_end()), paint_pid(pid)).trim_end().to_owned()];
        let room = page.width.saturating_sub(columns(&row.below) + 2);
        lines.extend((!known.is_empty()).then(|| format!("{}  {}", row.below, cut(known, room))));
        lines.extend(change.map(|text| format!("{}  {}", row.below, paint_change(&cut(&text, room)))));
        return lines;
    }
    let wanted = change.as_ref().map_or(0, |text| columns(text) + 2);
    let room = page.width.saturating_sub(taken);
    let head = format!("{}  {}", paint_name(&name), paint_pid(&pad(pid, pids)));
    // What has changed gets a line of its own before anything is cut.
    let below = change.is_some() && columns(known) + wanted > room;
    let known = cut(known, room);
    let mut line = format!("{head}  {known}");
    let mut lines = Vec::new();
    match change {
        Some(text) if below => {
            lines.push(line.trim_end().to_owned());
            let fits = !known.is_empty() && columns(&text) <= room;
            let at = if fits { taken } else { columns(&row.below) + 2 };
            let text = cut(&text, page.width.saturating_sub(at));
            lines.push(format!("{}{}", pad(&row.below, at), paint_change(&text)));
        }
        Some(text) => {
            line = format!(
                "{head}  {}{}",
                if known.is_empty() { String::new() } else { format!("{known}  ") },
                paint_change(&text)
            );
            lines.push(line);
        }
        None => lines.push(line.trim_end().to_owned()),
    }
    lines
}

/// Strategy or state, and what the kernel says, in words. Who is linked with whom, a tree shows by itself.
fn known(place: &Place, is_tree: bool, words: Words) -> String {
    let mut known: Vec<String> = place.strategy.iter().chain(&place.state).cloned().collect();
    if let Some(process) = &place.process {
        let others = |peers: &[String]| {
            let others: Vec<&str> = peers.iter().map(String::as_str).filter(|peer| *peer != "lab").collect();
            (!others.is_empty()).then(|| others.join(" "))
        };
        known.extend((process.mailbox > 0).then(|| words.mailbox(process.mailbox)));
        if place.strategy.is_none() {
            known.extend(process.traps_exits.then(|| words.traps().to_owned()));
        }
        if !is_tree {
            known.extend(others(&process.links).map(|names| words.links(&names)));
        }
        known.extend(others(&process.monitors).map(|names| words.monitors(&names)));
    }
    if place.pid.is_none() {
        known.push(words.not_running().to_owned());
    }
    known.extend((place.restarts > 0).then(|| words.restarts(place.restarts)));
    known.join(", ")
}

fn change(place: &Place, page: &Page, words: Words) -> Option<String> {
    let because = |reason: &Option<String>| match reason {
        Some(reason) => words.ended_by(&legible(reason)),
        None => words.ended().to_owned(),
    };
    match &place.change {
        Change::None => None,
        Change::New => Some(format!("{} {}", page.mark("●", "(+)"), words.new_one())),
        Change::Replaced { old, reason } => {
            Some(format!("{} {}, {}", page.mark("◀", "<--"), words.was(old), because(reason)))
        }
        Change::Gone { reason } => Some(format!("{} {}", page.mark("✗", "(x)"), because(reason))),
    }
}
