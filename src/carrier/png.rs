//! Badge data in PNG chunks (Open Badges 2.0 Baking, 3.0 section 5.3; PNG
//! Specification, Third Edition, section 5).
//!
//! Chunks are walked over the bytes: pixels are never decoded, compressed badge
//! data is never inflated, and what is not ours is copied byte for byte.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memmem, memrchr};

use super::alike;
use super::found::{Carrier, CarrierError, Extracted, MAX_PAYLOAD, Note, Payload};
use super::names::{KEYWORD_2, Name, Standard};
use super::search::Search;
use super::several::{self, Lying, Place};
use super::undone::SHORTEST;
use super::{encoding, signs, text};

pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Chunks of pixels.
const PIXELS: [&[u8; 4]; 2] = [b"IDAT", b"fdAT"];

/// Pictures have some dozens of chunks; animations some thousands.
const MAX_CHUNKS: usize = 100_000;

pub(super) fn is_png(file: &[u8]) -> bool {
    file.starts_with(SIGNATURE)
}

/// One chunk and where it lies, length and checksum included.
struct Chunk {
    kind: [u8; 4],
    whole: Range<usize>,
}

impl Chunk {
    fn data<'a>(&self, file: &'a [u8]) -> &'a [u8] {
        file.get(self.whole.start + 8..self.whole.end - 4).unwrap_or_default()
    }

    /// Whether its checksum is right.
    fn is_intact(&self, file: &[u8]) -> bool {
        let mut hasher = crc32fast::Hasher::new();
        hasher.update(&self.kind);
        hasher.update(self.data(file));
        file.get(self.whole.end - 4..self.whole.end) == Some(&hasher.finalize().to_be_bytes()[..])
    }

    /// How a text chunk is called, when it is called as one with a badge is, or
    /// nearly so.
    fn name(&self, file: &[u8]) -> Option<Name> {
        if !self.is_text() {
            return None;
        }
        let keyword = self.data(file).split(|byte| *byte == 0).next().unwrap_or_default();
        Name::of_text(self.kind, keyword)
    }

    /// Whether it is a text, spelt as the standard has it or nearly so.
    fn is_text(&self) -> bool {
        [b"iTXt", b"tEXt", b"zTXt"].iter().any(|kind| self.kind.eq_ignore_ascii_case(*kind))
    }

    /// Whether it has a badge in it and nothing else, or what pretends to be one.
    fn is_badge(&self, file: &[u8]) -> bool {
        match self.name(file) {
            Some(Name::Of(_) | Name::Misplaced) => true,
            name => text(self, file)
                .and_then(|text| decoded(self, text.bytes))
                .is_ok_and(|text| alike::is_badge_data(&text, name.is_some())),
        }
    }

    /// Looks through all that is neither its text nor pixels: some programs take the
    /// first brace after a word for the beginning of a badge, in whichever part.
    fn look_around(&self, file: &[u8], search: &mut Search) {
        let data = self.data(file);
        let around = match text(self, file) {
            // They are looked through together, since a badge may go on in the next.
            _ if PIXELS.contains(&&self.kind) => return,
            Ok(text) => data.get(..data.len() - text.bytes.len()).unwrap_or_default(),
            Err(_) => data,
        };
        if signs::has_signs(around) || alike::holds_files(around) {
            search.look_at(around);
        }
    }

    /// Looks through its text for what may be a badge to some program.
    fn look_through(&self, file: &[u8], is_called_so: bool, search: &mut Search) {
        let Ok(text) = text(self, file) else { return };
        let look = |search: &mut Search, bytes: &[u8]| match decoded(self, bytes) {
            Ok(text) => {
                let made = if matches!(text, Cow::Owned(_)) { text.len() } else { 0 };
                search.holding(made, |search| {
                    search.look(&text, is_called_so);
                    search.look_at_wide(bytes, &text);
                });
            }
            Err(error) if error.is_unread() => {
                search.pass_over(bytes, is_called_so);
                search.look_at_wide(bytes, "");
            }
            // A picture, say.
            Err(_) => {
                let known = search.told();
                search.look_at(bytes);
                if search.told() == known {
                    search.pass_over(bytes, false);
                }
            }
        };
        match text.is_packed {
            false => look(search, text.bytes),
            // Badge data is never unpacked. Texts of another kind often have to be.
            true if is_called_so => search.left += 1,
            // Behind the head of its packing.
            true => {
                search.unpacked(text.bytes.get(2..).unwrap_or_default(), look);
            }
        }
    }
}

