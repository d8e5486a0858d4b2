// One form for all lists, and the same end for all.
// ANCHOR: cut_encode
let _ = (tag::STRING, Self::text, Open::One);
self.head(tag::LIST, items.len());
open.push(Open::Nil);
open.push(Open::Terms(items.iter()));
// ANCHOR_END: cut_encode
// ANCHOR: cut_encode
if let Ok(small) = u8::try_from(value) {
    self.bytes.extend([tag::SMALL_INTEGER, small]);
} else if let Ok(value) = i32::try_from(value) {
    self.bytes.push(tag::INTEGER);
    self.bytes.extend(value.to_be_bytes());
} else {
    let sign = if value < 0 { Sign::Minus } else { Sign::Plus };
    let digits = value.unsigned_abs().to_le_bytes();
    let used = digits.iter().rposition(|digit| *digit != 0).map_or(0, |last| last + 1);
    self.big(sign, &digits[..used]);
}
// ANCHOR_END: cut_encode
