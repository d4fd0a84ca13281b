//! The tool that draws a path point by point.

use kurbo::{Point, Vec2};

use super::nodes::{Node, Nodes, Run};
use super::tool::{ToolContext, ToolEvent, ToolOutput};
use crate::artwork::{Artwork, Color, Element, Frame, Kind, Paint, Stroke};
use crate::document::{Edit, Group};
use crate::scene::as_kind;

/// Width of the line of an open path.
const LINE: f64 = 8.0;

/// Draws a path: a click makes a corner, a drag a curve; a click on the first
/// point closes it.
#[derive(Debug, Default)]
pub struct PenTool {
    run: Run,
    dragging: bool,
}

impl PenTool {
    /// What was drawn so far.
    pub fn drawn(&self) -> &Run {
        &self.run
    }

    /// What to do about an event.
    pub fn event(&mut self, event: ToolEvent, context: &ToolContext<'_>) -> Vec<ToolOutput> {
        match event {
            ToolEvent::Press(at, _) => {
                let first = self.run.nodes.first().map(|node| node.at);
                if self.run.nodes.len() > 2 && first.is_some_and(|first| first.distance(at) <= context.reach) {
                    self.run.closed = true;
                    return self.finish(context.artwork);
                }
                self.run.nodes.push(Node::corner(at));
                self.dragging = true;
            }
            ToolEvent::Drag(to, _) => self.bend(to, context.reach),
            ToolEvent::Release => self.dragging = false,
            ToolEvent::Cancel => {
                self.dragging = false;
                self.take_last_away();
            }
        }
        Vec::new()
    }

    fn bend(&mut self, to: Point, reach: f64) {
        if let Some(last) = self.run.nodes.last_mut().filter(|_| self.dragging)
            && last.at.distance(to) > reach / 2.0
        {
            last.after = to;
            last.before = last.at - (to - last.at);
        }
    }

    /// Bends the path at its last point, whose handle after it is moved.
    pub fn bend_last(&mut self, by: Vec2) {
        if let Some(last) = self.run.nodes.last_mut().filter(|_| by != Vec2::ZERO) {
            last.after += by;
            last.before = last.at - (last.after - last.at);
        }
    }

    /// Takes the last point away again.
    pub fn take_last_away(&mut self) {
        self.run.nodes.pop();
    }

    /// Puts what was drawn on the badge: filled where it is closed, else a
    /// line. Nothing where there are fewer than two points.
    pub fn finish(&mut self, artwork: &Artwork) -> Vec<ToolOutput> {
        let run = std::mem::take(&mut self.run);
        self.dragging = false;
        let closed = run.closed;
        let formed = if run.nodes.len() > 1 { as_kind(&Nodes(vec![run]).path()) } else { None };
        let Some((kind, frame)) = formed else { return Vec::new() };
        let element = painted(kind, frame, closed, artwork);
        let id = element.id;
        let edit = Edit::Insert { elements: vec![element], index: None };
        vec![ToolOutput::Edit(vec![edit], "Draw a path".into(), Group::Once), ToolOutput::Select(vec![id])]
    }
}

fn painted(kind: Kind, frame: Frame, closed: bool, artwork: &Artwork) -> Element {
    let color = artwork.palette.get(1).copied().unwrap_or(Color::BLACK);
    let mut element = Element::new(artwork.fresh_id(), kind, frame);
    element.name = "Path".into();
    if closed {
        element.fill = Some(Paint::Solid(color));
    } else {
        element.stroke = Some(Stroke::solid(color, LINE));
    }
    element
}
