// Lists the cache first, since it is asked first.
// ANCHOR: cut_order
let storage = part("storage", vec![cache, database], STORAGE);
let web = part("web", vec![hits, listener], WEB);
vec![storage, sessions, web]
// ANCHOR_END: cut_order
