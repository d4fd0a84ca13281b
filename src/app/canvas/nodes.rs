//! Paths as people edit them: points, each with a handle on either side.

use kurbo::{BezPath, CubicBez, Line, ParamCurve as _, ParamCurveNearest as _, PathEl, Point, Vec2};

/// A point of a path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node {
    /// Where it lies, in badge units.
    pub at: Point,
    /// The handle towards the point before; the point itself for none.
    pub before: Point,
    /// The handle towards the point after.
    pub after: Point,
}

impl Node {
    /// A corner without handles.
    pub fn corner(at: Point) -> Self {
        Self { at, before: at, after: at }
    }

    /// Whether the path runs on in the same direction.
    pub fn is_smooth(&self) -> bool {
        let (a, b) = (self.at - self.before, self.after - self.at);
        a.hypot() > 1e-6 && b.hypot() > 1e-6 && a.cross(b).atan2(a.dot(b)).abs() < 0.02
    }

    fn moved(self, by: Vec2) -> Self {
        Self { at: self.at + by, before: self.before + by, after: self.after + by }
    }
}

/// A run of points.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// The points in order.
    pub nodes: Vec<Node>,
    /// Whether the last is joined to the first.
    pub closed: bool,
}

/// A path as runs of points.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Nodes(pub Vec<Run>);

/// Which point: its run and its place there.
pub type Place = (usize, usize);

impl Nodes {
    /// Reads a path.
    pub fn of(path: &BezPath) -> Self {
        let mut runs: Vec<Run> = Vec::new();
        for element in path.iter() {
            if let PathEl::MoveTo(at) = element {
                runs.push(Run { nodes: vec![Node::corner(at)], closed: false });
                continue;
            }
            let Some(run) = runs.last_mut() else { continue };
            let Some(last) = run.nodes.last_mut() else { continue };
            match element {
                PathEl::LineTo(to) => run.nodes.push(Node::corner(to)),
                PathEl::QuadTo(by, to) => {
                    last.after = last.at.lerp(by, 2.0 / 3.0);
                    run.nodes.push(Node { before: to.lerp(by, 2.0 / 3.0), ..Node::corner(to) });
                }
                PathEl::CurveTo(one, two, to) => {
                    last.after = one;
                    run.nodes.push(Node { before: two, ..Node::corner(to) });
                }
                PathEl::ClosePath => run.closed = true,
                PathEl::MoveTo(_) => {}
            }
        }
        for run in &mut runs {
            // A path that comes back to its beginning has one point there, not two.
            let (Some(first), Some(last)) = (run.nodes.first().copied(), run.nodes.last().copied()) else { continue };
            if run.closed && run.nodes.len() > 1 && first.at.distance(last.at) < 1e-6 {
                run.nodes.pop();
                run.nodes[0].before = last.before;
            }
        }
        Self(runs)
    }

    /// The path through the points.
    pub fn path(&self) -> BezPath {
        let mut path = BezPath::new();
        for run in &self.0 {
            let Some(first) = run.nodes.first() else { continue };
            path.move_to(first.at);
            let back = run.closed.then_some(first);
            let last = run.nodes.len() - 1;
            for (at, (from, to)) in run.nodes.iter().zip(run.nodes.iter().skip(1).chain(back)).enumerate() {
                if from.after == from.at && to.before == to.at {
                    // Closing a path draws its last straight line.
                    if at < last {
                        path.line_to(to.at);
                    }
                } else {
                    path.curve_to(from.after, to.before, to.at);
                }
            }
            if run.closed {
                path.close_path();
            }
        }
        path
    }

    /// The point at a place.
    pub fn get(&self, (run, at): Place) -> Option<&Node> {
        self.0.get(run)?.nodes.get(at)
    }

    fn get_mut(&mut self, (run, at): Place) -> Option<&mut Node> {
        self.0.get_mut(run)?.nodes.get_mut(at)
    }

    /// All places with their points.
    pub fn each(&self) -> impl Iterator<Item = (Place, &Node)> {
        self.0
            .iter()
            .enumerate()
            .flat_map(|(run, nodes)| nodes.nodes.iter().enumerate().map(move |(at, node)| ((run, at), node)))
    }

    /// The same with some points moved.
    #[must_use]
    pub fn moved(&self, places: &[Place], by: Vec2) -> Self {
        let mut moved = self.clone();
        for place in places {
            if let Some(node) = moved.get_mut(*place) {
                *node = node.moved(by);
            }
        }
        moved
    }

    /// The same with one handle dragged to a place. The other follows where
    /// the point is smooth, unless `alone`.
    #[must_use]
    pub fn bent(&self, place: Place, after: bool, to: Point, alone: bool) -> Self {
        let mut bent = self.clone();
        if let Some(node) = bent.get_mut(place) {
            let smooth = node.is_smooth() && !alone;
            let (near, far) =
                if after { (&mut node.after, &mut node.before) } else { (&mut node.before, &mut node.after) };
            *near = to;
            let away = node.at - to;
            if smooth && away.hypot() > 1e-9 {
                *far = node.at + away.normalize() * (*far - node.at).hypot();
            }
        }
        bent
    }

    /// The same without these points; runs of fewer than two go altogether.
    #[must_use]
    pub fn without(&self, places: &[Place]) -> Self {
        let runs = self.0.iter().enumerate().map(|(run, nodes)| {
            let kept = nodes.nodes.iter().enumerate().filter(|(at, _)| !places.contains(&(run, *at)));
            Run { nodes: kept.map(|(_, node)| *node).collect(), closed: nodes.closed }
        });
        Self(runs.filter(|run| run.nodes.len() > 1).collect())
    }

