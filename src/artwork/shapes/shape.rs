//! The table of one shape.

use kurbo::Size;

use super::parameter::Parameter;
use super::piece::Piece;
use crate::artwork::Kind;

/// What is known of a kind of shape.
#[derive(Debug)]
pub struct Shape {
    /// What it is called in lists and by screen readers.
    pub noun: &'static str,
    /// Its icon in the window.
    pub icon: &'static str,
    /// Its numbers.
    pub parameters: &'static [Parameter],
    /// Whether its numbers go together while they are alike.
    pub together: Option<Together>,
    /// True for what came after the documents of format 2, whose readers take it
    /// for damage.
    pub(crate) is_newer: bool,
    /// Its outlines in a box around the origin, from the back to the front, when
    /// all numbers are within their ranges.
    pub(super) outline: fn(&Kind, Size) -> Vec<Piece>,
}

/// What numbers that go together are called.
#[derive(Clone, Copy, Debug)]
pub struct Together {
    /// All of them, such as "Corners".
    pub all: &'static str,
    /// Added to the name of one of them, such as "corner".
    pub one: &'static str,
}

impl Shape {
    /// What a table says unless it says otherwise.
    pub(super) const PLAIN: Self =
        Self { noun: "", icon: "", parameters: &[], together: None, is_newer: false, outline: |_, _| Vec::new() };

    /// What its numbers are called as one, while they go together and are alike.
    pub fn alike(&self, kind: &Kind) -> Option<&'static str> {
        let mut values = self.parameters.iter().filter_map(|parameter| (parameter.field.get)(kind));
        let first = values.next()?;
        let alike = values.all(|value| (value - first).abs() < f64::EPSILON);
        self.together.filter(|_| alike).map(|together| together.all)
    }

    /// Gives a number another value, and those that are alike with it, too,
    /// unless it is meant `alone`.
    pub fn set(&self, kind: &mut Kind, at: usize, value: f64, alone: bool) {
        let all = !alone && self.alike(kind).is_some();
        for (place, parameter) in self.parameters.iter().enumerate() {
            if all || place == at {
                (parameter.field.set)(kind, value);
            }
        }
    }
}
