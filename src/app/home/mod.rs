//! Home: starters, recent badges, a place to drop a file.

mod aside;
mod own;
mod recent;
mod sectors;
mod starters;

use eframe::egui::{self, Frame, Key, KeyboardShortcut, Margin, Modifiers, ScrollArea, Ui};

use super::App;
use super::command::Command;
use super::state::Place;
use super::thumbnails::{Key as Thumbnail, Thumbnails, draw};
use super::widgets::column;
use crate::document::Document;
use crate::render::raster::Pixels;

/// Widest page that still reads as one.
const WIDEST: f32 = 1380.0;
/// Pages narrower than this have the right column below the starters.
const TWO_COLUMNS: f32 = 720.0;
const COLUMN_GAP: f32 = 28.0;

/// A wish about what Home shows.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Shows Home to start a badge.
    New,
    /// The starters were read, by name.
    Starters(Vec<(&'static str, Document)>),
    /// The recent documents were read.
    Recent(Vec<recent::Entry>),
    /// A thumbnail was drawn.
    Drawn(Thumbnail, Pixels),
}

/// What the screen remembers between frames.
#[derive(Default)]
pub struct Home {
    thumbnails: Thumbnails,
    starters: starters::Shelf,
    recent: recent::List,
    /// What every starter gets.
    pub(super) own: own::Own,
    /// The last pass in which Home was shown.
    last_pass: Option<u64>,
}

impl Ask {
    pub(super) fn listed() -> Vec<Self> {
        vec![Self::New]
    }

    pub(super) fn label(&self) -> String {
        "New badge…".into()
    }

    pub(super) fn icon(&self) -> &'static str {
        "file-plus"
    }

    pub(super) fn shortcut(&self) -> Option<KeyboardShortcut> {
        matches!(self, Self::New).then_some(KeyboardShortcut::new(Modifiers::COMMAND, Key::N))
    }
}

impl App {
    pub(super) fn update_home(&mut self, ctx: &egui::Context, ask: Ask) {
        let home = &mut self.state.home;
        match ask {
            Ask::New => self.state.place = Place::Home,
            Ask::Starters(starters) => home.starters.fill(starters),
            Ask::Recent(entries) => {
                for entry in &entries {
                    if home.recent.is_new(entry) {
                        home.thumbnails.forget(&entry.key());
                    }
                }
                home.recent.fill(entries);
            }
            Ask::Drawn(key, pixels) => home.thumbnails.keep(ctx, key, &pixels),
        }
    }

    pub(super) fn home(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        self.read_for_home(ui.ctx());
        let now = (self.outside.now)();
        let kit = self.state.brand.kit().cloned();
        let home = &mut self.state.home;
        let starters = |ui: &mut Ui, home: &mut Home, commands: &mut Vec<Command>| {
            let own = (&mut home.own, kit.as_ref());
            starters::show(ui, &mut home.starters, own, &mut home.thumbnails, commands);
        };
        ScrollArea::vertical().id_salt("home").auto_shrink(false).show(ui, |ui| {
            Frame::new().inner_margin(Margin { left: 32, right: 32, top: 24, bottom: 32 }).show(ui, |ui| {
                ui.set_max_width(ui.available_width().min(WIDEST));
                let width = ui.available_width();
                if width < TWO_COLUMNS {
                    starters(ui, home, commands);
                    ui.add_space(COLUMN_GAP);
                    aside::show(ui, &home.recent, &mut home.thumbnails, now, commands);
                    return;
                }
                let aside = if width > 1100.0 { 320.0 } else { 272.0 };
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = COLUMN_GAP;
                    column(ui, width - aside - COLUMN_GAP, |ui| {
                        starters(ui, home, commands);
                    });
                    column(ui, aside, |ui| aside::show(ui, &home.recent, &mut home.thumbnails, now, commands));
                });
            });
        });
        self.draw_next(ui.ctx());
    }

    /// Reads the starters once, and the recent documents each time Home is
    /// come to.
    fn read_for_home(&mut self, ctx: &egui::Context) {
        let pass = ctx.cumulative_pass_nr();
        let come_to = self.state.home.last_pass.is_none_or(|last| last + 1 < pass);
        self.state.home.last_pass = Some(pass);
        if self.state.home.starters.wants_filling() {
            self.tasks.begin_quietly(ctx, "Reading the starters", |_| Command::Home(Ask::Starters(starters::read())));
        }
        if come_to || self.state.home.recent.is_of_others(&self.state.settings.recent) {
            let paths = self.state.settings.recent.clone();
            self.state.home.recent.will_be_of(paths.clone());
            self.tasks.begin_quietly(ctx, "Reading recent badges", move |progress| {
                Command::Home(Ask::Recent(recent::read(&paths, progress)))
            });
        }
    }

    fn draw_next(&mut self, ctx: &egui::Context) {
        const NAME: &str = "Drawing thumbnails";
        if self.tasks.runs(NAME) {
            return;
        }
        if let Some((key, document, side)) = self.state.home.thumbnails.next() {
            self.tasks.begin_quietly(ctx, NAME, move |_| {
                let pixels = draw(&document, side);
                Command::Home(Ask::Drawn(key, pixels))
            });
        }
    }
}
