//! What may be a badge to some program, wherever it lies and whatever was put
//! around it.
//!
//! Programs that show badges find them leniently: by a part of a name, by a word
//! in the text, by counting braces. So every text of a picture is looked through
//! for what they may find. Nearly all of them are something else altogether, so
//! signs without which nothing can be a badge are looked for first, and only so
//! much is read. A text may be an encoding of another, or of a picture with a badge of
//! its own: encodings are undone in one step, and what comes of it is looked through
//! like the file itself. So texts lead to pictures and pictures to texts, and all that
//! follows them stands here; what they are made of is told by files that know of no search.

use std::borrow::Cow;

use memchr::{memchr, memmem};
use roxmltree::{Document, Node};
use serde::de::IgnoredAny;
use serde_json::{Deserializer, Value};

use super::found::{CarrierError, Payload};
use super::names::Name;
use super::png::{self, Chunk};
use super::search::Search;
use super::signs::{self, FIELDS, has_signs, is_badge, may_hold_token, seems_one};
use super::text;
use super::tokens::is_told_as_token;
use super::undone::{self, Digits, SHORTEST, Spelling};
use super::{encoding, pixels, svg, xml};
use crate::credential::json;

/// How many braces are tried as the beginning of a badge and are none.
const MAX_TRIES: usize = 64;

impl Search {
    /// Looks through a text. Where it lies under a name that is like a carrier's,
    /// less makes a badge of it.
    pub(super) fn look(&mut self, text: &str, is_called_so: bool) {
        let text = trimmed(text);
        if !is_called_so && !has_signs(text.as_bytes()) {
            return;
        }
        let known = self.told();
        let rest = match is_called_so || signs::may_hold_one(text) {
            true => self.open(text, is_called_so),
            false => vec![text],
        };
        rest.iter().for_each(|rest| self.undo_digits(rest));
        match rest.as_slice() {
            // Read by its letters, what was taken out of it may belong to all of it.
            [first, ..] if first.len() < text.len() && self.told() == known => self.undo_letters(text),
            rest => rest.iter().for_each(|rest| self.undo_letters(rest)),
        }
    }

    /// Looks at the names in a part of XML and at what stands in no part of it.
    pub(super) fn look_at_markup(&mut self, part: Node<'_, '_>) {
        // Whoever reads no XML reads a comment between the words of a badge as some of them.
        let has_gaps = part.is_element() && part.children().any(|child| child.is_comment() || child.is_pi());
        if has_gaps && xml::own_text(part).is_some_and(|words| seems_one(|word| words.contains(word))) {
            self.is_unreadable = true;
        }
        let markup = svg::markup(part);
        let made = if matches!(markup, Cow::Owned(_)) { markup.len() } else { 0 };
        self.holding(made, |search| search.look(&markup, false));
    }

    /// Looks at a file of XML as programs read it that know of no parts: JSON may go on over them
    /// where they stand in its texts. What carries a badge is looked at by itself.
    pub(super) fn look_at_raw(&mut self, document: &Document<'_>) {
        let file = document.input_text();
        if !signs::has_own_words(file) {
            return;
        }
        let (mut raw, mut end) = (String::new(), 0);
        for part in document.descendants().filter(|part| svg::name(*part).is_some_and(Name::is_carrier)) {
            let range = part.range();
            if range.start >= end {
                raw.push_str(file.get(end..range.start).unwrap_or_default());
                end = range.end;
            }
        }
        raw.push_str(file.get(end..).unwrap_or_default());
        if signs::has_own_words(&raw) {
            self.holding(raw.len(), |search| search.deeper(|search| search.look_at_braces(&raw)));
        }
    }

    fn look_at_braces(&mut self, text: &str) {
        let (known, left, found) = (self.told(), self.left, self.found.len());
        let is_read = self.reading(text, |search| search.json(text, false));
        // What was found in its part already is written otherwise here.
        for raw in self.found.split_off(found.min(self.found.len())) {
            let read = json_in_xml(&raw);
            let known = self.found.iter().find(|known| read.as_ref().is_some_and(|read| text::same_badge(read, known)));
            self.push(known.cloned().unwrap_or(raw));
        }
        // What its parts told is told, and reads otherwise here.
        self.left = match known {
            0 => self.left + usize::from(is_read.is_none()),
            _ => left,
        };
    }

