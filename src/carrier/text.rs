//! Bare text: JSON, compact JWS, and what a file is by its first bytes.

use serde_json::Value;

use super::found::{Carrier, CarrierError, Extracted, MAX_PAYLOAD, Note, Payload};
use crate::credential::{json, jws};

/// The name of a kind of file in which no badge travels, by its first bytes.
pub(super) fn other_kind(file: &[u8]) -> Option<&'static str> {
    const KINDS: &[(&[u8], &str)] = &[
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"RIFF", "a WebP picture or a sound"),
        (b"II*\0", "a TIFF picture"),
        (b"MM\0*", "a TIFF picture"),
        (b"%PDF", "a PDF document"),
        (b"{\\rtf", "a document (RTF)"),
        (b"PK\x03\x04", "a ZIP archive"),
        (b"\x1f\x8b", "a compressed file (gzip); unpack it first"),
    ];
    let box_of_pictures = (file.get(4..8) == Some(b"ftyp")).then_some("a HEIC or AVIF picture, or a film");
    KINDS.iter().find(|(start, _)| file.starts_with(start)).map(|(_, kind)| *kind).or(box_of_pictures)
}

/// What a file of bytes that nobody writes is called.
pub(super) const NO_TEXT: &str = "neither a picture nor text, but data of a kind that is not known here";

/// Whether these can be the bytes of a text: terminals write some controls, and nobody the others.
pub(super) fn is_written(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| !byte.is_ascii_control() || matches!(byte, 0x07..=0x0d | 0x1b))
}

/// A file that is nothing but badge data.
pub(super) fn read(file: &str) -> Result<Extracted, CarrierError> {
    let text = file.trim();
    let (payload, note) = if text.starts_with(['{', '[', '"']) || is_token(text) {
        opened(file)?
    } else if let Some(around) = around(text) {
        around?
    } else if let Some(token) = token_within(text) {
        token
    } else if let Some(count) = tokens_in(text) {
        return Err(CarrierError::Several(count));
    } else if is_encrypted(text) {
        return Err(CarrierError::Encrypted);
    } else {
        return Err(CarrierError::OtherFile(if is_written(text.as_bytes()) {
            "plain text, not badge data"
        } else {
            NO_TEXT
        }));
    };
    let carrier = if matches!(payload, Payload::Jwt(_)) { Carrier::Jwt } else { Carrier::Json };
    Ok(Extracted { carrier, payload, others: Vec::new(), notes: note.into_iter().collect() })
}

/// What kind of badge data a text is, once what was put around it is taken off.
fn opened(text: &str) -> Result<(Payload, Option<Note>), CarrierError> {
    fits(text)?;
    let trimmed = text.trim();
    if trimmed.starts_with('[') {
        let list = match json::parse(trimmed) {
            Ok(Value::Array(list)) => list,
            Err(error) if error.is_limit() => return Err(CarrierError::Crowded(error.to_string())),
            _ => return Err(CarrierError::Refused("it begins like a list and cannot be read as one".into())),
        };
        let inner = trimmed.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or_default();
        // Taken out as it is written, so that a signature over the text still fits.
        return match list.as_slice() {
            [Value::Object(_)] => Ok((Payload::Json(inner.trim().to_owned()), Some(Note::Wrapped("a list of one")))),
            [Value::String(token)] if is_token(token.trim()) => {
                Ok((Payload::Jwt(token.trim().to_owned()), Some(Note::Wrapped("a list of one"))))
            }
            [Value::String(token)] if is_encrypted(token) => Err(CarrierError::Encrypted),
            [] | [_] => Err(CarrierError::OtherFile("a list without a badge in it")),
            several => Err(CarrierError::Several(several.len())),
        };
    }
    if trimmed.starts_with('"') {
        let inner = json::parse(trimmed).ok().and_then(|text| text.as_str().map(str::to_owned));
        let payload = inner.as_deref().and_then(|inner| in_quotes(inner.trim()));
        return match payload {
            Some(payload) => Ok((payload, Some(QUOTED))),
            None if inner.is_some_and(|inner| is_encrypted(&inner)) => Err(CarrierError::Encrypted),
            None => Err(NOT_IN_QUOTES),
        };
    }
    Ok((classify(text)?, None))
}

/// What is told of a badge in quotation marks, and of a text there that is none.
const QUOTED: Note = Note::Wrapped("quotation marks");
const NOT_IN_QUOTES: CarrierError = CarrierError::OtherFile("a text in quotation marks, not badge data");

