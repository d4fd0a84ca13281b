//! Fonts of the user's own: chosen or dropped, read, given to texts.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui;

use super::Ask;
use crate::app::App;
use crate::app::command::Command;
use crate::app::desk::FileQuestion;
use crate::app::desk::Notice;
use crate::app::session;
use crate::artwork::{Element, Kind, OwnFont};
use crate::document::{Edit, Group};
use crate::editing::insert::read_file;

/// True for the name of a file that could be a font. Those that have to be
/// converted first are told so when they are read.
pub(super) fn is_font(path: &Path) -> bool {
    let known = ["ttf", "otf", "ttc", "otc", "woff", "woff2"];
    path.extension().is_some_and(|e| known.iter().any(|known| e.eq_ignore_ascii_case(known)))
}

/// Reads a font file.
///
/// # Errors
/// A sentence that says why it cannot be taken in.
pub fn read_font(path: &Path) -> Result<Arc<OwnFont>, String> {
    OwnFont::from_bytes(read_file(path)?).map(Arc::new).map_err(|error| error.to_string())
}

/// The question for a font file.
pub fn font_question(documents: PathBuf) -> FileQuestion {
    FileQuestion {
        title: "Add a font".into(),
        save: false,
        suggested: documents,
        endings: vec!["ttf", "otf"],
        kind: "Fonts: TTF, OTF",
    }
}

impl App {
    pub(super) fn choose_font(&mut self, ctx: &egui::Context) {
        let question = font_question((self.state.desk.outside.documents)());
        let then = |path| Command::Canvas(Ask::ReadFonts(vec![path]));
        self.update(ctx, Command::Session(session::pick(question, then)));
    }

    /// Reads font files beside the window; those that cannot be read do not
    /// keep others from being taken in.
    pub(super) fn read_fonts(&mut self, ctx: &egui::Context, paths: Vec<PathBuf>) {
        let target = self.target();
        self.begin(ctx, "Reading the font", move |_| {
            let (mut fonts, mut commands) = (Vec::new(), Vec::new());
            for path in &paths {
                match read_font(path) {
                    Ok(font) => fonts.push(font),
                    Err(words) if paths.len() == 1 => commands.push(Command::Say(Notice::error(words))),
                    Err(words) => {
                        let name = path.file_name().unwrap_or_default().to_string_lossy();
                        commands.push(Command::Say(Notice::error(format!("“{name}” is left out. {words}"))));
                    }
                }
            }
            if !fonts.is_empty() {
                commands.insert(0, Command::Canvas(Ask::FontsRead(fonts, target)));
            }
            Command::All(commands)
        });
    }

    /// Takes fonts in and sets the chosen texts in the family of the first.
    pub(super) fn take_fonts(&mut self, ctx: &egui::Context, fonts: &[Arc<OwnFont>]) {
        let Some(first) = fonts.first() else { return };
        let weights = || fonts.iter().filter(|font| font.is_of(first.family())).map(|font| font.weight());
        let texts: Vec<Element> = self
            .chosen_elements()
            .into_iter()
            .filter_map(|mut element| {
                let Kind::Text(text) = &mut element.kind else { return None };
                let nearest = weights().min_by_key(|weight| weight.abs_diff(text.font.weight));
                first.family().clone_into(&mut text.font.family);
                text.font.weight = nearest.unwrap_or(text.font.weight);
                Some(element)
            })
            .collect();
        let is_given = !texts.is_empty();
        // The texts first: what no text asks for is let go when there are too many.
        let texts = is_given.then_some(Edit::Put(texts));
        let edits: Vec<Edit> = texts.into_iter().chain(fonts.iter().cloned().map(Edit::AddFont)).collect();
        let label = format!("Add the font {}", first.family());
        match self.state.desk.history.apply(&edits, label.as_str(), Group::Once) {
            Err(error) => self.say(ctx, Notice::error(error.to_string())),
            Ok(()) if is_given => {}
            Ok(()) => {
                let family = first.family();
                let words = format!("“{family}” can be chosen for texts now. It stays once a text is set in it.");
                self.say(ctx, Notice::done(words));
            }
        }
    }
}
