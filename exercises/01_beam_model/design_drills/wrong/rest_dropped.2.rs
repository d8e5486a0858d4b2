// Divides and drops the rest: half a gigabit has no cable.
// ANCHOR: cut_live_class_load
platform.users() * platform.messages_per_minute * platform.people / 60
// ANCHOR_END: cut_live_class_load
// ANCHOR: cut_live_class_load
platform.users() * platform.video_mbit / 1_000
// ANCHOR_END: cut_live_class_load
