//! The units of a group, in which its elements lie.

use super::{Element, Frame, Spot, half_turns};

/// How the units of a group lie in those around it: moved, turned, mirrored.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupUnits {
    x: f64,
    y: f64,
    rotation: f64,
    mirrored: bool,
}

impl GroupUnits {
    /// The units of this group.
    pub fn of(group: &Element) -> Self {
        let Frame { x, y, rotation, .. } = group.frame;
        Self { x, y, rotation, mirrored: group.mirrored }
    }

    /// An element of the group in its parent's space: as it would be beside the group.
    #[must_use]
    pub fn to_parent(self, element: &Element) -> Element {
        let mut outer = element.clone();
        (outer.frame.x, outer.frame.y) = self.frame().to_artwork(self.sign() * element.frame.x, element.frame.y);
        outer.frame.rotation = half_turns(self.rotation + self.sign() * element.frame.rotation);
        outer.mirrored ^= self.mirrored;
        if element.copies > 1 {
            let spot = element.middle.unwrap_or(Spot::GROUP);
            let (x, y) = self.frame().to_artwork(self.sign() * spot.x, spot.y);
            outer.middle = Some(Spot { x, y });
        }
        outer
    }

    /// An element in the group's own space: the other way of [`GroupUnits::to_parent`].
    #[must_use]
    pub fn to_local(self, element: Element) -> Element {
        let mut local = element;
        let (x, y) = self.frame().from_artwork(local.frame.x, local.frame.y);
        (local.frame.x, local.frame.y) = (self.sign() * x, y);
        local.frame.rotation = half_turns(self.sign() * (local.frame.rotation - self.rotation));
        local.mirrored ^= self.mirrored;
        local.middle = local.middle.and_then(|spot| {
            let (x, y) = self.frame().from_artwork(spot.x, spot.y);
            let spot = Spot { x: self.sign() * x, y };
            // What goes without saying is not said.
            (spot.x.hypot(spot.y) > 1e-6).then_some(spot)
        });
        local
    }

    fn frame(self) -> Frame {
        Frame { x: self.x, y: self.y, width: 0.0, height: 0.0, rotation: self.rotation }
    }

    /// A mirror turns the other way.
    fn sign(self) -> f64 {
        if self.mirrored { -1.0 } else { 1.0 }
    }
}

/// An element of a group as it looks where the group lies. The copies of the
/// group become its own; what has copies of its own keeps those.
pub(crate) fn freed(element: &Element, group: &Element) -> Element {
    let mut freed = GroupUnits::of(group).to_parent(element);
    if group.copies > 1 && element.copies <= 1 {
        // They go around the same place: that, too, is given from outside the group.
        (freed.copies, freed.middle) = (group.copies, group.middle);
    }
    freed.opacity *= group.opacity;
    freed.hidden |= group.hidden;
    freed
}
