//! An award on its way from what is told to the signed file: as it was told when its
//! maker pressed the button, and what was said since of who awards it and of the
//! issuer's files for the web.

use std::path::{Path, PathBuf};

use crate::app::desk::Target;
use crate::badge::{Profile, one_line, quoted, shortened};
use crate::credential::{Award, IssuerKey, KeyError, KeyFile};
use crate::document::Document;
use crate::issue::{Doubt, Form, HandOutError, IssueOptions, NamedBy, Web};

/// What was answered of who awards a badge: kept once the badge is written, since
/// what is called off says nothing of the next one.
#[derive(Clone, Debug)]
pub struct Named {
    /// The document that was in view.
    pub(super) target: Target,
    /// The earner as typed.
    pub(super) to: String,
    /// The badge, and whom it is for, in the words that tell them.
    pub(super) told: (String, String),
    /// The issuer in whose name it was signed.
    pub(super) issuer: Profile,
    /// The identifier of the badge, where that names the issuer from now on.
    pub(super) badge: Option<String>,
    /// The key that signs for the issuer from now on.
    pub(super) key: Option<String>,
}

/// Why a key does not open, in words.
#[derive(Debug)]
pub(super) enum Shut {
    /// Its passphrase is missing.
    NoPassphrase(String),
    Otherwise(String),
}

/// Pending award, as it was told when its maker pressed the button: whatever is typed
/// later gets into the next one.
#[derive(Clone, Debug)]
pub struct Pending {
    /// The document that was in view.
    pub(super) target: Target,
    /// The earner as typed.
    pub(super) to: String,
    pub(super) award: Award,
    pub(super) document: Document,
    pub(super) key: Option<KeyFile>,
    pub(super) options: IssueOptions,
    /// Where it is said who awards it.
    pub(super) by: NamedBy,
    /// Whether the user has said that the key signs for the issuer.
    pub(super) joins: bool,
    /// What was said of the issuer's files for the web.
    pub(super) said: Said,
    /// Where it goes, once that was said.
    pub(super) path: Option<PathBuf>,
}

impl Pending {
    /// In whose name it is signed.
    pub(super) fn issuer(&self) -> &str {
        &self.document.badge.issuer.name
    }

    /// The badge, and whom it is for, in the words that tell them.
    pub(super) fn told(&self) -> (String, String) {
        let badge = quoted(&self.document.badge.name);
        let name = self.award.name.iter().map(|name| format!("{}, ", shortened(name, 60)));
        (badge, name.chain([one_line(self.to.trim())]).collect())
    }

    /// Whether a list of withdrawn badges goes with it.
    pub(super) fn is_revocable(&self) -> bool {
        match self.options.form {
            Form::Ob2Hosted => false,
            Form::Ob2Signed => true,
            _ => self.document.badge.revocable,
        }
    }

    /// The key that signs it, and how, once the passphrase opens that key.
    pub(super) fn opened(
        &self,
        passphrase: &str,
        home: Option<&Path>,
    ) -> Result<(Option<IssuerKey>, IssueOptions), Shut> {
        let open = |file: KeyFile| {
            let missing = format!("Give the passphrase of your signing key {}.", quoted(&file.name));
            file.open(passphrase).map_err(|error| match error {
                KeyError::NoPassphrase => Shut::NoPassphrase(missing),
                error => Shut::Otherwise(error.to_string()),
            })
        };
        let key = self.key.clone().map(open).transpose()?;
        let options = self.options.clone();
        let options = match (&self.key, home) {
            (Some(file), Some(home)) => {
                options.with_keys_beside(file, home).map_err(|error| Shut::Otherwise(error.to_string()))?
            }
            _ => options,
        };
        Ok((key, options))
    }

    pub(super) fn named(&self) -> Named {
        let badge = &self.document.badge;
        Named {
            target: self.target.clone(),
            to: self.to.clone(),
            told: self.told(),
            issuer: badge.issuer.clone(),
            badge: Some(badge.id.clone()).filter(|_| self.by == NamedBy::Given),
            key: self.key.as_ref().filter(|_| self.joins).map(|key| key.did.clone()),
        }
    }
}

/// An award that waits for a word about the issuer's files.
#[derive(Clone, Debug)]
pub struct Unsettled {
    pub(super) pending: Pending,
    /// What is in question.
    pub(super) doubt: Doubt,
    /// The same in words.
    pub(super) words: String,
    /// The name that the issuer has had so far, where that is in question.
    pub(super) earlier: Option<String>,
}

impl Unsettled {
    /// The award, and what is in question.
    pub(super) fn new(pending: Pending, doubt: Doubt, error: &HandOutError) -> Self {
        let earlier = error.earlier_name().map(str::to_owned);
        let words = match (doubt, error.address()) {
            (Doubt::FirstDocument, Some(url)) => first_document(url, pending.is_revocable()),
            (Doubt::FirstList, Some(url)) => first_list(url),
            _ => error.to_string(),
        };
        Self { pending, doubt, words, earlier }
    }
}

/// What the first files of an issuer are, for those who have never had any.
fn first_document(url: &str, is_revocable: bool) -> String {
    let (files, loss) = if is_revocable {
        ("this file, and a list of withdrawn badges", ", and withdrawn badges good again")
    } else {
        ("this file", "")
    };
    format!(
        "Whoever checks the badge online looks up who you are and which keys you have, at {}. Badgewright makes {files}, for you to put on the web once the badge is signed. If you have any there already, perhaps from another computer, new ones in their place would make badges of other keys count for nothing{loss}.",
        one_line(url)
    )
}

/// What a first list is, for those who have never had one.
fn first_list(list: &str) -> String {
    format!(
        "For a badge to be withdrawn later, there has to be a list of withdrawn badges on the web, at {}. \
         Badgewright makes it as a file, which you put there once the badge is signed. If there is one already, \
         perhaps from another computer, a new one in its place would make withdrawn badges good again.",
        one_line(list)
    )
}

/// What was said of the issuer's files for one award. It holds for what was asked, and
/// for nothing that turns up later.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    pub(super) folder: Option<PathBuf>,
    /// What may be done, with the issuer's earlier name where that was in question.
    pub(super) yes: Vec<(Doubt, Option<String>)>,
}

impl Said {
    /// Tries something with what was said, as far as it is asked for.
    pub(super) fn to<T>(
        &self,
        home: Option<PathBuf>,
        attempt: impl Fn(&Web) -> Result<T, HandOutError>,
    ) -> Result<T, HandOutError> {
        let mut web = Web { home, folder: self.folder.clone(), ..Web::default() };
        loop {
            let done = attempt(&web);
            let Err(error) = &done else { return done };
            let said = |doubt| self.yes.contains(&(doubt, error.earlier_name().map(str::to_owned)));
            // Whoever has nothing on the web has no list there either.
            let is_said = |doubt: &Doubt| said(*doubt) || *doubt == Doubt::FirstList && said(Doubt::FirstDocument);
            if !error.doubt().filter(is_said).is_some_and(|doubt| web.say(doubt)) {
                return done;
            }
        }
    }
}
