//! Outlines of elements put together into one.
//!
//! Curves are followed by short lines, which the overlay counts with, and
//! fitted again afterwards.

use i_overlay::core::fill_rule::FillRule;
use i_overlay::core::overlay_rule::OverlayRule;
use i_overlay::float::single::SingleFloatOverlay as _;
use i_overlay::mesh::float::outline::offset::OutlineOffset as _;
use i_overlay::mesh::float::style::{LineJoin, OutlineStyle};
use kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape as _, Size, StrokeOpts};

use super::build::placed;
use super::touch::is_sane;
use super::{Draw, Scene, fit};
use crate::artwork::shapes;
use crate::artwork::{Baseline, Element, ElementId, Frame, Kind, Text};

/// How closely lines follow curves, in badge units.
const FLATNESS: f64 = 0.02;

/// How far a fitted curve may lie beside those lines.
const FIT: f64 = 0.05;

/// Most points that are counted with.
const MAX_POINTS: usize = 200_000;

/// A way to put outlines together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// What lies in any of them.
    Unite,
    /// What lies in the lowest and in no other.
    Subtract,
    /// What lies in all of them.
    Intersect,
    /// What lies in an odd number of them.
    Exclude,
}

impl Operation {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Unite, Self::Subtract, Self::Intersect, Self::Exclude];
}

type Contours = Vec<Vec<[f64; 2]>>;

impl Scene {
    /// The area that an element or a group covers, in badge units; `None`
    /// where it has none. What only shows a picture has none.
    pub fn outline(&self, element: ElementId) -> Option<BezPath> {
        let leaves = self.leaves.get(self.spans.get(&element)?.clone())?;
        let mut outline = BezPath::new();
        for leaf in leaves {
            let mut cut = 0_usize;
            for draw in self.draws.get(leaf.draws.clone())? {
                match draw {
                    Draw::Push(group) if cut > 0 || group.clip.is_some() || group.shadow.is_some() => cut += 1,
                    Draw::Push(_) | Draw::Image(_) => {}
                    Draw::Pop => cut = cut.saturating_sub(1),
                    Draw::Path(_) if cut > 0 => {}
                    Draw::Path(draw) => {
                        let fill = draw.fill.as_ref().map(|_| BezPath::clone(&draw.path));
                        let line =
                            draw.stroke.as_ref().filter(|_| draw.fill.is_none()).map(|line| {
                                kurbo::stroke(draw.path.iter(), &line.style, &StrokeOpts::default(), FLATNESS)
                            });
                        for path in fill.into_iter().chain(line) {
                            outline.extend((draw.place * path).iter());
                        }
                    }
                }
            }
        }
        (!outline.elements().is_empty()).then_some(outline)
    }

    /// One outline made of several elements, in badge units, given from the lowest to the
    /// highest; `None` when nothing is left or there are too many points.
    pub fn combined(&self, elements: &[ElementId], operation: Operation) -> Option<BezPath> {
        let (lowest, others) = elements.split_first()?;
        let mut result = contours(&self.outline(*lowest)?)?;
        let rule = match operation {
            Operation::Unite => OverlayRule::Union,
            Operation::Subtract => OverlayRule::Difference,
            Operation::Intersect => OverlayRule::Intersect,
            Operation::Exclude => OverlayRule::Xor,
        };
        for other in others {
            let next = contours(&self.outline(*other)?)?;
            result = overlay(&result, &next, rule);
        }
        if others.is_empty() {
            result = overlay(&result, &Contours::new(), OverlayRule::Union);
        }
        Some(fitted(&result)).filter(|path| !path.elements().is_empty())
    }

    /// The outline of an element moved outwards by so many badge units, or
    /// inwards where that is below 0.
    pub fn offset(&self, element: ElementId, by: f64) -> Option<BezPath> {
        let outline = contours(&self.outline(element)?)?;
        // Edges run around areas one way and around holes the other.
        let areas = outline.overlay(&Contours::new(), OverlayRule::Union, FillRule::NonZero);
        let step = 2.0 * (1.0 - FLATNESS / by.abs().max(FLATNESS)).acos();
        let moved = areas.outline(&OutlineStyle::new(by).line_join(LineJoin::Round(step)));
        Some(fitted(&moved.into_iter().flatten().collect())).filter(|path| !path.elements().is_empty())
    }
}

