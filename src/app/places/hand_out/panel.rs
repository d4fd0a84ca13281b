//! The cards of Hand out: what is awarded and to whom, what will be signed, the picture alone.

use eframe::egui::{self, Ui};

use super::faults::{EVIDENCE, Faults, KNOWN_AS, LAST_DAY, fault, fault_of_earner};
use super::issuer::Awards;
use super::{HandOut, Message, keys};
use crate::app::desk::{Desk, Out, Outbox, Place};
use crate::app::toolkit::languages::name_of;
use crate::app::toolkit::theme::Tokens;
use crate::app::toolkit::widgets::{
    Action, answers, area, card, check_box, field, fold, heading, is_open, label, message, message_with, modal,
    modal_width, note, open_fold, paragraph,
};
use crate::badge::{Badge, one_line, seen};
use crate::credential::did::fingerprint;
use crate::issue::{FileKind, Form, Kept, PLATFORMS, SIDES, Told};
use crate::review::Severity;

/// Sides that platforms ask for, in pixels.
const USUAL_SIDES: [u32; 4] = [256, 512, 600, 1200];

/// Whether a badge may go out in which the review found mistakes: asked each
/// time, since a signed badge cannot be changed.
pub(super) fn ask_past_mistakes(ui: &Ui, handout: &HandOut, out: &mut Outbox<Message>) {
    if handout.mistakes.is_empty() {
        return;
    }
    let response = modal(ui.ctx(), "mistakes").show(ui.ctx(), |ui| {
        modal_width(ui, 520.0);
        heading(ui, "Award it with these mistakes?");
        note(ui, "What is signed cannot be changed afterwards: earners keep it as it is.");
        ui.add_space(8.0);
        let tone = Tokens::of(ui).error;
        for mistake in handout.mistakes.iter().take(5) {
            message(ui, tone, "warning-circle", mistake);
        }
        answers(ui, |ui| {
            if ui.add(Action::new("Look at them first").main()).clicked() {
                out.mine(Message::Cancel);
                out.push(Out::Go(Place::Check));
            }
            if ui.add(Action::new("Award it all the same")).clicked() {
                out.mine(Message::BakeAnyway);
            }
            if ui.add(Action::new("Cancel")).clicked() {
                out.mine(Message::Cancel);
            }
        });
    });
    if response.should_close() {
        out.mine(Message::Cancel);
    }
}

/// What the review found, so that nobody awards a badge that is not ready.
pub(super) fn before_handing_out(ui: &mut Ui, desk: &Desk, out: &mut Outbox<Message>) {
    let count = desk.findings().len();
    if count == 0 {
        return;
    }
    let tokens = Tokens::of(ui);
    let is_wrong = desk.findings().iter().any(|finding| finding.rule.severity == Severity::Error);
    let tone = if is_wrong { tokens.error } else { tokens.warning };
    let (things, show) = match count {
        1 => ("is one thing".to_owned(), "Show it"),
        more => (format!("are {more} things"), "Show them"),
    };
    message_with(ui, tone, "warning-circle", format!("There {things} to look at before this badge goes out."), |ui| {
        if ui.add(Action::new(show).small()).clicked() {
            out.push(Out::Go(Place::Check));
        }
    });
    ui.add_space(16.0);
}

/// The part in which an award says more than whose it is.
const DETAILS: &str = "award details";
const MORE: &str = "More about this award";

