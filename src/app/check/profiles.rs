//! Whose rules the badge is held to, and profiles of the user's own.

use eframe::egui::{Label, RichText, Role, Ui, WidgetInfo};

use super::look;
use crate::app::command::Command;
use crate::app::reviewing::Ask as ReviewAsk;
use crate::app::state::State;
use crate::app::theme::{Tokens, text};
use crate::app::widgets::{Action, Weight, card, check_box, field, heading, icon_mark, label, note};
use crate::app::words::Ask;
use crate::review::{OwnProfile, Profile, RULES};

/// The schemes and platforms, and the user's own profiles.
pub(super) fn choose(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    label(ui, "Check for");
    ui.horizontal_wrapped(|ui| {
        let now = state.profile.name();
        for profile in Profile::ALL {
            if ui.add(Action::new(profile.name()).selected(profile.name() == now)).clicked() {
                commands.push(Command::Words(Ask::Profile(profile)));
            }
        }
        for own in &state.review.own {
            if ui.add(Action::new(&own.name).icon("user").selected(own.name == now)).clicked() {
                commands.push(Command::Review(ReviewAsk::Own(Box::new(own.clone()))));
            }
        }
    });
}

/// All that is looked at, and whether it holds; or, while a profile is changed,
/// all rules to be switched on and off.
pub(super) fn rules(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        match &state.review.editing {
            Some(own) => change(ui, state, own, commands),
            None => show(ui, state, commands),
        }
    });
}

fn show(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let tokens = Tokens::of(ui);
    heading(ui, "What is looked at");
    note(ui, format!("The rules for {}", state.profile.name()));
    ui.add_space(4.0);
    for rule in state.profile.rules() {
        let broken = state.findings().iter().any(|finding| finding.rule == rule);
        let ((tone, icon), said) = if broken {
            (look(tokens, rule.severity), rule.severity.label())
        } else if state.is_reviewed() {
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
    let own = state.review.own.iter().find(|own| own.name == state.profile.name());
    let (words, begun) = match own {
        Some(own) => ("Change this profile", own.clone()),
        None => {
            let base = Profile::ALL.into_iter().find(|profile| profile.name() == state.profile.name());
            ("Make a profile of your own", OwnProfile::based_on(base.unwrap_or_default(), ""))
        }
    };
    if ui.add(Action::new(words).icon("sliders-horizontal").small()).clicked() {
        commands.push(Command::Review(ReviewAsk::Edit(Some(Box::new(begun)))));
    }
}

fn change(ui: &mut Ui, state: &State, own: &OwnProfile, commands: &mut Vec<Command>) {
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
    let is_kept = state.review.own.iter().find(|other| other.name == own.name);
    ui.horizontal_wrapped(|ui| {
        if ui.add(Action::new("Keep it").main().small().enabled(!own.name.trim().is_empty())).clicked() {
            commands.push(Command::Review(ReviewAsk::KeepProfile));
        }
        if ui.add(Action::new("Cancel").small()).clicked() {
            commands.push(Command::Review(ReviewAsk::Edit(None)));
        }
        if let Some(kept) = is_kept
            && ui.add(Action::new("Remove").weight(Weight::Danger).small()).clicked()
        {
            commands.push(Command::Review(ReviewAsk::RemoveProfile(Box::new(kept.clone()))));
        }
    });
    if changed != *own {
        commands.push(Command::Review(ReviewAsk::Edit(Some(Box::new(changed)))));
    }
}