/// The badge that a text in quotation marks is.
fn in_quotes(inner: &str) -> Option<Payload> {
    match inner.starts_with('{') {
        true => Some(Payload::Json(inner.to_owned())),
        false => token_within(inner).map(|(payload, _)| payload),
    }
}

/// The badge in what programs and people put around one when they copy it: quotation
/// marks that are not JSON's, a `data:` address, padding. `None` for any other text.
fn around(text: &str) -> Option<Result<(Payload, Option<Note>), CarrierError>> {
    const MARKS: [(char, char); 5] = [('\'', '\''), ('`', '`'), ('“', '”'), ('‘', '’'), ('<', '>')];
    if let Err(error) = fits(text) {
        return Some(Err(error));
    }
    let inner = MARKS.iter().find_map(|(first, last)| text.strip_prefix(*first)?.strip_suffix(*last));
    if let Some(inner) = inner {
        return in_quotes(inner.trim()).map(|payload| Ok((payload, Some(QUOTED))));
    }
    if let Some((kind, inside)) = text.split_once(',')
        && kind.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))
    {
        return Some(match is_token(inside) {
            true => Ok((Payload::Jwt(inside.to_owned()), Some(Note::Wrapped("a “data:” address")))),
            false => Err(CarrierError::OtherFile("a “data:” address of something that is not read as a badge")),
        });
    }
    let bare = text.trim_end_matches('=');
    let is_padded = |text: &str| text.contains('=') && is_token(&text.replace('=', ""));
    match (is_padded(text), is_token(bare)) {
        // What is signed stands before the signature, which is the same with padding and without.
        (true, true) => Some(Ok((Payload::Jwt(bare.to_owned()), Some(Note::Wrapped("a token with “=” at its end"))))),
        (true, false) => Some(Err(CarrierError::OtherFile(
            "a token with “=” within it, which none may have; ask whoever made it for one without",
        ))),
        (false, _) => None,
    }
}

/// The badge in a text that holds one within something else, and what that is. In a
/// list, of which a picture may hold none, there is none.
pub(super) fn unwrapped(text: &str) -> Option<(Payload, Note)> {
    let bare = Some(text.trim_start_matches('\u{feff}')).filter(|bare| !bare.trim_start().starts_with('['))?;
    let (payload, note) = opened(bare).ok().or_else(|| token_within(bare.trim()))?;
    let mark = (bare.len() < text.len()).then_some(Note::Wrapped("a mark of its encoding"));
    note.or(mark).map(|note| (payload, note))
}

/// A token that was copied with the word that stands before it in a request, or
/// broken into lines by an e-mail.
pub(super) fn token_within(text: &str) -> Option<(Payload, Option<Note>)> {
    fits(text).ok()?;
    let (joined, is_of_request) = uncovered(text);
    let note = match is_of_request {
        true => Some(Note::Wrapped("a line that begins with “Bearer”")),
        false if joined != text => Some(Note::Wrapped("a text of several lines")),
        false => None,
    };
    is_token(&joined).then_some((Payload::Jwt(joined), note))
}

/// A text without spaces and lines, and without the word that stands before a token in
/// a request; and whether there was that.
fn uncovered(text: &str) -> (String, bool) {
    fn after<'t>(text: &'t str, word: &str) -> Option<&'t str> {
        let (first, rest) = text.split_at_checked(word.len())?;
        let rest = rest.strip_prefix(|letter: char| letter.is_ascii_whitespace() || letter == ':')?;
        first.eq_ignore_ascii_case(word).then(|| rest.trim_start())
    }
    let bare = after(after(text, "authorization").unwrap_or(text), "bearer");
    (bare.unwrap_or(text).split_ascii_whitespace().collect(), bare.is_some())
}

fn fits(text: &str) -> Result<(), CarrierError> {
    if text.len() > MAX_PAYLOAD {
        return Err(CarrierError::TooLarge { what: "badge data", limit_mb: MAX_PAYLOAD / 1024 / 1024 });
    }
    Ok(())
}

