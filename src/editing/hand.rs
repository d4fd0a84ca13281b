//! Hand: the tool that moves the view.

use kurbo::Point;

use super::habits::Held;
use super::tool::{Cursor, Look, Tool, ToolContext, ToolEvent, ToolKey, ToolOutput, back_to_choosing};

/// How far an arrow key moves the view, in points of the window.
const STEP: f64 = 24.0;

/// Moves the view.
#[derive(Debug, Default)]
pub struct HandTool {
    /// The place of the badge that was taken hold of.
    held: Option<Point>,
}

impl Tool for HandTool {
    fn hint(&self) -> &'static str {
        "Drag to move the view, or use the arrow keys, with Shift for more · V goes back to choosing"
    }

    fn event(&mut self, event: ToolEvent, _: &ToolContext<'_>) -> Vec<ToolOutput> {
        match (event, self.held) {
            (ToolEvent::Press(at, _), _) => self.held = Some(at),
            // It stays under the pointer.
            (ToolEvent::Drag(to, _), Some(held)) => return vec![ToolOutput::Look(Look::Pan(to - held))],
            (ToolEvent::Release, _) => self.held = None,
            (ToolEvent::Cancel, _) => {
                self.held = None;
                return back_to_choosing();
            }
            _ => {}
        }
        Vec::new()
    }

    fn key(&mut self, key: ToolKey, context: &ToolContext<'_>) -> Option<Vec<ToolOutput>> {
        if key == ToolKey::Escape {
            return Some(back_to_choosing());
        }
        // As if one looked further that way: what is seen goes the other way.
        let by = key.push()? * -STEP * context.point;
        Some(vec![ToolOutput::Look(Look::Pan(by))])
    }

    fn cursor(&self, _: Point, _: Held, _: &ToolContext<'_>) -> Option<Cursor> {
        Some(if self.held.is_some() { Cursor::Grabbing } else { Cursor::Grab })
    }
}
