//! Badges in PNG pictures, in texts of their own (Open Badges 2.0 Baking, 3.0 section
//! 5.3). Compressed badge data is never inflated.

use super::alike;
use super::found::{Carrier, CarrierError, Extracted, MAX_PAYLOAD, Note, Payload};
use super::names::{KEYWORD_2, Name, Standard};
use super::png::{self, Chunk, SIGNATURE, Text};
use super::search::Search;
use super::several::{self, Lying, Place};
use super::text;

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
        let Text { carrier, bytes, is_packed } = self.chunk.text(self.file).ok()?;
        let text = std::str::from_utf8(bytes).ok().filter(|_| !is_packed)?;
        text::unwrapped(text).map(|(payload, note)| (carrier, payload, note))
    }

    fn look_through(&self, search: &mut Search) {
        search.look_through(self.chunk, self.file, true);
    }
}

/// Whether a chunk has a badge in it and nothing else, or what pretends to be one.
fn is_badge(chunk: &Chunk, file: &[u8]) -> bool {
    match chunk.name(file) {
        Some(name) if name.is_carrier() => true,
        name => chunk
            .text(file)
            .and_then(|text| chunk.decoded(text.bytes))
            .is_ok_and(|text| alike::is_badge_data(&text, name.is_some())),
    }
}

/// Whether a keyword of badges never ends.
fn is_cut_short(data: &[u8]) -> bool {
    data.starts_with(KEYWORD_2) && !data.contains(&0)
}

/// Finds the badge data of a PNG.
pub(super) fn read(file: &[u8]) -> Result<Extracted, CarrierError> {
    let chunks = png::chunks(file)?;
    let (mut places, mut elsewhere) = (Vec::new(), Search::default());
    let (mut badge_is_whole, mut picture_is_whole) = (true, true);
    for chunk in &chunks {
        let name = chunk.name(file);
        let is_carrier = name.is_some_and(Name::is_carrier);
        let is_whole = if is_carrier { &mut badge_is_whole } else { &mut picture_is_whole };
        *is_whole &= chunk.is_intact(file);
        elsewhere.look_around(chunk, file);
        match name {
            Some(name) if is_carrier => places.push(Place { name, at: Carrying { chunk, file } }),
            name if chunk.is_text() => elsewhere.look_through(chunk, file, name.is_some()),
            _ => {}
        }
    }
    elsewhere.look_among_pixels(file);
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

/// The badge of a chunk as the standard lets it lie there.
fn payload(chunk: &Chunk, file: &[u8]) -> Result<(Carrier, Payload), CarrierError> {
    let Text { carrier, bytes, is_packed } = chunk.text(file)?;
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

/// The same PNG with one badge, before the pixels because some readers stop
/// there.
pub(super) fn bake(file: &[u8], payload: &Payload, standard: Standard) -> Result<Vec<u8>, CarrierError> {
    let chunks = png::chunks(file)?;
    let kept: Vec<&Chunk> = chunks.iter().filter(|chunk| !is_badge(chunk, file)).collect();
    if let Some(bad) = kept.iter().find(|chunk| !chunk.is_intact(file)) {
        let name = String::from_utf8_lossy(&bad.kind);
        return Err(CarrierError::BrokenPng(format!("the checksum of its part {name} is wrong")));
    }
    let header = chunks.first().map(|chunk| chunk.data(file)).unwrap_or_default();
    if let Some(why) = png::bad_header(header) {
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

/// The chunk that carries a badge.
fn text_chunk(text: &str, standard: Standard) -> Result<Vec<u8>, CarrierError> {
    // Keyword, no compression, no language, no translated keyword.
    png::chunk(b"iTXt", &[standard.keyword(), b"\0\0\0\0\0", text.as_bytes()].concat())
}
