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

impl Run {
    /// The same, gone through the other way.
    fn reversed(&self) -> Self {
        let turned = |node: &Node| Node { at: node.at, before: node.after, after: node.before };
        Self { nodes: self.nodes.iter().rev().map(turned).collect(), closed: self.closed }
    }

    /// The last point takes the place of the next run's first one where they
    /// are the same.
    fn followed_by(mut self, next: Self) -> Self {
        let mut rest = next.nodes.into_iter();
        if let (Some(end), Some(begin)) = (self.nodes.last_mut(), rest.as_slice().first())
            && end.at.distance(begin.at) < SAME
        {
            end.after = begin.after;
            rest.next();
        }
        self.nodes.extend(rest);
        self
    }

    /// The same, with its last point joined to its first.
    fn shut(mut self) -> Self {
        self.closed = true;
        if let (Some(first), Some(last)) = (self.nodes.first().copied(), self.nodes.last().copied())
            && self.nodes.len() > 2
            && first.at.distance(last.at) < SAME
        {
            self.nodes.pop();
            self.nodes[0].before = last.before;
        }
        self
    }

    /// The pieces between these points, each of which ends one piece and
    /// begins the next.
    fn cut_at(&self, cuts: &[usize]) -> Vec<Self> {
        let mut nodes = self.nodes.clone();
        let mut cuts = cuts.to_vec();
        if let (true, Some(&first)) = (self.closed, cuts.first()) {
            nodes.rotate_left(first);
            nodes.extend(nodes.first().copied());
            cuts.iter_mut().for_each(|cut| *cut -= first);
        }
        let last = nodes.len().saturating_sub(1);
        let inner = cuts.into_iter().filter(|cut| (1..last).contains(cut));
        let places: Vec<usize> = [0].into_iter().chain(inner).chain([last]).collect();
        let piece = |ends: &[usize]| {
            let mut nodes = nodes[ends[0]..=ends[1]].to_vec();
            if let Some(first) = nodes.first_mut() {
                first.before = first.at;
            }
            if let Some(last) = nodes.last_mut() {
                last.after = last.at;
            }
            Self { nodes, closed: false }
        };
        places.windows(2).map(piece).collect()
    }
}

