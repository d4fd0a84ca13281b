//! What is seen of choosing: the transform box, handles of shapes, what a drag rests on.

use kurbo::{Point, Rect};

use super::{Grabbed, SelectTool, grabbed, guide_at};
use crate::artwork::Frame;
use crate::editing::local_space::{in_global_space, middle_of, to_artwork};
use crate::editing::overlay::{Form, Mark, Pen};
use crate::editing::shape_handles::shape_handles;
use crate::editing::tool::{Cursor, ToolContext};
use crate::editing::transform_box::{Handle, handles, transform_box};

impl SelectTool {
    pub(super) fn shown(&self, context: &ToolContext<'_>) -> Vec<Mark> {
        let mut marks = chosen(context);
        marks.extend(self.snaps.iter().copied().map(Mark::Snap));
        marks.extend(self.marquee.map(|(from, to)| Mark::Marquee(Rect::from_points(from, to))));
        marks.extend(self.told.clone().map(Mark::Words));
        marks
    }

    /// What the pointer looks like over handles and guides.
    pub(super) fn cursor_over(at: Point, context: &ToolContext<'_>) -> Option<Cursor> {
        let chosen = in_global_space(context.artwork, context.selection);
        match grabbed(&chosen, at, context) {
            Some(Grabbed::TransformBox(Handle::Turn, _)) => Some(Cursor::Grab),
            Some(Grabbed::TransformBox(Handle::Size(across, down), frame)) => Some(along(frame, across, down)),
            Some(Grabbed::Shape(_) | Grabbed::Middle) => Some(Cursor::Pointing),
            None => {
                let guide = context.artwork.guides.get(guide_at(at, context)?)?;
                // What lies there is taken hold of before a guide over it.
                if context.scene.hit(at.x, at.y, context.reach).is_some() {
                    return None;
                }
                Some(if guide.upright { Cursor::Across } else { Cursor::Down })
            }
        }
    }
}

/// The box around what is chosen, and the handles of its shape.
fn chosen(context: &ToolContext<'_>) -> Vec<Mark> {
    let chosen = in_global_space(context.artwork, context.selection);
    let mut marks = Vec::new();
    for id in context.selection {
        let pen = match chosen.as_slice() {
            [only] if only.element.id == *id => continue,
            [_] => Pen::Firm,
            _ => Pen::Thin,
        };
        marks.extend(context.scene.bounds(*id).map(|bounds| Mark::Outline(bounds, pen)));
    }
    let Some(frame) = transform_box(&chosen) else { return marks };
    let (w, h) = (frame.width / 2.0, frame.height / 2.0);
    let corner = |x: f64, y: f64| Point::from(frame.to_artwork(x, y));
    let around = vec![corner(-w, -h), corner(w, -h), corner(w, h), corner(-w, h), corner(-w, -h)];
    marks.push(Mark::Line(around, Pen::Firm));
    marks.push(Mark::Line(vec![corner(0.0, -h), corner(0.0, -h - context.arm)], Pen::Firm));
    marks.extend(handles(frame, context.arm).map(|(handle, at)| {
        let form = if handle == Handle::Turn { Form::Turn } else { Form::Size };
        Mark::Handle(at, form)
    }));
    let [one] = chosen.as_slice() else { return marks };
    if let Some(middle) = middle_of(&one.element) {
        let from = Point::new(one.element.frame.x, one.element.frame.y);
        marks.push(Mark::Line(vec![middle, from], Pen::Dashed));
        marks.push(Mark::Handle(middle, Form::Middle));
    }
    for handle in shape_handles(&one.element, context.inset) {
        marks.push(Mark::Handle(to_artwork(&one.element, handle.place()), Form::Number));
    }
    marks
}

/// The arrow that points along a handle, however the frame is turned.
fn along(frame: Frame, across: i8, down: i8) -> Cursor {
    let angle = f64::from(down).atan2(f64::from(across)).to_degrees() + frame.rotation;
    match (angle.rem_euclid(180.0) / 45.0).round() as i64 % 4 {
        0 => Cursor::Across,
        1 => Cursor::Falling,
        2 => Cursor::Down,
        _ => Cursor::Rising,
    }
}