/// Looks through the pixels as they lie packed, and after the end of their packing.
/// They are nearly the whole file, so words come first without which nothing can be
/// a badge.
fn look_among_pixels(file: &[u8], search: &mut Search) {
    let parts = || {
        each_chunk(file).flatten().filter_map(|chunk| match &chunk.kind {
            b"IDAT" => Some(chunk.data(file)),
            // Behind their number.
            b"fdAT" => chunk.data(file).get(4..),
            _ => None,
        })
    };
    let mut before: &[u8] = &[];
    let has_words = parts().any(|part| {
        let end = before.get(before.len().saturating_sub(SHORTEST)..).unwrap_or_default();
        let ends = [end, part.get(..part.len().min(SHORTEST)).unwrap_or_default()].concat();
        before = part;
        signs::has_words(part) || signs::has_words(&ends)
    });
    if !has_words {
        return;
    }
    // A text may go on in the next part. They are not put together as a whole, which
    // would be the file once more.
    let mut begun = Vec::new();
    for part in parts() {
        let end = memchr(0, part);
        begun.extend_from_slice(part.get(..end.unwrap_or(part.len())).unwrap_or_default());
        if begun.len() > MAX_PAYLOAD {
            search.left += 1;
            return;
        }
        let Some(rest) = end.and_then(|end| part.get(end..)) else { continue };
        search.look_at_pieces(&begun);
        let (whole, open) = rest.split_at_checked(memrchr(0, rest).unwrap_or_default()).unwrap_or_default();
        search.look_at_pieces(whole);
        begun = open.to_vec();
    }
    search.look_at_pieces(&begun);
}

/// A chunk that carries a badge.
struct Carrying<'a> {
    chunk: &'a Chunk,
    file: &'a [u8],
}

impl Lying for Carrying<'_> {
    fn payload(&self) -> Result<(Carrier, Payload), CarrierError> {
        payload(self.chunk, self.file)
    }

    fn wrapped(&self) -> Option<(Carrier, Payload, Note)> {
        let Text { carrier, bytes, is_packed } = text(self.chunk, self.file).ok()?;
        let text = std::str::from_utf8(bytes).ok().filter(|_| !is_packed)?;
        text::unwrapped(text).map(|(payload, note)| (carrier, payload, note))
    }

    fn look_through(&self, search: &mut Search) {
        self.chunk.look_through(self.file, true, search);
    }
}

/// Whether a keyword of badges never ends.
fn is_cut_short(data: &[u8]) -> bool {
    data.starts_with(KEYWORD_2) && !data.contains(&0)
}

/// The chunks of a PNG, from `IHDR` to `IEND`, and nothing else.
fn chunks(file: &[u8]) -> Result<Vec<Chunk>, CarrierError> {
    let chunks: Vec<Chunk> = each_chunk(file).collect::<Result<_, _>>()?;
    let more = chunks.last().and_then(|chunk| file.get(chunk.whole.end..)).unwrap_or_default();
    // Some servers and programs end every file with a new line.
    match more.iter().filter(|byte| !(byte.is_ascii_whitespace() || **byte == 0)).count() {
        0 => Ok(chunks),
        _ => {
            let follow =
                if more.len() == 1 { "1 byte follows".to_owned() } else { format!("{} bytes follow", more.len()) };
            Err(CarrierError::BrokenPng(format!("{follow} after its end, where anything could hide")))
        }
    }
}

/// The chunks of the PNG with which bytes begin, up to its end or to where it is damaged.
fn each_chunk(file: &[u8]) -> impl Iterator<Item = Result<Chunk, CarrierError>> {
    let (mut at, mut place) = (Some(SIGNATURE.len()), 0);
    std::iter::from_fn(move || {
        let chunk = chunk_at(file, at?, place);
        place += 1;
        at = chunk.as_ref().ok().filter(|chunk| &chunk.kind != b"IEND").map(|chunk| chunk.whole.end);
        Some(chunk)
    })
}

