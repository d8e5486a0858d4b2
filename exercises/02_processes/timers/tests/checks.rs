//! Checks of `timers`. Each step is a module, each claim a test.