/// What is awarded, to whom and by whom; or the form for the first key.
pub(super) fn award_card(
    ui: &mut Ui,
    handout: &mut HandOut,
    desk: &Desk,
    asked: Awards<'_>,
    out: &mut Outbox<Message>,
) {
    let Awards { awarder, faults, .. } = asked;
    let (badge, own) = (desk.badge(), &desk.own);
    let working = keys::are_at_work(desk);
    let unlike = handout.unlike(desk, awarder);
    let issuer = awarder.map(|awarder| awarder.profile.name.as_str()).unwrap_or_default();
    card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        heading(ui, "Award it to one earner");
        note(ui, "The badge file holds the picture and a signed record: what was done, which skills, who awards it. The e-mail address is sealed in it and cannot be read out.");
        ui.add_space(8.0);
        if handout.can_sign(own) {
            let to = label(ui, "Earner's e-mail address or DID");
            let typed = ui.add(field(&mut handout.to).hint_text("amy@example.org")).labelled_by(to.id);
            fault_of_earner(ui, faults, &handout.to, &typed);
            if std::mem::take(&mut handout.to_earner) {
                typed.request_focus();
                typed.scroll_to_me(None);
            }
            if typed.changed() && handout.details.in_brief().is_some() {
                // It may be somebody else's: what one earner's award said is not signed unseen into another's.
                open_fold(ui, DETAILS);
            }
            handout.to_passphrase |= typed.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            kind_row(ui, &mut handout.kind, &mut handout.side, Some(handout.form));
            language(ui, handout, badge);
            super::issuer::ask(ui, handout, badge, asked, unlike.as_ref());
            revocable(ui, handout, badge, faults, out);
        } else {
            super::key_panel::new_key(ui, handout, issuer, working, out);
            super::outcome::problems(ui, handout, own);
        }
        ui.add_space(8.0);
        if handout.problem.is_some() && [LAST_DAY, EVIDENCE].iter().any(|field| faults.contains_key(field)) {
            // What is to be mended is not folded away.
            open_fold(ui, DETAILS);
        }
        let said = handout.details.in_brief().filter(|_| !is_open(ui, DETAILS));
        let more = said.map_or_else(|| MORE.to_owned(), |said| format!("{MORE}: {said}"));
        fold(ui, DETAILS, Action::new(&more), |ui| details(ui, handout, badge, faults));
        fold(ui, "form", Action::new("Form and issuer"), |ui| {
            form_and_issuer(ui, handout, desk, faults, out);
        });
        if handout.key(own).is_some() {
            let words = match badge.endorsement.len() + badge.endorsement_jwt.len() {
                0 => "Endorsements".to_owned(),
                some => format!("Endorsements ({some})"),
            };
            fold(ui, "endorsements", Action::new(&words), |ui| {
                super::endorsements::panel(ui, handout, desk, working, out);
            });
            fold(ui, "keys", Action::new("Your signing keys"), |ui| {
                super::key_panel::keys(ui, handout, own, issuer, working, out);
            });
        }
    });
}

/// All that will be signed, and right below it the button that signs it; or in place of
/// that how the last award went, until the next one is begun.
pub(super) fn sign_card(
    ui: &mut Ui,
    handout: &mut HandOut,
    desk: &Desk,
    (told, faults): (&[Told], &Faults),
    out: &mut Outbox<Message>,
) {
    // One name everywhere: that of the badge as it is signed.
    let name = seen(&desk.badge().in_language(&handout.language).name);
    let (working, own) = (keys::are_at_work(desk), &desk.own);
    if !handout.can_sign(own) {
        return;
    }
    card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        if handout.baked.is_some() {
            return super::outcome::awarded(ui, handout, own, out);
        }
        heading(ui, "What will be signed");
        let mut entered = false;
        if !handout.form.algorithms().is_empty() {
            if let Some(kept) = handout.key(own) {
                key_words(ui, kept);
            }
            let typed = handout.passphrase.field(ui, "Passphrase of your signing key");
            entered = typed.entered;
            if handout.passphrase.0.is_empty() && std::mem::take(&mut handout.to_passphrase) {
                typed.take_keyboard(ui);
            }
        }
        entered |= std::mem::take(&mut handout.to_passphrase);
        super::outcome::problems(ui, handout, own);
        ui.add_space(4.0);
        let summary = super::summary::show(ui, told, faults).rect;
        ui.add_space(4.0);
        if !handout.to.trim().is_empty() {
            // Whose it is stands beside the button as well: the list of what is signed may be a page long.
            let name = seen(&handout.details.name);
            let called = if name.is_empty() { String::new() } else { format!("{name}, ") };
            paragraph(ui, format!("This badge is for {called}{}.", one_line(handout.to.trim())));
            ui.add_space(4.0);
        }
        let make = format!("Make {} badge…", if name.is_empty() { "the" } else { &name });
        let button = Action::new(&make).icon("seal-check").main().fits().enabled(!working);
        let button = ui.add(button);
        // What will be signed is seen first, also by whoever has just typed further up.
        let is_seen = begins_in_view(ui, summary);
        if button.clicked() || (entered && is_seen && !working) {
            out.mine(Message::Bake);
        } else if entered || std::mem::take(&mut handout.to_summary) {
            ui.scroll_to_rect(summary, Some(egui::Align::TOP));
            button.request_focus();
        }
    });
    ui.add_space(8.0);
}

