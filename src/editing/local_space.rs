//! Global and local space: elements of groups as they lie on the artwork, and back in
//! their groups' own units.

use std::sync::Arc;

use kurbo::Point;

use crate::artwork::{Artwork, Element, ElementId, GroupUnits, Kind, Spot};
use crate::document::Selection;

/// Element in global space: with its frame in badge units, wherever it lies.
#[derive(Clone, Debug, PartialEq)]
pub struct GlobalElement {
    /// The element as it would be on the artwork itself.
    pub element: Element,
    /// The group in which it lies; none on the artwork itself.
    pub home: Option<ElementId>,
    /// How the units of that group lie on the artwork.
    around: Option<GroupUnits>,
}

impl GlobalElement {
    /// Another element in its place.
    pub fn changed(self, element: Element) -> Self {
        Self { element, ..self }
    }

    /// The changed element in local space, as it lies in its group.
    pub fn to_local(&self, changed: Element) -> Element {
        match self.around {
            Some(around) => around.to_local(changed),
            None => {
                // What goes without saying is not said.
                let middle = changed.middle.filter(|spot| *spot != Spot::MIDDLE);
                Element { middle, ..changed }
            }
        }
    }
}

fn to_global(around: Option<GroupUnits>, element: &Element) -> Element {
    around.map_or_else(|| element.clone(), |around| around.to_parent(element))
}

/// How the units of a group lie on the artwork that itself lies in such units.
fn within(around: Option<GroupUnits>, group: &Element) -> Option<GroupUnits> {
    Some(GroupUnits::of(&to_global(around, group)))
}

/// The selection in global space: what can be changed of it, from the back to the front: no locked
/// elements, and none twice that lie in a group which is chosen, too.
pub fn in_global_space(artwork: &Artwork, selection: &Selection) -> Vec<GlobalElement> {
    reached(artwork, selection, |element| !element.locked)
}

/// As [`in_global_space`], with what is locked.
pub fn all_in_global_space(artwork: &Artwork, selection: &Selection) -> Vec<GlobalElement> {
    reached(artwork, selection, |_| true)
}

fn reached(artwork: &Artwork, wanted: &Selection, is_open: impl Fn(&Element) -> bool) -> Vec<GlobalElement> {
    type Home = Option<(ElementId, GroupUnits)>;
    fn walk(
        elements: &[Arc<Element>],
        home: Home,
        wanted: &Selection,
        is_open: &impl Fn(&Element) -> bool,
        found: &mut Vec<GlobalElement>,
    ) {
        let around = home.map(|(_, around)| around);
        for element in elements.iter().filter(|element| is_open(element)) {
            if wanted.contains(&element.id) {
                let home = home.map(|(group, _)| group);
                found.push(GlobalElement { element: to_global(around, element), home, around });
            } else if let Kind::Group { elements } = &element.kind {
                let inner = within(around, element).map(|inner| (element.id, inner));
                walk(elements, inner, wanted, is_open, found);
            }
        }
    }
    let mut found = Vec::new();
    if !wanted.is_empty() {
        walk(&artwork.elements, None, wanted, &is_open, &mut found);
    }
    found
}

/// What a step is called that does this to what is chosen, such as "Move Star".
pub fn labelled(verb: &str, chosen: &[GlobalElement]) -> String {
    match chosen {
        [one] => format!("{verb} {}", one.element.title()),
        many => format!("{verb} {} elements", many.len()),
    }
}

/// What stays where it is while these are changed, as if it lay on the artwork
/// itself: what lies beside them in their groups, and everything else.
pub fn unmoved(artwork: &Artwork, moving: &[ElementId]) -> Vec<Element> {
    fn holds(element: &Element, ids: &[ElementId]) -> bool {
        ids.contains(&element.id)
            || matches!(&element.kind, Kind::Group { elements } if elements.iter().any(|inner| holds(inner, ids)))
    }
    fn walk(elements: &[Arc<Element>], around: Option<GroupUnits>, moving: &[ElementId], found: &mut Vec<Element>) {
        for element in elements.iter().filter(|element| !element.hidden) {
            if moving.contains(&element.id) {
                continue;
            }
            match &element.kind {
                Kind::Group { elements } if holds(element, moving) => {
                    walk(elements, within(around, element), moving, found);
                }
                _ => found.push(to_global(around, element)),
            }
        }
    }
    let mut found = Vec::new();
    walk(&artwork.elements, None, moving, &mut found);
    found
}