/// The chunk that begins there, behind so many others.
fn chunk_at(file: &[u8], at: usize, place: usize) -> Result<Chunk, CarrierError> {
    let broken = |what: String| Err(CarrierError::BrokenPng(what));
    let rest = file.get(at..).unwrap_or_default();
    let Some((head, body)) = rest.split_first_chunk::<8>() else {
        return broken("it ends in the middle".into());
    };
    let [l0, l1, l2, l3, kind @ ..] = *head;
    let length = usize::try_from(u32::from_be_bytes([l0, l1, l2, l3])).unwrap_or(usize::MAX);
    if !kind.iter().all(u8::is_ascii_alphabetic) {
        return broken("its parts do not follow one another".into());
    }
    if length.checked_add(4).is_none_or(|end| end > body.len()) {
        let name = String::from_utf8_lossy(&kind);
        return broken(format!("its part {name} says that it is {length} bytes long, and the file ends before"));
    }
    if place == 0 && (&kind != b"IHDR" || length != 13) {
        return broken("it does not begin with its header".into());
    }
    if place >= MAX_CHUNKS {
        return Err(CarrierError::TooMany { what: "parts", limit: MAX_CHUNKS });
    }
    Ok(Chunk { kind, whole: at..at + 12 + length })
}

/// Where a PNG begins within other bytes.
pub(super) fn first_in(bytes: &[u8]) -> Option<usize> {
    memmem::find(bytes, SIGNATURE)
}

/// Where the PNG ends with which bytes begin.
pub(super) fn end(file: &[u8]) -> Result<usize, CarrierError> {
    each_chunk(file).try_fold(0, |_, chunk| chunk.map(|chunk| chunk.whole.end))
}

/// Looks through a PNG that lies within something else, with its badge. Its parts are
/// never listed: pictures may lie within one another, and each list would be held.
pub(super) fn look_within(file: &[u8], search: &mut Search) {
    for chunk in each_chunk(file).flatten() {
        chunk.look_around(file, search);
        chunk.look_through(file, chunk.name(file).is_some(), search);
    }
    look_among_pixels(file, search);
}

/// Finds the badge data of a PNG.
pub(super) fn read(file: &[u8]) -> Result<Extracted, CarrierError> {
    let chunks = chunks(file)?;
    let (mut places, mut elsewhere) = (Vec::new(), Search::default());
    let (mut badge_is_whole, mut picture_is_whole) = (true, true);
    for chunk in &chunks {
        let name = chunk.name(file);
        let is_carrier = name.is_some_and(Name::is_carrier);
        let is_whole = if is_carrier { &mut badge_is_whole } else { &mut picture_is_whole };
        *is_whole &= chunk.is_intact(file);
        chunk.look_around(file, &mut elsewhere);
        match name {
            Some(name) if is_carrier => places.push(Place { name, at: Carrying { chunk, file } }),
            name if chunk.is_text() => chunk.look_through(file, name.is_some(), &mut elsewhere),
            _ => {}
        }
    }
    look_among_pixels(file, &mut elsewhere);
    let is_elsewhere = !elsewhere.found.is_empty();
    let Some(mut found) = several::first_of(&places, elsewhere)? else {
        if chunks.iter().any(|chunk| &chunk.kind == b"iTXt" && is_cut_short(chunk.data(file))) {
            return Err(CarrierError::Refused("its text part is cut short".into()));
        }
        if places.iter().any(|place| place.name == Name::Misplaced) {
            return Err(CarrierError::Mistaken(
                "its badge data is in a compressed or plain text part, where the standard does not allow it",
            ));
        }
        if is_elsewhere {
            return Err(CarrierError::Mistaken(several::UNKNOWN_NAME));
        }
        return Err(CarrierError::NoBadge("PNG"));
    };
    if !badge_is_whole {
        found.notes.push(Note::BadgeDamaged);
    }
    if !picture_is_whole {
        found.notes.push(Note::PictureDamaged);
    }
    Ok(found)
}

/// The text of a chunk as it lies there.
struct Text<'a> {
    carrier: Carrier,
    bytes: &'a [u8],
    is_packed: bool,
}