pub(super) fn picture_card(ui: &mut Ui, handout: &mut HandOut, desk: &Desk, out: &mut Outbox<Message>) {
    let missing: Vec<String> = desk.scene().missing().iter().map(ToString::to_string).collect();
    card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        heading(ui, "Export the picture alone");
        note(ui, "For web pages, print and platforms that make the award themselves. It holds no record.");
        ui.add_space(8.0);
        platform_row(ui, handout);
        kind_row(ui, &mut handout.picture, &mut handout.side, None);
        let kind = match handout.picture {
            FileKind::Png { .. } => FileKind::Png { side: handout.side },
            other => other,
        };
        match kind {
            FileKind::Svg => {
                check_box(ui, &mut handout.live_text, "Texts stay texts, with their fonts inside");
                if handout.live_text {
                    let words = "Browsers show them as here. Other programs need the fonts installed, or show others; outlines look the same everywhere.";
                    note(ui, words);
                }
            }
            _ => {
                check_box(ui, &mut handout.sheet, "All sizes on one sheet, on light and dark");
            }
        }
        if kind != FileKind::Pdf {
            let words = "Keep it editable: words and artwork travel inside";
            check_box(ui, &mut handout.editable, words);
        }
        if let Some(platform) = handout.platform {
            note(ui, platform.takes());
            if let Some(refusal) = handout.export(kind).refusal() {
                message(ui, Tokens::of(ui).warning, "warning-circle", refusal);
            }
        }
        let tone = Tokens::of(ui).warning;
        for words in missing {
            message(ui, tone, "warning-circle", words);
        }
        ui.add_space(8.0);
        if ui.add(Action::new("Export the picture…").icon("download-simple")).clicked() {
            out.mine(Message::Export);
        }
    });
}

/// Whether something is seen from its top on, in a part of the window that is worth
/// reading.
fn begins_in_view(ui: &Ui, place: egui::Rect) -> bool {
    let window = ui.clip_rect();
    let is_seen = window.intersect(place).height() >= place.height().min(window.height() / 3.0);
    is_seen && window.y_range().contains(place.top())
}

/// Whether an award can be taken back: one choice, and the place that it needs.
fn revocable(ui: &mut Ui, handout: &mut HandOut, badge: &Badge, faults: &Faults, out: &mut Outbox<Message>) {
    if handout.form.needs_site() {
        // Awards of Open Badges 2.0 always can.
        return site(ui, handout, badge, faults, out);
    }
    ui.add_space(4.0);
    let mut chosen = badge.revocable;
    if check_box(ui, &mut chosen, "Can be withdrawn later").changed() {
        out.mine(Message::Revocable(chosen));
    }
    if badge.revocable {
        let folder = told_folder(handout);
        note(ui, format!("For that your web server holds a list of withdrawn badges. It is written into {folder}."));
    }
    if badge.revocable || handout.place.is_set {
        // Whatever brought it there: a badge that goes by a place shows it, so that it can be cleared.
        site(ui, handout, badge, faults, out);
    }
}

/// The folder of the issuer's files: the one that is remembered, or how there is going
/// to be one.
fn told_folder(handout: &HandOut) -> String {
    let usual = "the folder where the issuer's files are kept";
    match handout.list.as_ref().and_then(|list| list.files.as_ref()) {
        Some(folder) => format!("{usual}, {}", folder.display()),
        None => format!("{usual}, which the first award makes beside its badge"),
    }
}

/// The key that signs.
fn key_words(ui: &mut Ui, kept: &Kept) {
    match super::model::in_use(kept) {
        Ok(()) => {
            note(ui, format!("Signed with “{}”, fingerprint {}.", kept.file.name, fingerprint(&kept.file.did)));
        }
        Err(words) => {
            message(ui, Tokens::of(ui).warning, "key", words);
        }
    }
}

/// The issuer's place on the web.
fn site(ui: &mut Ui, handout: &mut HandOut, badge: &Badge, faults: &Faults, out: &mut Outbox<Message>) {
    let words = label(ui, "Issuer's place on the web");
    let hint = match handout.form.needs_site() {
        true => "https://example.org/issuer.json",
        false if badge.revocable => "did:web:example.org",
        false => "none: the key itself is the issuer",
    };
    let typed = ui.add(field(&mut handout.issuer).hint_text(hint)).labelled_by(words.id);
    fault(ui, faults, KNOWN_AS, &typed);
    handout.place.is_typed = typed.has_focus();
    if typed.lost_focus() {
        out.mine(Message::Remember);
    }
}

/// Where the picture will be uploaded; that sets its kind and size.
fn platform_row(ui: &mut Ui, handout: &mut HandOut) {
    label(ui, "For");
    let mut chosen = handout.platform;
    ui.horizontal_wrapped(|ui| {
        let all = std::iter::once(None).chain(PLATFORMS.iter().map(Some));
        for platform in all {
            let words = platform.map_or("Anywhere", |platform| platform.name);
            if ui.add(Action::new(words).selected(platform == chosen).pill().small()).clicked() {
                chosen = platform;
            }
        }
    });
    if chosen != handout.platform {
        handout.platform = chosen;
        if let Some(platform) = chosen {
            handout.side = platform.side;
            handout.picture = FileKind::Png { side: platform.side };
        }
    }
}

