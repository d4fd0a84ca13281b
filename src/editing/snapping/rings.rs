//! Coming to rest on circles.

use kurbo::{Point, Vec2};

use super::ring::Ring;
use super::snapper::{SAME, Snap, Snapper, TURN_STEP};
use crate::artwork::Bounds;

impl Snapper<'_> {
    /// The move of something that lies in `own` to the middle of a circle.
    pub(super) fn concentric(&self, own: Bounds, rim: Option<f64>) -> Option<(Vec2, Vec<Snap>)> {
        if !self.snapping.rings {
            return None;
        }
        let middle = Point::from(own.center());
        let near = self.targets.rings.iter().filter(|ring| ring.center.distance(middle) <= self.reach);
        // The circle that is nearest to its own rim is the one worth showing.
        let own_rim = rim.unwrap_or(own.width().max(own.height()) / 2.0);
        let off = |ring: &Ring| (ring.radius - own_rim).abs();
        let ring = near.min_by(|a, b| off(a).total_cmp(&off(b)))?;
        let mut snaps = vec![Snap::Circle(ring.center, ring.radius)];
        if rim.is_some() && off(ring) > SAME {
            let at = |radius: f64| ring.center + Vec2::new(radius, 0.0);
            snaps.push(Snap::Distance(at(own_rim.min(ring.radius)), at(own_rim.max(ring.radius))));
        }
        Some((ring.center - middle, snaps))
    }

    /// The move of something that lies in `own` so that its middle lies on a
    /// circle, there at a round angle where it is near one. What is fixed by a
    /// line, across or down, stays.
    pub(super) fn on_a_circle(&self, own: Bounds, (across, down): (bool, bool)) -> Option<(Vec2, Vec<Snap>)> {
        if !self.snapping.rings {
            return None;
        }
        let middle = Point::from(own.center());
        let off = |ring: &&Ring| (ring.center.distance(middle) - ring.radius).abs();
        let ring = self.targets.rings.iter().min_by(|a, b| off(a).total_cmp(&off(b)))?;
        let from = middle - ring.center;
        if off(&ring) > self.reach || from.hypot() < SAME {
            return None;
        }
        let on = |dx: f64, dy: f64| ring.center + Vec2::new(dx, dy);
        let rest = |given: f64| (ring.radius * ring.radius - given * given).max(0.0).sqrt();
        let to = match (across, down) {
            (true, _) => on(from.x, rest(from.x).copysign(from.y)),
            (_, true) => on(rest(from.y).copysign(from.x), from.y),
            _ => {
                let angle = from.atan2().to_degrees();
                let step = (angle / TURN_STEP).round() * TURN_STEP;
                let near = (angle - step).to_radians().abs() * ring.radius <= self.reach;
                let angle = if self.snapping.angles && near { step } else { angle };
                ring.center + Vec2::from_angle(angle.to_radians()) * ring.radius
            }
        };
        if to.distance(middle) > 2.0 * self.reach {
            return None;
        }
        // As on a clock: from the top, clockwise.
        let degrees = ((to - ring.center).atan2().to_degrees() + 90.0).rem_euclid(360.0);
        Some((to - middle, vec![Snap::Circle(ring.center, ring.radius), Snap::Angle(ring.center, to, degrees)]))
    }

    /// The radius of another circle that this one comes near.
    pub fn radius(&self, radius: f64) -> Option<(f64, Snap)> {
        if !self.snapping.on || !self.snapping.rings {
            return None;
        }
        let off = |ring: &&Ring| (ring.radius - radius).abs();
        let ring = self.targets.rings.iter().min_by(|a, b| off(a).total_cmp(&off(b)))?;
        (off(&ring) <= self.reach).then_some((ring.radius, Snap::Circle(ring.center, ring.radius)))
    }
}
