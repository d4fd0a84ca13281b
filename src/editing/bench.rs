//! A tool on a document, without a window: what the tests of tools share.

use kurbo::Point;

use super::habits::{Habits, Held};
use super::overlay::Mark;
use super::tool::{Tool, ToolContext, ToolEvent, ToolKey, ToolOutput};
use crate::artwork::{Artwork, Element, ElementId, Frame};
use crate::document::{Document, History};
use crate::scene::build;

pub const NOTHING_HELD: Held = Held { shift: false, alt: false, command: false };
pub const SHIFT: Held = Held { shift: true, ..NOTHING_HELD };
pub const ALT: Held = Held { alt: true, ..NOTHING_HELD };
pub const COMMAND: Held = Held { command: true, ..NOTHING_HELD };

pub struct Bench<T> {
    pub history: History,
    pub habits: Habits,
    pub tool: T,
    /// What only a window can do.
    pub asked: Vec<ToolOutput>,
}

impl<T: Tool> Bench<T> {
    pub fn new(elements: Vec<Element>, tool: T) -> Self {
        let artwork = Artwork { elements: elements.into_iter().map(Into::into).collect(), ..Artwork::default() };
        let document = Document { artwork: artwork.into(), ..Document::default() };
        Self { history: History::new(document), habits: Habits::default(), tool, asked: Vec::new() }
    }

    /// Lets the tool see everything.
    pub fn with<R>(&mut self, look: impl FnOnce(&mut T, &ToolContext<'_>) -> R) -> R {
        let document = self.history.document().clone();
        let scene = build(&document.artwork, &document.badge);
        let selection = self.history.selection().clone();
        let context = ToolContext::new(&document, &scene, &selection, self.habits, 1.0);
        let context = ToolContext { inset: 16.0, ..context };
        look(&mut self.tool, &context)
    }

    pub fn carry_out(&mut self, output: ToolOutput) {
        match output {
            ToolOutput::Select(ids) => self.history.select(ids),
            ToolOutput::Edit(edits, label, group) => self.history.apply(&edits, label, group).unwrap(),
            ToolOutput::Show(id) => self.history.select([id]),
            ToolOutput::Undo => {
                self.history.undo();
            }
            ToolOutput::Seal => self.history.seal(),
            asked => self.asked.push(asked),
        }
    }

    pub fn event(&mut self, event: ToolEvent) {
        let outputs = self.with(|tool, context| tool.event(event, context));
        outputs.into_iter().for_each(|output| self.carry_out(output));
    }

    /// Presses a key; false where the tool has no use for it.
    pub fn key(&mut self, key: ToolKey) -> bool {
        let outputs = self.with(|tool, context| tool.key(key, context));
        let used = outputs.is_some();
        outputs.into_iter().flatten().for_each(|output| self.carry_out(output));
        used
    }

    /// A click as the window tells it: a press, a release, and that it was one.
    pub fn click(&mut self, at: (f64, f64), held: Held) {
        self.event(ToolEvent::Press(at.into(), held));
        self.event(ToolEvent::Release);
        self.event(ToolEvent::Click(at.into(), held));
    }

    /// What lies over the badge.
    pub fn overlay(&mut self) -> Vec<Mark> {
        self.with(|tool, context| tool.overlay(context))
    }

    pub fn drag(&mut self, from: (f64, f64), to: (f64, f64), held: Held) {
        self.event(ToolEvent::Press(from.into(), held));
        for step in 1..=4 {
            let along = f64::from(step) / 4.0;
            self.event(ToolEvent::Drag(Point::from(from).lerp(to.into(), along), held));
        }
        self.event(ToolEvent::Release);
        self.history.seal();
    }

    pub fn choose(&mut self, ids: &[u64]) {
        self.history.select(ids.iter().copied().map(ElementId));
    }

    pub fn chosen(&self) -> Vec<u64> {
        self.history.selection().iter().map(|id| id.0).collect()
    }

    pub fn element(&self, id: u64) -> Element {
        (**self.history.document().artwork.element(ElementId(id)).unwrap()).clone()
    }

    pub fn frame(&self, id: u64) -> Frame {
        self.element(id).frame
    }
}
