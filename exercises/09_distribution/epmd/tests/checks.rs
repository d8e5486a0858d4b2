//! Checks of `epmd`. Each step is a module, each claim a test.
