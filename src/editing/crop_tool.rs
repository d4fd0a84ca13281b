//! Crop: the tool that crops a picture: its edges are dragged, and it is moved and
//! zoomed beneath them. What stays seen stays where it is.

use std::sync::Arc;

use kurbo::{Point, Rect, Vec2};

use super::keyboard_handles::{HandleId, KeyboardHandle, place_name};
use super::local_space::{GlobalElement, from_artwork};
use super::overlay::{Form, Mark, Pen};
use super::tool::{Tool, ToolContext, ToolEvent, ToolKey, ToolKind, ToolOutput, back_to_choosing, only_chosen};
use super::transform_box::{Handle, handles};
use crate::artwork::{Artwork, Crop, Element, ElementId, Frame, Kind};
use crate::document::{Edit, Group};

/// A frame whose proportions differ from the picture's by more than this part
/// squashes it.
const SQUASHED: f64 = 0.01;

/// How strongly what is cut off is seen while a picture is cropped.
const GHOST: f64 = 0.3;

/// How much one press of a key magnifies.
const MAGNIFIED: f64 = 1.1;

/// Crops the one chosen picture.
#[derive(Debug, Default)]
pub struct CropTool {
    drag: Option<Drag>,
    count: u64,
}

#[derive(Clone, Debug)]
struct Drag {
    from: Point,
    before: GlobalElement,
    /// The edges that are dragged; none to move the picture beneath them.
    edges: Option<(i8, i8)>,
    changed: bool,
}

impl Tool for CropTool {
    fn hint(&self) -> &'static str {
        "Drag the edges, or the picture beneath them · Tab goes to the edges · + and − magnify it, arrows move it · Escape ends"
    }

    /// A press beside the picture is none of its business.
    fn yields(&self, event: ToolEvent, context: &ToolContext<'_>) -> Option<ToolKind> {
        let ToolEvent::Press(at, _) = event else { return None };
        let is_about = croppable(context).is_some_and(|one| {
            whole(&one.element).inflate(context.reach, context.reach).contains(from_artwork(&one.element, at))
        });
        (!is_about).then_some(ToolKind::Select)
    }

    fn event(&mut self, event: ToolEvent, context: &ToolContext<'_>) -> Vec<ToolOutput> {
        match event {
            ToolEvent::Press(at, _) => {
                self.count += 1;
                let Some(one) = croppable(context) else { return Vec::new() };
                let mut near =
                    handles(one.element.frame, context.arm).filter(|(_, place)| place.distance(at) <= context.reach);
                let edges = near.find_map(|(handle, _)| match handle {
                    Handle::Size(across, down) => Some((across, down)),
                    Handle::Turn => None,
                });
                self.drag = Some(Drag { from: at, before: one, edges, changed: false });
                Vec::new()
            }
            ToolEvent::Drag(to, _) => {
                let Some(Drag { from, before, edges, changed }) = &mut self.drag else { return Vec::new() };
                if from.distance(to) < context.reach / 4.0 {
                    return Vec::new();
                }
                let cropped = match edges {
                    Some(edges) => trimmed(&before.element, *edges, to),
                    None => slid(&before.element, to - *from),
                };
                *changed |= cropped != before.element;
                let edit = Edit::Put(vec![before.to_local(cropped)]);
                vec![ToolOutput::Edit(vec![edit], "Crop the picture".into(), Group::Drag(self.count))]
            }
            ToolEvent::Release => {
                self.drag = None;
                Vec::new()
            }
            ToolEvent::Cancel => {
                if self.drag.take().is_some_and(|drag| drag.changed) {
                    vec![ToolOutput::Undo]
                } else {
                    Vec::new()
                }
            }
            ToolEvent::Click(..) | ToolEvent::DoubleClick(_) => Vec::new(),
        }
    }

    fn key(&mut self, key: ToolKey, context: &ToolContext<'_>) -> Option<Vec<ToolOutput>> {
        let changed = match key {
            ToolKey::Escape | ToolKey::Enter(_) => return Some(back_to_choosing()),
            ToolKey::Plus => magnify(MAGNIFIED, context),
            ToolKey::Minus => magnify(1.0 / MAGNIFIED, context),
            _ => {
                let by = key.push()?;
                recropped("Crop the picture", context, |picture| slid(picture, by))
            }
        };
        Some(changed.into_iter().collect())
    }

    /// How far the whole picture reaches, and the edges it is cropped to.
    fn overlay(&self, context: &ToolContext<'_>) -> Vec<Mark> {
        let Some(GlobalElement { element, .. }) = croppable(context) else { return Vec::new() };
        let frame = element.frame;
        let outline = |area: Rect| {
            let places =
                [(area.x0, area.y0), (area.x1, area.y0), (area.x1, area.y1), (area.x0, area.y1), (area.x0, area.y0)];
            places.map(|(x, y)| Point::from(frame.to_artwork(if element.mirrored { -x } else { x }, y))).to_vec()
        };
        let shown = Rect::from_center_size(Point::ORIGIN, (frame.width, frame.height));
        let lines = [Mark::Line(outline(whole(&element)), Pen::Dashed), Mark::Line(outline(shown), Pen::Firm)];
        let edges = handles(frame, 0.0).filter_map(|(handle, at)| match handle {
            Handle::Size(across, down) => Some(Mark::Handle(at, Form::Crop(across, down))),
            Handle::Turn => None,
        });
        lines.into_iter().chain(edges).collect()
    }

    fn handles(&self, context: &ToolContext<'_>) -> Vec<KeyboardHandle> {
        croppable(context).map(|one| edges(&one.element)).unwrap_or_default()
    }

    fn push(&self, handle: HandleId, by: Vec2, context: &ToolContext<'_>) -> Option<ToolOutput> {
        let HandleId::Crop(element, across, down) = handle else { return None };
        let one = croppable(context).filter(|one| one.element.id == element)?;
        let changed = trimmed_by(&one.element, (across, down), by);
        let edits = vec![Edit::Put(vec![one.to_local(changed)])];
        Some(ToolOutput::Edit(edits, "Crop the picture".into(), handle.group()))
    }
}

