//! A PNG as its chunks (PNG Specification, Third Edition, section 5).
//!
//! Chunks are walked over the bytes: pixels are never decoded, and what is not ours is
//! copied byte for byte.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem;

use super::encoding;
use super::found::{Carrier, CarrierError, MAX_PAYLOAD};
use super::names::Name;

pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Chunks of pixels.
const PIXELS: [&[u8; 4]; 2] = [b"IDAT", b"fdAT"];

/// Pictures have some dozens of chunks; animations some thousands.
const MAX_CHUNKS: usize = 100_000;

pub(super) fn is_png(file: &[u8]) -> bool {
    file.starts_with(SIGNATURE)
}

/// One chunk and where it lies, length and checksum included.
pub(super) struct Chunk {
    pub kind: [u8; 4],
    pub whole: Range<usize>,
}

impl Chunk {
    /// What is in it.
    pub(super) fn data<'a>(&self, file: &'a [u8]) -> &'a [u8] {
        file.get(self.whole.start + 8..self.whole.end - 4).unwrap_or_default()
    }

    /// Whether its checksum is right.
    pub(super) fn is_intact(&self, file: &[u8]) -> bool {
        let mut hasher = crc32fast::Hasher::new();
        hasher.update(&self.kind);
        hasher.update(self.data(file));
        file.get(self.whole.end - 4..self.whole.end) == Some(&hasher.finalize().to_be_bytes()[..])
    }

    /// How a text chunk is called, when it is called as one with a badge is, or
    /// nearly so.
    pub(super) fn name(&self, file: &[u8]) -> Option<Name> {
        if !self.is_text() {
            return None;
        }
        let keyword = self.data(file).split(|byte| *byte == 0).next().unwrap_or_default();
        Name::of_text(self.kind, keyword)
    }

    /// Whether it is a text, spelt as the standard has it or nearly so.
    pub(super) fn is_text(&self) -> bool {
        [b"iTXt", b"tEXt", b"zTXt"].iter().any(|kind| self.kind.eq_ignore_ascii_case(*kind))
    }

    /// The text in it as it lies there.
    pub(super) fn text<'a>(&self, file: &'a [u8]) -> Result<Text<'a>, CarrierError> {
        let cut_short = || CarrierError::Refused("its text part is cut short".into());
        if !self.is_text() {
            return Err(CarrierError::Refused("it is no text part".into()));
        }
        let data = self.data(file);
        let keyword = data.iter().position(|byte| *byte == 0).ok_or_else(cut_short)?;
        let rest = data.get(keyword + 1..).unwrap_or_default();
        if self.kind.eq_ignore_ascii_case(b"tEXt") {
            return Ok(Text { carrier: Carrier::PngText, bytes: rest, is_packed: false });
        }
        if self.kind.eq_ignore_ascii_case(b"zTXt") {
            let [_method, bytes @ ..] = rest else { return Err(cut_short()) };
            return Ok(Text { carrier: Carrier::PngText, bytes, is_packed: true });
        }
        // iTXt: compression flag, compression method, language, translated keyword, text.
        let [flag, _method, rest @ ..] = rest else { return Err(cut_short()) };
        let bytes = rest.splitn(3, |byte| *byte == 0).nth(2).ok_or_else(cut_short)?;
        Ok(Text { carrier: Carrier::PngItxt, bytes, is_packed: *flag != 0 })
    }

    /// Its text in whichever encoding. A plain one is in Latin-1 by its
    /// standard, whatever programs write.
    pub(super) fn decoded<'a>(&self, bytes: &'a [u8]) -> Result<Cow<'a, str>, CarrierError> {
        match encoding::decoded(bytes) {
            Err(why) if self.kind.eq_ignore_ascii_case(b"tEXt") => encoding::latin_1(bytes, "Latin1").map_err(|_| why),
            other => other,
        }
        .map(|(text, _)| text)
    }

    /// All of it that is neither its text nor pixels.
    pub(super) fn around<'a>(&self, file: &'a [u8]) -> &'a [u8] {
        let data = self.data(file);
        match self.text(file) {
            _ if PIXELS.contains(&&self.kind) => &[],
            Ok(text) => data.get(..data.len() - text.bytes.len()).unwrap_or_default(),
            Err(_) => data,
        }
    }
}

/// The text of a chunk as it lies there.
pub(super) struct Text<'a> {
    pub carrier: Carrier,
    pub bytes: &'a [u8],
    pub is_packed: bool,
}

/// The chunks of a PNG, from `IHDR` to `IEND`, and nothing else.
pub(super) fn chunks(file: &[u8]) -> Result<Vec<Chunk>, CarrierError> {
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
pub(super) fn each_chunk(file: &[u8]) -> impl Iterator<Item = Result<Chunk, CarrierError>> {
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

/// The pixels as they lie packed, in the parts in which they lie.
pub(super) fn pixels(file: &[u8]) -> impl Iterator<Item = &[u8]> {
    each_chunk(file).flatten().filter_map(|chunk| match &chunk.kind {
        b"IDAT" => Some(chunk.data(file)),
        // Behind their number.
        b"fdAT" => chunk.data(file).get(4..),
        _ => None,
    })
}

/// Where a PNG begins within other bytes.
pub(super) fn first_in(bytes: &[u8]) -> Option<usize> {
    memmem::find(bytes, SIGNATURE)
}

/// Where the PNG ends with which bytes begin.
pub(super) fn end(file: &[u8]) -> Result<usize, CarrierError> {
    each_chunk(file).try_fold(0, |_, chunk| chunk.map(|chunk| chunk.whole.end))
}

/// Why no picture can have this header (PNG Specification, table 12).
pub(super) fn bad_header(header: &[u8]) -> Option<&'static str> {
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

/// A chunk of this kind.
pub(super) fn chunk(kind: &[u8; 4], data: &[u8]) -> Result<Vec<u8>, CarrierError> {
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
