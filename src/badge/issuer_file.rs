//! An issuer out of a JSON file: an Open Badges 3.0 `Profile`, a 2.0 `Issuer`,
//! or anything that holds one.

use serde_json::Value;

use super::{Address, IdentifierEntry, Profile};

/// Largest file that is read as an issuer, in bytes.
pub const MAX_ISSUER_BYTES: usize = 2 * 1024 * 1024;

/// Most identifiers that are taken over.
const MOST_IDENTIFIERS: usize = 20;

/// How deep organisations may belong to each other.
const DEEPEST_PARENT: usize = 4;

/// Why no issuer came of a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IssuerFileError {
    /// It is too large.
    #[error("The file is larger than {} MB; the profile of an issuer needs far less.", MAX_ISSUER_BYTES / 1024 / 1024)]
    TooLarge,
    /// It is no JSON.
    #[error("This is not JSON: {0}.")]
    NotJson(String),
    /// It is JSON about something else.
    #[error(
        "There is no issuer in this file. Choose the profile of an issuer (Open Badges 2.0 or 3.0), or a badge that names one."
    )]
    NoIssuer,
}

/// The issuer that a file tells of. Where the file is a badge or a credential,
/// it is the one that it names. Texts come without control characters; what
/// belongs to the web, such as the logo's address, is taken over and not
/// fetched.
///
/// # Errors
/// When the file is too large, no JSON, or tells of no issuer.
pub fn issuer_in(bytes: &[u8]) -> Result<Profile, IssuerFileError> {
    if bytes.len() > MAX_ISSUER_BYTES {
        return Err(IssuerFileError::TooLarge);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let value: Value = serde_json::from_slice(bytes).map_err(|error| IssuerFileError::NotJson(error.to_string()))?;
    let found = issuer_value(&value, 0).ok_or(IssuerFileError::NoIssuer)?;
    let profile = profile(found, 0);
    if profile.name.is_empty() { Err(IssuerFileError::NoIssuer) } else { Ok(profile) }
}

/// The object that describes the issuer: the value itself, or what a badge
/// class, an assertion or a credential names.
fn issuer_value(value: &Value, depth: usize) -> Option<&Value> {
    if depth > DEEPEST_PARENT {
        return None;
    }
    let value = if let Value::Array(list) = value { list.first()? } else { value };
    let is = |name: &str| kinds(value).any(|kind| kind == name);
    if is("Profile") || is("Issuer") {
        return Some(value);
    }
    let inner = ["issuer", "badge"].into_iter().find_map(|key| issuer_value(value.get(key)?, depth + 1));
    if inner.is_some() {
        return inner;
    }
    // A profile of an older writer, which tells no type.
    let looks_like_one = value.get("name").is_some_and(Value::is_string)
        && kinds(value).next().is_none()
        && ["url", "email", "image", "telephone"].iter().any(|key| value.get(key).is_some());
    let is_named_issuer =
        depth > 0 && value.get("name").is_some_and(Value::is_string) && value.get("criteria").is_none();
    (looks_like_one || is_named_issuer).then_some(value)
}

fn kinds(value: &Value) -> impl Iterator<Item = &str> {
    let kind = value.get("type").or_else(|| value.get("@type"));
    let list = match kind {
        Some(Value::Array(list)) => list.as_slice(),
        Some(single) => std::slice::from_ref(single),
        None => &[],
    };
    list.iter().filter_map(Value::as_str)
}

fn profile(value: &Value, depth: usize) -> Profile {
    let text = |key: &str| text(value.get(key));
    let parent = value.get("parentOrg").filter(|parent| depth < DEEPEST_PARENT && parent.is_object());
    let identifiers = match value.get("otherIdentifier") {
        Some(Value::Array(list)) => list.as_slice(),
        Some(single) => std::slice::from_ref(single),
        None => &[],
    };
    Profile {
        id: text("id"),
        name: text("name"),
        url: text("url"),
        email: text("email"),
        phone: [text("phone"), text("telephone")].into_iter().find(|phone| !phone.is_empty()).unwrap_or_default(),
        description: text("description"),
        image: image(value.get("image")),
        address: value.get("address").filter(|address| address.is_object()).map(address),
        official: text("official"),
        parent_org: parent.map(|parent| Box::new(profile(parent, depth + 1))),
        given_name: text("givenName"),
        family_name: text("familyName"),
        other_identifier: identifiers.iter().take(MOST_IDENTIFIERS).filter_map(identifier).collect(),
        ..Profile::default()
    }
}

/// A text on one line. Open Badges 2.0 may give it with its language.
fn text(value: Option<&Value>) -> String {
    let said = match value {
        Some(Value::String(text)) => text.as_str(),
        Some(Value::Object(fields)) => fields.get("@value").and_then(Value::as_str).unwrap_or_default(),
        _ => "",
    };
    super::cleaned(said.trim(), false).0
}

/// The address of a picture, which both standards also write as an object.
fn image(value: Option<&Value>) -> String {
    let address = match value {
        Some(Value::Object(fields)) => text(fields.get("id")),
        other => text(other),
    };
    let known = ["https://", "http://", "data:image/"];
    if known.iter().any(|start| address.starts_with(start)) { address } else { String::new() }
}

fn address(value: &Value) -> Address {
    let text = |key: &str| text(value.get(key));
    Address {
        street_address: text("streetAddress"),
        address_locality: text("addressLocality"),
        address_region: text("addressRegion"),
        postal_code: text("postalCode"),
        address_country: [text("addressCountry"), text("addressCountryCode")]
            .into_iter()
            .find(|country| !country.is_empty())
            .unwrap_or_default(),
        ..Address::default()
    }
}

fn identifier(value: &Value) -> Option<IdentifierEntry> {
    let entry = IdentifierEntry {
        identifier: text(value.get("identifier")),
        identifier_type: text(value.get("identifierType")),
    };
    (!entry.identifier.is_empty()).then_some(entry)
}
