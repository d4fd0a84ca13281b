//! Pictures and texts that come from elsewhere: dropped, or out of the
//! clipboard.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui::{self, ColorImage};

use super::chosen::insert;
use super::message::Message;
use super::own_fonts::{is_font, read_fonts};
use crate::app::desk::{Desk, Notice, Out, Outbox};
use crate::artwork::{Frame, Kind};
use crate::badge::cleaned;
use crate::carrier;
use crate::document::Document;
use crate::editing::insert::{Placed, read_drawing, read_picture, read_pixels, told_apart, typed_text};
use crate::store::read_limited;

/// Height of the type of a pasted text, in badge units.
const TEXT_SIZE: f64 = 40.0;

/// Most letters of a text that are pasted.
const MOST_LETTERS: usize = 400;

/// What is said where another badge is in view once a picture is read or chosen.
pub(super) const NOT_PUT: &str = "the picture was not put on it. Please add it again";

fn read(placed: Result<Placed, String>) -> Out<Message> {
    match placed {
        Ok(placed) => Out::Mine(Message::PictureRead(Box::new(placed))),
        Err(words) => Out::Say(Notice::error(words)),
    }
}

/// Puts a picture file on the badge.
pub(super) fn place_picture(desk: &Desk, out: &mut Outbox<Message>, path: PathBuf) {
    out.run_for(desk.badge_in_view(), NOT_PUT, "Reading the picture", move |_| read(read_picture(&path)));
}

/// Puts pictures and fonts that were dropped on the badge. A badge among
/// them is opened instead: it would only lose what it says.
pub(super) fn take_dropped(desk: &Desk, out: &mut Outbox<Message>, paths: Vec<PathBuf>) {
    let (fonts, paths): (Vec<_>, Vec<_>) = paths.into_iter().partition(|path| is_font(path));
    if !fonts.is_empty() {
        read_fonts(desk, out, fonts);
    }
    if paths.is_empty() {
        return;
    }
    if !paths.iter().all(|path| is_picture(path)) {
        return out.push(Out::OpenAny(paths));
    }
    for path in paths {
        let target = desk.badge_in_view();
        out.run("Reading the picture", move |_| {
            if Document::open(&path).is_ok() {
                return Out::Open(path);
            }
            if carries_a_badge(&path) {
                return Out::OpenAny(vec![path]);
            }
            Out::For(target, NOT_PUT, Box::new(read(read_picture(&path))))
        });
    }
}

/// Puts the text of the clipboard on the badge, as what it is.
pub(super) fn paste(desk: &Desk, out: &mut Outbox<Message>, pasted: String) {
    if is_drawing(&pasted) {
        return out.run_for(desk.badge_in_view(), NOT_PUT, "Reading the drawing", move |_| {
            read(read_drawing(drawing_in(&pasted).as_bytes()))
        });
    }
    let files = pasted_files(&pasted);
    if !files.is_empty() {
        return take_dropped(desk, out, files);
    }
    let words = cleaned(&pasted, true).0;
    let words = words.trim();
    if words.is_empty() {
        return;
    }
    let mut element = typed_text(desk.artwork(), Frame::centred(400.0, 160.0), TEXT_SIZE);
    let letters: Vec<char> = words.chars().collect();
    if let Kind::Text(text) = &mut element.kind {
        text.content = letters.iter().take(MOST_LETTERS).collect();
    }
    let element = told_apart(element, desk.artwork(), desk.scene());
    insert(out, vec![element], None, "Paste text");
    if letters.len() > MOST_LETTERS {
        let words = format!("Only the first {MOST_LETTERS} of its {} letters were pasted.", letters.len());
        out.say(Notice::error(words));
    }
}

/// Puts the drawing of the clipboard on the badge or, where there is none,
/// these pixels of it.
pub(super) fn paste_picture(desk: &Desk, out: &mut Outbox<Message>, pixels: Option<Arc<ColorImage>>) {
    let drawings = Arc::clone(&desk.outside.drawings);
    out.run_for(desk.badge_in_view(), NOT_PUT, "Reading the picture", move |_| {
        if let Some(drawing) = drawings.read() {
            return read(read_drawing(drawing.as_bytes()));
        }
        let Some(pixels) = pixels else {
            let words = "There is no text, picture or drawing on the clipboard.";
            return Out::Say(Notice::error(words));
        };
        let [width, height] = pixels.size;
        let straight: Vec<u8> = pixels.pixels.iter().flat_map(egui::Color32::to_srgba_unmultiplied).collect();
        read(read_pixels(width, height, straight))
    });
}

