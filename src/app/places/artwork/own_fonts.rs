//! Fonts of the user's own: chosen or dropped, read, given to texts.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::chosen::chosen_elements;
use super::message::Message;
use crate::app::desk::{Desk, FileQuestion, Notice, Out, Outbox};
use crate::artwork::{Element, Kind, OwnFont};
use crate::document::{Edit, Group};
use crate::editing::insert::read_font;

/// What is said where another badge is in view once a font is read or chosen.
const NOT_ADDED: &str = "the font was not added to it. Please add it again";

/// True for the name of a file that could be a font. Those that have to be
/// converted first are told so when they are read.
pub(super) fn is_font(path: &Path) -> bool {
    let known = ["ttf", "otf", "ttc", "otc", "woff", "woff2"];
    path.extension().is_some_and(|e| known.iter().any(|known| e.eq_ignore_ascii_case(known)))
}

pub(super) fn choose_font(desk: &Desk, out: &mut Outbox<Message>) {
    let question = FileQuestion::font((desk.outside.documents)());
    out.pick_for(desk.badge_in_view(), NOT_ADDED, question, |path| Message::ReadFonts(vec![path]));
}

/// Reads font files beside the window; those that cannot be read do not
/// keep others from being taken in.
pub(super) fn read_fonts(desk: &Desk, out: &mut Outbox<Message>, paths: Vec<PathBuf>) {
    out.run_for(desk.badge_in_view(), NOT_ADDED, "Reading the font", move |_| {
        let (mut fonts, mut said) = (Vec::new(), Vec::new());
        for path in &paths {
            match read_font(path) {
                Ok(font) => fonts.push(font),
                Err(words) if paths.len() == 1 => said.push(Out::Say(Notice::error(words))),
                Err(words) => {
                    let name = path.file_name().unwrap_or_default().to_string_lossy();
                    said.push(Out::Say(Notice::error(format!("“{name}” is left out. {words}"))));
                }
            }
        }
        if !fonts.is_empty() {
            said.insert(0, Out::Mine(Message::FontsRead(fonts)));
        }
        Out::All(said)
    });
}

/// Takes fonts in and sets the chosen texts in the family of the first.
pub(super) fn take_fonts(desk: &mut Desk, fonts: &[Arc<OwnFont>], out: &mut Outbox<Message>) {
    let Some(first) = fonts.first() else { return };
    let weights = || fonts.iter().filter(|font| font.is_of(first.family())).map(|font| font.weight());
    let texts: Vec<Element> = chosen_elements(desk)
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
    match desk.history.apply(&edits, label.as_str(), Group::Once) {
        Err(error) => out.say(Notice::error(error.to_string())),
        Ok(()) if is_given => {}
        Ok(()) => {
            let family = first.family();
            let words = format!("“{family}” can be chosen for texts now. It stays once a text is set in it.");
            out.say(Notice::done(words));
        }
    }
}