/// What magnifying the chosen picture by a factor does.
fn magnify(factor: f64, context: &ToolContext<'_>) -> Option<ToolOutput> {
    recropped("Magnify the picture", context, |picture| magnified(picture, factor))
}

/// Changes what is seen of the chosen picture; keys in a row are one step.
fn recropped(label: &str, context: &ToolContext<'_>, change: impl Fn(&Element) -> Element) -> Option<ToolOutput> {
    let one = croppable(context)?;
    let edits = vec![Edit::Put(vec![one.to_local(change(&one.element))])];
    Some(ToolOutput::Edit(edits, label.into(), Group::Nudge))
}

/// The artwork with what is cut off of the chosen picture faintly beneath it.
pub fn with_ghost(context: &ToolContext<'_>) -> Option<Artwork> {
    let element = croppable(context).and_then(|one| context.artwork.element(one.element.id))?;
    let mut ghost = with_crop(element, Crop::default());
    ghost.id = context.artwork.fresh_id();
    ghost.opacity *= GHOST;
    ghost.shadow = None;
    if let Kind::Picture { shape, .. } = &mut ghost.kind {
        *shape = None;
    }
    let mut artwork = context.artwork.clone();
    put_beneath(&mut artwork.elements, 0, element.id, &Arc::new(ghost));
    Some(artwork)
}

/// Puts a ghost beneath an element, in whatever group that lies, but not
/// before the place `least`.
fn put_beneath(elements: &mut Vec<Arc<Element>>, least: usize, id: ElementId, ghost: &Arc<Element>) {
    if let Some(at) = elements.iter().position(|element| element.id == id) {
        return elements.insert(at.max(least), Arc::clone(ghost));
    }
    for element in elements.iter_mut().filter(|element| matches!(element.kind, Kind::Group { .. })) {
        let element = Arc::make_mut(element);
        if let Kind::Group { elements } = &mut element.kind {
            // The lowest cuts what lies over it.
            put_beneath(elements, usize::from(element.clipped), id, ghost);
        }
    }
}

/// What a picture is cropped to: its edges and corners, with how much is cut off.
fn edges(element: &Element) -> Vec<KeyboardHandle> {
    let crop = crop_of(element);
    let (left, right) = if element.mirrored { (crop.right, crop.left) } else { (crop.left, crop.right) };
    let cut = |at: i8, before: f64, after: f64| match at {
        0 => None,
        -1 => Some(before),
        _ => Some(after),
    };
    let keyboard_handle = |(handle, at)| {
        let Handle::Size(across, down) = handle else { return None };
        let cuts = [cut(across, left, right), cut(down, crop.top, crop.bottom)];
        let cuts: Vec<String> = cuts.into_iter().flatten().map(|part| format!("{:.0} %", part * 100.0)).collect();
        let words = format!("Crop from the {}, {} cut off", place_name(across, down), cuts.join(" and "));
        Some(KeyboardHandle { id: HandleId::Crop(element.id, across, down), at, words })
    };
    handles(element.frame, 0.0).filter_map(keyboard_handle).collect()
}

/// The one chosen picture that can be cropped, as it would be on the artwork
/// itself.
pub fn croppable(context: &ToolContext<'_>) -> Option<GlobalElement> {
    only_chosen(context).filter(|one| matches!(one.element.kind, Kind::Picture { .. }))
}

