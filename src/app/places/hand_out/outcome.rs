//! How the last wish went: told where the next one begins, so that nothing that is typed
//! in moves, and reached by the keyboard.

use eframe::egui::{Align, Response, Ui};

use super::{HandOut, Message};
use crate::app::desk::{Out, Outbox, Own};
use crate::app::toolkit::theme::Tokens;
use crate::app::toolkit::widgets::{Action, heading, outcome};
use crate::issue::told_of_put_right;

/// What went wrong, below the passphrase and above all that would be signed.
pub(super) fn problems(ui: &mut Ui, handout: &mut HandOut, own: &Own) {
    let error = Tokens::of(ui).error;
    let mut first = None;
    for problem in own.unread_key.iter().chain(&handout.problem) {
        ui.add_space(8.0);
        let told = outcome(ui, error, "warning-circle", problem);
        first.get_or_insert(told);
    }
    // With the field above it, where it is mended.
    bring(handout, first, Some(Align::Center));
}

/// The badge that was written last: where it is, and what is to be done with it and with
/// the files for the web.
pub(super) fn awarded(ui: &mut Ui, handout: &mut HandOut, own: &Own, out: &mut Outbox<Message>) {
    let tokens = Tokens::of(ui);
    let Some(path) = handout.baked.clone() else { return };
    heading(ui, "The badge is awarded");
    ui.add_space(4.0);
    let (badge, earner) = &handout.baked_for;
    let written = format!(
        "{badge} is for {earner}.\nWritten to {}\nSend this file to the earner as it is: many programs strip the record when they edit or resize a picture.",
        path.display()
    );
    let lines: Vec<String> = [written].into_iter().chain(handout.handed_out.told_of_place()).collect();
    let written = outcome(ui, tokens.genuine, "seal-check", lines.join("\n"));
    let mut is_over = false;
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        if ui.add(Action::new("Award another").icon("plus").main()).clicked() {
            is_over = true;
        }
        if ui.add(Action::new("Inspect it").icon("magnifying-glass")).clicked() {
            out.push(Out::OpenAny(vec![path]));
        }
    });
    if let Some(folder) = &handout.handed_out.folder {
        ui.add_space(4.0);
        let done = &handout.handed_out;
        let put = format!(
            "Put the files in {} on your web server, each at its address, or nobody can look the issuer up.",
            folder.display()
        );
        let right = done.put_right.iter().map(|key| told_of_put_right(key));
        let lines: Vec<String> = [put].into_iter().chain(done.told_of_files()).chain(right).collect();
        outcome(ui, tokens.warning, "globe", lines.join("\n"));
    }
    problems(ui, handout, own);
    bring(handout, Some(written), Some(Align::Center));
    if is_over {
        handout.forget_outcome();
        handout.to_earner = true;
    }
}

/// Brings it into sight, and gives it the keyboard, when it was just told.
fn bring(handout: &mut HandOut, told: Option<Response>, place: Option<Align>) {
    if let Some(told) = told
        && std::mem::take(&mut handout.to_outcome)
    {
        told.request_focus();
        told.scroll_to_me(place);
    }
}