    /// The same with these points made smooth, or corners.
    #[must_use]
    pub fn softened(&self, places: &[Place], smooth: bool) -> Self {
        let mut changed = self.clone();
        for &(run, at) in places {
            let Some(nodes) = self.0.get(run) else { continue };
            let count = nodes.nodes.len();
            let beside = |step: usize| {
                let index = at + count + step - 1;
                let inside = nodes.closed || (1..=count).contains(&(at + step));
                inside.then(|| nodes.nodes[index % count].at)
            };
            let (before, after) = (beside(0), beside(2));
            let Some(node) = changed.get_mut((run, at)) else { continue };
            if !smooth {
                *node = Node::corner(node.at);
                continue;
            }
            let here = node.at;
            let (from, to) = (before.unwrap_or(here), after.unwrap_or(here));
            let along = to - from;
            if along.hypot() > 1e-9 {
                let along = along.normalize();
                node.before = here - along * (here.distance(from) / 3.0);
                node.after = here + along * (here.distance(to) / 3.0);
            }
        }
        changed
    }

    /// The same with one more point on the curve that passes nearest to a
    /// place, if it passes within reach; and which point that is.
    pub fn with_point_at(&self, place: Point, reach: f64) -> Option<(Self, Place)> {
        let mut best: Option<(f64, Place, f64)> = None;
        for (run, nodes) in self.0.iter().enumerate() {
            let count = nodes.nodes.len();
            let last = if nodes.closed { count } else { count.saturating_sub(1) };
            for at in 0..last {
                let (from, to) = (nodes.nodes[at], nodes.nodes[(at + 1) % count]);
                let near = CubicBez::new(from.at, from.after, to.before, to.at).nearest(place, 1e-3);
                if best.is_none_or(|(distance, ..)| near.distance_sq < distance) {
                    best = Some((near.distance_sq, (run, at), near.t));
                }
            }
        }
        let (distance, (run, at), t) = best?;
        if distance.sqrt() > reach {
            return None;
        }
        let mut nodes = self.clone();
        let run_nodes = &mut nodes.0[run].nodes;
        let next = (at + 1) % run_nodes.len();
        let (from, to) = (run_nodes[at], run_nodes[next]);
        let straight = from.after == from.at && to.before == to.at;
        let new = if straight {
            Node::corner(Line::new(from.at, to.at).eval(t))
        } else {
            let curve = CubicBez::new(from.at, from.after, to.before, to.at);
            let (one, two) = (curve.subsegment(0.0..t), curve.subsegment(t..1.0));
            run_nodes[at].after = one.p1;
            run_nodes[next].before = two.p2;
            Node { at: one.p3, before: one.p2, after: two.p1 }
        };
        run_nodes.insert(at + 1, new);
        Some((nodes, (run, at + 1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kurbo::Shape as _;

    fn heart() -> BezPath {
        BezPath::from_svg("M0 0 C 10 -20 40 -20 50 0 Q 60 20 0 60 L -50 10 Z").unwrap()
    }

    #[test]
    fn a_path_comes_back_as_it_was() {
        let path = heart();
        let again = Nodes::of(&path).path();
        assert!(
            (path.area() - again.area()).abs() < 1e-9 && (path.perimeter(0.01) - again.perimeter(0.01)).abs() < 0.01
        );
        let circle = kurbo::Circle::new((5.0, 5.0), 3.0).to_path(0.01);
        let nodes = Nodes::of(&circle);
        assert!(nodes.0[0].nodes.len() >= 4 && nodes.0[0].nodes[1..4].iter().all(Node::is_smooth), "{nodes:?}");
    }

    #[test]
    fn a_new_point_does_not_change_the_form() {
        let nodes = Nodes::of(&heart());
        for place in [Point::new(25.0, -15.0), Point::new(-25.0, 35.0)] {
            let (more, (run, at)) = nodes.with_point_at(place, 20.0).unwrap();
            assert_eq!(more.0[run].nodes.len(), nodes.0[run].nodes.len() + 1, "{at}");
            assert!((more.path().area() - nodes.path().area()).abs() < 1e-6);
        }
        assert!(nodes.with_point_at(Point::new(500.0, 500.0), 20.0).is_none());
    }

    #[test]
    fn the_other_handle_of_a_smooth_point_follows() {
        let nodes = Nodes(vec![Run {
            nodes: vec![
                Node::corner(Point::ORIGIN),
                Node { at: Point::new(10.0, 0.0), before: Point::new(5.0, 0.0), after: Point::new(12.0, 0.0) },
            ],
            closed: false,
        }]);
        let bent = nodes.bent((0, 1), true, Point::new(10.0, 4.0), false);
        let node = bent.get((0, 1)).unwrap();
        assert!(node.before.distance(Point::new(10.0, -5.0)) < 1e-9, "{node:?}");
        assert_eq!(nodes.bent((0, 1), true, Point::new(10.0, 4.0), true).get((0, 1)).unwrap().before.x, 5.0);
    }

    #[test]
    fn softening_and_taking_away() {
        let nodes = Nodes::of(&BezPath::from_svg("M0 0 L10 0 L10 10 L0 10 Z").unwrap());
        let soft = nodes.softened(&[(0, 1)], true);
        assert!(soft.get((0, 1)).unwrap().is_smooth());
        assert_eq!(soft.softened(&[(0, 1)], false), nodes);
        assert_eq!(nodes.without(&[(0, 0)]).0[0].nodes.len(), 3);
        assert!(nodes.without(&[(0, 0), (0, 1), (0, 2)]).0.is_empty());
    }
}