    /// Looks at the words in all parts of XML as one text, as programs read it that take the
    /// text of an element with all that stands within it. What is called as badges are is
    /// looked at by itself.
    pub(super) fn look_at_joined<'a, 'input: 'a>(&mut self, parts: impl Iterator<Item = Node<'a, 'input>>) {
        let (mut joined, mut held_end) = (String::new(), 0);
        for part in parts {
            if svg::name(part).is_some() {
                held_end = held_end.max(part.range().end);
            }
            if part.is_text() && part.range().start >= held_end {
                joined.push_str(part.text().unwrap_or_default());
            }
        }
        // Most of what is found so was found in its part already.
        self.deeper(|search| search.holding(joined.len(), |search| search.look(&joined, false)));
    }

    /// Looks through bytes that lie within what is looked at: the texts in them, and
    /// pictures and what is packed with the texts of their own. Whatever leads deeper than
    /// a text leads through here, where it is counted.
    fn look_at(&mut self, bytes: &[u8]) {
        if self.is_deepest() {
            self.left += usize::from((has_signs(bytes) && undone::has_text(bytes)) || holds_files(bytes));
            return;
        }
        self.deeper(|search| search.look_at_parts(bytes));
    }

    fn look_at_parts(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while let Some((before, picture)) = png::first_in(rest).and_then(|at| rest.split_at_checked(at)) {
            self.texts(before);
            let end = png::end(picture);
            // A damaged one is no picture to anybody; one with too many parts may be.
            self.left += usize::from(end.as_ref().is_err_and(CarrierError::is_open));
            // One may lie in another, so what is gone through counts.
            if !self.may_undo(*end.as_ref().unwrap_or(&picture.len())) {
                return;
            }
            let (picture, after) = match end {
                Ok(end) => picture.split_at_checked(end).unwrap_or_default(),
                Err(_) => (&[][..], picture.get(png::SIGNATURE.len()..).unwrap_or_default()),
            };
            self.look_within(picture);
            rest = after;
        }
        self.texts(rest);
        for packed in undone::packed(bytes) {
            if !self.unpacked(packed, |search, unpacked| search.look_at(unpacked)) {
                return;
            }
        }
    }

    /// Looks through a PNG that lies within something else, with its badge. Its parts are
    /// never listed: pictures may lie within one another, and each list would be held.
    fn look_within(&mut self, file: &[u8]) {
        for chunk in png::each_chunk(file).flatten() {
            self.look_around(&chunk, file);
            self.look_through(&chunk, file, chunk.name(file).is_some());
        }
        self.look_among_pixels(file);
    }

    /// Looks through all of a chunk that is neither its text nor pixels: some programs take the
    /// first brace after a word for the beginning of a badge, in whichever part.
    pub(super) fn look_around(&mut self, chunk: &Chunk, file: &[u8]) {
        let around = chunk.around(file);
        if has_signs(around) || holds_files(around) {
            self.look_at(around);
        }
    }

    /// Looks through the text of a chunk for what may be a badge to some program.
    pub(super) fn look_through(&mut self, chunk: &Chunk, file: &[u8], is_called_so: bool) {
        let Ok(text) = chunk.text(file) else { return };
        let look = |search: &mut Self, bytes: &[u8]| match chunk.decoded(bytes) {
            Ok(text) => {
                let made = if matches!(text, Cow::Owned(_)) { text.len() } else { 0 };
                search.holding(made, |search| {
                    search.look(&text, is_called_so);
                    search.look_at_wide(bytes, &text);
                });
            }
            Err(error) => {
                let known = search.told();
                if error.is_unread() {
                    search.pass_over(bytes, is_called_so);
                }
                // A picture, say, or a text of which some letters are damaged.
                if search.told() == known {
                    search.look_at(bytes);
                }
                if search.told() == known {
                    search.pass_over(bytes, false);
                }
            }
        };
        match text.is_packed {
            false => look(self, text.bytes),
            // Badge data is never unpacked. Texts of another kind often have to be.
            true if is_called_so => self.left += 1,
            true => {
                // Behind the head of its packing. Some programs read it as it stands, and on behind its end.
                let packed = text.bytes.get(2..).unwrap_or_default();
                self.unpacked(packed, look);
                self.deeper(|search| search.texts(text.bytes));
                self.look_at(packed);
            }
        }
    }

    /// Looks through the pixels of a PNG. They are looked through together, since a badge
    /// may go on in the next part.
    pub(super) fn look_among_pixels(&mut self, file: &[u8]) {
        let are_all = pixels::each_text(file, |text| self.look_at_pieces(text));
        self.left += usize::from(!are_all);
    }

    /// Looks through all texts that lie between other bytes, or the one that they are.
    fn texts(&mut self, bytes: &[u8]) {
        let decoded = encoding::decoded(bytes).map(|(text, _)| text);
        match &decoded {
            Ok(Cow::Owned(text)) => self.holding(text.len(), |search| search.look(text, false)),
            Ok(Cow::Borrowed(text)) => self.look(text, false),
            Err(_) if undone::has_text(bytes) => self.look_at_pieces(bytes),
            Err(_) => {}
        }
        self.look_at_wide(bytes, decoded.as_deref().unwrap_or_default());
    }

    /// Looks through texts in UTF-16 that lie between other bytes, unless these were read
    /// as one text in it.
    fn look_at_wide(&mut self, bytes: &[u8], read: &str) {
        // A letter of another byte order, or between others, has nothing in its lower half.
        let is_read = !read.is_empty() && read.chars().all(|letter| u32::from(letter) & 0xff != 0);
        if memchr(0, bytes).is_none() || is_read {
            return;
        }
        for part in undone::wide(bytes) {
            if !self.may_undo(part.len()) {
                return;
            }
            let most = part.len() + part.iter().filter(|byte| !byte.is_ascii()).count();
            self.holding(most, |search| search.look_at(undone::narrow(part).as_bytes()));
        }
    }

    /// The same of bytes that are no text as a whole.
    fn look_at_pieces(&mut self, bytes: &[u8]) {
        let pieces = bytes.split(|byte| *byte == 0).flat_map(<[u8]>::utf8_chunks).map(|piece| piece.valid());
        for piece in pieces.filter(|piece| piece.len() >= SHORTEST) {
            self.look(piece, false);
        }
    }

    /// Looks at whatever a text may be an encoding of, in digits of some base.
    fn undo_digits(&mut self, text: &str) {
        let bytes = text.as_bytes();
        for digits in Digits::ALL {
            for range in digits.runs(bytes).filter(|range| !is_told_as_token(text, range.clone())) {
                let run = bytes.get(range).unwrap_or_default();
                if !digits.may_be_words(run) {
                    continue;
                }
                // Whatever file may begin in one place, a text may begin behind it in another.
                for place in 0..digits.places() {
                    if !self.may_undo(run.len()) {
                        return;
                    }
                    self.holding(digits.most(run), |search| search.look_at(&digits.bytes(run, place)));
                }
            }
        }
    }

    /// The same of letters that are written by their numbers.
    fn undo_letters(&mut self, text: &str) {
        let bytes = text.as_bytes();
        for spelling in Spelling::ALL {
            if spelling.is_in(bytes) && self.may_undo(bytes.len()) {
                self.holding(bytes.len(), |search| search.look_at(&spelling.undone(bytes)));
            }
        }
    }

    /// Looks at bytes of which no text can be made, or too many of them.
    fn pass_over(&mut self, bytes: &[u8], is_called_so: bool) {
        let has = |word: &str| memmem::find(bytes, word.as_bytes()).is_some();
        self.left += usize::from(is_called_so || seems_one(has) || may_hold_token(bytes));
    }

    /// Looks through a text as it is written; what is left of it may be an encoding.
    fn open<'t>(&mut self, text: &'t str, is_called_so: bool) -> Vec<&'t str> {
        self.reading(text, |search| search.open_here(text, is_called_so)).unwrap_or_else(|| {
            let is_one = seems_one(|word| text.contains(word));
            let is_left = is_called_so || is_one || may_hold_token(text.as_bytes());
            self.left += usize::from(is_left);
            if is_left { Vec::new() } else { vec![text] }
        })
    }

    fn open_here<'t>(&mut self, text: &'t str, is_called_so: bool) -> Vec<&'t str> {
        let is_one = || seems_one(|word| text.contains(word));
        let known = self.told();
        let is_new = |search: &Self| search.told() > known;
        if text.starts_with('<')
            && let Ok(document) = xml::parse(text)
        {
            self.deeper(|search| {
                for part in document.descendants() {
                    search.look_at_markup(part);
                    svg::texts(part).for_each(|(text, is_called_so)| search.look(&text, is_called_so));
                }
                search.look_at_joined(document.descendants());
                search.look_at_raw(&document);
            });
            return Vec::new();
        }
        let Some(mut rest) = self.json(text, is_called_so) else { return Vec::new() };
        rest.retain(|rest| !self.tokens(rest, is_called_so));
        match text::classify(text) {
            // Whatever was found in it, some programs may read it as a whole.
            Ok(payload @ Payload::Json(_)) if is_called_so || is_one() => self.push(payload),
            _ if is_new(self) => {}
            Ok(payload) if is_called_so => self.push(payload),
            _ => {
                let begins = text.starts_with('[') || (text.starts_with("ey") && text.contains('.'));
                self.is_unreadable |= (is_called_so && begins) || is_one();
            }
        }
        rest
    }

    /// Looks through the JSON that a text is or holds. What stands outside of it, unless
    /// nothing else is to be said of it.
    fn json<'t>(&mut self, text: &'t str, is_called_so: bool) -> Option<Vec<&'t str>> {
        if text.starts_with(['{', '[', '"']) {
            match json::parse(text) {
                Ok(value) => {
                    self.value(text, &value, is_called_so);
                    return None;
                }
                Err(error) if error.is_limit() => {
                    let is_left = is_called_so || seems_one(|word| text.contains(word));
                    self.left += usize::from(is_left);
                    return (!is_left).then(|| vec![text]);
                }
                Err(_) => {}
            }
        }
        // What programs that count braces take out of a longer text.
        let (mut rest, mut tries) = (text, MAX_TRIES);
        let (mut outside, mut around) = (text, Vec::new());
        while let Some(from) = rest.find('{').filter(|_| tries > 0 && self.bytes > 0).and_then(|at| rest.get(at..)) {
            let mut values = Deserializer::from_str(from).into_iter::<IgnoredAny>();
            let read = values.next().unwrap_or(Ok(IgnoredAny));
            let is_whole = read.is_ok();
            if let Err(error) = read {
                // Each brace may begin something that goes on to the end of the text.
                self.bytes = self.bytes.saturating_sub(read_until(from, &error));
            }
            let (object, after) = from.split_at_checked(values.byte_offset()).unwrap_or_default();
            match json::parse(object) {
                Ok(value) if is_whole => {
                    self.value(object, &value, false);
                    // A token beside it is none of its own.
                    around.extend(outside.get(..outside.len() - from.len()));
                    (rest, outside) = (after, after);
                }
                _ => {
                    tries -= 1;
                    rest = from.get(1..).unwrap_or_default();
                }
            }
        }
        around.push(outside);
        around.retain(|outside| !outside.is_empty());
        let is_left = seems_one(|word| rest.contains(word));
        self.left += usize::from(is_left);
        (!is_left).then_some(around)
    }

    /// Looks for badges in JSON: in itself, and in whatever else was put around them.
    fn value(&mut self, written: &str, whole: &Value, is_called_so: bool) {
        if let Value::Object(object) = whole {
            let is_one = is_badge(object);
            if is_one || (is_called_so && FIELDS.iter().any(|field| object.contains_key(*field))) {
                // As it is written, so that a signature over the text still fits.
                self.push(Payload::Json(written.to_owned()));
            }
            if is_one {
                return;
            }
        }
        self.deeper(|search| search.inside(whole));
    }

    /// Looks for badges in all that a value holds.
    fn inside(&mut self, whole: &Value) {
        let mut open = vec![whole];
        while let Some(value) = open.pop() {
            match value {
                Value::Object(object) if is_badge(object) => self.push(Payload::Json(value.to_string())),
                Value::Object(object) => {
                    object.keys().for_each(|key| self.look(key, false));
                    open.extend(object.values().rev());
                }
                Value::Array(list) => open.extend(list.iter().rev()),
                Value::String(text) => self.look(text, false),
                _ => {}
            }
        }
    }
}

