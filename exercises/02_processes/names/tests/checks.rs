//! Checks of `names`. Each step is a module, each claim a test.
