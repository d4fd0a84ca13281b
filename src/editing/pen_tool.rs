//! Pen: the tool that draws a path point by point.

use kurbo::{Point, Vec2};

use super::cross::Cross;
use super::habits::Held;
use super::nodes::{Node, Nodes, Run};
use super::overlay::{Mark, Pen};
use super::path_marks::path_marks;
use super::snapping::{Snap, SnapTargets};
use super::tool::{Tool, ToolContext, ToolEvent, ToolKey, ToolOutput, back_to_choosing};
use crate::artwork::{Artwork, Color, Element, Frame, Kind, Paint, Stroke};
use crate::document::Edit;
use crate::scene::as_kind;

/// Width of the line of an open path.
const LINE: f64 = 8.0;

/// Two places nearer than this are the same, in badge units.
const SAME: f64 = 0.5;

/// Draws a path: a click makes a corner, a drag a curve; a click on the first
/// point closes it.
#[derive(Debug, Default)]
pub struct PenTool {
    run: Run,
    /// Where the pointer went down that is still held.
    pressed: Option<Point>,
    snaps: Vec<Snap>,
    cross: Cross,
}

impl Tool for PenTool {
    fn hint(&self) -> &'static str {
        "Click for a corner, drag for a curve · Or point with the arrow keys, Enter places, Alt and arrows bend · The first point closes, Escape ends"
    }

    fn event(&mut self, event: ToolEvent, context: &ToolContext<'_>) -> Vec<ToolOutput> {
        match event {
            ToolEvent::Press(at, held) => {
                self.cross.hide();
                return self.place(at, held, context);
            }
            ToolEvent::Drag(to, _) => self.bend(to, context.reach),
            ToolEvent::Release => self.let_go(),
            ToolEvent::Cancel => {
                self.let_go();
                self.run.nodes.pop();
            }
            ToolEvent::Click(..) | ToolEvent::DoubleClick(_) => {}
        }
        Vec::new()
    }

    fn key(&mut self, key: ToolKey, context: &ToolContext<'_>) -> Option<Vec<ToolOutput>> {
        let draws = !self.run.nodes.is_empty();
        match key {
            ToolKey::Arrows(times, Held { alt: true, .. }) if draws => self.bend_last(ToolKey::BEND * times),
            ToolKey::Backspace if draws => drop(self.run.nodes.pop()),
            ToolKey::Escape if draws => {
                self.cross.hide();
                return Some(self.finish(context.artwork));
            }
            ToolKey::Escape => return Some(back_to_choosing()),
            ToolKey::Enter(_) => return Some(self.entered(context)),
            _ => self.cross.push(key.push()?, self.last()),
        }
        Some(Vec::new())
    }

    fn put_down(&mut self, context: &ToolContext<'_>) -> Vec<ToolOutput> {
        self.finish(context.artwork)
    }

    fn overlay(&self, context: &ToolContext<'_>) -> Vec<Mark> {
        let last = (0, self.run.nodes.len().saturating_sub(1));
        let mut marks = path_marks(&Nodes(vec![self.run.clone()]), &[last], context);
        marks.extend(self.snaps.iter().copied().map(Mark::Snap));
        if let Some(at) = self.cross.at() {
            marks.extend(self.last().map(|last| Mark::Line(vec![last, at], Pen::Dashed)));
            marks.push(Mark::Cross(at));
        }
        marks
    }

    fn cross(&mut self) -> Option<&mut Cross> {
        Some(&mut self.cross)
    }

    fn pointed(&self) -> Option<(Point, String)> {
        let (at, words) = self.cross.told("Pen")?;
        let count = self.run.nodes.len();
        Some((at, format!("{words}, {count} {}", if count == 1 { "point" } else { "points" })))
    }
}

impl PenTool {
    /// The point that was set last.
    fn last(&self) -> Option<Point> {
        self.run.nodes.last().map(|node| node.at)
    }

    /// Sets a point, or closes the path at its first one.
    fn place(&mut self, at: Point, held: Held, context: &ToolContext<'_>) -> Vec<ToolOutput> {
        let first = self.run.nodes.first().map(|node| node.at);
        if self.run.nodes.len() > 2 && first.is_some_and(|first| first.distance(at) <= context.reach) {
            self.run.closed = true;
            return self.finish(context.artwork);
        }
        let rested;
        (rested, self.snaps) = context.snapper(held, &SnapTargets::beside(context.artwork, &[])).point(at, true, true);
        self.run.nodes.push(Node::corner(rested));
        self.pressed = Some(at);
        Vec::new()
    }

    /// Sets a point where the cross is; a second time at one place ends the path.
    fn entered(&mut self, context: &ToolContext<'_>) -> Vec<ToolOutput> {
        let last = self.last();
        let seen = self.cross.show(last);
        if last.zip(self.cross.at()).is_some_and(|(last, at)| last.distance(at) < SAME) {
            return self.finish(context.artwork);
        }
        let Some(at) = seen else { return Vec::new() };
        // What was pointed at by keys is meant exactly.
        let outputs = self.place(at, Held { command: true, ..Held::default() }, context);
        self.let_go();
        outputs
    }

    fn let_go(&mut self) {
        self.pressed = None;
        self.snaps.clear();
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
    fn bend_last(&mut self, by: Vec2) {
        if let Some(last) = self.run.nodes.last_mut() {
            last.after += by;
            last.before = last.at - (last.after - last.at);
        }
    }

    /// Puts what was drawn on the badge: filled where it is closed, else a
    /// line. Nothing where there are fewer than two points.
    fn finish(&mut self, artwork: &Artwork) -> Vec<ToolOutput> {
        let run = std::mem::take(&mut self.run);
        self.let_go();
        let closed = run.closed;
        let formed = if run.nodes.len() > 1 { as_kind(&Nodes(vec![run]).path()) } else { None };
        let Some((kind, frame)) = formed else { return Vec::new() };
        let element = painted(kind, frame, closed, artwork);
        let id = element.id;
        let edit = Edit::Insert { elements: vec![element], index: None };
        vec![ToolOutput::once("Draw a path", edit), ToolOutput::Select(vec![id])]
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
