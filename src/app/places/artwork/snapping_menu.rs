//! What dragged elements rest on: a menu, remembered between runs.

use eframe::egui::{self, Rect, Ui, pos2, vec2};

use super::properties::number;
use super::{Board, Message};
use crate::app::desk::{Out, Outbox};
use crate::app::toolkit::theme::Tokens;
use crate::app::toolkit::widgets::{Action, check_box, heading, label, note};
use crate::artwork::{Guide, SIDE};
use crate::document::{Edit, Group};
use crate::editing::Habits;
use crate::editing::cage::cage;
use crate::editing::nested::lifted;

/// Where the card of the zoom ends, from the canvas's left edge, in points.
const AFTER_ZOOM: f32 = 220.0;

/// A habit that a key or a command switches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    /// Whether anything is met.
    Snapping,
    /// The grid: seen and met.
    Grid,
    /// The rulers.
    Rulers,
    /// The guides: seen and met.
    Guides,
    /// Proportions stay.
    Proportions,
    /// Centres stay.
    Center,
}

impl Switch {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 6] =
        [Self::Snapping, Self::Grid, Self::Rulers, Self::Guides, Self::Proportions, Self::Center];

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Snapping => "Snapping on or off",
            Self::Grid => "Grid on or off",
            Self::Rulers => "Rulers on or off",
            Self::Guides => "Guides on or off",
            Self::Proportions => "Keep proportions or not",
            Self::Center => "Keep the centre or not",
        }
    }

    /// The habits after it was switched.
    pub(super) fn switched(self, mut habits: Habits) -> Habits {
        let snapping = &mut habits.snapping;
        match self {
            Self::Snapping => snapping.on = !snapping.on,
            Self::Grid => {
                snapping.grid = !snapping.grid;
                snapping.grid_shown = snapping.grid;
            }
            Self::Rulers => snapping.rulers = !snapping.rulers,
            Self::Guides => snapping.guides = !snapping.guides,
            Self::Proportions => habits.keep_proportions = !habits.keep_proportions,
            Self::Center => habits.keep_center = !habits.keep_center,
        }
        habits
    }
}

impl Board<'_> {
    /// The button beside the zoom, and its menu; where its card lies.
    pub(super) fn snapping_card(&self, ui: &mut Ui, canvas: Rect, out: &mut Outbox<Message>) -> Rect {
        let tokens = Tokens::of(ui);
        let place =
            Rect::from_min_size(pos2(canvas.left() + AFTER_ZOOM, canvas.bottom() - 44.0 - 16.0), vec2(44.0, 44.0));
        ui.scope_builder(egui::UiBuilder::new().max_rect(place), |ui| {
            let frame = egui::Frame::new().fill(tokens.panel).stroke((1.0, tokens.line)).corner_radius(12);
            frame.inner_margin(egui::Margin::same(4)).show(ui, |ui| {
                let on = self.desk.settings.canvas.snapping.on;
                let button = ui.add(Action::icon_only("ruler", "Snapping").selected(on));
                let popup = egui::Popup::from_toggle_button_response(&button).align(egui::RectAlign::TOP_START);
                popup.close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
                    ui.set_width(272.0);
                    ui.spacing_mut().item_spacing.y = 2.0;
                    self.snapping_menu(ui, out);
                });
            });
        });
        place
    }

    fn snapping_menu(&self, ui: &mut Ui, out: &mut Outbox<Message>) {
        let before = self.desk.settings.canvas;
        let mut habits = before;
        let snapping = &mut habits.snapping;
        heading(ui, "Snapping");
        check_box(ui, &mut snapping.on, "Rest on what comes near");
        note(ui, "Ctrl held while dragging does without.");
        ui.add_enabled_ui(snapping.on, |ui| {
            check_box(ui, &mut snapping.badge, "Middle and edges of the badge");
            check_box(ui, &mut snapping.others, "Middles and edges of others");
            check_box(ui, &mut snapping.gaps, "Equal gaps");
            check_box(ui, &mut snapping.rings, "Rings: middle, radius, on the line");
            check_box(ui, &mut snapping.angles, "Every 15°, and turned as others");
            check_box(ui, &mut snapping.grid, "Grid");
        });
        ui.add_space(4.0);
        ui.separator();
        ui.horizontal(|ui| {
            check_box(ui, &mut snapping.grid_shown, "Show a grid, every");
            ui.add(number(&mut snapping.grid_step, 1.0..=300.0, "")).accessible_name("Step of the grid");
        });
        check_box(ui, &mut snapping.rulers, "Show rulers");
        check_box(ui, &mut snapping.guides, "Show guides and rest on them");
        self.guide_rows(ui, out);
        if habits != before {
            out.mine(Message::Habits(habits));
        }
    }

    /// The guides with their places, to be changed, locked and taken away.
    fn guide_rows(&self, ui: &mut Ui, out: &mut Outbox<Message>) {
        let before = &self.desk.artwork().guides;
        let mut guides = before.clone();
        let mut gone = None;
        if !guides.is_empty() {
            label(ui, "This badge's guides");
        }
        egui::ScrollArea::vertical().max_height(160.0).show(ui, |ui| {
            for (at, guide) in guides.iter_mut().enumerate() {
                let words = format!("{} guide {}", if guide.upright { "Upright" } else { "Level" }, at + 1);
                ui.horizontal(|ui| {
                    let field = number(&mut guide.at, -SIDE..=2.0 * SIDE, "").max_decimals(1);
                    ui.add_enabled(!guide.locked, field).accessible_name(&words);
                    note(ui, if guide.upright { "upright" } else { "level" });
                    let (icon, lock) = if guide.locked { ("lock", "Unlock") } else { ("lock-open", "Lock") };
                    if ui.add(Action::icon_only(icon, &format!("{lock} {}", words.to_lowercase())).small()).clicked() {
                        guide.locked = !guide.locked;
                    }
                    if ui.add(Action::icon_only("x", &format!("Remove {}", words.to_lowercase())).small()).clicked() {
                        gone = Some(at);
                    }
                });
            }
        });
        if let Some(at) = gone {
            guides.remove(at);
        }
        if guides != *before {
            let (label, group) = if guides.len() < before.len() {
                ("Remove a guide", Group::Once)
            } else {
                ("Change a guide", Group::Typing("guides".into()))
            };
            out.push(Out::Edit { edits: vec![Edit::Guides(guides)], label: label.into(), group });
        } else if ui.input(|input| input.pointer.any_released()) {
            out.push(Out::Seal);
        }
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            for (words, upright) in [("Add upright", true), ("Add level", false)] {
                if ui.add(Action::new(words).icon("plus").small()).clicked() {
                    out.mine(Message::AddGuide { upright });
                }
            }
        });
    }

    /// Adds a guide through the middle of what is chosen, or of the badge.
    pub(super) fn add_guide(&mut self, out: &mut Outbox<Message>, upright: bool) {
        let chosen = lifted(self.desk.artwork(), self.desk.history.selection());
        let (x, y) = cage(&chosen).map_or((SIDE / 2.0, SIDE / 2.0), |frame| (frame.x, frame.y));
        let mut guides = self.desk.artwork().guides.clone();
        guides.push(if upright { Guide::upright(x) } else { Guide::level(y) });
        self.show_guides(out);
        out.edit("Add a guide", vec![Edit::Guides(guides)]);
    }
}
