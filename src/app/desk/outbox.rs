//! What a place asks for. It is carried out after the frame, by the top of the window,
//! so that no place knows another one or the top.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use super::{FileQuestion, Notice, Place, Progress, ReviewMessage, Target};
use crate::artwork::ElementId;
use crate::document::{Document, Edit, Group};
use crate::review::Field;

/// Something that a place with messages `M` asks for.
#[derive(Clone, Debug)]
pub enum Out<M> {
    /// A message to the place itself.
    Mine(M),
    /// Shows a place.
    Go(Place),
    /// Says something at the edge of the window.
    Say(Notice),
    /// Changes the document, as one step.
    Edit {
        /// What to change.
        edits: Vec<Edit>,
        /// What the step is called, such as "Move star".
        label: String,
        /// Which edits it joins.
        group: Group,
    },
    /// Takes the last step back.
    Undo,
    /// Ends the open group of edits.
    Seal,
    /// Chooses elements.
    Select(Vec<ElementId>),
    /// Asks for a file, and goes on with it.
    Pick(FileQuestion, Then<Self>),
    /// Goes on while a badge is in view; else says that another one is, and what was therefore
    /// not done, such as "the logo was not put on it. Please choose it again".
    For(Target, &'static str, Box<Self>),
    /// Opens a document to work on.
    Open(PathBuf),
    /// Opens files, whatever they are: documents to work on, others to inspect.
    OpenAny(Vec<PathBuf>),
    /// Works on a document that was just made and belongs to no file.
    Begin {
        /// The document.
        document: Box<Document>,
        /// Where the work on it begins.
        place: Place,
        /// Whether it is a starter as it is, of which nothing can be lost.
        starter: bool,
    },
    /// Shows a field ready to be typed into, or an element.
    GoToField(Field),
    /// Tells the review something.
    Review(ReviewMessage),
    /// Asks for a badge that was made, and shows what holds of it.
    ChooseToInspect,
    /// Shows the user's brand kit.
    ShowBrandKit,
    /// Shows the set of badges.
    ShowSet,
    /// Explains what a badge is.
    Explain,
    /// Several, in order.
    All(Vec<Self>),
}

/// Goes on with the file that was chosen.
pub struct Then<M>(Arc<dyn Fn(PathBuf) -> M + Send + Sync>);

impl<M> Then<M> {
    /// Goes on in this way.
    pub fn new(then: impl Fn(PathBuf) -> M + Send + Sync + 'static) -> Self {
        Self(Arc::new(then))
    }

    /// What comes of this file.
    pub fn with(&self, path: PathBuf) -> M {
        (self.0)(path)
    }
}

impl<M> Clone for Then<M> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<M> fmt::Debug for Then<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Then")
    }
}

/// Work that is done beside the window; it gives up when it is told so.
type Work<M> = Box<dyn FnOnce(&Progress) -> Out<M> + Send>;

/// Work beside the window, and what it comes to.
pub struct Task<M> {
    /// What it is, such as "Signing".
    pub name: &'static str,
    /// Whether people are shown that it runs.
    pub shown: bool,
    /// The work.
    pub work: Work<M>,
}

/// What a place asked for in a frame, in order.
pub struct Outbox<M> {
    asked: Vec<Out<M>>,
    tasks: Vec<Task<M>>,
}

impl<M> Default for Outbox<M> {
    fn default() -> Self {
        Self { asked: Vec::new(), tasks: Vec::new() }
    }
}

impl<M> Out<M> {
    /// Changes the document, in a step of its own.
    pub fn edit(label: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self::Edit { edits, label: label.into(), group: Group::Once }
    }
}

impl<M> Outbox<M> {
    /// Asks for something.
    pub fn push(&mut self, out: Out<M>) {
        self.asked.push(out);
    }

    /// Asks for several things, in order.
    pub fn extend(&mut self, outs: impl IntoIterator<Item = Out<M>>) {
        self.asked.extend(outs);
    }

    /// A message to the place itself.
    pub fn mine(&mut self, message: M) {
        self.push(Out::Mine(message));
    }

    /// Says something at the edge of the window.
    pub fn say(&mut self, notice: Notice) {
        self.push(Out::Say(notice));
    }

    /// Asks for a file; `then` makes the message that goes on with it.
    pub fn pick(&mut self, question: FileQuestion, then: impl Fn(PathBuf) -> M + Send + Sync + 'static) {
        self.push(Out::Pick(question, Then::new(move |path| Out::Mine(then(path)))));
    }

    /// Asks for a file for a badge, as [`Self::pick`]: for another one that is in view by
    /// then nothing is done, and that is said.
    pub fn pick_for(
        &mut self,
        target: Target,
        undone: &'static str,
        question: FileQuestion,
        then: impl Fn(PathBuf) -> M + Send + Sync + 'static,
    ) {
        let goes_on = move |path| Out::For(target.clone(), undone, Box::new(Out::Mine(then(path))));
        self.push(Out::Pick(question, Then::new(goes_on)));
    }

    /// Changes the document, in a step of its own.
    pub fn edit(&mut self, label: impl Into<String>, edits: Vec<Edit>) {
        self.push(Out::edit(label, edits));
    }

    /// Has work done that people are shown.
    pub fn run(&mut self, name: &'static str, work: impl FnOnce(&Progress) -> Out<M> + Send + 'static) {
        self.tasks.push(Task { name, shown: true, work: Box::new(work) });
    }

    /// Has work done for a badge, as [`Self::run`]: it changes no other that is in view by
    /// then, and that is said.
    pub fn run_for(
        &mut self,
        target: Target,
        undone: &'static str,
        name: &'static str,
        work: impl FnOnce(&Progress) -> Out<M> + Send + 'static,
    ) {
        self.run(name, move |progress| Out::For(target, undone, Box::new(work(progress))));
    }

    /// Has work done in the background, such as autosave.
    pub fn run_quietly(&mut self, name: &'static str, work: impl FnOnce(&Progress) -> Out<M> + Send + 'static) {
        self.tasks.push(Task { name, shown: false, work: Box::new(work) });
    }

    /// What was asked for, and the work that is to be begun.
    pub(in crate::app) fn into_parts(self) -> (Vec<Out<M>>, Vec<Task<M>>) {
        (self.asked, self.tasks)
    }
}
