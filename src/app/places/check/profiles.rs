//! Whose rules the badge is held to, and profiles of the user's own.

use eframe::egui::{Label, RichText, Role, Ui, WidgetInfo};

use super::Message;
use crate::app::desk::{Desk, Out, Outbox, ReviewMessage};
use crate::app::toolkit::finding_row::look;
use crate::app::toolkit::theme::{Tokens, text};
use crate::app::toolkit::widgets::{Action, Weight, card, check_box, field, heading, icon_mark, label, note};
use crate::review::{OwnProfile, Profile, RULES};

/// The schemes and platforms, and the user's own profiles.
pub(super) fn choose(ui: &mut Ui, desk: &Desk, out: &mut Outbox<Message>) {
    label(ui, "Check for");
    ui.horizontal_wrapped(|ui| {
        let now = desk.review.profile.name();
        for profile in Profile::ALL {
            if ui.add(Action::new(profile.name()).selected(profile.name() == now)).clicked() {
                out.push(Out::Review(ReviewMessage::Profile(profile)));
            }
        }
        for own in &desk.review.own {
            if ui.add(Action::new(&own.name).icon("user").selected(own.name == now)).clicked() {
                out.push(Out::Review(ReviewMessage::Own(Box::new(own.clone()))));
            }
        }
    });
}

/// All that is looked at, and whether it holds; or, while a profile is changed,
/// all rules to be switched on and off.
pub(super) fn rules(ui: &mut Ui, desk: &Desk, out: &mut Outbox<Message>) {
    card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        match &desk.review.editing {
            Some(own) => change(ui, desk, own, out),
            None => show(ui, desk, out),
        }
    });
}

fn show(ui: &mut Ui, desk: &Desk, out: &mut Outbox<Message>) {
    let tokens = Tokens::of(ui);
    heading(ui, "What is looked at");
    note(ui, format!("The rules for {}", desk.review.profile.name()));
    ui.add_space(4.0);
    for rule in desk.review.profile.rules() {
        let broken = desk.findings().iter().any(|finding| finding.rule == rule);
        let ((tone, icon), said) = if broken {
            (look(tokens, rule.severity), rule.severity.label())
        } else if desk.is_reviewed() {
            ((tokens.genuine, "check-circle"), "Holds")
        } else {
            ((tokens.intact, "question"), "Being checked")
        };
        ui.horizontal_top(|ui| {
            icon_mark(ui, icon, true, 20.0, tone.ink);
            let words = Label::new(RichText::new(rule.title).font(text::body())).wrap().selectable(false);
            let response = ui.add(words);
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{said}: {}", rule.title)));
        });
    }
    ui.add_space(8.0);
    let own = desk.review.own.iter().find(|own| own.name == desk.review.profile.name());
    let (words, begun) = match own {
        Some(own) => ("Change this profile", own.clone()),
        None => {
            let base = Profile::ALL.into_iter().find(|profile| profile.name() == desk.review.profile.name());
            ("Make a profile of your own", OwnProfile::based_on(base.unwrap_or_default(), ""))
        }
    };
    if ui.add(Action::new(words).icon("sliders-horizontal").small()).clicked() {
        out.push(Out::Review(ReviewMessage::Edit(Some(Box::new(begun)))));
    }
}

fn change(ui: &mut Ui, desk: &Desk, own: &OwnProfile, out: &mut Outbox<Message>) {
    let mut changed = own.clone();
    heading(ui, "A profile of your own");
    let base = Profile::ALL.into_iter().find(|profile| profile.key() == own.based_on).unwrap_or_default();
    note(ui, format!("Begins with the rules for {}", base.name()));
    let name = label(ui, "Its name");
    ui.add(field(&mut changed.name).hint_text("Such as the name of your organisation")).labelled_by(name.id);
    ui.add_space(4.0);
    for rule in RULES {
        let mut on = changed.has(rule);
        if check_box(ui, &mut on, rule.title).on_hover_text(rule.explanation).changed() {
            changed.switch(rule, on);
        }
    }
    ui.add_space(8.0);
    let is_kept = desk.review.own.iter().find(|other| other.name == own.name);
    ui.horizontal_wrapped(|ui| {
        if ui.add(Action::new("Keep it").main().small().enabled(!own.name.trim().is_empty())).clicked() {
            out.push(Out::Review(ReviewMessage::KeepProfile));
        }
        if ui.add(Action::new("Cancel").small()).clicked() {
            out.push(Out::Review(ReviewMessage::Edit(None)));
        }
        if let Some(kept) = is_kept
            && ui.add(Action::new("Remove").weight(Weight::Danger).small()).clicked()
        {
            out.push(Out::Review(ReviewMessage::RemoveProfile(Box::new(kept.clone()))));
        }
    });
    if changed != *own {
        out.push(Out::Review(ReviewMessage::Edit(Some(Box::new(changed)))));
    }
}
