//! What the drags of the tool do.

use kurbo::{Point, Vec2};

use super::{Drag, Dragged, SelectTool, without_guide};
use crate::artwork::{Bounds, Element, Frame, SIDE, half_turns};
use crate::document::{Edit, Group};
use crate::editing::habits::Held;
use crate::editing::local_space::{GlobalElement, from_artwork, labelled, to_artwork, with_middle};
use crate::editing::shape_handles::{set_parameter, shape_handles};
use crate::editing::snapping::{Snap, Snapper, rim};
use crate::editing::tool::{ToolContext, ToolOutput};
use crate::editing::transform_box::{Manner, manner, sized, turn_between, turned, with_size};

/// A guide that is let go this far beside the badge is taken away.
const BESIDE: f64 = 40.0;

impl SelectTool {
    pub(super) fn moved_elements(
        &mut self,
        chosen: &[GlobalElement],
        by: Vec2,
        held: Held,
        snapper: Snapper<'_>,
    ) -> Vec<ToolOutput> {
        let around = chosen.iter().map(|one| one.element.frame.bounds()).reduce(Bounds::union);
        let Some(around) = around else { return Vec::new() };
        let mut by = by;
        if held.shift {
            by = if by.x.abs() >= by.y.abs() { Vec2::new(by.x, 0.0) } else { Vec2::new(0.0, by.y) };
        }
        let round = match chosen {
            [one] => rim(&one.element),
            _ => None,
        };
        (by, self.snaps) = snapper.moved(around, round, by);
        let moved = |element: &Element| Element { frame: element.frame.moved(by.x, by.y), ..element.clone() };
        vec![self.put("Move", chosen, moved)]
    }

    pub(super) fn turned_elements(
        &mut self,
        chosen: &[GlobalElement],
        frame: Frame,
        (from, to): (Point, Point),
        held: Held,
        snapper: Snapper<'_>,
        arm: f64,
    ) -> Vec<ToolOutput> {
        let free = frame.rotation + turn_between(frame, from, to);
        let rested = snapper.turn(free, held.shift);
        let now = half_turns(rested);
        if (rested - free).abs() > f64::EPSILON || held.shift {
            let handle = Frame { rotation: rested, ..frame }.to_artwork(0.0, -frame.height / 2.0 - arm);
            self.snaps = vec![Snap::Angle(Point::new(frame.x, frame.y), handle.into(), now)];
        }
        self.told = Some(format!("{now:.0}°"));
        vec![self.put("Turn", chosen, |element| turned(element, frame, rested - frame.rotation))]
    }

    #[expect(clippy::too_many_arguments, reason = "all of them belong to one drag")]
    pub(super) fn sized_elements(
        &mut self,
        chosen: &[GlobalElement],
        frame: Frame,
        handle: (i8, i8),
        to: Point,
        held: Held,
        snapper: Snapper<'_>,
        context: &ToolContext<'_>,
    ) -> Vec<ToolOutput> {
        let manner = manner(chosen, held, context.habits);
        let mut now = sized(frame, handle, to, manner);
        let round = match chosen {
            [one] => rim(&Element { frame: now, ..one.element.clone() }),
            _ => None,
        };
        let ring = round.and_then(|radius| snapper.radius(radius));
        if let Some((radius, circle)) = ring {
            now = with_size(frame, handle, 2.0 * radius, 2.0 * radius, manner.about_center);
            self.snaps = vec![Snap::Circle(Point::new(now.x, now.y), radius), circle];
        } else if frame.rotation.rem_euclid(360.0) < 1e-9 {
            (now, self.snaps) = rested(frame, handle, now, manner, snapper);
        }
        self.told = Some(format!("{:.0} × {:.0}", now.width, now.height));
        vec![self.put("Size", chosen, |element| element.refitted(frame, now))]
    }

    pub(super) fn dragged_shape_handle(
        &mut self,
        at: usize,
        one: &GlobalElement,
        from: Point,
        to: Point,
        held: Held,
        context: &ToolContext<'_>,
    ) -> Vec<ToolOutput> {
        let shape_handles = shape_handles(&one.element, context.inset);
        let Some(handle) = shape_handles.get(at) else { return Vec::new() };
        // Where it was taken hold of stays under the pointer.
        let place = to_artwork(&one.element, handle.place()) + (to - from);
        let value = handle.value_at(from_artwork(&one.element, place));
        let mut changed = one.element.clone();
        set_parameter(&mut changed, at, value, held.alt);
        self.told = Some(handle.clone().with(value).words());
        let label = format!("{} of {}", handle.name, one.element.title());
        vec![ToolOutput::Edit(vec![Edit::Put(vec![one.to_local(changed)])], label, Group::Drag(self.count))]
    }

