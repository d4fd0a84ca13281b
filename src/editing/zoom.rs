//! Magnifying glass: the tool that shows the badge larger or smaller.

use kurbo::{Point, Rect};

use super::habits::Held;
use super::overlay::Mark;
use super::tool::{Cursor, Look, Tool, ToolContext, ToolEvent, ToolKey, ToolOutput, back_to_choosing};

/// How much a click changes the zoom.
const CLOSER: f64 = 1.6;

/// A box smaller than this is a click, in points of the window.
const LEAST_BOX: f64 = 6.0;

/// Shows the badge larger or smaller: a click comes closer, with Alt goes away, a box is
/// shown as large as it can be.
#[derive(Debug, Default)]
pub struct ZoomTool {
    /// Where the pointer went down, where it is, and what is held with it.
    drawn: Option<(Point, Point, Held)>,
}

impl ZoomTool {
    fn area(&self, context: &ToolContext<'_>) -> Option<Rect> {
        let area = self.drawn.map(|(from, to, _)| Rect::from_points(from, to))?;
        (area.width().max(area.height()) >= LEAST_BOX * context.point).then_some(area)
    }
}

impl Tool for ZoomTool {
    fn hint(&self) -> &'static str {
        "Click to come closer, with Alt to go away · Drag a box to fill the canvas with it"
    }

    fn event(&mut self, event: ToolEvent, context: &ToolContext<'_>) -> Vec<ToolOutput> {
        match event {
            ToolEvent::Press(at, held) => self.drawn = Some((at, at, held)),
            ToolEvent::Drag(now, keys) => {
                if let Some((_, to, held)) = &mut self.drawn {
                    (*to, *held) = (now, keys);
                }
            }
            ToolEvent::Release => {
                let area = self.area(context);
                let click = self.drawn.take().map(|(_, at, held)| {
                    let factor = if held.alt { 1.0 / CLOSER } else { CLOSER };
                    Look::Zoom(factor, at)
                });
                return area.map(Look::Show).or(click).map(ToolOutput::Look).into_iter().collect();
            }
            ToolEvent::Cancel => {
                self.drawn = None;
                return back_to_choosing();
            }
            ToolEvent::Click(..) | ToolEvent::DoubleClick(_) => {}
        }
        Vec::new()
    }

    fn key(&mut self, key: ToolKey, _: &ToolContext<'_>) -> Option<Vec<ToolOutput>> {
        (key == ToolKey::Escape).then(back_to_choosing)
    }

    fn cursor(&self, _: Point, held: Held, _: &ToolContext<'_>) -> Option<Cursor> {
        Some(if held.alt { Cursor::ZoomOut } else { Cursor::ZoomIn })
    }

    fn overlay(&self, context: &ToolContext<'_>) -> Vec<Mark> {
        self.area(context).map(Mark::Marquee).into_iter().collect()
    }
}