fn text<'a>(chunk: &Chunk, file: &'a [u8]) -> Result<Text<'a>, CarrierError> {
    let cut_short = || CarrierError::Refused("its text part is cut short".into());
    if !chunk.is_text() {
        return Err(CarrierError::Refused("it is no text part".into()));
    }
    let data = chunk.data(file);
    let keyword = data.iter().position(|byte| *byte == 0).ok_or_else(cut_short)?;
    let rest = data.get(keyword + 1..).unwrap_or_default();
    if chunk.kind.eq_ignore_ascii_case(b"tEXt") {
        return Ok(Text { carrier: Carrier::PngText, bytes: rest, is_packed: false });
    }
    if chunk.kind.eq_ignore_ascii_case(b"zTXt") {
        let [_method, bytes @ ..] = rest else { return Err(cut_short()) };
        return Ok(Text { carrier: Carrier::PngText, bytes, is_packed: true });
    }
    // iTXt: compression flag, compression method, language, translated keyword, text.
    let [flag, _method, rest @ ..] = rest else { return Err(cut_short()) };
    let bytes = rest.splitn(3, |byte| *byte == 0).nth(2).ok_or_else(cut_short)?;
    Ok(Text { carrier: Carrier::PngItxt, bytes, is_packed: *flag != 0 })
}

/// The badge of a chunk as the standard lets it lie there.
fn payload(chunk: &Chunk, file: &[u8]) -> Result<(Carrier, Payload), CarrierError> {
    let Text { carrier, bytes, is_packed } = text(chunk, file)?;
    if is_packed {
        return Err(CarrierError::Compressed);
    }
    if bytes.len() > MAX_PAYLOAD {
        return Err(CarrierError::TooLarge { what: "badge data", limit_mb: MAX_PAYLOAD / 1024 / 1024 });
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((carrier, text::classify(text)?)),
        Err(_) => Err(CarrierError::Refused("its text is not UTF-8".into())),
    }
}

/// The text of a chunk in whichever encoding. A plain one is in Latin-1 by its
/// standard, whatever programs write.
fn decoded<'a>(chunk: &Chunk, bytes: &'a [u8]) -> Result<Cow<'a, str>, CarrierError> {
    match encoding::decoded(bytes) {
        Err(why) if chunk.kind.eq_ignore_ascii_case(b"tEXt") => encoding::latin_1(bytes, "Latin1").map_err(|_| why),
        other => other,
    }
    .map(|(text, _)| text)
}

/// The same PNG with one badge, before the pixels because some readers stop
/// there.
pub(super) fn bake(file: &[u8], payload: &Payload, standard: Standard) -> Result<Vec<u8>, CarrierError> {
    let chunks = chunks(file)?;
    let kept: Vec<&Chunk> = chunks.iter().filter(|chunk| !chunk.is_badge(file)).collect();
    if let Some(bad) = kept.iter().find(|chunk| !chunk.is_intact(file)) {
        let name = String::from_utf8_lossy(&bad.kind);
        return Err(CarrierError::BrokenPng(format!("the checksum of its part {name} is wrong")));
    }
    let header = chunks.first().map(|chunk| chunk.data(file)).unwrap_or_default();
    if let Some(why) = bad_header(header) {
        return Err(CarrierError::BrokenPng(why.into()));
    }
    if !chunks.iter().any(|chunk| &chunk.kind == b"IDAT" && chunk.whole.len() > 12) {
        return Err(CarrierError::BrokenPng("it holds no pixels".into()));
    }
    let badge = text_chunk(payload.as_str(), standard)?;
    let whole = |chunk: &Chunk| file.get(chunk.whole.clone()).unwrap_or_default();
    // Some texts do not come out as they went in; tried on the badge alone, which is quicker.
    let ends = [chunks.first(), chunks.last()].map(|chunk| chunk.map(whole).unwrap_or_default());
    let alone = [SIGNATURE, ends[0], &badge, ends[1]].concat();
    if !read(&alone).is_ok_and(|found| found.payload == *payload) {
        return Err(CarrierError::Refused("it would not come out of the picture as it went in".into()));
    }
    let mut baked = Vec::with_capacity(file.len() + badge.len());
    baked.extend_from_slice(SIGNATURE);
    let mut written = false;
    for chunk in kept {
        if &chunk.kind == b"IDAT" && !written {
            written = true;
            baked.extend_from_slice(&badge);
        }
        baked.extend_from_slice(whole(chunk));
    }
    Ok(baked)
}

