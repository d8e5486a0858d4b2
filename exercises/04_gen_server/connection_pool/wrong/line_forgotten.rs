// Puts the client into the line, and looks at the line only when somebody asks again.
// ANCHOR: cut_line
self.waiting.push_back((ticket, client));
actions
// ANCHOR_END: cut_line
// ANCHOR: cut_line
// ANCHOR_END: cut_line
