//! A credential into and out of files: PNG, SVG, JSON, compact JWS.
//!
//! Reading is liberal about form and strict about doubt: what could be read in
//! two ways is refused or noted, with the reason. Badge data is never
//! inflated, and nothing fetched. Writing changes nothing but the carrier itself.
//!
//! ```
//! use badgewright::carrier::{Payload, Standard, bake, extract};
//!
//! let picture = r#"<svg xmlns="http://www.w3.org/2000/svg"/>"#;
//! let baked = bake(picture.as_bytes(), r#"{"name":"Ice Rescue"}"#, Standard::Three)?;
//! assert!(matches!(extract(&baked)?.payload, Payload::Json(text) if text.contains("Ice Rescue")));
//! # Ok::<(), badgewright::carrier::CarrierError>(())
//! ```

mod alike;
mod braces;
mod encoding;
mod found;
mod held;
mod in_png;
mod in_svg;
mod names;
mod pixels;
mod png;
mod rows;
mod search;
mod several;
mod shown;
mod signs;
mod svg;
#[cfg(test)]
mod tests;
mod text;
mod tokens;
mod undone;
mod xml;

pub use alike::holds_badge;
pub use found::{Carrier, CarrierError, Extracted, MAX_FILE, MAX_PAYLOAD, MAX_SVG, Note, Payload};
pub use held::MOST_HELD;
pub use names::Standard;
pub use rows::{Rows, RowsError, give_row};
pub use shown::Shown;
pub use text::{is_compact_jws, is_sd_jwt, is_token};

/// Finds the badge data of any file.
///
/// # Errors
/// When there is none, or it is refused; the sentence says why.
pub fn extract(file: &[u8]) -> Result<Extracted, CarrierError> {
    if file.is_empty() {
        return Err(CarrierError::Empty);
    }
    if file.len() > MAX_FILE {
        return Err(CarrierError::TooLarge { what: "files", limit_mb: MAX_FILE / 1024 / 1024 });
    }
    if png::is_png(file) {
        return in_png::read(file);
    }
    if let Some(kind) = text::other_kind(file) {
        return Err(CarrierError::OtherFile(kind));
    }
    let (text, note) = encoding::decoded(file)?;
    let bare = text.trim();
    let mut found = match bare.starts_with('<') && !text::is_token(bare.trim_matches(['<', '>'])) {
        true => in_svg::read(&text)?,
        false => {
            let found = text::read(&text)?;
            let beside = alike::around(&text, &found.payload);
            several::with(found, beside)
        }
    };
    found.notes.extend(note);
    Ok(found)
}

/// Puts badge data into a PNG or SVG picture, in place of any that is there.
/// `payload` is the JSON of a credential or assertion, or a compact JWS.
///
/// # Errors
/// When the picture is neither, is damaged, or the payload is no badge data.
pub fn bake(picture: &[u8], payload: &str, standard: Standard) -> Result<Vec<u8>, CarrierError> {
    let payload = match text::classify(payload)? {
        Payload::Url(_) => return Err(CarrierError::Refused("an address alone is not a badge".into())),
        Payload::Json(text) => Payload::Json(braces::written_as_numbers(&text)),
        token @ Payload::Jwt(_) => token,
    };
    let (baked, what, limit) = if png::is_png(picture) {
        (in_png::bake(picture, &payload, standard)?, "files", MAX_FILE)
    } else if let Some(kind) = text::other_kind(picture) {
        return Err(CarrierError::OtherFile(kind));
    } else {
        let (text, note) = encoding::decoded(picture)?;
        if let Some(Note::Encoding(name)) = note {
            return Err(CarrierError::Encoding(name.to_owned()));
        }
        (in_svg::bake(&text, &payload, standard)?.into_bytes(), "SVG pictures", MAX_SVG)
    };
    // What is baked has to be read again.
    if baked.len() > limit {
        return Err(CarrierError::TooLarge { what, limit_mb: limit / 1024 / 1024 });
    }
    Ok(baked)
}
