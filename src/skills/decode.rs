//! Bytes of a table as text, in whichever of the usual encodings they are.

use super::ReadError;

/// The characters of Windows-1252 that Latin-1 does not have, from 0x80 on.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The text of a file: UTF-8 or UTF-16 by its byte order mark, else UTF-8,
/// else what spreadsheets on Windows write.
///
/// # Errors
/// When there are bytes that no text has.
pub(super) fn text(bytes: &[u8]) -> Result<String, ReadError> {
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return utf16(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return utf16(rest, u16::from_be_bytes);
    }
    let plain = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Some(at) = plain.iter().position(|byte| *byte == 0) {
        return Err(not_text(&plain[..at]));
    }
    match std::str::from_utf8(plain) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) => Ok(plain.iter().map(|byte| windows(*byte)).collect()),
    }
}

fn windows(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, ReadError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::new();
    let broken = |text: &str| not_text(text.as_bytes());
    for letter in char::decode_utf16(pairs.iter().copied().map(unit)) {
        text.push(letter.map_err(|_| broken(&text))?);
    }
    if rest.is_empty() { Ok(text) } else { Err(broken(&text)) }
}

/// The place that comes after these bytes.
fn not_text(before: &[u8]) -> ReadError {
    let rows = before.iter().filter(|byte| **byte == b'\n').count();
    let column = before.iter().rev().take_while(|byte| **byte != b'\n').count();
    ReadError::NotText { row: rows as u64 + 1, column: column as u64 + 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_encoding_gives_the_same_text() {
        let said = "Café – “größer”";
        let le: Vec<u8> = [0xfeff].into_iter().chain(said.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = [0xfeff].into_iter().chain(said.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        let windows = b"Caf\xe9 \x96 \x93gr\xf6\xdfer\x94";
        for bytes in [said.as_bytes(), format!("\u{feff}{said}").as_bytes(), &le, &be, windows] {
            assert_eq!(text(bytes).unwrap(), said);
        }
    }

    #[test]
    fn what_is_no_text_is_told_by_row_and_column() {
        assert_eq!(text(b"a,b\nc\0"), Err(ReadError::NotText { row: 2, column: 2 }));
        assert!(text(b"\xff\xfea\0b").is_err());
        assert!(text(b"\xfe\xff\xd8\x00\x00a").is_err());
    }
}
