// Reads what it needs, and does not look at the rest.
// ANCHOR: cut_entry
out.extend(self.port.to_be_bytes());
out.extend([self.kind.byte(), 0]);
out.extend(self.highest.to_be_bytes());
out.extend(self.lowest.to_be_bytes());
for bytes in [self.name.as_bytes(), &self.extra] {
    out.extend((bytes.len() as u16).to_be_bytes());
    out.extend(bytes);
}
// ANCHOR_END: cut_entry
// ANCHOR: cut_entry
let port = fields.u16()?;
let kind = Kind::of(fields.u8()?)?;
let _protocol = fields.u8()?;
let (highest, lowest) = (fields.u16()?, fields.u16()?);
let name = String::from_utf8_lossy(fields.counted()?).into_owned();
let extra = fields.counted()?.to_vec();
Ok(Self { name, port, kind, highest, lowest, extra })
// ANCHOR_END: cut_entry
