//! The window.
//!
//! Panels read the [`State`] and push [`Command`]s; after the frame
//! `App::update` carries them out, and nothing else changes the document.

mod brand;
mod canvas;
mod check;
mod clipboard;
mod command;
mod dialogs;
mod explainer;
mod handout;
mod home;
mod inspect;
mod markdown;
mod messages;
mod palette;
mod reviewing;
mod right_to_left;
mod session;
mod sets;
mod shell;
mod state;
mod tasks;
mod theme;
mod thumbnails;
mod update;
mod viewer;
mod widgets;
mod words;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui;

pub use brand::Ask as BrandAsk;
pub use canvas::{Arrange, Ask as CanvasAsk};
pub use clipboard::Drawings;
pub use command::{Command, open_any};
pub use dialogs::{FileAnswer, FileDialogs, FileQuestion, Portal, Typed};
pub use session::Ask as SessionAsk;
pub use sets::Ask as SetsAsk;
pub use state::{Notice, Place, Settings, State};
pub use tasks::Progress;
pub use theme::{ThemeChoice, icon};

use crate::credential::KdfCost;
use crate::document::{KeptError, Recovery, change_kept, read_kept, starter, user_folder};

/// The starter that a new window shows.
const FIRST_STARTER: &str = "first-aid";

/// Shows a file in the program that the system has for its kind.
pub type Show = dyn Fn(&Path) -> std::io::Result<()> + Send + Sync;

/// What comes from outside the window, so that tests can hold it still.
pub struct Outside {
    /// The user's own folder; `None` when there is none, then nothing is kept.
    pub folder: Option<PathBuf>,
    /// Where new files are offered to be saved.
    pub documents: Box<dyn Fn() -> PathBuf>,
    /// The user's home folder, for paths that begin with `~`.
    pub home: Box<dyn Fn() -> Option<PathBuf>>,
    /// Asks for files.
    pub dialogs: Box<dyn FileDialogs>,
    /// An identifier nobody else has, as a URI.
    pub fresh_id: Box<dyn Fn() -> String>,
    /// What guessing the passphrase of a new key costs.
    pub key_cost: KdfCost,
    /// The way to the web, for those who ask to check online.
    pub online: crate::online::Online,
    /// Drawings on the clipboard.
    pub drawings: Arc<dyn Drawings>,
    /// Shows a file in the program that the system has for its kind.
    pub show: Arc<Show>,
    /// The time.
    pub now: Arc<dyn Fn() -> jiff::Timestamp + Send + Sync>,
}

impl Outside {
    /// The real world.
    pub fn real() -> Self {
        let documents = || {
            let dirs = directories::UserDirs::new();
            dirs.and_then(|dirs| dirs.document_dir().map(Path::to_owned).or_else(|| Some(dirs.home_dir().to_owned())))
                .filter(|dir| dir.is_dir())
                .unwrap_or_default()
        };
        Self {
            folder: user_folder().ok(),
            documents: Box::new(documents),
            home: Box::new(|| directories::UserDirs::new().map(|dirs| dirs.home_dir().to_owned())),
            dialogs: Box::new(Portal),
            online: crate::online::Online::default(),
            fresh_id: Box::new(|| format!("urn:uuid:{}", uuid::Uuid::new_v4())),
            key_cost: KdfCost::default(),
            drawings: Arc::new(clipboard::System::default()),
            show: Arc::new(viewer::show),
            now: Arc::new(jiff::Timestamp::now),
        }
    }
}

/// The file of the settings in the user's folder, and the most bytes it may have.
const SETTINGS: &str = "settings.json";
const MAX_SETTINGS: u64 = 1024 * 1024;

/// The window's program.
pub struct App {
    state: State,
    outside: Outside,
    tasks: tasks::Tasks,
    recovery: Option<Arc<Recovery>>,
    /// What had the keyboard in the last frame.
    focus: Option<egui::Id>,
}

impl App {
    /// A window on the first starter, or on what `open` names. Work that a
    /// crash left is offered.
    pub fn new(ctx: &egui::Context, outside: Outside, open: Option<PathBuf>) -> Self {
        theme::install(ctx);
        let (settings, unreadable) = outside.folder.as_deref().map(read_settings).unwrap_or_default();
        settings.theme.apply(ctx);
        let document = starter(FIRST_STARTER).and_then(|starter| starter.document((outside.fresh_id)()).ok());
        let mut app = Self {
            state: State::new(document.unwrap_or_default(), settings),
            recovery: None,
            focus: None,
            tasks: tasks::Tasks::default(),
            outside,
        };
        if let Some(words) = unreadable {
            app.say(ctx, Notice::error(words));
        }
        app.begin_review(ctx);
        app.begin_recovery(ctx);
        app.read_brand_kit(ctx);
        if let Some(path) = open {
            app.update(ctx, open_any(path));
        }
        app
    }

    /// What the window knows.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// True while work goes on beside the window.
    pub fn busy(&self) -> bool {
        self.tasks.busy()
    }

    fn begin_recovery(&mut self, ctx: &egui::Context) {
        let Some(folder) = self.outside.folder.as_ref().map(|folder| folder.join("recovery")) else { return };
        if let Some(found) = Recovery::found(&folder).into_iter().next() {
            self.state.dialog = Some(session::Dialog::Recover(Box::new(found)));
        }
        let name = (self.outside.fresh_id)().rsplit(':').next().unwrap_or_default().to_owned();
        match Recovery::begin(&folder, &name) {
            Ok(recovery) => self.recovery = Some(Arc::new(recovery)),
            Err(error) => self.say(ctx, Notice::error(format!("Unsaved work cannot be kept safe. {error}"))),
        }
    }

    fn keep_settings(&mut self) {
        let Some(folder) = &self.outside.folder else { return };
        // Settings are a convenience: not keeping them is no reason to stop anybody's work. Those that cannot be
        // read stay as they are.
        let _ = change_kept(&folder.join(SETTINGS), MAX_SETTINGS, |kept: &mut Settings| {
            kept.clone_from(&self.state.settings);
            Ok::<_, KeptError>(())
        });
    }
}

/// What was chosen before, and what is wrong where that cannot be read.
fn read_settings(folder: &Path) -> (Settings, Option<String>) {
    match read_kept(&folder.join(SETTINGS), MAX_SETTINGS) {
        Ok(settings) => (settings, None),
        Err(error) => (Settings::default(), Some(format!("Your settings are not in use. {error}"))),
    }
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        for command in self.tasks.finished() {
            self.update(&ctx, command);
        }
        self.tend_session(&ctx);
        self.tend_review(&ctx);
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
    "The window cannot be opened: {0}. The commands templates, new, render, set, check, key, bake, unbake, inspect and trust work without a window; see “badgewright --help”."
)]
pub struct WindowError(String);

/// True when the system says where a window could be shown.
fn display_is_named() -> bool {
    let named = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || named("DISPLAY") || named("WAYLAND_DISPLAY") || named("WAYLAND_SOCKET")
}