/// JSON as it reads where it stands in XML; `None` where tags or comments stand in it.
fn json_in_xml(raw: &Payload) -> Option<Payload> {
    let Payload::Json(text) = raw else { return None };
    let within = format!("<x>{text}</x>");
    let document = xml::parse(&within).ok()?;
    let is_text = document.root_element().children().all(|child| child.is_text());
    Some(Payload::Json(xml::own_text(document.root_element()).filter(|_| is_text)?.into_owned()))
}

/// Whether other files lie in bytes, or seem to.
fn holds_files(bytes: &[u8]) -> bool {
    png::first_in(bytes).is_some() || undone::packed(bytes).next().is_some()
}

/// How many bytes were read up to an error.
fn read_until(text: &str, error: &serde_json::Error) -> usize {
    let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    lines.map(str::len).sum::<usize>() + error.column()
}

/// What a payload under a carrier's own name is: the badges in whatever was put
/// around them, or else it itself.
pub(super) fn taken_out(payload: Payload, bytes: usize) -> Search {
    let mut search = Search::of(bytes);
    if let Payload::Json(text) = &payload {
        search.look(text, true);
    }
    if search.found.is_empty() {
        search = Search::of(bytes);
        search.push(payload);
    }
    search
}

/// Whether a text is badge data and nothing else.
pub(super) fn is_badge_data(text: &str, is_called_so: bool) -> bool {
    let mut search = Search::default();
    search.look(text, is_called_so);
    let is_nothing_else = || {
        let text = trimmed(text);
        text.starts_with(['{', '[', '"']) || text::token_within(text).is_some()
    };
    !search.found.is_empty() && (is_called_so || is_nothing_else())
}

/// What stands in a text before and behind its badge, as far as that may be a badge, too.
pub(super) fn around(text: &str, badge: &Payload) -> Search {
    let mut search = Search::default();
    if let Some((before, behind)) = text.split_once(badge.as_str()) {
        search.look(before, false);
        search.look(behind, false);
    }
    search
}

/// Whether a text holds a badge, wherever in it and in whichever code: addresses may have
/// one as a part.
#[must_use]
pub fn holds_badge(text: &str) -> bool {
    let mut search = Search::of_one_among_many(text);
    search.look(text, false);
    search.told() > 0
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}')
}
