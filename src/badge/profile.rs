//! Who awards a badge.

use serde::{Deserialize, Serialize};

use super::{cleaned, is_web_address, seen};
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

    /// The profile by what can be seen of it, as it is told and signed: names and
    /// numbers by [`seen`], on one line each.
    #[must_use]
    pub fn seen(&self) -> Self {
        let mut profile = self.clone();
        profile.see();
        profile
    }

    fn see(&mut self) {
        for text in [&mut self.name, &mut self.phone, &mut self.official, &mut self.given_name, &mut self.family_name] {
            *text = seen(text);
        }
        self.description = cleaned(&self.description, true).0;
        if let Some(Address {
            street_address, address_locality, address_region, postal_code, address_country, ..
        }) = &mut self.address
        {
            for text in [street_address, address_locality, address_region, postal_code, address_country] {
                *text = seen(text);
            }
        }
        for IdentifierEntry { identifier, identifier_type } in &mut self.other_identifier {
            (*identifier, *identifier_type) = (seen(identifier), seen(identifier_type));
        }
        if let Some(parent) = &mut self.parent_org {
            parent.see();
        }
    }
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
