//! "What is a digital badge?": five steps in which a badge is taken apart, for
//! people who are new to badges.

mod message;
mod model;
mod sample;
mod stage;
mod steps;

use std::sync::Arc;

use eframe::egui::{self, Align, Align2, Key, Layout, Modifiers, Pos2, ScrollArea, Ui};

pub use message::{Message, commands};
pub use model::Explainer;
use model::Stage;
use sample::Sample;

use crate::app::desk::{Desk, Notice, Out, Outbox};
use crate::app::toolkit::theme::Tokens;
use crate::app::toolkit::widgets::{Action, Weight, message_with, modal, note};
use crate::document::{Document, starter};

/// The starter that is taken apart.
const STARTER: &str = "first-aid";
/// Windows narrower than this have the words below the badge.
const BESIDE: f32 = 900.0;

/// The badge that is taken apart, as one of the reader's own organisation.
fn example(id: String) -> Option<Document> {
    let mut document = starter(STARTER)?.document(id).ok()?;
    Arc::make_mut(&mut document.badge).issuer.name = "Your organisation".into();
    Some(document)
}

/// Takes in a message.
pub fn update(
    open: &mut Option<Explainer>,
    _: &egui::Context,
    message: Message,
    desk: &mut Desk,
    out: &mut Outbox<Message>,
) {
    match message {
        Message::Open => {
            let Some(document) = example((desk.outside.fresh_id)()) else { return };
            *open = Some(Explainer {
                document,
                step: 0,
                apart: false,
                sample: None,
                stage: Stage::default(),
                opened: false,
            });
            remember_explained(desk);
        }
        Message::Close => *open = None,
        Message::Later => remember_explained(desk),
        Message::Checked(Err(words)) => out.say(Notice::error(words)),
        of_open => {
            if let Some(explainer) = open {
                explainer.update(of_open, desk, out);
            }
        }
    }
}

/// The offer is made once.
fn remember_explained(desk: &mut Desk) {
    if !std::mem::replace(&mut desk.settings.explained, true) {
        desk.keep_settings();
    }
}

/// Shows the explainer while it is open, and at the first start the offer: with this of its
/// ends at that place.
pub fn show(
    ctx: &egui::Context,
    at: (Align2, Pos2),
    open: &mut Option<Explainer>,
    desk: &Desk,
    out: &mut Outbox<Message>,
) {
    let Some(explainer) = open else {
        // Without a folder nothing could be remembered, and it would be offered every time.
        if !desk.settings.explained && desk.outside.folder.is_some() && !desk.is_asked {
            offer(ctx, at, out);
        }
        return;
    };
    let window = ctx.content_rect();
    let response = modal(ctx, "explainer").show(ctx, |ui| {
        ui.set_width((window.width() - 96.0).min(920.0));
        explainer.show(ui, window.height() - 176.0, out);
    });
    if response.should_close() {
        out.mine(Message::Close);
    }
}

/// Asks once whether somebody who is new wants to be told.
fn offer(ctx: &egui::Context, (end, at): (Align2, Pos2), out: &mut Outbox<Message>) {
    let area = egui::Area::new(egui::Id::unique("explainer offer")).pivot(end).fixed_pos(at);
    area.order(egui::Order::Foreground).show(ctx, |ui| {
        ui.set_width(560.0_f32.min(ctx.content_rect().width() - 32.0));
        let words = "New to digital badges? Take one apart in five steps and see what is in it.";
        message_with(ui, Tokens::of(ui).accent, "puzzle-piece", words, |ui| {
            if ui.add(Action::new("Not now").weight(Weight::Quiet).small()).clicked() {
                out.mine(Message::Later);
            }
            if ui.add(Action::new("Show me").main().small()).clicked() {
                out.mine(Message::Open);
            }
        });
    });
}

impl Explainer {
    fn update(&mut self, message: Message, desk: &Desk, out: &mut Outbox<Message>) {
        match message {
            Message::Step(step) => self.step = step.min(steps::COUNT - 1),
            Message::Apart => self.apart = !self.apart,
            Message::Seal => {
                let (document, now) = (self.document.clone(), (desk.outside.now)());
                out.run_quietly("Sealing a sample", move |_| {
                    Out::Mine(Message::Checked(Sample::sealed(&document, now)))
                });
            }
            Message::Change => {
                let Some(sample) = self.sample.clone() else { return };
                let now = (desk.outside.now)();
                out.run_quietly("Checking the sample", move |_| Out::Mine(Message::Checked(Ok(sample.changed(now)))));
            }
            Message::Checked(Ok(sample)) => self.sample = Some(sample),
            _ => {}
        }
    }

    fn show(&mut self, ui: &mut Ui, most: f32, out: &mut Outbox<Message>) {
        let (left, right) = ui.input_mut(|input| {
            (input.consume_key(Modifiers::NONE, Key::ArrowLeft), input.consume_key(Modifiers::NONE, Key::ArrowRight))
        });
        let mut ask = |ask| out.mine(ask);
        if left && self.step > 0 {
            ask(Message::Step(self.step - 1));
        } else if right && self.step + 1 < steps::COUNT {
            ask(Message::Step(self.step + 1));
        }
        ScrollArea::vertical().max_height(most).min_scrolled_height(most).show(ui, |ui| {
            let width = ui.available_width();
            if width < BESIDE - 96.0 {
                stage::show(ui, self, width);
                ui.add_space(8.0);
                steps::show(ui, self, &mut ask);
            } else {
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = 32.0;
                    stage::show(ui, self, stage::WIDEST);
                    let rest = ui.available_width();
                    crate::app::toolkit::widgets::column(ui, rest, |ui| {
                        ui.set_min_height(stage::HEIGHT);
                        steps::show(ui, self, &mut ask);
                    });
                });
            }
        });
        ui.add_space(8.0);
        self.foot(ui, &mut ask);
    }

    /// Where one is, and the way back and on.
    fn foot(&mut self, ui: &mut Ui, ask: &mut impl FnMut(Message)) {
        ui.horizontal(|ui| {
            note(ui, format!("Step {} of {}", self.step + 1, steps::COUNT));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let last = self.step + 1 == steps::COUNT;
                let next = ui.add(Action::new(if last { "Done" } else { "Next" }).main());
                if !std::mem::replace(&mut self.opened, true) {
                    next.request_focus();
                }
                if next.clicked() {
                    ask(if last { Message::Close } else { Message::Step(self.step + 1) });
                }
                if ui.add(Action::new("Back").enabled(self.step > 0)).clicked() {
                    ask(Message::Step(self.step - 1));
                }
                if !last && ui.add(Action::new("Close").weight(Weight::Quiet)).clicked() {
                    ask(Message::Close);
                }
            });
        });
    }

    /// The words of the badge that is taken apart.
    fn badge(&self) -> &Arc<crate::badge::Badge> {
        &self.document.badge
    }
}
