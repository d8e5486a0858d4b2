//! Checks of `monitors`. Each step is a module, each claim a test.