/// The outline of a shape that lies on the artwork itself, in badge units,
/// curve by curve; `None` for what is no shape.
pub fn path_of(element: &Element) -> Option<BezPath> {
    let frame = element.frame;
    let size = Size::new(frame.width.max(Frame::MIN_SIDE), frame.height.max(Frame::MIN_SIDE));
    let mut whole = BezPath::new();
    shapes::pieces(&element.kind, size).iter().for_each(|piece| whole.extend(piece.path.iter()));
    let whole = placed(element) * whole;
    (frame.is_sane() && is_sane(&whole) && !whole.elements().is_empty()).then_some(whole)
}

/// The path that a text which lies on the artwork itself stands on, in badge
/// units; `None` for what stands on none.
pub fn line_of(element: &Element) -> Option<BezPath> {
    let Kind::Text(Text { baseline: Baseline::Path { path, view, .. }, .. }) = &element.kind else { return None };
    let outline = Kind::Outline { path: path.clone(), view: *view };
    path_of(&Element { mirrored: element.mirrored, ..Element::new(element.id, outline, element.frame) })
}

fn overlay(one: &Contours, other: &Contours, rule: OverlayRule) -> Contours {
    one.overlay(other, rule, FillRule::NonZero).into_iter().flatten().collect()
}

/// The path as closed lines of points.
fn contours(path: &BezPath) -> Option<Contours> {
    let mut contours = Contours::new();
    let mut points = 0;
    kurbo::flatten(path.iter(), FLATNESS, |element| match element {
        PathEl::MoveTo(to) => contours.push(vec![[to.x, to.y]]),
        PathEl::LineTo(to) => {
            points += 1;
            if let Some(last) = contours.last_mut() {
                last.push([to.x, to.y]);
            }
        }
        _ => {}
    });
    contours.retain(|contour| contour.len() > 2);
    (points <= MAX_POINTS).then_some(contours)
}

/// Closed lines of points with curves where they run smoothly.
fn fitted(contours: &Contours) -> BezPath {
    let mut whole = BezPath::new();
    for contour in contours {
        let points: Vec<Point> = contour.iter().map(|[x, y]| Point::new(*x, *y)).collect();
        whole.extend(fit::closed(&points, FIT).iter());
    }
    whole
}

/// A path in badge units as what an element is, and its frame; `None` where it
/// has no extent.
pub fn as_kind(path: &BezPath) -> Option<(Kind, Frame)> {
    let area = path.bounding_box();
    if path.elements().is_empty() || !area.is_finite() || area.width().max(area.height()) < 0.01 {
        return None;
    }
    // A straight line has an extent in one direction only, a frame in both.
    let (width, height) = (area.width().max(Frame::MIN_SIDE), area.height().max(Frame::MIN_SIDE));
    let area = Rect::from_center_size(area.center(), (width, height));
    let moved = Affine::translate(-area.origin().to_vec2()) * path;
    let kind = Kind::Outline { path: to_data(&moved), view: [width, height] };
    let (x, y) = (area.center().x, area.center().y);
    Some((kind, Frame { x, y, width, height, rotation: 0.0 }))
}

/// The element with a path in badge units as what it is, turned and mirrored as
/// before and with its paint where it was; `None` where that has no extent.
pub fn reshaped(element: &Element, path: &BezPath) -> Option<Element> {
    let before = element.frame;
    let own = placed(&Element { frame: Frame { x: 0.0, y: 0.0, ..before }, ..element.clone() });
    let (kind, frame) = as_kind(&(own.inverse() * path))?;
    let middle = own * Point::new(frame.x, frame.y);
    let moved = Point::new(frame.x, frame.y) - own.inverse() * Point::new(before.x, before.y);
    let mut reshaped = Element { kind, ..element.clone() };
    reshaped.frame = Frame { x: middle.x, y: middle.y, rotation: before.rotation, ..frame };
    let line = reshaped.stroke.as_mut().map(|stroke| &mut stroke.paint);
    for paint in reshaped.fill.as_mut().into_iter().chain(line) {
        *paint = paint.kept_in_place(before, frame, [moved.x, moved.y]);
    }
    Some(reshaped)
}

