//! The window.
//!
//! Places read the [`Desk`] and ask for what is to be done; after the frame
//! `App::update` carries it out as [`Command`]s, and nothing else changes the document.
//!
//! ```
//! use badgewright::app::{App, Command, Outside};
//! use badgewright::document::Edit;
//!
//! // A window that is not shown and keeps nothing, on the first starter.
//! let ctx = eframe::egui::Context::default();
//! let mut window = App::new(&ctx, Outside { folder: None, ..Outside::real() }, None);
//! let mut badge = window.state().badge().clone();
//! badge.name = "Ice Rescue".into();
//! window.update(&ctx, Command::edit("Name", vec![Edit::Badge(Box::new(badge))]));
//! assert_eq!(window.state().badge().name, "Ice Rescue");
//! window.update(&ctx, Command::Undo);
//! assert_ne!(window.state().badge().name, "Ice Rescue");
//! ```

mod command;
mod desk;
mod directory;
mod dispatch;
mod entries;
mod palette;
mod places;
mod results;
mod session;
mod shell;
mod state;
#[cfg(test)]
mod target_tests;
mod toolkit;
mod update;
mod window;

use std::path::PathBuf;

use eframe::egui;

pub use command::{Ask as SessionAsk, Command, open_any};
pub use desk::{
    Desk, FileAnswer, FileDialogs, FileQuestion, Notice, Outside, Place, Portal, Progress, ReviewMessage, Settings,
    Show, Typed,
};
pub use places::artwork::{Arrange, Message as CanvasMessage};
pub use places::brand::Message as BrandMessage;
pub use places::hand_out::Message as HandOutMessage;
pub use places::set::Message as SetMessage;
pub use state::State;
pub use toolkit::clipboard::Drawings;
pub use toolkit::theme::{ThemeChoice, icon};
pub use window::App;

use desk::Outbox;

impl eframe::App for App {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        for command in self.finished() {
            self.update(&ctx, command);
        }
        self.tend_session(&ctx);
        let mut out = Outbox::default();
        desk::review::tend(&ctx, &mut self.state.desk, &mut out);
        let Desk { own, place, outside, .. } = &mut self.state.desk;
        own.tend(*place, outside.folder.as_deref(), &mut out);
        self.answer(&ctx, out);
        self.close_notice_by_key(&ctx);
        let mut commands = self.key_commands(&ctx);
        self.shell(ui, &mut commands);
        // A field that is left ends its step of undo.
        let focus = ctx.memory(|memory| memory.focused());
        if std::mem::replace(&mut self.focus, focus) != focus {
            commands.push(Command::Seal);
        }
        for command in commands {
            self.update(&ctx, command);
        }
    }
}

/// Opens the window and runs it until it is closed.
///
/// # Errors
/// When there is no display, or none on which a window can be drawn.
pub fn run(open: Option<PathBuf>) -> Result<(), WindowError> {
    if !display_is_named() {
        return Err(WindowError("there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)".into()));
    }
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Badgewright")
            .with_app_id("badgewright")
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([360.0, 560.0])
            .with_drag_and_drop(true),
        renderer: eframe::Renderer::Glow,
        // Fonts and gradients are smooth already; multisampling would only cost memory.
        multisampling: 0,
        ..eframe::NativeOptions::default()
    };
    eframe::run_native(
        "Badgewright",
        options,
        Box::new(|cc| Ok(Box::new(App::new(&cc.egui_ctx, Outside::real(), open)))),
    )
    .map_err(|error| WindowError(format!("the display cannot be drawn on ({error})")))
}

/// No window can be opened.
#[derive(Debug, thiserror::Error)]
#[error(
    "The window cannot be opened: {0}. The commands templates, new, render, set, check, key, bake, unbake, withdraw, endorse, inspect, trust, completions and man work without a window; see “badgewright --help”."
)]
pub struct WindowError(String);

/// True when the system says where a window could be shown.
fn display_is_named() -> bool {
    let named = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || named("DISPLAY") || named("WAYLAND_DISPLAY") || named("WAYLAND_SOCKET")
}
