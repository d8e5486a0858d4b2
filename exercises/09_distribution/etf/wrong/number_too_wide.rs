// Four bytes for every number that fits into them, eight for the others.
// ANCHOR: cut_encode
self.head(tag::LIST, items.len());
open.push(list.tail().map_or(Open::Nil, Open::One));
open.push(Open::Terms(items.iter()));
// ANCHOR_END: cut_encode
// ANCHOR: cut_encode
if let Ok(value) = i32::try_from(value) {
    self.bytes.push(tag::INTEGER);
    self.bytes.extend(value.to_be_bytes());
} else {
    let sign = if value < 0 { Sign::Minus } else { Sign::Plus };
    self.big(sign, &value.unsigned_abs().to_le_bytes());
}
// ANCHOR_END: cut_encode