/// True for an SVG drawing, or a page or a piece of one with such a drawing in it.
fn is_drawing(text: &str) -> bool {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    // What may stand before the first tag.
    while let Some(end) = [("<?", "?>"), ("<!--", "-->"), ("<!", ">")].iter().find(|(begin, _)| rest.starts_with(begin))
    {
        let inner = match (end.1, rest.find('['), rest.find('>')) {
            (">", Some(opens), Some(closes)) if opens < closes => rest.find(']').unwrap_or(rest.len()),
            _ => 0,
        };
        let Some(at) = rest[inner..].find(end.1) else { return false };
        rest = rest[inner + at + end.1.len()..].trim_start();
    }
    let begins =
        rest.strip_prefix('<').is_some_and(|name| name.starts_with(|letter: char| letter.is_ascii_alphabetic()));
    let ends_name = |letter: char| letter.is_whitespace() || letter == '>' || letter == '/';
    begins && rest.match_indices("<svg").any(|(at, tag)| rest[at + tag.len()..].starts_with(ends_name))
}

/// The drawing within a page or a piece of one. Browsers leave out the names
/// that a drawing of its own needs.
fn drawing_in(text: &str) -> Cow<'_, str> {
    let Some(start) = text.find("<svg") else { return Cow::Borrowed(text) };
    let end = text.rfind("</svg>").map_or(text.len(), |end| end + "</svg>".len());
    let Some(drawing) = text.get(start..end) else { return Cow::Borrowed(text) };
    let head = drawing.split_once('>').map_or(drawing, |(head, _)| head);
    if head.contains("xmlns=") && (text.starts_with("<?xml") || text.starts_with("<svg")) {
        return Cow::Borrowed(text);
    }
    let mut names = String::new();
    for (name, address, is_needed) in [
        ("xmlns", "http://www.w3.org/2000/svg", true),
        ("xmlns:xlink", "http://www.w3.org/1999/xlink", drawing.contains("xlink:")),
    ] {
        if is_needed && !head.contains(&format!("{name}=")) {
            names += &format!(" {name}=\"{address}\"");
        }
    }
    Cow::Owned(format!("<svg{names}{}", &drawing["<svg".len()..]))
}

/// True for the name of a file that could be a picture.
fn is_picture(path: &Path) -> bool {
    let known = ["png", "svg", "jpg", "jpeg", "webp"];
    path.extension().is_some_and(|e| known.iter().any(|known| e.eq_ignore_ascii_case(known)))
}

/// The picture files that a text names, a line each; none where anything else
/// stands in it.
fn pasted_files(text: &str) -> Vec<PathBuf> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let files = lines.map(|line| {
        let path = match line.strip_prefix("file://") {
            Some(encoded) => decoded(encoded),
            None => line.to_owned(),
        };
        let path = PathBuf::from(path);
        (path.is_absolute() && is_picture(&path) && path.is_file()).then_some(path)
    });
    files.collect::<Option<Vec<_>>>().unwrap_or_default()
}

/// A path out of a file's address, in which `%20` stands for a space.
fn decoded(address: &str) -> String {
    let bytes = address.as_bytes();
    let mut path = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let code = (*byte == b'%').then(|| address.get(at + 1..at + 3)).flatten();
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(code) => {
                path.push(code);
                at += 3;
            }
            None => {
                path.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&path).into_owned()
}

/// True for a picture with a badge in it.
fn carries_a_badge(path: &Path) -> bool {
    let Ok(bytes) = read_limited(path, carrier::MAX_FILE as u64) else { return false };
    match carrier::extract(&bytes) {
        Ok(_) => true,
        Err(error) => !error.is_no_badge(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_is_told_from_a_text_that_begins_like_one() {
        let prolog = "\u{feff}<?xml version='1.0'?>\n<!-- <b> -->\n<!DOCTYPE svg [ <!ENTITY a 'b'> ]>\n";
        for drawing in ["<svg/>", " <svg width='3'>", "<div class=x><svg viewBox='0 0 9 9'></svg></div>"] {
            assert!(is_drawing(drawing) && is_drawing(&format!("{prolog}{drawing}")), "{drawing}");
        }
        for text in ["<3 Volunteers", "<b>bold</b>", "< svg >", "<3 <svg >", "<svgx>", "<!-- <svg >", "<?", "", "svg"] {
            assert!(!is_drawing(text), "{text}");
        }
    }

    #[test]
    fn a_list_of_picture_files_is_told_from_a_text() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("our logo.png");
        std::fs::write(&file, b"x").unwrap();
        let plain = file.display().to_string();
        let address = format!("file://{}", plain.replace(' ', "%20"));
        assert_eq!(pasted_files(&plain), std::slice::from_ref(&file));
        assert_eq!(pasted_files(&format!("{address}\r\n{plain}\n")), [file.clone(), file]);
        for text in ["First Aid", "logo.png", "/no/such/picture.png", "", &format!("{plain}\nand more")] {
            assert!(pasted_files(text).is_empty(), "{text}");
        }
    }
}
