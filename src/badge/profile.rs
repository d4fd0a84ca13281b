//! Who awards a badge.

use serde::{Deserialize, Serialize};

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
