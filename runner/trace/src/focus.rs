//! Which part of a picture fits: rows around the mark, lanes that take part there, the room between lanes.

use std::ops::Range;

use crate::rows::{Item, Picture, Sign};
use crate::text::width;

/// Rows shown before and after the mark, where the whole trace does not fit.
const AROUND: usize = 10;
/// Least and most columns from one lane to the next.
pub(crate) const NARROW: usize = 10;
const WIDE: usize = 24;

/// The rows to draw: all, or those around the mark, or the first.
pub(crate) fn window(rows: usize, marked: Option<usize>, room: usize) -> Range<usize> {
    match marked {
        _ if rows <= room.min(2 * AROUND + 1) => 0..rows,
        Some(mark) => mark.saturating_sub(AROUND)..rows.min(mark + AROUND + 1),
        None => 0..rows.min(room),
    }
}

/// The lanes to draw: those that take part nearest to the mark; in the order of the trace.
pub(crate) fn choose_lanes(
    picture: &Picture,
    rows: &Range<usize>,
    marked: Option<usize>,
    most: usize,
) -> Vec<usize> {
    let focus = marked.unwrap_or(rows.start);
    let mut near: Vec<usize> = rows.clone().collect();
    near.sort_by_key(|row| (row.abs_diff(focus), *row));
    let mut lanes = Vec::new();
    for lane in near.iter().flat_map(|row| picture.rows[*row].item.lanes()).flatten() {
        if lanes.len() < most && !lanes.contains(&lane) {
            lanes.push(lane);
        }
    }
    lanes.sort_unstable();
    lanes
}

/// From one lane to the next, as far as names and labels between neighbours want it.
pub(crate) fn gap(picture: &Picture, rows: &Range<usize>, lanes: &[usize]) -> usize {
    let place = |lane: &usize| lanes.iter().position(|shown| shown == lane);
    let names = lanes.iter().map(|lane| width(&picture.lanes[*lane]) + 2);
    let labels = picture.rows[rows.clone()].iter().filter_map(|row| match &row.item {
        Item::Arrow { from, to, label, .. } => {
            let lanes_apart = place(from)?.abs_diff(place(to)?);
            Some((width(label) + 7).div_ceil(lanes_apart.max(1)))
        }
        Item::Beside { sign: Sign::Note, .. } => None,
        Item::Beside { text, .. } => Some(width(text) + 4),
    });
    names.chain(labels).max().unwrap_or(NARROW).clamp(NARROW, WIDE)
}
