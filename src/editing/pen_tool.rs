//! The tool that draws a path point by point.

use kurbo::{Point, Vec2};

use super::nodes::{Node, Nodes, Run};
use super::snapping::{Met, Standing};
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
    /// Where the pointer went down that is still held.
    pressed: Option<Point>,
    met: Vec<Met>,
}

impl PenTool {
    /// What was drawn so far.
    pub fn drawn(&self) -> &Run {
        &self.run
    }

    /// What the last point rests on, until the pointer lets go.
    pub fn met(&self) -> &[Met] {
        &self.met
    }

    /// What to do about an event.
    pub fn event(&mut self, event: ToolEvent, context: &ToolContext<'_>) -> Vec<ToolOutput> {
        match event {
            ToolEvent::Press(at, held) => {
                let first = self.run.nodes.first().map(|node| node.at);
                if self.run.nodes.len() > 2 && first.is_some_and(|first| first.distance(at) <= context.reach) {
                    self.run.closed = true;
                    return self.finish(context.artwork);
                }
                let rested;
                (rested, self.met) =
                    context.snapper(held, &Standing::beside(context.artwork, &[])).point(at, true, true);
                self.run.nodes.push(Node::corner(rested));
                self.pressed = Some(at);
            }
            ToolEvent::Drag(to, _) => self.bend(to, context.reach),
            ToolEvent::Release => self.let_go(),
            ToolEvent::Cancel => {
                self.let_go();
                self.take_last_away();
            }
        }
        Vec::new()
    }

    fn let_go(&mut self) {
        self.pressed = None;
        self.met.clear();
    }

    fn bend(&mut self, to: Point, reach: f64) {
        if let (Some(last), Some(pressed)) = (self.run.nodes.last_mut(), self.pressed)
            && pressed.distance(to) > reach / 2.0
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
        self.let_go();
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
