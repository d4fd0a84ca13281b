//! What a credential says, as plain values.

use serde::Serialize;
use serde_json::Value;

use crate::credential::dates::Moment;

/// The standard that a credential follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Standard {
    /// Open Badges 0.5 to 1.1.
    Ob1,
    /// Open Badges 2.0.
    Ob2,
    /// Open Badges 3.0.
    Ob3,
    /// A verifiable credential that is not an Open Badge.
    Vc,
}

impl Standard {
    /// The standard's name for people.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Ob1 => "Open Badges 1",
            Self::Ob2 => "Open Badges 2.0",
            Self::Ob3 => "Open Badges 3.0",
            Self::Vc => "Verifiable Credential",
        }
    }
}

/// A credential as people read it.
#[derive(Clone, Debug, PartialEq)]
pub struct CredentialView {
    /// The standard it follows.
    pub standard: Standard,
    /// Its identifier.
    pub id: Option<String>,
    /// What was awarded.
    pub badge: BadgeView,
    /// To whom: each earner by everything that names them.
    pub earners: Vec<Vec<RecipientView>>,
    /// When it was awarded.
    pub issued_on: Moment,
    /// From when it counts.
    pub valid_from: Moment,
    /// Until when it counts.
    pub valid_until: Moment,
    /// Its `credentialStatus` entries: where its withdrawal would be announced. Of
    /// more than [`MOST_STATUS`](super::MOST_STATUS) there is one more, which tells that they are not all.
    pub status: Vec<Value>,
    /// Where an issuer of Open Badges 2.0 says that it announces withdrawals, as it is
    /// written: what cannot be read of it is not absent.
    pub revocation_list: Option<Value>,
    /// Fields that its standard asks for and that are missing.
    pub missing: Vec<&'static str>,
    /// Which version of Open Badges before 3.0 it follows: `0.5`, `1.0`, `1.1`,
    /// `2.0` or `2.1`.
    pub version: Option<&'static str>,
    /// Whether it says what was achieved.
    pub has_achievement: bool,
    /// Fields that say two things where only one can be so.
    pub contradicts: Vec<&'static str>,
    /// Fields that decide, are there and cannot be read.
    pub unreadable: Vec<&'static str>,
    /// Fields for people that are there and cannot be shown, since they are no texts.
    pub unshown: Vec<&'static str>,
    /// What it says in favour of its subjects, where it is an endorsement and no badge.
    pub endorses: Option<Vec<String>>,
    /// What each earner was awarded, by the places of the badges: 0 is
    /// [`badge`](Self::badge), 1 the first of its others.
    pub awarded: Vec<Vec<usize>>,
    /// What it names as evidence.
    pub evidence: Vec<String>,
    /// What the earner reached.
    pub results: Vec<String>,
}

impl CredentialView {
    /// Whether its earners were not all awarded the same.
    #[must_use]
    pub fn differ(&self) -> bool {
        self.awarded.windows(2).any(|pair| pair[0] != pair[1])
    }
}

/// The badge inside a credential.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BadgeView {
    /// Its identifier.
    #[serde(skip)]
    pub id: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// What earners have done.
    pub description: Option<String>,
    /// How it is earned, often Markdown, or the address of a page.
    pub criteria: Option<String>,
    /// The address of a page about that.
    #[serde(skip)]
    pub criteria_page: Option<String>,
    /// Skills by their names.
    pub skills: Vec<String>,
    /// The learning layer's name, when it names one that is known here.
    pub layer: Option<String>,
    /// Everything it is aligned to.
    pub alignments: Vec<AlignmentView>,
    /// Who says to have awarded it. Further badges of an award are by the same, who
    /// is named once.
    #[serde(skip_serializing_if = "IssuerView::is_nobody")]
    pub issuer: IssuerView,
    /// The picture's text alternative.
    pub image_alt: Option<String>,
    /// The picture: its address, or itself in a `data:` address.
    #[serde(skip)]
    pub image: Option<String>,
    /// Further badges that the same award is for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<BadgeView>,
}

/// An entry of a framework.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct AlignmentView {
    /// Its name.
    pub name: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// The framework's name.
    pub framework: Option<String>,
    /// Its code within the framework.
    pub code: Option<String>,
    /// What it is, in the framework's words.
    #[serde(skip)]
    pub description: Option<String>,
    /// What kind of entry it is.
    #[serde(skip)]
    pub kind: Option<String>,
}

/// The issuer as the credential names it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct IssuerView {
    /// Identifier: a DID or an address.
    pub id: Option<String>,
    /// Name; each in quotation marks where descriptions of the issuer differ.
    pub name: Option<String>,
    /// Home page.
    pub url: Option<String>,
    /// Whether descriptions of the issuer differ in its name.
    #[serde(skip)]
    pub has_several_names: bool,
    /// The names in every language, of many as many as are compared.
    #[serde(skip)]
    pub names: Vec<String>,
    /// Whether it has more names than that.
    #[serde(skip)]
    pub has_more_names: bool,
}

impl IssuerView {
    fn is_nobody(&self) -> bool {
        *self == Self::default()
    }
}

/// One way in which the earner is named.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RecipientView {
    /// An identifier of their own.
    Id(String),
    /// In plain text: what kind (`email`, `name`, …) and the text.
    Plain(String, String),
    /// A salted hash: kind, hash, and salt, which is `None` where there is one that
    /// cannot be read.
    Hashed(String, String, Option<String>),
}