/// How an element that is a picture is cropped.
pub fn crop_of(element: &Element) -> Crop {
    match element.kind {
        Kind::Picture { crop, .. } => crop.sane(),
        _ => Crop::default(),
    }
}

/// The whole picture, around the middle of the frame and before turning.
pub fn whole(element: &Element) -> Rect {
    let crop = crop_of(element);
    let (across, down) = crop.shown();
    let (width, height) = (element.frame.width / across, element.frame.height / down);
    let corner = (-element.frame.width / 2.0 - crop.left * width, -element.frame.height / 2.0 - crop.top * height);
    Rect::from_origin_size(corner, (width, height))
}

/// The picture cropped anew; what stays seen stays where it is.
pub fn with_crop(element: &Element, crop: Crop) -> Element {
    let crop = crop.sane();
    let whole = whole(element);
    let left_top = (whole.x0 + crop.left * whole.width(), whole.y0 + crop.top * whole.height());
    let right_bottom = (whole.x1 - crop.right * whole.width(), whole.y1 - crop.bottom * whole.height());
    let shown = Rect::new(left_top.0, left_top.1, right_bottom.0, right_bottom.1);
    let mut cropped = element.clone();
    if let Kind::Picture { crop: old, .. } = &mut cropped.kind {
        *old = crop;
    }
    let middle = shown.center();
    let across = if element.mirrored { -middle.x } else { middle.x };
    (cropped.frame.x, cropped.frame.y) = element.frame.to_artwork(across, middle.y);
    cropped.frame.width = shown.width().max(Frame::MIN_SIDE);
    cropped.frame.height = shown.height().max(Frame::MIN_SIDE);
    cropped
}

/// The picture with some of its edges dragged to a place.
fn trimmed(element: &Element, (across, down): (i8, i8), to: Point) -> Element {
    let (x, y) = element.frame.from_artwork(to.x, to.y);
    // In the picture's own directions.
    let (x, across) = if element.mirrored { (-x, -across) } else { (x, across) };
    let whole = whole(element);
    let mut crop = crop_of(element);
    let part =
        |at: f64, from: f64, length: f64, other: f64| ((at - from) / length).clamp(0.0, 1.0 - Crop::LEAST - other);
    match across {
        -1 => crop.left = part(x, whole.x0, whole.width(), crop.right),
        1 => crop.right = part(-x, -whole.x1, whole.width(), crop.left),
        _ => {}
    }
    match down {
        -1 => crop.top = part(y, whole.y0, whole.height(), crop.bottom),
        1 => crop.bottom = part(-y, -whole.y1, whole.height(), crop.top),
        _ => {}
    }
    with_crop(element, crop)
}

/// The picture with some of its edges pushed by so much on the badge.
fn trimmed_by(element: &Element, (across, down): (i8, i8), by: Vec2) -> Element {
    let Frame { width, height, .. } = element.frame;
    let place = element.frame.to_artwork(f64::from(across) * width / 2.0, f64::from(down) * height / 2.0);
    trimmed(element, (across, down), Point::from(place) + by)
}

/// The picture moved beneath its edges by so much on the badge.
fn slid(element: &Element, by: Vec2) -> Element {
    let (sin, cos) = element.frame.rotation.to_radians().sin_cos();
    let (dx, dy) = (by.x * cos + by.y * sin, by.y * cos - by.x * sin);
    let dx = if element.mirrored { -dx } else { dx };
    let whole = whole(element);
    let crop = crop_of(element);
    let left = (crop.left - dx / whole.width()).clamp(0.0, crop.left + crop.right);
    let top = (crop.top - dy / whole.height()).clamp(0.0, crop.top + crop.bottom);
    let (right, bottom) = (crop.left + crop.right - left, crop.top + crop.bottom - top);
    framed(element, Crop { left, top, right, bottom })
}

/// The picture larger beneath its edges, or smaller as far as it fills them.
fn magnified(element: &Element, factor: f64) -> Element {
    let crop = crop_of(element);
    let (across, down) = crop.shown();
    let factor = factor.clamp(across.max(down), across.min(down) / Crop::LEAST);
    let side = |before: f64, shown: f64| {
        let now = (shown / factor).clamp(Crop::LEAST, 1.0);
        let first = (before + (shown - now) / 2.0).clamp(0.0, 1.0 - now);
        (first, 1.0 - now - first)
    };
    let ((left, right), (top, bottom)) = (side(crop.left, across), side(crop.top, down));
    framed(element, Crop { left, top, right, bottom })
}

/// The picture cropped anew in the frame that it has.
fn framed(element: &Element, crop: Crop) -> Element {
    let mut framed = element.clone();
    if let Kind::Picture { crop: old, .. } = &mut framed.kind {
        *old = crop.sane();
    }
    framed
}

