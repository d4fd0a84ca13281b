//! The encodings in which texts come. A text is read when its encoding is
//! certain, and otherwise the encoding is named: guessing would show what was
//! never written.

use std::borrow::Cow;

use super::found::{CarrierError, MAX_SVG, Note};
use super::text;

/// How far into an SVG its encoding is looked for.
const LONGEST_DECLARATION: usize = 256;

/// A file as text, without a byte order mark; with a note when it is not in
/// UTF-8.
pub(super) fn decoded(file: &[u8]) -> Result<(Cow<'_, str>, Option<Note>), CarrierError> {
    if file.starts_with(b"\xff\xfe\0\0") || file.starts_with(b"\0\0\xfe\xff") {
        return Err(unread("UTF-32"));
    }
    // Without a mark it is told by the sign with which texts of badges begin.
    let begins = |byte: u8| b"{[\"<e \n".contains(&byte);
    match *file {
        [0xff, 0xfe, ref rest @ ..] => return utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, ref rest @ ..] => return utf16(rest, u16::from_be_bytes),
        [sign, 0, 0, 0, ..] | [0, 0, 0, sign, ..] if begins(sign) => return Err(unread("UTF-32")),
        [sign, 0, ..] if begins(sign) => return utf16(file, u16::from_le_bytes),
        [0, sign, ..] if begins(sign) => return utf16(file, u16::from_be_bytes),
        _ => {}
    }
    let marked = file.strip_prefix(b"\xef\xbb\xbf");
    let file = marked.unwrap_or(file);
    let named = if marked.is_some() { None } else { declared(file) };
    match (std::str::from_utf8(file), named) {
        // What a drawing says of itself decides, as for every program that reads XML.
        (Ok(text), Some(name)) if !text.is_ascii() && !is_utf(&name) => latin_1(file, &name),
        (Ok(text), _) => Ok((text.into(), None)),
        (Err(_), Some(name)) if !is_utf(&name) => latin_1(file, &name),
        (Err(_), Some(_)) => Err(CarrierError::BrokenSvg("it says that its text is UTF-8, and it is not".into())),
        (Err(_), None) => match file.iter().find(|byte| !byte.is_ascii_whitespace()) {
            Some(b'{' | b'[' | b'"' | b'<') => {
                Err(unread("an encoding that is not UTF-8, perhaps Latin-1, which nothing in it tells"))
            }
            _ if !text::is_written(file) => Err(CarrierError::OtherFile(text::NO_TEXT)),
            _ => Err(CarrierError::OtherFile("not a kind of file that is known here")),
        },
    }
}

fn unread(name: &str) -> CarrierError {
    CarrierError::Encoding(name.to_owned())
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<(Cow<'_, str>, Option<Note>), CarrierError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| unit(*pair));
    // Two units of a pair are four bytes together.
    let in_utf8 = |unit| match unit {
        0..0x80 => 1,
        0x80..0x800 | 0xd800..0xe000 => 2,
        _ => 3,
    };
    fits(units.clone().map(in_utf8).sum(), "texts in UTF-16 with a length in UTF-8")?;
    match char::decode_utf16(units).collect::<Result<String, _>>() {
        Ok(text) if rest.is_empty() => Ok((text.into(), Some(Note::Encoding("UTF-16")))),
        _ => Err(unread("damaged UTF-16")),
    }
}

/// ISO 8859-1, in which a byte is a letter. What lies between its two halves is
/// read in two ways, so a text with such bytes is not read.
pub(super) fn latin_1<'a>(file: &[u8], name: &str) -> Result<(Cow<'a, str>, Option<Note>), CarrierError> {
    let known =
        ["iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1", "windows-1252", "cp1252", "us-ascii"];
    let is_certain = !file.iter().any(|byte| (0x80..0xa0).contains(byte));
    if !known.contains(&name.to_ascii_lowercase().as_str()) || !is_certain {
        return Err(unread(&format!("the encoding “{name}”")));
    }
    let longer = file.iter().filter(|byte| !byte.is_ascii()).count();
    fits(file.len() + longer, "texts in Latin-1 with a length in UTF-8")?;
    Ok((
        file.iter().map(|byte| char::from(*byte)).collect::<String>().into(),
        Some(Note::Encoding("Latin-1 (ISO 8859-1)")),
    ))
}

/// That a text is not too long as it is read, which is in UTF-8, before it is written so.
fn fits(length: usize, what: &'static str) -> Result<(), CarrierError> {
    if length > MAX_SVG {
        return Err(CarrierError::TooLarge { what, limit_mb: MAX_SVG / 1024 / 1024 });
    }
    Ok(())
}

fn is_utf(name: &str) -> bool {
    // A drawing that says UTF-16 and is not in it was changed into UTF-8 on its way.
    ["utf-8", "utf8", "utf-16", "utf16"].contains(&name.to_ascii_lowercase().as_str())
}

/// The encoding that an XML declaration names.
fn declared(file: &[u8]) -> Option<String> {
    let rest = file.get(file.iter().position(|byte| !byte.is_ascii_whitespace())?..)?.strip_prefix(b"<?xml")?;
    let head = rest.get(..rest.iter().take(LONGEST_DECLARATION).position(|byte| *byte == b'>')?)?;
    let head = std::str::from_utf8(head).ok()?;
    let (_, named) = head.split_once("encoding")?;
    let named = named.trim_start().strip_prefix('=')?.trim_start();
    let quote = named.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let name = named[1..].split(quote).next()?.trim();
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || "._:-".contains(letter);
    (!name.is_empty() && name.len() <= 40 && name.chars().all(is_name)).then(|| name.to_owned())
}
