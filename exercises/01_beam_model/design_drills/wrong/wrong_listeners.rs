// Sends every message to everybody on the platform.
// ANCHOR: cut_live_class_load
platform.users() * platform.messages_per_minute * platform.users() / 60
// ANCHOR_END: cut_live_class_load
