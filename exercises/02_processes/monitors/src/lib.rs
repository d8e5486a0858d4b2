//! Cut from the solution.
