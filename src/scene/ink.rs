//! Outlines with their paint: fills, patterns, lines on either side of an
//! edge, shadows that fall inwards.

use std::sync::Arc;

use kurbo::{Affine, BezPath, Join, Rect, Shape as _, Size};

use super::builder::{Builder, Ink, Place};
use super::paint::{Look, shadow, within};
use super::pattern::marks;
use super::touch::Touch;
use super::work::Cost;
use super::{Brush, Clip, Draw, Group, PathDraw, StrokeStyle};
use crate::artwork::{Element, Paint, StrokeAlignment};

impl Builder<'_> {
    /// Draws outlines with the element's paint.
    pub(super) fn ink(&mut self, element: &Element, ink: &Ink, size: Size, opacity: f64, place: Place) {
        let first = self.scene.draws.len();
        for (path, light) in &ink.pieces {
            let look = Look { size: size.to_vec2(), opacity, light: *light };
            let line = element.stroke.as_ref().and_then(|stroke| look.line(stroke, ink.join, path));
            let side = element.stroke.as_ref().map_or(StrokeAlignment::Centre, |stroke| stroke.side);
            if let (Some(line), StrokeAlignment::Outside) = (&line, side) {
                let around = inverse(path, line.style.width * 2.0);
                self.clipped(element, around.into(), place.affine, |builder| {
                    builder.path(element, path, None, Some(line), place);
                });
            }
            let together = line.as_ref().filter(|_| side == StrokeAlignment::Centre && element.inner_shadow.is_none());
            self.fill(element, path, look, together, place);
            let fallen = element.inner_shadow.as_ref().and_then(shadow);
            if let Some(fallen) = fallen.filter(|_| self.another_shadow(element)) {
                // What lies all around casts it; of that only the shadow reaches into the shape.
                let reach = 3.0 * fallen.blur + fallen.dx.hypot(fallen.dy) + 2.0;
                let around: Arc<BezPath> = inverse(path, reach).into();
                self.clipped(element, Arc::clone(path), place.affine, |builder| {
                    builder.scene.draws.push(Draw::Push(Group { shadow: Some(fallen), ..Group::default() }));
                    builder.path(element, &around, Some(Brush::Solid(fallen.color)), None, place);
                    builder.scene.draws.push(Draw::Pop);
                });
            }
            match (&line, side) {
                (Some(line), StrokeAlignment::Inside) => {
                    self.clipped(element, Arc::clone(path), place.affine, |builder| {
                        builder.path(element, path, None, Some(line), place);
                    });
                }
                (Some(line), StrokeAlignment::Centre) if together.is_none() => {
                    self.path(element, path, None, Some(line), place);
                }
                _ => {}
            }
        }
        if first == self.scene.draws.len() {
            return;
        }
        let half_line = element.stroke.as_ref().map_or(0.0, |stroke| within(stroke.width, 0.0, 1e3, 0.0) / 2.0);
        let outlines = || ink.pieces.iter().map(|(path, _)| path.clone()).collect();
        let touch = match &ink.touch {
            Some(area) => Touch { outlines: vec![Arc::new(area.clone())], inside: true, near: half_line },
            None => Touch { outlines: outlines(), inside: element.fill.is_some(), near: half_line },
        };
        self.leaf(element, place, touch, first);
    }

    /// One outline: its fill, and its line where that lies over it.
    fn fill(&mut self, element: &Element, path: &Arc<BezPath>, look: Look, line: Option<&StrokeStyle>, place: Place) {
        let Some(Paint::Pattern { motif, ink, ground, size, angle }) = &element.fill else {
            let brush = element.fill.as_ref().and_then(|paint| look.brush(paint));
            return self.path(element, path, brush, line, place);
        };
        self.path(element, path, ground.map(|ground| Brush::Solid(look.color(ground))), None, place);
        let marks: Arc<BezPath> = marks(*motif, path.bounding_box(), *size, *angle).into();
        self.clipped(element, Arc::clone(path), place.affine, |builder| {
            builder.path(element, &marks, Some(Brush::Solid(look.color(*ink))), None, place);
        });
        self.path(element, path, None, line, place);
    }

    fn path(
        &mut self,
        element: &Element,
        path: &Arc<BezPath>,
        fill: Option<Brush>,
        line: Option<&StrokeStyle>,
        place: Place,
    ) {
        if (fill.is_some() || line.is_some())
            && self.another(element, Cost::of(path, place.affine, fill.as_ref(), line))
        {
            let (path, stroke) = (Arc::clone(path), line.cloned());
            self.scene.draws.push(Draw::Path(PathDraw {
                element: element.id,
                path,
                place: place.affine,
                fill,
                stroke,
            }));
        }
    }

    /// What is drawn within an outline only.
    pub(super) fn clipped(
        &mut self,
        element: &Element,
        path: Arc<BezPath>,
        place: Affine,
        draw: impl FnOnce(&mut Self),
    ) {
        if !self.another(element, Cost::clip(&path, place)) {
            return;
        }
        self.scene.draws.push(Draw::Push(Group { clip: Some(Clip { path, place }), ..Group::default() }));
        draw(self);
        self.scene.draws.push(Draw::Pop);
    }

    /// Draws a line around everything that was drawn since the step `first`:
    /// the outline of a group.
    pub(super) fn outline_group(&mut self, element: &Element, first: usize, first_leaf: usize, place: Place) {
        let Some(stroke) = &element.stroke else { return };
        let size = Size::new(element.frame.width, element.frame.height);
        let look = Look { size: size.to_vec2(), opacity: 1.0, light: 1.0 };
        let mut cut = 0_usize;
        let around: Vec<Draw> = self.scene.draws[first..]
            .iter()
            .filter_map(|draw| {
                // What is drawn within an outline only does not reach beyond it.
                match draw {
                    Draw::Push(group) if cut > 0 || group.clip.is_some() => cut += 1,
                    Draw::Pop => cut = cut.saturating_sub(1),
                    _ => {}
                }
                let Draw::Path(draw) = draw else { return None };
                if cut > 0 {
                    return None;
                }
                let mut line = look.line(stroke, Join::Round, &draw.path)?;
                // Half of it lies under what it goes around.
                let own = draw.stroke.as_ref().map_or(0.0, |own| own.style.width);
                line.style.width = 2.0 * within(stroke.width, 0.0, 1e3, 0.0) + own;
                Some(Draw::Path(PathDraw { fill: None, stroke: Some(line), ..draw.clone() }))
            })
            .collect();
        let cost = |draw: &Draw| match draw {
            Draw::Path(draw) => Cost::of(&draw.path, draw.place, None, draw.stroke.as_ref()),
            _ => Cost::default(),
        };
        if !around.iter().all(|draw| self.scene.work.another(cost(draw))) {
            return self.too_much(element);
        }
        if let Some(rim) = super::touch::ink(&around, place.clip) {
            let so_far = self.scene.rims.get(&element.id).copied();
            self.scene.rims.insert(element.id, so_far.map_or(rim, |so_far| so_far.union(rim)));
        }
        let moved = around.len();
        self.scene.draws.splice(first..first, around);
        for leaf in &mut self.scene.leaves[first_leaf..] {
            leaf.draws = leaf.draws.start + moved..leaf.draws.end + moved;
        }
    }
}

/// Everything around an outline, as far as `reach` beside it.
fn inverse(path: &BezPath, reach: f64) -> BezPath {
    let area = path.bounding_box().inflate(reach, reach);
    let frame: Rect = area.abs();
    let mut around = frame.to_path(0.1);
    // Going round the other way takes the outline out of the frame, whatever its own direction.
    if (around.area() > 0.0) == (path.area() > 0.0) {
        around.extend(path.reverse_subpaths());
    } else {
        around.extend(path.iter());
    }
    around
}
