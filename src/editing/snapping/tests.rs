use super::*;
use crate::artwork::{Artwork, ElementId, Frame, Guide, Kind};

fn bounds(left: f64, right: f64) -> Bounds {
    Bounds { left, top: 100.0, right, bottom: 150.0 }
}

fn targets(boxes: &[Bounds]) -> SnapTargets {
    SnapTargets { boxes: boxes.to_vec(), ..SnapTargets::default() }
}

fn snapper(targets: &SnapTargets) -> Snapper<'_> {
    Snapper { snapping: Snapping::default(), reach: 4.0, targets }
}

fn ring(id: u64, x: f64, y: f64, side: f64, inner: f64) -> Element {
    Element::new(ElementId(id), Kind::Ring { inner }, Frame { x, y, width: side, height: side, rotation: 0.0 })
}

fn distances(snaps: &[Snap]) -> Vec<f64> {
    let mut found: Vec<f64> = snaps
        .iter()
        .filter_map(|snap| match snap {
            Snap::Distance(from, to) => Some(from.distance(*to)),
            _ => None,
        })
        .collect();
    found.sort_by(f64::total_cmp);
    found
}

#[test]
fn edges_middles_and_gaps_are_met() {
    let own = bounds(200.0, 240.0);
    let other = bounds(100.0, 180.0);
    for (by, others, expected) in [
        (Vec2::new(83.0, 40.0), vec![], 80.0),
        (Vec2::new(-97.0, 60.0), vec![other], -100.0),
        (Vec2::new(-23.0, 60.0), vec![other], -20.0),
        (Vec2::new(12.0, 10.0), vec![other, bounds(286.0, 400.0)], 13.0),
        (Vec2::new(-203.0, 60.0), vec![], -200.0),
    ] {
        let targets = targets(&others);
        let (moved, snaps) = snapper(&targets).moved(own, None, by);
        assert_eq!(moved.x, expected, "{by:?}");
        assert!(!snaps.is_empty(), "{by:?}");
    }
    let far = Vec2::new(37.0, 33.0);
    assert_eq!(snapper(&targets(&[other])).moved(own, None, far).0, far, "nothing is near");
}

#[test]
fn the_distance_to_what_is_met_is_told() {
    let other = bounds(100.0, 180.0);
    let beside = targets(&[other]);
    // Its left edge comes to the other's left, 60 below it.
    let (by, snaps) = snapper(&beside).moved(bounds(102.0, 142.0), None, Vec2::new(0.0, 113.0));
    assert_eq!(by.x, -2.0);
    assert_eq!(distances(&snaps), [63.0], "{snaps:?}");
    assert!(snaps.contains(&Snap::Line(Point::new(100.0, 100.0), Point::new(100.0, 263.0))), "{snaps:?}");
}

#[test]
fn equal_gaps_are_met_in_a_row_and_both_are_told() {
    let row = targets(&[bounds(20.0, 60.0), bounds(90.0, 130.0)]);
    // 30 lie between the two; the third comes to lie as far behind.
    let (by, snaps) = snapper(&row).moved(bounds(200.0, 240.0), None, Vec2::new(-38.0, 20.0));
    assert_eq!(by.x, -40.0);
    assert_eq!(distances(&snaps), [30.0, 30.0], "{snaps:?}");
}

#[test]
fn what_is_switched_off_is_not_met() {
    let beside = targets(&[bounds(100.0, 180.0)]);
    let by = Vec2::new(-97.0, 60.0);
    let with = |change: fn(&mut Snapping)| {
        let mut snapper = snapper(&beside);
        change(&mut snapper.snapping);
        snapper.moved(bounds(200.0, 240.0), None, by).0
    };
    assert_eq!(with(|_| ()).x, -100.0);
    assert_eq!(with(|snapping| snapping.others = false).x, -97.0);
    assert_eq!(with(|snapping| snapping.on = false), by);
}

#[test]
fn the_grid_and_guides_are_met() {
    let mut targets = targets(&[]);
    targets.guides = vec![Guide::upright(153.0), Guide::level(77.0)];
    let mut snapper = snapper(&targets);
    let (by, _) = snapper.moved(bounds(200.0, 240.0), None, Vec2::new(-48.0, -20.0));
    assert_eq!((by.x, by.y), (-47.0, -23.0), "left edge and upper edge come to the guides");
    snapper.snapping.guides = false;
    snapper.snapping.grid = true;
    snapper.snapping.grid_step = 25.0;
    let (by, snaps) = snapper.moved(bounds(200.0, 240.0), None, Vec2::new(-48.0, -27.0));
    assert_eq!((by.x, by.y), (-50.0, -25.0));
    assert!(snaps.is_empty(), "the grid needs no other lines");
}

#[test]
fn rings_share_their_middle_and_their_radius() {
    let artwork = Artwork { elements: vec![ring(1, 180.0, 200.0, 200.0, 0.8).into()], ..Artwork::default() };
    let targets = SnapTargets::beside(&artwork, &[]);
    let snapper = snapper(&targets);
    let own = ring(2, 400.0, 400.0, 120.0, 0.5);
    let (by, snaps) = snapper.moved(own.frame.bounds(), rim(&own), Vec2::new(-222.0, -198.0));
    assert_eq!(by, Vec2::new(-220.0, -200.0));
    assert_eq!(distances(&snaps), [20.0], "from its rim to the other's hole: {snaps:?}");
    assert_eq!(snapper.radius(97.0).map(|(radius, _)| radius), Some(100.0));
    assert_eq!(snapper.radius(70.0), None);
}

#[test]
fn a_middle_comes_to_lie_on_a_circle_at_a_round_angle() {
    let artwork = Artwork { elements: vec![ring(1, 180.0, 200.0, 200.0, 0.8).into()], ..Artwork::default() };
    let targets = SnapTargets::beside(&artwork, &[]);
    let own = Bounds { left: 0.0, top: 0.0, right: 7.0, bottom: 7.0 };
    // Near the middle of the ring's band, about at half past four.
    let near = Point::new(180.0, 200.0) + Vec2::from_angle(46.0_f64.to_radians()) * 91.5;
    let mut snapper = snapper(&targets);
    snapper.snapping.others = false;
    let (by, snaps) = snapper.moved(own, None, near - Point::from(own.center()));
    let at = Point::from(own.center()) + by - Point::new(180.0, 200.0);
    assert!((at.hypot() - 90.0).abs() < 1e-9 && (at.x - at.y).abs() < 1e-9, "{at:?}");
    assert!(
        snaps.iter().any(|snap| matches!(snap, Snap::Angle(_, _, degrees) if (degrees - 135.0).abs() < 1e-9)),
        "{snaps:?}"
    );
}

#[test]
fn turning_rests_at_steps_and_as_others_are_turned() {
    let mut tilted = ring(1, 100.0, 100.0, 50.0, 0.5);
    tilted.frame.rotation = 22.0;
    let artwork = Artwork { elements: vec![tilted.into()], ..Artwork::default() };
    let targets = SnapTargets::beside(&artwork, &[]);
    let mut snapper = snapper(&targets);
    for (degrees, expected) in [(31.0, 30.0), (23.5, 22.0), (38.0, 38.0), (179.0, 180.0), (-91.0, -90.0)] {
        assert_eq!(snapper.turn(degrees, false), expected, "{degrees}");
    }
    assert_eq!(snapper.turn(38.0, true), 45.0);
    snapper.snapping.angles = false;
    assert_eq!(snapper.turn(31.0, false), 31.0);
}
