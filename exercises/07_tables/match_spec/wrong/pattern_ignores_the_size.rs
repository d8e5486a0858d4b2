// Compares as many elements as both have.
// ANCHOR: cut_pattern
Self::Any => true,
Self::Exactly(term) => term == value,
Self::Tuple(patterns) => value.as_tuple().is_some_and(|elements| {
    patterns.iter().zip(elements).all(|(pattern, element)| pattern.matches(element, bindings))
}),
// ANCHOR_END: cut_pattern
// ANCHOR: cut_pattern
match slot {
    Some(seen) => *seen == value,
    None => {
        *slot = Some(value);
        true
    }
}
// ANCHOR_END: cut_pattern