    pub(super) fn moved_middle(&mut self, one: &GlobalElement, to: Point, snapper: Snapper<'_>) -> Vec<ToolOutput> {
        let at;
        (at, self.snaps) = snapper.point(to, true, true);
        let at = at.round();
        self.told = Some(format!("{:.0}, {:.0}", at.x, at.y));
        vec![self.put("Middle of the copies of", std::slice::from_ref(one), |element| with_middle(element, at))]
    }

    pub(super) fn moved_guide(
        &mut self,
        at: usize,
        to: Point,
        snapper: Snapper<'_>,
        context: &ToolContext<'_>,
    ) -> Vec<ToolOutput> {
        let mut guides = context.artwork.guides.clone();
        let Some(guide) = guides.get_mut(at) else { return Vec::new() };
        let rested;
        (rested, self.snaps) = snapper.point(to, guide.upright, !guide.upright);
        guide.at = if guide.upright { rested.x } else { rested.y }.round();
        self.told =
            Some(if is_beside(guide.at) { "Let go to take it away".into() } else { format!("{:.0}", guide.at) });
        vec![ToolOutput::Edit(vec![Edit::Guides(guides)], "Move a guide".into(), Group::Drag(self.count))]
    }

    /// What a drag that ends still does.
    pub(super) fn released(&self, drag: &Drag, context: &ToolContext<'_>) -> Option<ToolOutput> {
        let Dragged::Guide(at) = drag.what else { return None };
        context.artwork.guides.get(at).filter(|guide| drag.moves && is_beside(guide.at))?;
        let guides = without_guide(context, at)?;
        Some(ToolOutput::Edit(vec![Edit::Guides(guides)], "Remove a guide".into(), Group::Drag(self.count)))
    }

    /// The edit that changes all that is chosen.
    fn put(&self, verb: &str, chosen: &[GlobalElement], change: impl Fn(&Element) -> Element) -> ToolOutput {
        let label = labelled(verb, chosen);
        let changed = chosen.iter().map(|one| one.to_local(change(&one.element))).collect();
        ToolOutput::Edit(vec![Edit::Put(changed)], label, Group::Drag(self.count))
    }
}

fn is_beside(at: f64) -> bool {
    !(-BESIDE..=SIDE + BESIDE).contains(&at)
}

/// An upright frame that rests with the side or the corner that is dragged.
fn rested(
    before: Frame,
    (across, down): (i8, i8),
    now: Frame,
    manner: Manner,
    snapper: Snapper<'_>,
) -> (Frame, Vec<Snap>) {
    let corner = Point::from(now.to_artwork(f64::from(across) * now.width / 2.0, f64::from(down) * now.height / 2.0));
    let size = |to: Point| sized(before, (across, down), to, Manner { even: false, ..manner });
    if !manner.even {
        let (to, snaps) = snapper.point(corner, across != 0, down != 0);
        return if snaps.is_empty() && to == corner { (now, snaps) } else { (size(to), snaps) };
    }
    // One direction leads, the other follows in proportion.
    let (x, met_x) = snapper.point(corner, across != 0, false);
    let (y, met_y) = snapper.point(corner, false, down != 0);
    let (by_x, by_y) = ((x.x - corner.x).abs(), (y.y - corner.y).abs());
    let lead_x = across != 0 && by_x > 0.0 && (by_y == 0.0 || by_x <= by_y);
    let lead_y = down != 0 && by_y > 0.0 && !lead_x;
    let scale = if lead_x {
        size(x).width / before.width.max(Frame::MIN_SIDE)
    } else if lead_y {
        size(y).height / before.height.max(Frame::MIN_SIDE)
    } else {
        return (now, Vec::new());
    };
    let (width, height) = (before.width * scale, before.height * scale);
    let frame = with_size(before, (across, down), width, height, manner.about_center);
    (frame, if lead_x { met_x } else { met_y })
}
