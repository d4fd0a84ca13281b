//! What the form remembers between frames.

use std::collections::HashSet;

use super::library::Library;
use super::logo::Logo;
use super::part::Part;
use super::preview::Preview;
use crate::review::Field;
use crate::skills::Hit;

/// The model of the place.
#[derive(Default)]
pub struct Words {
    pub(super) memory: Memory,
    pub(super) library: Library,
}

impl Words {
    /// Forgets what belonged to the document before.
    pub fn document_changed(&mut self) {
        self.memory = Memory::default();
    }
}

/// What the form remembers between frames of one document.
#[derive(Default)]
pub(super) struct Memory {
    /// The field that gets the keyboard in the next frame.
    pub(super) focus: Option<Field>,
    /// The field that has or last had the keyboard.
    pub(super) here: Option<Field>,
    /// The button that moved a statement goes on moving it: its new place,
    /// and whether up or down.
    pub(super) mover: Option<(usize, Way)>,
    /// The answers to the questions that help to choose a layer, while they
    /// are asked.
    pub(super) answers: Option<Vec<bool>>,
    /// The layer that the answers proposed and the user took.
    pub(super) proposed: Option<String>,
    pub(super) finder: Finder,
    /// Where the caret goes in the statement that gets the keyboard.
    pub(super) caret: Option<usize>,
    /// Whether the criteria are written as one text, though they are short.
    pub(super) one_text: bool,
    /// Whether the running example is shown.
    pub(super) tells_story: bool,
    /// The parts that are not as they begin, open or folded.
    pub(super) turned: HashSet<Part>,
    /// The part that is read.
    pub(super) at: Part,
    /// The last part so far in this frame whose head has left the view.
    pub(super) passed: Part,
    /// The part to go to in the next frame.
    pub(super) jump: Option<Part>,
    /// Whether a narrow window shows the preview.
    pub(super) peeks: bool,
    /// The field that has or last had the keyboard, by its path.
    pub(super) here_key: Option<String>,
    pub(super) commenting: Option<CommentDraft>,
    pub(super) cleaned: Option<Cleaned>,
    pub(super) new_language: String,
    pub(super) too_many_tags: bool,
    /// The skill whose details are open.
    pub(super) open_skill: Option<usize>,
    pub(super) new_tag: String,
    pub(super) preview: Preview,
    pub(super) logo: Logo,
}

impl Memory {
    /// Whether a part lies open.
    pub(super) fn is_open(&self, part: Part) -> bool {
        self.turned.contains(&part) != part.opens_by_itself()
    }

    /// Unfolds or folds a part.
    pub(super) fn set_open(&mut self, part: Part, open: bool) {
        if self.is_open(part) != open && !self.turned.remove(&part) {
            self.turned.insert(part);
        }
    }

    /// Unfolds the part and goes to it in the next frame.
    pub(super) fn go_to_part(&mut self, part: Part) {
        self.set_open(part, true);
        self.jump = Some(part);
    }

    /// Opens a comment on a field.
    pub(super) fn begin_comment(&mut self, key: &str) {
        self.commenting = Some(CommentDraft { field: key.to_owned(), ..CommentDraft::default() });
    }
}

/// Which way a statement moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Up,
    Down,
}

/// What is being looked for.
#[derive(Default)]
pub(super) struct Finder {
    pub(super) typed: String,
    /// What was found for it, in which framework, and the row that Enter takes.
    pub(super) found: Option<(String, Vec<Hit>)>,
    pub(super) chosen: Option<usize>,
    /// Whether the rows are shown though nothing is typed.
    pub(super) browses: bool,
    /// Why the last skill was not added.
    pub(super) said: Option<String>,
}

/// A comment that is being written.
#[derive(Default)]
pub(super) struct CommentDraft {
    /// The field it is on, by its path; empty for the badge as a whole.
    pub(super) field: String,
    pub(super) text: String,
    /// True once its field had the keyboard.
    pub(super) opened: bool,
}

/// A text that was changed, without characters that cannot be seen.
pub(super) struct Cleaned {
    /// The field, by its key.
    pub(super) key: String,
    /// How many characters were left out.
    pub(super) left_out: usize,
}
