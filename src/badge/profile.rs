//! Who awards a badge.

use serde::{Deserialize, Serialize};

use super::is_unseen;
use crate::{Extra, is_default};

/// Open Badges' `Profile`: an organisation or a person.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Profile {
    /// URI of the profile; empty until a key signs, then the key's DID.
    #[serde(skip_serializing_if = "is_default")]
    pub id: String,
    /// Name, as people know it.
    pub name: String,
    /// Home page.
    #[serde(skip_serializing_if = "is_default")]
    pub url: String,
    /// E-mail address.
    #[serde(skip_serializing_if = "is_default")]
    pub email: String,
    /// Telephone number.
    #[serde(skip_serializing_if = "is_default")]
    pub phone: String,
    /// What the organisation does.
    #[serde(skip_serializing_if = "is_default")]
    pub description: String,
    /// Logo: an https address or a `data:` URI that holds the picture.
    #[serde(skip_serializing_if = "is_default")]
    pub image: String,
    /// Postal address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// Name of the person who speaks for the organisation.
    #[serde(skip_serializing_if = "is_default")]
    pub official: String,
    /// The organisation this one belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_org: Option<Box<Profile>>,
    /// Given name, for a person.
    #[serde(skip_serializing_if = "is_default")]
    pub given_name: String,
    /// Family name, for a person.
    #[serde(skip_serializing_if = "is_default")]
    pub family_name: String,
    /// Identifiers in other systems.
    #[serde(skip_serializing_if = "is_default")]
    pub other_identifier: Vec<IdentifierEntry>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Profile {
    /// The first home page, of the issuer or of an organisation it belongs to, that
    /// is no whole address on the web; an empty one says nothing.
    #[must_use]
    pub fn broken_page(&self) -> Option<&str> {
        let mut profile = Some(self);
        while let Some(one) = profile {
            if !one.url.is_empty() && !is_web_address(&one.url) {
                return Some(&one.url);
            }
            profile = one.parent_org.as_deref();
        }
        None
    }
}

/// Whether a text is an address on the web, whole and with nothing around it.
#[must_use]
pub fn is_web_address(text: &str) -> bool {
    let after = |scheme: &str| match text.split_at_checked(scheme.len()) {
        Some((start, rest)) if start.eq_ignore_ascii_case(scheme) => Some(rest),
        _ => None,
    };
    let rest = after("https://").or_else(|| after("http://")).unwrap_or_default();
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, port),
        _ => (host, "443"),
    };
    let is_name = name.starts_with('[') || name.starts_with(char::is_alphanumeric) && !name.contains([':', '@']);
    let is_port = !port.is_empty() && port.bytes().all(|digit| digit.is_ascii_digit());
    let cannot_stand = |letter: char| letter.is_whitespace() || is_unseen(letter) || "<>\"\\^`{|}".contains(letter);
    is_name && is_port && !rest.contains(cannot_stand)
}

/// Open Badges' `Address`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Address {
    /// Street and number.
    #[serde(skip_serializing_if = "is_default")]
    pub street_address: String,
    /// Town.
    #[serde(skip_serializing_if = "is_default")]
    pub address_locality: String,
    /// Region or county.
    #[serde(skip_serializing_if = "is_default")]
    pub address_region: String,
    /// Postcode.
    #[serde(skip_serializing_if = "is_default")]
    pub postal_code: String,
    /// Country, by name.
    #[serde(skip_serializing_if = "is_default")]
    pub address_country: String,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Open Badges' `IdentifierEntry`: an identifier in another system.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct IdentifierEntry {
    /// The identifier.
    pub identifier: String,
    /// The standard's `identifierType`, such as `sourcedId` or `ext:…`.
    pub identifier_type: String,
}
