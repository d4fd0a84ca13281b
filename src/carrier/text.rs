//! Bare text: JSON, compact JWS, and what a file is by its first bytes.

use super::{Carrier, CarrierError, Extracted, MAX_PAYLOAD, Payload};
use crate::credential::json;

/// The name of a kind of file in which no badge travels, by its first bytes.
pub(super) fn other_kind(file: &[u8]) -> Option<&'static str> {
    const KINDS: &[(&[u8], &str)] = &[
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"RIFF", "a WebP picture or a sound"),
        (b"%PDF", "a PDF document"),
        (b"PK\x03\x04", "a ZIP archive"),
        (b"\x1f\x8b", "a compressed file (gzip); unpack it first"),
    ];
    KINDS.iter().find(|(start, _)| file.starts_with(start)).map(|(_, kind)| *kind)
}

/// The file as UTF-8 text, without a byte order mark.
pub(super) fn decoded(file: &[u8]) -> Result<&str, CarrierError> {
    if file.starts_with(b"\xff\xfe") || file.starts_with(b"\xfe\xff") {
        return Err(CarrierError::BrokenSvg("its text is in UTF-16; save it as UTF-8 and try again".into()));
    }
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    std::str::from_utf8(file).map_err(|_| CarrierError::OtherFile("not a kind of file that is known here"))
}

/// A file that is nothing but badge data.
pub(super) fn read(file: &str) -> Result<Extracted, CarrierError> {
    let text = file.trim();
    let payload = if text.starts_with(['{', '[']) || is_compact_jws(text) || is_sd_jwt(text) {
        classify(file)?
    } else {
        return Err(CarrierError::OtherFile("plain text, not badge data"));
    };
    let carrier = if matches!(payload, Payload::Jwt(_)) { Carrier::Jwt } else { Carrier::Json };
    Ok(Extracted { carrier, payload, other: None, notes: Vec::new() })
}

/// What kind of badge data a text is.
pub(super) fn classify(text: &str) -> Result<Payload, CarrierError> {
    if text.len() > MAX_PAYLOAD {
        return Err(CarrierError::TooLarge { what: "badge data", limit_mb: MAX_PAYLOAD / 1024 / 1024 });
    }
    let trimmed = text.trim();
    if trimmed.starts_with('{') {
        return Ok(Payload::Json(text.to_owned()));
    }
    if trimmed.starts_with('[') {
        return Err(CarrierError::Refused("it is a list, and a file holds exactly one badge".into()));
    }
    if is_compact_jws(trimmed) || is_sd_jwt(trimmed) {
        return Ok(Payload::Jwt(trimmed.to_owned()));
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

/// Whether a text has the form of a token of which the holder shows parts
/// (SD-JWT): a compact JWS, then parts that are shown, each behind a `~`.
#[must_use]
pub fn is_sd_jwt(text: &str) -> bool {
    let usual = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    text.split_once('~').is_some_and(|(token, shown)| is_compact_jws(token) && shown.bytes().all(usual))
}

/// The address of a kept badge, as its own data gives it, safe in an attribute.
pub(super) fn place(assertion: &str) -> Option<String> {
    let value = json::parse(assertion).ok()?;
    let named = value.pointer("/verification/url").or_else(|| value.pointer("/verify/url"));
    let place = named.or_else(|| value.get("id"))?.as_str()?;
    let plain = place.starts_with("https://") && !place.contains(['"', '&', '<', '>', ' ']);
    plain.then(|| place.to_owned())
}

/// Whether two payloads are one badge: the same token, the same JSON however
/// it is laid out, or an address and the badge that is kept there.
pub(super) fn same_badge(one: &Payload, other: &Payload) -> bool {
    match (one, other) {
        (Payload::Json(one), Payload::Json(other)) => {
            one == other || matches!((json::parse(one), json::parse(other)), (Ok(one), Ok(other)) if one == other)
        }
        (Payload::Json(badge), Payload::Url(url)) | (Payload::Url(url), Payload::Json(badge)) => {
            place(badge).as_deref() == Some(url)
        }
        (one, other) => one == other,
    }
}
