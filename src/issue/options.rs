//! How a badge is awarded.

use std::path::Path;

use super::keyring::keys_beside;
use super::{FileKind, Form, IssueError};
use crate::badge::{one_line, quoted};
use crate::credential::KeyFile;
use crate::credential::public_key::PublicKey;
use crate::credential::site::{Site, SiteError, with_https};
use crate::inspect::{Trust, TrustError};

/// Issue options: in which form and file a badge is awarded, and in whose name. The
/// window and the commands ask for a badge with the same ones.
#[derive(Clone, Debug, PartialEq)]
pub struct IssueOptions {
    /// The form of the credential.
    pub form: Form,
    /// The kind of file.
    pub kind: FileKind,
    /// The issuer's identifier: a `did:web` or an `https` address; `None` for
    /// the key itself.
    pub issuer: Option<String>,
    /// Further keys of the issuer, such as those that signed before, which its
    /// place on the web lists as well where its document is begun.
    pub also: Vec<PublicKey>,
}

impl IssueOptions {
    /// Options without further keys; an issuer of whom nothing is typed is the key itself.
    #[must_use]
    pub fn new(form: Form, kind: FileKind, issuer: Option<&str>) -> Self {
        let issuer = issuer.map(str::trim).filter(|issuer| !issuer.is_empty()).map(str::to_owned);
        Self { form, kind, issuer, also: Vec::new() }
    }

    /// The same with the issuer's further keys, as the user keeps them beside the one that
    /// signs. An issuer who is the key itself has none. The key need not be open.
    ///
    /// # Errors
    /// When the user's list of keys cannot be read.
    pub fn with_keys_beside(mut self, key: &KeyFile, home: &Path) -> Result<Self, TrustError> {
        if self.issuer.is_some() {
            self.also = keys_beside(&key.name, &key.did, &Trust::load(home)?);
        }
        Ok(self)
    }

    /// Issuer's identifier in the credential: its place on the web, as the files there name
    /// it, else the key. Empty where a form needs a place and none is given yet.
    #[must_use]
    pub fn issuer_id(&self, key: Option<&KeyFile>) -> String {
        match self.issuer.as_deref() {
            Some(place) => Site::of(place).map_or_else(|| place.to_owned(), |site| site.issuer),
            None if self.form.needs_site() => String::new(),
            None => key.map(|key| key.did.clone()).unwrap_or_default(),
        }
    }

    /// That the issuer has the place on the web that the form needs, or the list of
    /// withdrawn badges where awards are `revocable`.
    ///
    /// # Errors
    /// When it is missing, or is no such place.
    pub fn check_place(&self, revocable: bool) -> Result<(), IssueError> {
        match self.site()? {
            None if revocable => Err(SiteError::NoPlaceForList.into()),
            _ => Ok(()),
        }
    }

    /// Issuer's place on the web, for those who have one.
    pub(super) fn site(&self) -> Result<Option<Site>, IssueError> {
        let site = match self.issuer.as_deref().map(str::trim).filter(|issuer| !issuer.is_empty()) {
            None => None,
            Some(issuer) => Some(Site::of(issuer).ok_or_else(|| match with_https(issuer) {
                Some(proposal) => SiteError::NoHttps { typed: one_line(issuer), proposal },
                None if self.form.needs_site() => SiteError::NoPlace,
                None => SiteError::NotAPlace(quoted(issuer)),
            })?),
        };
        match site {
            None if self.form.needs_site() => Err(SiteError::NoPlace.into()),
            Some(site) if self.form.needs_site() && site.is_did() => Err(SiteError::NoPlace.into()),
            site => Ok(site),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issuer_is_known_as_its_files_on_the_web_name_it() {
        let id = |form, place| IssueOptions::new(form, FileKind::Record, place).issuer_id(None);
        assert_eq!(id(Form::Ob3, Some(" https://example.org ")), "https://example.org/issuer.json");
        assert_eq!(id(Form::Ob3, Some("did:web:example.org")), "did:web:example.org");
        assert_eq!((id(Form::Ob2Signed, None), id(Form::Ob2Hosted, Some(""))), (String::new(), String::new()));
    }
}
