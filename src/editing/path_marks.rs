//! What is seen of a path while it is drawn or its points are changed.

use kurbo::PathEl;

use super::nodes::{Nodes, Place};
use super::overlay::{Form, Mark, Pen};
use super::tool::ToolContext;

/// How far a line that stands for a curve may lie beside it, in points of the window.
const FLAT: f64 = 0.3;

/// The path, its points, and the handles of those that are chosen.
pub fn path_marks(nodes: &Nodes, chosen: &[Place], context: &ToolContext<'_>) -> Vec<Mark> {
    let mut lines: Vec<Vec<kurbo::Point>> = Vec::new();
    kurbo::flatten(nodes.path().iter(), FLAT * context.point, |element| match (element, lines.last_mut()) {
        (PathEl::MoveTo(to), _) => lines.push(vec![to]),
        (PathEl::LineTo(to), Some(line)) => line.push(to),
        _ => {}
    });
    let mut marks: Vec<Mark> = lines.into_iter().map(|points| Mark::Line(points, Pen::Firm)).collect();
    for (place, node) in nodes.each() {
        let is_chosen = chosen.contains(&place);
        for handle in [node.before, node.after] {
            if is_chosen && handle != node.at {
                marks.push(Mark::Line(vec![node.at, handle], Pen::Thin));
                marks.push(Mark::Handle(handle, Form::Bend));
            }
        }
        marks.push(Mark::Handle(node.at, Form::Node { smooth: node.is_smooth(), chosen: is_chosen }));
    }
    marks
}
