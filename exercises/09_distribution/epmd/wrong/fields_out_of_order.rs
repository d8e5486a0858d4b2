// The lowest byte first, as this machine has it.
// ANCHOR: cut_entry
out.extend(self.port.to_le_bytes());
out.extend([self.kind.byte(), 0]);
out.extend(self.highest.to_le_bytes());
out.extend(self.lowest.to_le_bytes());
for bytes in [self.name.as_bytes(), &self.extra] {
    out.extend((bytes.len() as u16).to_le_bytes());
    out.extend(bytes);
}
// ANCHOR_END: cut_entry