/// Width by height of what is shown, as the picture itself has it.
pub fn proportions(element: &Element, artwork: &Artwork) -> Option<f64> {
    let Kind::Picture { picture, .. } = &element.kind else { return None };
    let picture = artwork.pictures.get(picture)?;
    let (across, down) = crop_of(element).shown();
    Some(f64::from(picture.width) * across / (f64::from(picture.height) * down))
}

/// The picture with its own proportions again, if it was squashed.
pub fn unsquashed(element: &Element, artwork: &Artwork) -> Option<Element> {
    let proportions = proportions(element, artwork)?;
    let height = element.frame.width / proportions;
    let squashed = (height / element.frame.height - 1.0).abs() > SQUASHED && height >= Frame::MIN_SIDE;
    squashed.then(|| Element { frame: Frame { height, ..element.frame }, ..element.clone() })
}

/// The picture within a shape, which it fills without being squashed.
pub fn within_shape(element: &Element, shape: &Element, artwork: &Artwork) -> Option<Element> {
    let mut cut = Element { frame: shape.frame, ..element.clone() };
    let Kind::Picture { crop, shape: within, .. } = &mut cut.kind else { return None };
    *within = Some(Box::new(shape.kind.clone()));
    *crop = Crop::default();
    let own = proportions(&cut, artwork)?;
    let part = own / (shape.frame.width / shape.frame.height);
    let (across, down) = if part > 1.0 { ((1.0 - 1.0 / part) / 2.0, 0.0) } else { (0.0, (1.0 - part) / 2.0) };
    Some(framed(&cut, Crop { left: across, right: across, top: down, bottom: down }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::artwork::{ElementId, PictureId};

    fn picture(rotation: f64, mirrored: bool) -> Element {
        let frame = Frame { x: 300.0, y: 200.0, width: 200.0, height: 100.0, rotation };
        Element { mirrored, ..Element::new(ElementId(1), Kind::picture(PictureId("p".into())), frame) }
    }

    /// A place of the picture, by parts of its width and height, on the badge.
    fn place(element: &Element, across: f64, down: f64) -> Point {
        let whole = whole(element);
        let x = whole.x0 + across * whole.width();
        element.frame.to_artwork(if element.mirrored { -x } else { x }, whole.y0 + down * whole.height()).into()
    }

    #[test]
    fn what_stays_seen_stays_where_it_is() {
        for (rotation, mirrored) in [(0.0, false), (30.0, false), (-70.0, true)] {
            let before = picture(rotation, mirrored);
            let corner = before.frame.to_artwork(40.0, 20.0).into();
            let after = trimmed(&before, (1, 1), corner);
            assert!((after.frame.width - 140.0).abs() < 1e-9 && (after.frame.height - 70.0).abs() < 1e-9);
            for (across, down) in [(0.3, 0.2), (0.5, 0.9)] {
                assert!(place(&before, across, down).distance(place(&after, across, down)) < 1e-9, "{rotation}");
            }
            let again = with_crop(&after, Crop::default());
            assert!((again.frame.x - 300.0).abs() < 1e-9 && (again.frame.width - 200.0).abs() < 1e-9);
        }
    }

    #[test]
    fn it_is_moved_and_magnified_beneath_its_edges_and_always_fills_them() {
        let before = with_crop(&picture(0.0, false), Crop { left: 0.25, right: 0.25, top: 0.1, bottom: 0.1 });
        let moved = slid(&before, Vec2::new(30.0, -500.0));
        assert_eq!(moved.frame, before.frame);
        assert!((place(&moved, 0.5, 0.0).x - place(&before, 0.5, 0.0).x - 30.0).abs() < 1e-9);
        assert_eq!(crop_of(&moved).bottom, 0.0, "it cannot be moved away from them");
        let larger = magnified(&before, 2.0);
        assert!((crop_of(&larger).shown().0 - 0.25).abs() < 1e-9 && larger.frame == before.frame);
        assert!((place(&larger, 0.5, 0.5)).distance(place(&before, 0.5, 0.5)) < 1e-9, "about the middle");
        let smallest = magnified(&before, 1e-9);
        assert!((crop_of(&smallest).shown().1 - 1.0).abs() < 1e-9);
    }

    #[test]
    fn an_edge_cannot_be_dragged_through_the_other() {
        let after = trimmed(&picture(0.0, false), (1, 0), Point::new(-900.0, 0.0));
        assert!(after.frame.width >= Frame::MIN_SIDE && (crop_of(&after).shown().0 - Crop::LEAST).abs() < 1e-9);
        let crop = Crop { left: 5.0, right: f64::NAN, top: 0.8, bottom: 0.8 }.sane();
        assert!(crop.shown().0 > 0.0 && crop.shown().1 > 0.0);
    }
}
