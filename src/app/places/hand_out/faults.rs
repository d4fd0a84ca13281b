//! What is wrong with what is typed, and where that is told.

use std::collections::BTreeMap;

use eframe::egui::{self, Ui};

use crate::app::toolkit::theme::{Tokens, text};

/// What is wrong with what is typed, by the field of what is told that it spoils.
pub(super) type Faults = BTreeMap<&'static str, String>;

// The fields that may be wrong, by the names under which they are told.
pub(super) const EARNER: &str = "Earner";
pub(super) const AWARDED_BY: &str = "Awarded by";
pub(super) const KNOWN_AS: &str = "Known as";
pub(super) const LAST_DAY: &str = "Last day";
pub(super) const EVIDENCE: &str = "Evidence";

/// What is wrong with a field, below it, once nobody types in it any more.
pub(super) fn fault(ui: &mut Ui, faults: &Faults, field: &str, typed: &egui::Response) {
    let id = typed.id.with("fault");
    let was_seen = ui.data(|data| data.get_temp::<bool>(id).unwrap_or_default());
    // Nothing moves away under a pointer that is held down to leave the field.
    let is_seen = !typed.has_focus() && (was_seen || !ui.input(|input| input.pointer.any_down()));
    ui.data_mut(|data| data.insert_temp(id, is_seen));
    match faults.get(field).filter(|_| is_seen) {
        Some(words) => {
            let words = egui::RichText::new(words).font(text::note()).color(Tokens::of(ui).error.ink);
            ui.add(egui::Label::new(words).wrap());
        }
        // What is clicked below it stays the same for egui, too.
        None => ui.skip_ahead_auto_ids(1),
    }
}
