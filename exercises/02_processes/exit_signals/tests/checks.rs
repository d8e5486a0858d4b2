//! Checks of `exit_signals`. Each step is a module, each claim a test.
