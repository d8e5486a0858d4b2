// Counts what is written, not what arrives.
// ANCHOR: cut_live_class_load
platform.users() * platform.messages_per_minute / 60
// ANCHOR_END: cut_live_class_load
