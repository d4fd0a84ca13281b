//! Eyedropper: the tool that takes a colour from the badge.

use kurbo::Point;

use super::cross::Cross;
use super::habits::Held;
use super::overlay::Mark;
use super::tool::{Cursor, Tool, ToolContext, ToolEvent, ToolKey, ToolOutput, back_to_choosing};

/// Takes a colour from the badge.
#[derive(Debug, Default)]
pub struct EyedropperTool {
    /// Where the pointer is that went down, and what is held with it.
    pressed: Option<(Point, Held)>,
    cross: Cross,
}

fn pick(at: Point, held: Held) -> Vec<ToolOutput> {
    vec![ToolOutput::PickColor { at, line: held.shift }]
}

impl Tool for EyedropperTool {
    fn hint(&self) -> &'static str {
        "Click to take a colour of the badge for what is chosen, or point with the arrow keys and press Enter · With Shift for its outline"
    }

    fn event(&mut self, event: ToolEvent, _: &ToolContext<'_>) -> Vec<ToolOutput> {
        match event {
            ToolEvent::Press(at, held) => {
                self.cross.hide();
                self.pressed = Some((at, held));
            }
            ToolEvent::Drag(at, held) => self.pressed = self.pressed.map(|_| (at, held)),
            ToolEvent::Release => return self.pressed.take().map_or_else(Vec::new, |(at, held)| pick(at, held)),
            ToolEvent::Cancel => {
                self.pressed = None;
                return back_to_choosing();
            }
            ToolEvent::Click(..) | ToolEvent::DoubleClick(_) => {}
        }
        Vec::new()
    }

    fn key(&mut self, key: ToolKey, _: &ToolContext<'_>) -> Option<Vec<ToolOutput>> {
        match key {
            ToolKey::Escape => Some(back_to_choosing()),
            ToolKey::Enter(held) => Some(self.cross.show(None).map_or_else(Vec::new, |at| pick(at, held))),
            _ => {
                self.cross.push(key.push()?, None);
                Some(Vec::new())
            }
        }
    }

    fn cursor(&self, _: Point, _: Held, _: &ToolContext<'_>) -> Option<Cursor> {
        Some(Cursor::Crosshair)
    }

    fn overlay(&self, _: &ToolContext<'_>) -> Vec<Mark> {
        self.cross.at().map(Mark::Cross).into_iter().chain([Mark::ColorAtPointer]).collect()
    }

    fn cross(&mut self) -> Option<&mut Cross> {
        Some(&mut self.cross)
    }

    fn pointed(&self) -> Option<(Point, String)> {
        self.cross.told("Eyedropper")
    }
}
