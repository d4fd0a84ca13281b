//! What is wrong with what is typed, and where that is told.

use std::collections::BTreeMap;

use eframe::egui::{self, Ui};

use crate::app::toolkit::theme::{Tokens, text};
use crate::credential::recipient::{address, told_of_capitals};

/// What is wrong with what is typed, by the field of what is told that it spoils.
pub(super) type Faults = BTreeMap<&'static str, String>;

// The fields that may be wrong, by the names under which they are told.
pub(super) const EARNER: &str = "Earner";
pub(super) const AWARDED_BY: &str = "Awarded by";
pub(super) const KNOWN_AS: &str = "Known as";
pub(super) const LAST_DAY: &str = "Last day";
pub(super) const EVIDENCE: &str = "Evidence";

/// Seconds without a letter after which somebody in a field has typed what they meant.
const QUIET: f32 = 1.0;

/// What is wrong with a field, below it, once nobody types in it any more.
pub(super) fn fault(ui: &mut Ui, faults: &Faults, field: &str, typed: &egui::Response) {
    below(ui, faults.get(field).map(|words| (words.as_str(), Tokens::of(ui).error.ink)), typed);
}

/// What is wrong with the earner, or else is to be known of the address as it is typed.
pub(super) fn fault_of_earner(ui: &mut Ui, faults: &Faults, to: &str, typed: &egui::Response) {
    if faults.contains_key(EARNER) {
        return fault(ui, faults, EARNER, typed);
    }
    let is_address = address(to).is_ok();
    let capitals = told_of_capitals(to.trim()).filter(|_| is_address).map(|told| {
        format!("It is sealed as typed, and {told}: without them the badge is not found. Leave them out unless they write them, too.")
    });
    below(ui, capitals.as_deref().map(|words| (words, Tokens::of(ui).soft)), typed);
}

/// Words below a field, in their colour.
fn below(ui: &mut Ui, words: Option<(&str, egui::Color32)>, typed: &egui::Response) {
    let id = typed.id.with("fault");
    let (was_seen, since) = ui.data(|data| data.get_temp::<(bool, f64)>(id).unwrap_or_default());
    let (now, is_pressed) = ui.input(|input| (input.time, input.pointer.any_down()));
    let since = if typed.changed() { now } else { since };
    let is_quiet = !typed.has_focus() || now - since >= f64::from(QUIET);
    // Nothing moves away under a pointer that is held down to leave the field, and what was
    // told stays until it is mended.
    let is_seen = words.is_some() && (was_seen || is_quiet && !is_pressed);
    ui.data_mut(|data| data.insert_temp(id, (is_seen, since)));
    if words.is_some() && !is_quiet {
        ui.ctx().request_repaint_after_secs(QUIET);
    }
    match words.filter(|_| is_seen) {
        Some((words, ink)) => {
            let words = egui::RichText::new(words).font(text::note()).color(ink);
            ui.add(egui::Label::new(words).wrap());
        }
        // What is clicked below it stays the same for egui, too.
        None => ui.skip_ahead_auto_ids(1),
    }
}
