//! Checks of `links`. Each step is a module, each claim a test.
