// Frees the name; its process still believes to have it.
// ANCHOR: cut_unregister
self.by_name.remove(name).ok_or(NameError::NotRegistered)
// ANCHOR_END: cut_unregister
