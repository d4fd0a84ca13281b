//! A tool on a document, without a window: what the tests of tools share.

use kurbo::Point;

use super::paint_tool::PaintTool;
use super::select_tool::SelectTool;
use super::tool::{Habits, Held, ToolContext, ToolEvent, ToolOutput};
use crate::artwork::{Artwork, Element, ElementId, Frame};
use crate::badge::Badge;
use crate::document::{Document, History};
use crate::scene::build;

pub const NOTHING_HELD: Held = Held { shift: false, alt: false, command: false };
pub const SHIFT: Held = Held { shift: true, ..NOTHING_HELD };
pub const ALT: Held = Held { alt: true, ..NOTHING_HELD };
pub const COMMAND: Held = Held { command: true, ..NOTHING_HELD };

/// What takes events.
pub trait Tool {
    fn event(&mut self, event: ToolEvent, context: &ToolContext<'_>) -> Vec<ToolOutput>;
}

impl Tool for SelectTool {
    fn event(&mut self, event: ToolEvent, context: &ToolContext<'_>) -> Vec<ToolOutput> {
        Self::event(self, event, context)
    }
}

impl Tool for PaintTool {
    fn event(&mut self, event: ToolEvent, context: &ToolContext<'_>) -> Vec<ToolOutput> {
        Self::event(self, event, context)
    }
}

pub struct Bench<T> {
    pub history: History,
    pub habits: Habits,
    pub tool: T,
}

impl<T: Tool> Bench<T> {
    pub fn new(elements: Vec<Element>, tool: T) -> Self {
        let artwork = Artwork { elements: elements.into_iter().map(Into::into).collect(), ..Artwork::default() };
        let document = Document { artwork: artwork.into(), ..Document::default() };
        Self { history: History::new(document), habits: Habits::default(), tool }
    }

    /// Lets the tool see everything.
    pub fn with<R>(&mut self, look: impl FnOnce(&mut T, &ToolContext<'_>) -> R) -> R {
        let document = self.history.document().clone();
        let scene = build(&document.artwork, &Badge::default());
        let selection = self.history.selection().clone();
        let context = ToolContext {
            artwork: &document.artwork,
            scene: &scene,
            selection: &selection,
            reach: 8.0,
            arm: 26.0,
            inset: 16.0,
            habits: self.habits,
        };
        look(&mut self.tool, &context)
    }

    pub fn carry_out(&mut self, output: ToolOutput) {
        match output {
            ToolOutput::Select(ids) => self.history.select(ids),
            ToolOutput::Edit(edits, label, group) => self.history.apply(&edits, label, group).unwrap(),
            ToolOutput::Undo => {
                self.history.undo();
            }
        }
    }

    pub fn event(&mut self, event: ToolEvent) {
        let outputs = self.with(|tool, context| tool.event(event, context));
        outputs.into_iter().for_each(|output| self.carry_out(output));
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
