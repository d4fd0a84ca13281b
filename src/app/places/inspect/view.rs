//! How the table of many badges is looked at.

use crate::inspect::Verdict;

/// Height of a row in points: a large target.
pub(super) const ROW: f32 = 40.0;
/// Height of who awarded a badge, and to whom, below a row for which that has no columns.
const BELOW: f32 = 54.0;
/// Below this width only some columns are shown.
pub(super) const NARROW: f32 = 560.0;

/// What the table is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    /// By the files' names.
    #[default]
    File,
    /// The badge's name.
    Badge,
    /// The issuer's name.
    Issuer,
    /// Whom it names.
    Earner,
    /// The day of the award.
    Date,
    /// The worst first, and of one verdict those with a mark; what is no badge at the end.
    Verdict,
}

impl Column {
    /// The columns with their headings and their shares of the width.
    const ALL: [(Self, &'static str, f32); 6] = [
        (Self::Verdict, "Verdict", 0.17),
        (Self::Badge, "Badge", 0.21),
        (Self::Issuer, "Issuer", 0.17),
        (Self::Earner, "Earner", 0.15),
        (Self::Date, "Awarded", 0.11),
        (Self::File, "File", 0.19),
    ];

    /// Those for which a narrow window has room.
    const FEW: [(Self, &'static str, f32); 3] =
        [(Self::Verdict, "Verdict", 0.35), (Self::Badge, "Badge", 0.39), (Self::Date, "Awarded", 0.26)];

    /// How high a row of this width is.
    pub(super) fn height(width: f32) -> f32 {
        if width < NARROW { ROW + BELOW } else { ROW }
    }

    /// The columns of a table of this width.
    pub(super) fn shown(width: f32) -> &'static [(Self, &'static str, f32)] {
        if width < NARROW { &Self::FEW } else { &Self::ALL }
    }
}

/// How the table is looked at.
#[derive(Debug, Default)]
pub struct View {
    pub(super) filter: String,
    pub(super) verdict: Option<Verdict>,
    /// Whether only those are shown that have a mark: one that warns, or another one.
    pub(super) marked: Option<bool>,
    pub(super) column: Column,
    pub(super) backwards: bool,
}

/// A kind of file for the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableFile {
    /// For spreadsheets.
    Csv,
    /// For programs.
    Json,
}
