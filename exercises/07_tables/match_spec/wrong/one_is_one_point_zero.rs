// Compares as `==` does.
// ANCHOR: cut_pattern
Self::Any => true,
Self::Exactly(term) => term.compare(value).is_eq(),
Self::Tuple(patterns) => value.as_tuple().is_some_and(|elements| {
    elements.len() == patterns.len()
        && patterns.iter().zip(elements).all(|(pattern, element)| pattern.matches(element, bindings))
}),
// ANCHOR_END: cut_pattern
// ANCHOR: cut_pattern
match slot {
    Some(seen) => seen.compare(&value).is_eq(),
    None => {
        *slot = Some(value);
        true
    }
}
// ANCHOR_END: cut_pattern