/// Which kind of file, and how large; with the record alone when it has a form.
fn kind_row(ui: &mut Ui, kind: &mut FileKind, side: &mut u32, form: Option<Form>) {
    label(ui, "File");
    ui.horizontal_wrapped(|ui| {
        let mut kinds = vec![(FileKind::Png { side: *side }, "PNG picture"), (FileKind::Svg, "SVG picture")];
        if form.is_none() {
            kinds.push((FileKind::Pdf, "PDF to print"));
        }
        if let Some(form) = form {
            kinds.push((FileKind::Record, if form.is_token() { "Record only (JWT)" } else { "Record only (JSON)" }));
        }
        for (offered, words) in kinds {
            let chosen = std::mem::discriminant(&offered) == std::mem::discriminant(kind);
            if ui.add(Action::new(words).selected(chosen).pill().small()).clicked() {
                *kind = offered;
            }
        }
    });
    if !matches!(kind, FileKind::Png { .. }) {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        for offered in USUAL_SIDES {
            let words = format!("{offered} px");
            if ui.add(Action::new(&words).selected(*side == offered).pill().small()).clicked() {
                *side = offered;
            }
        }
        let number = egui::DragValue::new(side).range(SIDES).suffix(" px").update_while_editing(false);
        ui.add(number).accessible_name("Side of the picture in pixels");
    });
}

/// What few awards need: the earner's name, an end, evidence.
fn details(ui: &mut Ui, handout: &mut HandOut, badge: &Badge, faults: &Faults) {
    let details = &mut handout.details;
    let name = label(ui, "Earner's name, which everybody who has the badge can read");
    ui.add(field(&mut details.name)).labelled_by(name.id);
    let ends = label(ui, "Last day, if it ends earlier or later than the badge says");
    let typed = ui.add(field(&mut details.ends).hint_text("YYYY-MM-DD")).labelled_by(ends.id);
    fault(ui, faults, LAST_DAY, &typed);
    note(ui, "It is good until the end of that day in UTC, or in a zone that is named: YYYY-MM-DD[Europe/London].");
    for result in badge.result_description.iter().filter(|result| !result.id.is_empty()) {
        let name = label(ui, &format!("Result: {}", result.name));
        let value = details.results.entry(result.id.clone()).or_default();
        ui.add(field(value).hint_text(result.allowed_value.join(", "))).labelled_by(name.id);
    }
    let evidence = label(ui, "Links to evidence, one a line");
    let links = area(&mut details.evidence, 2).hint_text("https://example.org/video");
    let typed = ui.add(links).labelled_by(evidence.id);
    fault(ui, faults, EVIDENCE, &typed);
}

/// In which form the badge is written, and by which name its issuer goes.
fn form_and_issuer(ui: &mut Ui, handout: &mut HandOut, desk: &Desk, faults: &Faults, out: &mut Outbox<Message>) {
    let (badge, own) = (desk.badge(), &desk.own);
    note(ui, "The first form is right unless a platform asks for another one.");
    for form in Form::ALL {
        let words =
            if form == Form::default() { format!("{} (recommended)", form.title()) } else { form.title().to_owned() };
        if ui.add(Action::new(&words).selected(handout.form == form).pill().small().fits()).clicked() {
            handout.form = form;
            handout.chosen = None;
            out.mine(Message::Remember);
        }
    }
    if let Err(error) = handout.form.takes(handout.key(own).map(|kept| kept.file.algorithm())) {
        message(ui, Tokens::of(ui).warning, "warning-circle", error.to_string());
        if let Some(kind) = handout.form.algorithms().first()
            && ui.add(Action::new(&format!("Make a key of the kind {}…", kind.name())).icon("key").small()).clicked()
        {
            handout.key_kind = *kind;
            handout.adds_key = true;
            open_fold(ui, "keys");
        }
    }
    // It stands above where the award needs it.
    if !(handout.can_sign(own) && (handout.form.needs_site() || badge.revocable || handout.place.is_set)) {
        site(ui, handout, badge, faults, out);
    }
    let folder = told_folder(handout);
    note(
        ui,
        format!(
            "With a did:web or an https address, everybody can look up online that the badge is yours. A few files then \
             belong on that web server; they are written into {folder}."
        ),
    );
}

/// In which of its languages the badge is awarded, for one that has several.
fn language(ui: &mut Ui, handout: &mut HandOut, badge: &Badge) {
    if badge.translations.is_empty() {
        handout.language.clear();
        return;
    }
    label(ui, "Language of the badge");
    ui.horizontal_wrapped(|ui| {
        for (at, tag) in badge.languages().enumerate() {
            let own = at == 0;
            let chosen = if own { handout.language.is_empty() } else { handout.language == tag };
            if ui.add(Action::new(&name_of(tag)).selected(chosen).pill().small()).clicked() {
                handout.language = if own { String::new() } else { tag.to_owned() };
            }
        }
    });
}
