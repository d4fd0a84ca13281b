//! The brand kit, to look at and to change.

use std::sync::Arc;

use eframe::egui::{self, RichText, Sense, Ui, vec2};

use super::{BrandKit, Message};
use crate::app::desk::{Desk, Outbox};
use crate::app::toolkit::color_button::color_button;
use crate::app::toolkit::theme::{Tokens, text};
use crate::app::toolkit::widgets::{Action, Weight, choice, field, heading, label, modal, note, paint_icon};
use crate::artwork::{Brand, Color, Font, MAX_BRAND_COLORS, Role};
use crate::scene::{Family, font_families};

const WIDTH: f32 = 680.0;
const LOGO: f32 = 72.0;

/// Shows the brand kit while it is open.
pub fn show(ctx: &egui::Context, brand: &mut BrandKit, desk: &Desk, out: &mut Outbox<Message>) {
    // A question for a file stands above it and has to be answered first.
    if !brand.open || desk.is_asked {
        return;
    }
    // What the badge carries can become the kit's.
    let mut fonts_there = desk.artwork().fonts.clone();
    desk.kit.fonts.iter().for_each(|font| fonts_there.add(Arc::clone(font)));
    let families = font_families(&fonts_there);
    let mut kit = (*desk.kit).clone();
    let response = modal(ctx, "brand kit").show(ctx, |ui| {
        ui.set_width(WIDTH.min(ctx.content_rect().width() - 80.0));
        heading(ui, "Brand kit");
        note(ui, "Kept for you on this computer. A badge that wears it carries it along.");
        let room = (ctx.content_rect().height() - 260.0).max(200.0);
        egui::ScrollArea::vertical().max_height(room).show(ui, |ui| {
            let name = label(ui, "Whose brand it is");
            ui.add(field(&mut kit.name).hint_text("Harbour Community Trust")).labelled_by(name.id);
            ui.add_space(8.0);
            colors(ui, &mut kit.colors);
            ui.add_space(8.0);
            fonts(ui, &mut kit, &families, out);
            ui.add_space(8.0);
            label(ui, "Logos");
            ui.horizontal(|ui| {
                logo(ui, brand, &mut kit, false, out);
                ui.add_space(16.0);
                logo(ui, brand, &mut kit, true, out);
            });
        });
        ui.add_space(8.0);
        if brand.before.is_some() {
            ui.horizontal(|ui| {
                note(ui, "This kit took the place of another.");
                if ui.add(Action::new("Put the other back").small()).clicked() {
                    out.mine(Message::PutBack);
                }
            });
        }
        foot(ui, &kit, out);
    });
    if kit != *desk.kit {
        out.mine(Message::Changed(Box::new(kit)));
    }
    if response.should_close() {
        out.mine(Message::Close);
    }
}

fn foot(ui: &mut Ui, kit: &Brand, out: &mut Outbox<Message>) {
    let mut press = |ui: &mut Ui, action: Action<'_>, message: Message| {
        if ui.add(action).clicked() {
            out.mine(message);
        }
    };
    ui.horizontal_wrapped(|ui| {
        press(ui, Action::new("Take from this badge").icon("eyedropper"), Message::TakeFromBadge);
        press(ui, Action::new("Import…"), Message::Import);
        press(ui, Action::new("Export…").enabled(!kit.is_empty()), Message::Export);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            press(ui, Action::new("Apply to this badge").main().enabled(!kit.is_empty()), Message::Apply);
            press(ui, Action::new("Close"), Message::Close);
        });
    });
}

fn colors(ui: &mut Ui, colors: &mut Vec<Color>) {
    label(ui, "Colours");
    let mut gone = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(12.0, 8.0);
        for (at, color) in colors.iter_mut().enumerate() {
            let role = Role::at(at).map_or_else(|| format!("Colour {}", at + 1), |role| role.name().to_owned());
            ui.allocate_ui_with_layout(vec2(128.0, 36.0), egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                color_button(ui, color, &format!("{role} of the brand"));
                ui.add(egui::Label::new(RichText::new(&role).font(text::note())).selectable(false));
                if ui.add(Action::icon_only("x", &format!("Remove {role}")).small()).clicked() {
                    gone = Some(at);
                }
            });
        }
        if colors.len() < MAX_BRAND_COLORS && ui.add(Action::new("Add a colour").icon("plus").small()).clicked() {
            let usual = [Color::rgb(0x0F, 0x4C, 0x5C), Color::rgb(0xF4, 0xAE, 0x3D), Color::rgb(0xFF, 0xF9, 0xEC)];
            colors.push(usual.get(colors.len()).copied().unwrap_or(Color::WHITE));
        }
    });
    if let Some(at) = gone {
        colors.remove(at);
    }
    let contrast = colors.first().zip(colors.get(1)).map(|(one, other)| one.contrast(*other));
    if let Some(contrast) = contrast.filter(|contrast| *contrast < crate::artwork::LEAST_CONTRAST) {
        note(
            ui,
            format!("Secondary on primary has a contrast of {contrast:.1}:1; text needs 4.5:1. Use it for areas only."),
        );
    }
}

