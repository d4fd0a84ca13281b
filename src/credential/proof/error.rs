//! Why a proof could not be made or does not hold.

use jiff::Timestamp;
use thiserror::Error;

use crate::badge::quoted;
use crate::credential::dates;
use crate::credential::did::DidError;
use crate::credential::strict::StrictError;
use crate::credential::work::TooMuch;

/// How many proofs one credential may carry.
pub(super) const MAX_PROOFS: usize = 16;

/// Why a proof could not be made or does not hold.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ProofError {
    /// The credential carries no proof.
    #[error("It carries no signature.")]
    Missing,
    /// The signature does not fit the content.
    #[error("The content is not what was signed: something was changed after signing, or the signature is damaged.")]
    Altered,
    /// The proof cannot be read.
    #[error("The signature cannot be read: {0}.")]
    Malformed(String),
    /// The proof was made for another purpose.
    #[error("The signature was made for another purpose ({}), not for awarding a badge.", quoted(.0))]
    Purpose(String),
    /// The proof says that it no longer counts.
    #[error("The signature counted only until {}.", minute(*.0))]
    Expired(Timestamp),
    /// The proof says that it was made later than now, as the clock here has it.
    #[error("The signature says that it was made {}, and that is to come.", told(*.0))]
    Future(Timestamp),
    /// Something in the content is not covered by the signature.
    #[error(transparent)]
    Strict(#[from] StrictError),
    /// A kind of proof that this version does not check.
    #[error("Its signature is of the kind {}, which this version does not check.", quoted(.0))]
    UnknownSuite(String),
    /// A proof over another proof that is not there.
    #[error("Its signature covers another signature, {}, which is missing.", quoted(.0))]
    MissingLink(String),
    /// The graph was signed with another thing first.
    #[error("The file begins with something that stands inside what was signed; another program may show it so.")]
    Inside,
    /// The graph could have been signed with another thing first.
    #[error(
        "Its signature covers more than one credential, each of which speaks of the other, so which of them was signed cannot be told."
    )]
    Unclear,
    /// The key is not at hand.
    #[error(transparent)]
    Key(#[from] DidError),
    /// The key does not sign.
    #[error("{0}")]
    Unsignable(String),
    /// A signature from which its holder has not yet shown a choice.
    #[error(
        "Its signature is the one from which its holder makes copies to show; it is not meant for others and was not checked. Ask for a copy that was made to be shown."
    )]
    Undisclosed,
    /// More signatures than are checked.
    #[error("It carries more signatures than are checked here ({MAX_PROOFS}), so none of them was.")]
    TooMany,
    /// A graph made to take for ever.
    #[error("Its parts cannot be told apart in reasonable time, so the signature is not checked.")]
    TooTangled,
    /// A file made to take for ever.
    #[error(transparent)]
    TooMuch(#[from] TooMuch),
}

/// When something was. Beyond all counting stands for many days, none of which was signed.
fn told(time: Timestamp) -> String {
    match time == dates::NEVER {
        true => "at the end of all years that are counted".to_owned(),
        false => format!("on {}", minute(time)),
    }
}

fn minute(time: Timestamp) -> String {
    format!("{}, {}", dates::day_for_people(time), time.strftime("%H:%M UTC"))
}

impl ProofError {
    /// Whether the proof may well be good but cannot be checked here, rather
    /// than being bad.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        match self {
            Self::UnknownSuite(_) | Self::Unclear | Self::Undisclosed | Self::Future(_) => true,
            Self::Strict(error) => error.is_unknown(),
            Self::Key(error) => error.is_unknown(),
            _ => self.is_limit(),
        }
    }

    /// Whether the proof was left unchecked for its size, or that of what it covers.
    #[must_use]
    pub fn is_limit(&self) -> bool {
        match self {
            Self::TooMany | Self::TooTangled | Self::TooMuch(_) => true,
            Self::Strict(error) => error.is_limit(),
            Self::Key(error) => error.is_limit(),
            _ => false,
        }
    }
}