/// Why no picture can have this header (PNG Specification, table 12).
fn bad_header(header: &[u8]) -> Option<&'static str> {
    let [w0, w1, w2, w3, h0, h1, h2, h3, depth, colour, compression, filter, interlace] = *header else {
        return Some("its header has the wrong length");
    };
    let sides = [u32::from_be_bytes([w0, w1, w2, w3]), u32::from_be_bytes([h0, h1, h2, h3])];
    if sides.iter().any(|side| !(1..=i32::MAX as u32).contains(side)) {
        return Some("it has no size that a picture can have");
    }
    let fits = match colour {
        0 => matches!(depth, 1 | 2 | 4 | 8 | 16),
        2 | 4 | 6 => matches!(depth, 8 | 16),
        3 => matches!(depth, 1 | 2 | 4 | 8),
        _ => return Some("its kind of colour does not exist"),
    };
    if !fits {
        return Some("its number of bits does not go with its kind of colour");
    }
    (compression > 0 || filter > 0 || interlace > 1).then_some("it is packed in a way that does not exist")
}

/// The chunk that carries a badge.
fn text_chunk(text: &str, standard: Standard) -> Result<Vec<u8>, CarrierError> {
    // Keyword, no compression, no language, no translated keyword.
    chunk(b"iTXt", &[standard.keyword(), b"\0\0\0\0\0", text.as_bytes()].concat())
}

/// A chunk of this kind.
fn chunk(kind: &[u8; 4], data: &[u8]) -> Result<Vec<u8>, CarrierError> {
    let length = u32::try_from(data.len())
        .map_err(|_| CarrierError::TooLarge { what: "badge data", limit_mb: MAX_PAYLOAD / 1024 / 1024 })?;
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(kind);
    hasher.update(data);
    Ok([&length.to_be_bytes(), kind.as_slice(), data, &hasher.finalize().to_be_bytes()].concat())
}

/// The same PNG with a plain text under this keyword, behind its header.
pub(super) fn with_note(file: &[u8], keyword: &str, text: &str) -> Result<Vec<u8>, CarrierError> {
    let header = chunks(file)?.first().map_or(SIGNATURE.len(), |chunk| chunk.whole.end);
    let (before, after) = file.split_at_checked(header).unwrap_or((file, &[]));
    Ok([before, &chunk(b"tEXt", &[keyword.as_bytes(), b"\0", text.as_bytes()].concat())?, after].concat())
}

/// The plain text under this keyword, where there is one and no other.
pub(super) fn note<'a>(file: &'a [u8], keyword: &str) -> Option<&'a str> {
    let chunks = chunks(file).ok()?;
    let texts =
        chunks.iter().filter(|chunk| &chunk.kind == b"tEXt" && chunk.is_intact(file)).map(|chunk| chunk.data(file));
    let mut notes = texts.filter_map(|text| text.strip_prefix(keyword.as_bytes())?.strip_prefix(b"\0"));
    let note = notes.next().filter(|_| notes.next().is_none())?;
    std::str::from_utf8(note).ok()
}

/// The parts of a PNG of which its pixels are made, as they are packed: kind and data of
/// each, in their order. `None` where one is damaged or of a kind that is not known.
pub(super) fn packed(file: &[u8]) -> Option<Vec<([u8; 4], &[u8])>> {
    let chunks = chunks(file).ok()?;
    let is_of_pixels = |chunk: &&Chunk| chunk.kind[0].is_ascii_uppercase() || &chunk.kind == b"tRNS";
    let is_known =
        |chunk: &Chunk| chunk.is_intact(file) && matches!(&chunk.kind, b"IHDR" | b"PLTE" | b"tRNS" | b"IDAT" | b"IEND");
    let parts = chunks.iter().filter(is_of_pixels);
    parts.map(|chunk| is_known(chunk).then(|| (chunk.kind, chunk.data(file)))).collect()
}
