//! Checks of `process`. Each step is a module, each claim a test.
