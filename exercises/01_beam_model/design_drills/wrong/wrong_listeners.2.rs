// Sends a message to all but its writer, who then has an order of her own.
// ANCHOR: cut_live_class_load
platform.users() * platform.messages_per_minute * (platform.people - 1) / 60
// ANCHOR_END: cut_live_class_load
