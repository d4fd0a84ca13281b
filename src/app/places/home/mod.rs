//! Home: starters, recent badges, a place to drop a file.

mod aside;
mod commands;
mod message;
mod model;
mod own;
mod recent;
mod sectors;
mod starters;

use eframe::egui::{self, Frame, Margin, ScrollArea, Ui};

pub use commands::commands;
pub use message::Message;
pub use model::Home;

use crate::app::desk::{Desk, Notice, Out, Outbox, Place};
use crate::app::toolkit::thumbnails::draw;
use crate::app::toolkit::widgets::column;
use crate::document::starter;

/// Widest page that still reads as one.
const WIDEST: f32 = 1380.0;
/// Pages narrower than this have the right column below the starters.
const TWO_COLUMNS: f32 = 720.0;
const COLUMN_GAP: f32 = 28.0;

/// Takes in a message.
pub fn update(home: &mut Home, ctx: &egui::Context, message: Message, desk: &mut Desk, out: &mut Outbox<Message>) {
    match message {
        Message::New => out.push(Out::Go(Place::Home)),
        Message::Start(name) => {
            let Some(starter) = starter(name) else { return };
            match starter.document((desk.outside.fresh_id)()) {
                Ok(document) => out.push(Out::Begin {
                    document: Box::new(home.own.made(&document, desk.kit())),
                    place: Place::Artwork,
                    starter: home.own.is_nothing(),
                }),
                Err(error) => out.say(Notice::error(error.to_string())),
            }
        }
        Message::Starters(starters) => home.starters.fill(starters),
        Message::Recent(entries) => {
            for entry in &entries {
                if home.recent.is_new(entry) {
                    home.thumbnails.forget(&entry.key());
                }
            }
            home.recent.fill(entries);
        }
        Message::Drawn(key, pixels) => home.thumbnails.keep(ctx, key, &pixels),
    }
}

/// Shows Home.
pub fn show(ui: &mut Ui, home: &mut Home, desk: &Desk, out: &mut Outbox<Message>) {
    read(ui.ctx(), home, desk, out);
    let now = (desk.outside.now)();
    let starters = |ui: &mut Ui, home: &mut Home, out: &mut Outbox<Message>| {
        let own = (&mut home.own, desk.kit());
        starters::show(ui, &mut home.starters, own, &mut home.thumbnails, out);
    };
    ScrollArea::vertical().id_salt("home").auto_shrink(false).show(ui, |ui| {
        Frame::new().inner_margin(Margin { left: 32, right: 32, top: 24, bottom: 32 }).show(ui, |ui| {
            ui.set_max_width(ui.available_width().min(WIDEST));
            let width = ui.available_width();
            if width < TWO_COLUMNS {
                starters(ui, home, out);
                ui.add_space(COLUMN_GAP);
                aside::show(ui, &home.recent, &mut home.thumbnails, now, out);
                return;
            }
            let aside = if width > 1100.0 { 320.0 } else { 272.0 };
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = COLUMN_GAP;
                column(ui, width - aside - COLUMN_GAP, |ui| {
                    starters(ui, home, out);
                });
                column(ui, aside, |ui| aside::show(ui, &home.recent, &mut home.thumbnails, now, out));
            });
        });
    });
    draw_next(home, desk, out);
}

/// Reads the starters once, and the recent documents each time Home is come to.
fn read(ctx: &egui::Context, home: &mut Home, desk: &Desk, out: &mut Outbox<Message>) {
    let pass = ctx.cumulative_pass_nr();
    let come_to = home.last_pass.is_none_or(|last| last + 1 < pass);
    home.last_pass = Some(pass);
    if home.starters.wants_filling() {
        out.run_quietly("Reading the starters", |_| Out::Mine(Message::Starters(starters::read())));
    }
    if come_to || home.recent.is_of_others(&desk.settings.recent) {
        let paths = desk.settings.recent.clone();
        home.recent.will_be_of(paths.clone());
        out.run_quietly("Reading recent badges", move |progress| {
            Out::Mine(Message::Recent(recent::read(&paths, progress)))
        });
    }
}

fn draw_next(home: &mut Home, desk: &Desk, out: &mut Outbox<Message>) {
    const NAME: &str = "Drawing thumbnails";
    if desk.tasks.runs(NAME) {
        return;
    }
    if let Some((key, document, side)) = home.thumbnails.next() {
        out.run_quietly(NAME, move |_| Out::Mine(Message::Drawn(key, draw(&document, side))));
    }
}