/// Path data to a thousandth of a unit.
fn to_data(path: &BezPath) -> String {
    let round = |point: Point| Point::new((point.x * 1e3).round() / 1e3 + 0.0, (point.y * 1e3).round() / 1e3 + 0.0);
    let rounded: BezPath = path
        .iter()
        .map(|element| match element {
            PathEl::MoveTo(a) => PathEl::MoveTo(round(a)),
            PathEl::LineTo(a) => PathEl::LineTo(round(a)),
            PathEl::QuadTo(a, b) => PathEl::QuadTo(round(a), round(b)),
            PathEl::CurveTo(a, b, c) => PathEl::CurveTo(round(a), round(b), round(c)),
            PathEl::ClosePath => PathEl::ClosePath,
        })
        .collect();
    rounded.to_svg()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::artwork::{Artwork, Color, Paint};
    use crate::badge::Badge;
    use crate::scene::build;

    fn discs() -> Artwork {
        let disc = |id, x| {
            let frame = Frame { x, y: 300.0, width: 200.0, height: 200.0, rotation: 0.0 };
            Arc::new(Element::new(ElementId(id), Kind::Disc, frame).filled(Paint::Solid(Color::BLACK)))
        };
        Artwork { elements: vec![disc(1, 250.0), disc(2, 350.0)], ..Artwork::default() }
    }

    fn area(path: &BezPath) -> f64 {
        let (kind, frame) = as_kind(path).unwrap();
        let Kind::Outline { path, view } = kind else { panic!("an outline") };
        assert_eq!(view, [frame.width, frame.height]);
        BezPath::from_svg(&path).unwrap().area().abs()
    }

    #[test]
    fn areas_add_up_as_sets_do() {
        let scene = build(&discs(), &Badge::default());
        let both = [ElementId(1), ElementId(2)];
        let disc = std::f64::consts::PI * 100.0 * 100.0;
        // Two circles of radius 100 whose centres are 100 apart.
        let common =
            2.0 * 100.0_f64.powi(2) * 0.5_f64.acos() - 50.0 * (4.0 * 100.0_f64.powi(2) - 100.0_f64.powi(2)).sqrt();
        for (operation, expected) in [
            (Operation::Unite, 2.0 * disc - common),
            (Operation::Subtract, disc - common),
            (Operation::Intersect, common),
            (Operation::Exclude, 2.0 * (disc - common)),
        ] {
            let found = area(&scene.combined(&both, operation).unwrap());
            assert!((found - expected).abs() / expected < 0.002, "{operation:?}: {found} for {expected}");
        }
    }

    #[test]
    fn curves_stay_curves() {
        let scene = build(&discs(), &Badge::default());
        let path = scene.combined(&[ElementId(1), ElementId(2)], Operation::Unite).unwrap();
        let (elements, data) = (path.elements().len(), path.to_svg());
        assert!(elements < 40 && data.contains('C'), "{elements}: {data}");
    }

    #[test]
    fn an_offset_grows_and_shrinks() {
        let scene = build(&discs(), &Badge::default());
        for (by, radius) in [(10.0, 110.0_f64), (-10.0, 90.0)] {
            let found = area(&scene.offset(ElementId(1), by).unwrap());
            let expected = std::f64::consts::PI * radius.powi(2);
            assert!((found - expected).abs() / expected < 0.005, "{by}: {found} for {expected}");
        }
        assert!(scene.offset(ElementId(1), -150.0).is_none(), "nothing is left");
    }

    #[test]
    fn an_offset_closes_holes_and_drops_what_is_narrow() {
        let part = |kind, frame| Arc::new(Element::new(ElementId(1), kind, frame).filled(Paint::Solid(Color::BLACK)));
        let frame = Frame { x: 300.0, y: 300.0, width: 200.0, height: 200.0, rotation: 0.0 };
        // A square with a square hole of 40, and a bar 10 high beside it.
        let path = "M0 0H100V100H0Z M30 30V70H70V30Z M100 45H200V55H100Z".to_owned();
        let outline = part(Kind::Outline { path, view: [200.0, 200.0] }, frame);
        let scene = build(&Artwork { elements: vec![outline], ..Artwork::default() }, &Badge::default());
        let found = area(&scene.offset(ElementId(1), -6.0).unwrap());
        // Corners of the hole become round, those outside stay sharp.
        let rounded = 88.0 * 88.0 - (40.0 * 40.0 + 4.0 * 40.0 * 6.0 + std::f64::consts::PI * 36.0);
        assert!((found - rounded).abs() / rounded < 0.005, "{found} for {rounded}");
        let found = area(&scene.offset(ElementId(1), 21.0).unwrap());
        let square = 100.0 * 100.0 + 4.0 * 100.0 * 21.0 + std::f64::consts::PI * 21.0 * 21.0;
        assert!(found > square, "{found}: the hole is closed, and the bar was there");
    }

    #[test]
    fn what_is_not_there_or_has_no_area_gives_nothing() {
        let scene = build(&discs(), &Badge::default());
        assert!(scene.combined(&[], Operation::Unite).is_none());
        assert!(scene.combined(&[ElementId(1), ElementId(9)], Operation::Unite).is_none());
    }
}