/// What the copies of an element in global space go around, in badge units; none for
/// what is drawn once.
pub fn middle_of(element: &Element) -> Option<Point> {
    let spot = element.middle.unwrap_or(Spot::MIDDLE);
    (element.copies > 1).then_some(Point::new(spot.x, spot.y))
}

/// An element in global space whose copies go around another place.
pub fn with_middle(element: &Element, at: Point) -> Element {
    let spot = Spot { x: at.x, y: at.y };
    Element { middle: Some(spot), ..element.clone() }
}

/// The place in the artwork of a point of an element, given from the middle of
/// its frame as its shape has it.
pub fn to_artwork(element: &Element, point: Point) -> Point {
    let x = if element.mirrored { -point.x } else { point.x };
    element.frame.to_artwork(x, point.y).into()
}

/// The other way of [`to_artwork`].
pub fn from_artwork(element: &Element, point: Point) -> Point {
    let (x, y) = element.frame.from_artwork(point.x, point.y);
    Point::new(if element.mirrored { -x } else { x }, y)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::artwork::Frame;

    fn disc(id: u64, x: f64, y: f64) -> Element {
        Element::new(ElementId(id), Kind::Disc, Frame { x, y, width: 40.0, height: 20.0, rotation: 25.0 })
    }

    fn group(id: u64, inner: Element, rotation: f64, mirrored: bool) -> Element {
        let kind = Kind::Group { elements: vec![inner.into()] };
        let frame = Frame { x: 200.0, y: 100.0, width: 90.0, height: 90.0, rotation };
        Element { mirrored, ..Element::new(ElementId(id), kind, frame) }
    }

    #[test]
    fn what_is_raised_out_of_turned_and_mirrored_groups_comes_back_the_same() {
        for (rotation, mirrored) in [(0.0, false), (90.0, false), (30.0, true), (-120.0, true)] {
            let inner = group(2, disc(1, 30.0, -10.0), 50.0, true);
            let artwork = Artwork { elements: vec![group(3, inner, rotation, mirrored).into()], ..Artwork::default() };
            let found = in_global_space(&artwork, &Selection::from([ElementId(1)]));
            let [one] = found.as_slice() else { panic!("{found:?}") };
            let back = one.to_local(one.element.clone());
            let close = |a: f64, b: f64| (a - b).abs() < 1e-9;
            assert!(close(back.frame.x, 30.0) && close(back.frame.y, -10.0), "{back:?}");
            assert!(close(back.frame.rotation, 25.0) && !back.mirrored, "{back:?}");
        }
    }

    #[test]
    fn an_element_of_a_group_lies_where_it_is_seen() {
        let artwork =
            Artwork { elements: vec![group(3, disc(1, 30.0, 0.0), 90.0, false).into()], ..Artwork::default() };
        let one = &in_global_space(&artwork, &Selection::from([ElementId(1)]))[0].element;
        assert!((one.frame.x - 200.0).abs() < 1e-9 && (one.frame.y - 130.0).abs() < 1e-9, "{one:?}");
        let scene = crate::scene::build(
            &Artwork {
                elements: vec![
                    group(
                        3,
                        disc(1, 30.0, 0.0).filled(crate::artwork::Paint::Solid(crate::artwork::Color::BLACK)),
                        90.0,
                        false,
                    )
                    .into(),
                ],
                ..Artwork::default()
            },
            &crate::badge::Badge::default(),
        );
        let (x, y) = scene.bounds(ElementId(1)).unwrap().center();
        assert!((x - one.frame.x).abs() < 0.1 && (y - one.frame.y).abs() < 0.1);
    }

    #[test]
    fn what_is_chosen_with_its_group_is_changed_once_and_what_is_locked_never() {
        let mut locked = disc(7, 5.0, 5.0);
        locked.locked = true;
        let artwork = Artwork {
            elements: vec![group(3, disc(1, 30.0, 0.0), 0.0, false).into(), locked.into()],
            ..Artwork::default()
        };
        let all = Selection::from([ElementId(1), ElementId(3), ElementId(7)]);
        let ids: Vec<u64> = in_global_space(&artwork, &all).iter().map(|one| one.element.id.0).collect();
        assert_eq!(ids, [3]);
    }
}