/// Points nearer than this are one and the same, in badge units.
const SAME: f64 = 1e-3;

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

    /// Where open runs begin and end.
    pub fn ends(&self) -> Vec<Place> {
        let open = self.0.iter().enumerate().filter(|(_, run)| !run.closed && run.nodes.len() > 1);
        open.flat_map(|(at, run)| [(at, 0), (at, run.nodes.len() - 1)]).collect()
    }

    /// The same with two ends joined: those of one run close it, those of two
    /// make them one. `None` where one of them is no end.
    pub fn joined(&self, one: Place, other: Place) -> Option<Self> {
        let ends = self.ends();
        if one == other || !ends.contains(&one) || !ends.contains(&other) {
            return None;
        }
        let mut runs = self.0.clone();
        if one.0 == other.0 {
            runs[one.0] = runs[one.0].clone().shut();
            return Some(Self(runs));
        }
        // The one run arrives at the point, the other begins there.
        let first = if one.1 == 0 { runs[one.0].reversed() } else { runs[one.0].clone() };
        let second = if other.1 == 0 { runs[other.0].clone() } else { runs[other.0].reversed() };
        runs[one.0] = first.followed_by(second);
        runs.remove(other.0);
        Some(Self(runs))
    }

    /// The two ends that lie nearest to each other, of which `fits` is true.
    pub fn nearest_ends(&self, fits: impl Fn(Place, Place) -> bool) -> Option<(Place, Place)> {
        let ends = self.ends();
        let distance = |(one, other): &(Place, Place)| match (self.get(*one), self.get(*other)) {
            (Some(one), Some(other)) => one.at.distance(other.at),
            _ => f64::INFINITY,
        };
        let pairs = ends.iter().flat_map(|one| ends.iter().map(move |other| (*one, *other)));
        let pairs = pairs.filter(|(one, other)| one < other && fits(*one, *other));
        pairs.min_by(|a, b| distance(a).total_cmp(&distance(b)))
    }

    /// The same, broken at these points.
    #[must_use]
    pub fn broken(&self, places: &[Place]) -> Self {
        let runs = self.0.iter().enumerate().flat_map(|(at, run)| {
            let mut cuts: Vec<usize> = places.iter().filter(|place| place.0 == at).map(|place| place.1).collect();
            cuts.retain(|cut| *cut < run.nodes.len());
            cuts.sort_unstable();
            if cuts.is_empty() { vec![run.clone()] } else { run.cut_at(&cuts) }
        });
        Self(runs.collect())
    }

    /// The point after another, or before it, going round through all runs.
    pub fn beside(&self, place: Option<Place>, back: bool) -> Option<Place> {
        let all: Vec<Place> = self.each().map(|(place, _)| place).collect();
        let count = all.len();
        let at = place.and_then(|place| all.iter().position(|other| *other == place));
        let next = match (at, back) {
            (Some(at), false) => (at + 1) % count,
            (Some(at), true) => (at + count - 1) % count,
            (None, false) => 0,
            (None, true) => count.checked_sub(1)?,
        };
        all.get(next).copied()
    }

    /// The same with one more point half way from a point to the next; and
    /// which point that is.
    pub fn with_point_after(&self, (run, at): Place) -> Option<(Self, Place)> {
        let nodes = self.0.get(run)?;
        let next = if nodes.closed { (at + 1) % nodes.nodes.len() } else { at + 1 };
        let (from, to) = (nodes.nodes.get(at)?, nodes.nodes.get(next)?);
        let middle = CubicBez::new(from.at, from.after, to.before, to.at).eval(0.5);
        self.with_point_at(middle, SAME)
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

    fn open(data: &str) -> Nodes {
        Nodes::of(&BezPath::from_svg(data).unwrap())
    }

    #[test]
    fn ends_are_joined_within_a_run_and_between_two() {
        let corner = open("M0 0 L10 0 L10 10");
        let closed = corner.joined((0, 2), (0, 0)).unwrap();
        assert!(closed.0[0].closed && (closed.path().area().abs() - 50.0).abs() < 1e-9);
        assert!(corner.joined((0, 1), (0, 0)).is_none(), "a point within is no end");
        // Both run towards the place where they meet: one of them is turned round.
        let two = open("M0 0 L10 0 M10 10 C 12 8 12 2 10 0");
        assert_eq!(two.nearest_ends(|one, other| one.0 != other.0), Some(((0, 1), (1, 1))));
        let one = two.joined((0, 1), (1, 1)).unwrap();
        assert_eq!((one.0.len(), one.0[0].nodes.len()), (1, 3), "the point they share is there once");
        assert!((one.path().perimeter(1e-3) - two.path().perimeter(1e-3)).abs() < 1e-6);
        let apart = open("M0 0 L10 0 M20 0 L30 0").joined((0, 1), (1, 0)).unwrap();
        assert_eq!(apart.0[0].nodes.len(), 4);
        let square = open("M0 0 L10 0 L10 10 L0 10 L0 0").joined((0, 0), (0, 4)).unwrap();
        assert_eq!((square.0[0].nodes.len(), square.path().area().abs()), (4, 100.0));
    }

    #[test]
    fn a_path_is_broken_at_points_and_can_be_joined_again() {
        let nodes = Nodes::of(&heart());
        let cut = nodes.broken(&[(0, 1)]);
        assert!(!cut.0[0].closed && cut.0[0].nodes.len() == nodes.0[0].nodes.len() + 1);
        assert_eq!(cut.0[0].nodes[0].at, nodes.0[0].nodes[1].at);
        let again = cut.joined((0, 0), (0, cut.0[0].nodes.len() - 1)).unwrap();
        assert!((again.path().area() - nodes.path().area()).abs() < 1e-9);
        assert_eq!(nodes.broken(&[(0, 2), (0, 0)]).0.iter().map(|run| run.nodes.len()).collect::<Vec<_>>(), [3, 3]);
        let line = open("M0 0 L5 0 L9 0");
        assert_eq!(line.broken(&[(0, 1)]).0.len(), 2);
        assert_eq!(line.broken(&[(0, 0)]), line, "an end cannot be broken");
    }

    #[test]
    fn points_are_gone_through_one_by_one_and_added_half_way() {
        let two = open("M0 0 L10 0 M20 0 L30 0");
        assert_eq!((two.beside(None, false), two.beside(Some((0, 1)), false)), (Some((0, 0)), Some((1, 0))));
        assert_eq!((two.beside(Some((0, 0)), true), two.beside(None, true)), (Some((1, 1)), Some((1, 1))));
        let (more, place) = two.with_point_after((0, 0)).unwrap();
        assert_eq!((more.get(place).unwrap().at, place), (Point::new(5.0, 0.0), (0, 1)));
        assert!(two.with_point_after((0, 1)).is_none(), "nothing comes after an end");
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
