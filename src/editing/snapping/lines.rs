//! Coming to rest in one direction.

use super::Snapper;
use crate::artwork::SIDE;

/// An extent in one direction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Span {
    pub(super) from: f64,
    pub(super) to: f64,
}

impl Span {
    fn moved(self, by: f64) -> Self {
        Self { from: self.from + by, to: self.to + by }
    }

    pub(super) fn middle(self) -> f64 {
        f64::midpoint(self.from, self.to)
    }

    fn meets(self, other: Self) -> bool {
        self.from < other.to && other.from < self.to
    }

    /// How far apart two are; 0 where they meet.
    pub(super) fn gap(self, other: Self) -> f64 {
        (self.from - other.to).max(other.from - self.to).max(0.0)
    }
}

/// How far to move, and why.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) by: f64,
    pub(super) why: Why,
}

/// What is met.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Why {
    /// The badge's middle or edge.
    Badge(f64),
    /// A guide.
    Guide(f64),
    /// An edge or a middle of another.
    Other(f64),
    /// Gaps that are equal now.
    Gaps(Vec<(f64, f64)>),
    /// The grid.
    Grid,
}

/// What is dragged and what there is to rest on, in one direction.
#[derive(Debug)]
pub(super) struct Along {
    pub(super) own: Span,
    /// Its extent in the other direction.
    pub(super) beside: Span,
    /// Of each other, the extent in this direction and in the other.
    pub(super) others: Vec<(Span, Span)>,
    pub(super) guides: Vec<f64>,
    /// Whether equal gaps count, too.
    pub(super) gaps: bool,
}

impl Along {
    /// Where it comes to rest. The badge's middle comes before all others.
    pub(super) fn rest(&self, snapper: &Snapper<'_>) -> Option<Found> {
        let own = self.own;
        let reach = snapper.reach;
        if snapper.snapping.badge {
            let by = SIDE / 2.0 - own.middle();
            if by.abs() <= reach {
                return Some(Found { by, why: Why::Badge(SIDE / 2.0) });
            }
        }
        let mut offered: Vec<Found> = Vec::new();
        let mut line = |place: f64, of: f64, why: Why| {
            if (place - of).abs() <= reach {
                offered.push(Found { by: place - of, why });
            }
        };
        if snapper.snapping.badge {
            line(0.0, own.from, Why::Badge(0.0));
            line(SIDE, own.to, Why::Badge(SIDE));
        }
        for &guide in &self.guides {
            for of in [own.middle(), own.from, own.to] {
                line(guide, of, Why::Guide(guide));
            }
        }
        if snapper.snapping.others {
            // The middle with middles, edges with edges.
            for (other, _) in &self.others {
                line(other.middle(), own.middle(), Why::Other(other.middle()));
                for edge in [other.from, other.to] {
                    line(edge, own.from, Why::Other(edge));
                    line(edge, own.to, Why::Other(edge));
                }
            }
        }
        if snapper.snapping.grid {
            let step = snapper.snapping.step();
            for of in [own.from, own.middle(), own.to] {
                line((of / step).round() * step, of, Why::Grid);
            }
        }
        if self.gaps && snapper.snapping.gaps {
            offered.extend(self.equal_gaps().into_iter().filter(|found| found.by.abs() <= reach));
        }
        offered.into_iter().min_by(|a, b| a.by.abs().total_cmp(&b.by.abs()))
    }

    /// Half way between two neighbours, and as far from one as others are from
    /// each other.
    fn equal_gaps(&self) -> Vec<Found> {
        let own = self.own;
        let mut row: Vec<Span> =
            self.others.iter().filter(|(_, across)| across.meets(self.beside)).map(|(other, _)| *other).collect();
        row.sort_by(|a, b| a.from.total_cmp(&b.from));
        let before = row.iter().filter(|other| other.to <= own.middle()).max_by(|a, b| a.to.total_cmp(&b.to));
        let after = row.iter().find(|other| other.from >= own.middle());
        let mut found = Vec::new();
        if let (Some(before), Some(after)) = (before, after) {
            let by = f64::midpoint(before.to, after.from) - own.middle();
            let now = own.moved(by);
            if now.from > before.to {
                let gaps = vec![(before.to, now.from), (now.to, after.from)];
                found.push(Found { by, why: Why::Gaps(gaps) });
            }
        }
        let pairs = row.windows(2).filter(|pair| pair[1].from > pair[0].to + super::SAME);
        for pair in pairs {
            let (gap, shown) = (pair[1].from - pair[0].to, (pair[0].to, pair[1].from));
            if let Some(before) = before {
                let by = before.to + gap - own.from;
                found.push(Found { by, why: Why::Gaps(vec![shown, (before.to, own.from + by)]) });
            }
            if let Some(after) = after {
                let by = after.from - gap - own.to;
                found.push(Found { by, why: Why::Gaps(vec![(own.to + by, after.from), shown]) });
            }
        }
        found
    }
}