fn fonts(ui: &mut Ui, kit: &mut Brand, families: &[Family], out: &mut Outbox<Message>) {
    let mut add = None;
    ui.horizontal(|ui| {
        for (title, display) in [("Font of names", true), ("Font of other texts", false)] {
            let font = if display { &mut kit.display_font } else { &mut kit.text_font };
            if asks_for_another(ui, title, font, families) {
                add = Some(Message::ChooseFont { display });
            }
            ui.add_space(16.0);
        }
    });
    if let Some(message) = add {
        out.mine(message);
    }
}

/// A font to choose; true when one that is not listed is wanted.
fn asks_for_another(ui: &mut Ui, title: &str, font: &mut Option<Font>, families: &[Family]) -> bool {
    let mut another = false;
    ui.vertical(|ui| {
        label(ui, title);
        let shown = font.as_ref().map_or_else(|| "as the badge has it".to_owned(), named);
        choice(ui, title, &shown, |ui| {
            if ui.selectable_label(font.is_none(), "as the badge has it").clicked() {
                *font = None;
            }
            for family in families {
                for weight in &family.weights {
                    let offered = Font::new(family.name.clone(), *weight);
                    let words = named(&offered);
                    if ui.selectable_label(font.as_ref() == Some(&offered), words).clicked() {
                        *font = Some(offered);
                    }
                }
            }
            another = ui.selectable_label(false, "Add a font…").clicked();
        })
        .accessible_name(title);
    });
    another
}

fn named(font: &Font) -> String {
    match font.weight {
        400 => font.family.clone(),
        700 => format!("{}, bold", font.family),
        weight => format!("{}, {weight}", font.family),
    }
}

fn logo(ui: &mut Ui, brand: &mut BrandKit, kit: &mut Brand, mono: bool, out: &mut Outbox<Message>) {
    let (name, slot) = if mono { ("In one colour", &mut kit.mono_logo) } else { ("The logo", &mut kit.logo) };
    ui.vertical(|ui| {
        ui.set_width(264.0);
        ui.horizontal(|ui| {
            let at = usize::from(mono);
            let shown = brand.logos.get(at).and_then(Option::as_ref);
            match shown.zip(brand.pictures.get_mut(at)) {
                Some(((document, scene), picture)) => picture.show(ui, document, scene, LOGO),
                None => {
                    let (rect, _) = ui.allocate_exact_size(vec2(LOGO, LOGO), Sense::hover());
                    let tokens = Tokens::of(ui);
                    ui.painter().rect_filled(rect, egui::CornerRadius::same(8), tokens.background);
                    paint_icon(ui, rect.center(), "image", false, 24.0, tokens.faint);
                }
            }
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 4.0;
                ui.add(egui::Label::new(RichText::new(name).font(text::note_strong())).selectable(false));
                let choose = format!("Choose {}", name.to_lowercase());
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = 4.0;
                    if ui.add(Action::new("Choose…").small()).accessible_name(choose).clicked() {
                        out.mine(Message::ChooseLogo { mono });
                    }
                    if slot.is_some() {
                        let remove = format!("Remove {}", name.to_lowercase());
                        if ui.add(Action::icon_only("trash", &remove).small()).clicked() {
                            *slot = None;
                        }
                    }
                });
                if slot.is_some() {
                    let put = ui.add(Action::new("Put it on the badge").small().weight(Weight::Quiet));
                    let words = format!("Put {} on the badge", name.to_lowercase());
                    if put.accessible_name(words).clicked() {
                        out.mine(Message::PutLogo { mono });
                    }
                }
            });
        });
    });
}
