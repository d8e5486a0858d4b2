//! What to say: a mentor that asks before it tells, and says only what a run has shown.
//!
//! Texts are Markdown with fixed sections per cause (`texts`). A failed check leads to Phase 1 (`phase1`): fact,
//! analogy, one question, one next step. `hint` goes down four rungs (`ladder`), the last of which is the
//! explanation gate (`gate`); behind it Phase 2 shows the solution against the learner's own lines (`phase2`).
//! Everything here is a pure function of the report, the journal and the texts; `cli` prints and asks.
//!
//! Left out: reading the learner's code for smells, and spaced review; both will hang on the same causes.
//!
//! Reading order: `parse`, `texts`, `evidence`, `phase1`, `ladder`, `gate`, `phase2`, `gaps`.

mod error;
mod evidence;
mod gaps;
mod gate;
mod ladder;
mod parse;
mod phase1;
mod phase2;
mod texts;

pub use error::{MentorError, MentorProblem};
pub use evidence::Evidence;
pub use gaps::{common_gaps, gaps};
pub use gate::{Answer, Ask, Gate, Said};
pub use ladder::{Advice, Past, advise, angle};
pub use phase1::{Block, Phase, Title, phase, phase1, rung};
pub use phase2::{Change, FileChanges, Hunk, phase2};
pub use texts::{CauseText, MentorTexts, Question, common, texts};
