//! Text set straight or along a curve, in its frame.

mod along;
mod lines;
mod setting;
mod track;

use std::sync::Arc;

use kurbo::{BezPath, Size};

use self::setting::Type;
use super::fonts::Fonts;
use super::paint::within;
use crate::artwork::{Baseline, Text};

pub(super) use setting::Setting;

/// Sets what a text says in a frame of this size with one of these fonts;
/// `None` when there is no font at all.
pub(super) fn set(text: &Text, said: &str, frame: Size, fonts: &Fonts) -> Option<Setting> {
    let face = fonts.face(&text.font)?;
    let size = within(text.size, 0.5, 1200.0, 40.0);
    let kind = Type {
        face: Arc::clone(face),
        weight: text.font.weight,
        size,
        spacing: within(text.spacing / size, -0.5, 5.0, 0.0),
        leading: within(text.leading, 0.3, 5.0, 1.15),
        fit: text.fit,
    };
    let mut setting = Setting {
        path: BezPath::new(),
        touch: BezPath::new(),
        letters: Vec::new(),
        face: Arc::clone(face),
        missing: Vec::new(),
        em: size,
        stands: Vec::new(),
    };
    match text.baseline {
        Baseline::Straight => lines::set(&kind, text.align, said, frame, &mut setting),
        _ => along::set(&kind, text, said, frame, &mut setting),
    }
    Some(setting)
}

#[cfg(test)]
mod tests;