/// What kind of badge data a text is.
pub(super) fn classify(text: &str) -> Result<Payload, CarrierError> {
    fits(text)?;
    let trimmed = text.trim();
    if trimmed.starts_with('{') {
        return Ok(Payload::Json(text.to_owned()));
    }
    if trimmed.starts_with('[') {
        return Err(CarrierError::Refused("it is a list, and a file holds exactly one badge".into()));
    }
    if is_token(trimmed) {
        return Ok(Payload::Jwt(trimmed.to_owned()));
    }
    if let Some(count) = tokens_in(trimmed) {
        return Err(CarrierError::Several(count));
    }
    if is_encrypted(trimmed) {
        return Err(CarrierError::Encrypted);
    }
    let is_url = ["http://", "https://"].iter().any(|scheme| trimmed.starts_with(scheme));
    if is_url && trimmed.len() < 2048 && !trimmed.contains(char::is_whitespace) {
        return Ok(Payload::Url(trimmed.to_owned()));
    }
    Err(CarrierError::Refused("it is neither JSON nor a JWT nor an address".into()))
}

/// Whether a text has the form of a compact JWS (RFC 7515, section 3.1): three
/// parts of base64url joined by dots, the last of which may be empty.
#[must_use]
pub fn is_compact_jws(text: &str) -> bool {
    let mut parts = text.split('.');
    // Without an early end it runs many letters at a time.
    let within = |byte: u8, from: u8, count: u8| byte.wrapping_sub(from) < count;
    let usual = |byte: u8| within(byte | 0x20, b'a', 26) | within(byte, b'0', 10) | (byte == b'-') | (byte == b'_');
    let base64url = |part: &str| part.bytes().fold(true, |so_far, byte| so_far & usual(byte));
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(header), Some(body), Some(signature), None) => {
            // Every JSON object begins with `{"` or `{ `, which is `ey` or `ew`/`eC` in base64url.
            header.starts_with('e') && !body.is_empty() && [header, body, signature].into_iter().all(base64url)
        }
        _ => false,
    }
}

/// Whether a text has the form of any token that is known here.
#[must_use]
pub fn is_token(text: &str) -> bool {
    is_compact_jws(text) || is_sd_jwt(text)
}

/// Whether a text has the form of a token of which the holder shows parts
/// (SD-JWT): a compact JWS, then parts that are shown, each behind a `~`.
#[must_use]
pub fn is_sd_jwt(text: &str) -> bool {
    let usual = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    text.split_once('~').is_some_and(|(token, shown)| is_compact_jws(token) && shown.bytes().all(usual))
}

/// How many tokens a text is, each on a line or behind a space of its own, or as in a request.
fn tokens_in(text: &str) -> Option<usize> {
    let is_of_request =
        |word: &str| ["authorization:", "bearer", "bearer:"].contains(&word.to_ascii_lowercase().as_str());
    let tokens = || text.split_whitespace().filter(|word| !is_of_request(word));
    Some(tokens().count()).filter(|count| *count > 1 && tokens().all(is_token))
}

/// Whether a text is an encrypted token (JWE, RFC 7516, section 7.1), however it was
/// copied: five parts of base64url, of which some may be empty.
fn is_encrypted(text: &str) -> bool {
    if fits(text).is_err() {
        return false;
    }
    let (token, _) = uncovered(text);
    let is_coded = |part: &&str| part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    let parts: Vec<&str> = token.split('.').take(6).collect();
    // How it is encrypted its head says, where one of two tokens that were joined says how it is signed.
    let names_cipher = || jws::header(&token).is_ok_and(|header| header.contains_key("enc"));
    matches!(parts.as_slice(), [head, _, _, sealed, _] if head.starts_with("ey") && !sealed.is_empty())
        && parts.iter().all(is_coded)
        && names_cipher()
}

/// The address of a kept badge, as its own data gives it.
pub(super) fn place(assertion: &str) -> Option<String> {
    let value = json::parse(assertion).ok()?;
    let named = value.pointer("/verification/url").or_else(|| value.pointer("/verify/url"));
    named.or_else(|| value.get("id"))?.as_str().map(str::to_owned)
}

/// The same where it is on the web and safe in an attribute.
pub(super) fn safe_place(assertion: &str) -> Option<String> {
    place(assertion).filter(|place| place.starts_with("https://") && !place.contains(['"', '&', '<', '>', ' ']))
}

/// Whether two payloads are one badge: the same token, the same JSON however
/// it is laid out, or an address and the badge that is kept there.
pub(super) fn same_badge(one: &Payload, other: &Payload) -> bool {
    match (one, other) {
        (Payload::Json(one), Payload::Json(other)) => {
            matches!((json::parse(one), json::parse(other)), (Ok(one), Ok(other)) if one == other)
        }
        (Payload::Json(badge), Payload::Url(url)) | (Payload::Url(url), Payload::Json(badge)) => {
            place(badge).as_deref() == Some(url)
        }
        (one, other) => one == other,
    }
}
