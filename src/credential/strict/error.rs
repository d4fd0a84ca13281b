//! Why a document is refused.

use thiserror::Error;

use crate::badge::quoted;

use crate::credential::work::TooMuch;

/// Why a document was refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum StrictError {
    /// A context that is not bundled: nothing can be said either way.
    #[error("It uses the vocabulary {0}, which is not built in, so what it means cannot be checked here.")]
    UnknownContext(String),
    /// Something in the document is not covered by a signature.
    #[error("{} In detail, at {path}: {problem}.", problem.sentence())]
    Refused {
        /// Where in the document, like `credentialSubject.achievement.name`.
        path: String,
        /// What is wrong there.
        problem: Problem,
    },
    /// More work than is done for one file.
    #[error(transparent)]
    TooMuch(#[from] TooMuch),
}

impl StrictError {
    /// Whether the document may well be good but cannot be checked here.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.is_limit() || matches!(self, Self::UnknownContext(_))
    }

    /// Whether the document was left unchecked for its size.
    #[must_use]
    pub fn is_limit(&self) -> bool {
        match self {
            Self::TooMuch(_) => true,
            Self::UnknownContext(_) => false,
            Self::Refused { problem, .. } => {
                matches!(problem, Problem::TooLarge(_) | Problem::TooManyWords | Problem::TooDeep | Problem::TooLong)
            }
        }
    }

    pub(in crate::credential) fn refused(path: &str, problem: Problem) -> Self {
        let path = if path.is_empty() { "the top of the credential" } else { path };
        Self::Refused { path: path.to_owned(), problem }
    }
}

/// What the strict check found.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Problem {
    /// A word without a meaning.
    #[error("no vocabulary defines {}, so no signature covers it", quoted(.0))]
    Undefined(String),
    /// An address that is not complete.
    #[error("{} is not a complete address, so no signature covers it", quoted(.0))]
    Relative(String),
    /// A context changes the meaning of a protected word.
    #[error("a vocabulary changes the meaning of the protected word {}", quoted(.0))]
    Protected(String),
    /// A word that looks like a keyword of JSON-LD and is none.
    #[error("{} looks like a keyword and is none, so no signature covers it", quoted(.0))]
    LooksLikeKeyword(String),
    /// A keyword or a form that credentials have no use for.
    #[error("{0} is not used in credentials and would not be covered by the signature")]
    Unsupported(String),
    /// A known field or kind of things under another name.
    #[error("{} is another name for something known, which other programs do not find", quoted(.0))]
    Renamed(String),
    /// A field or keyword that stands there twice under two names.
    #[error("{} says once more what another field there says", quoted(.0))]
    Twice(String),
    /// A context that cannot be read.
    #[error("{0}")]
    BadContext(String),
    /// Too many objects to check in reasonable time.
    #[error("the credential has more than {0} parts")]
    TooLarge(usize),
    /// Too many words to look at in reasonable time.
    #[error("its vocabularies have more words, or are put to use more often, than is followed")]
    TooManyWords,
    /// Contexts within contexts.
    #[error("its vocabularies name one another more deeply than is followed")]
    TooDeep,
    /// Too much to say, or a word for too long an address.
    #[error("what it says, written out, is longer than is read")]
    TooLong,
}

impl Problem {
    /// What it means for whoever looks at the badge.
    fn sentence(&self) -> &'static str {
        match self {
            Self::Undefined(_) | Self::Relative(_) | Self::LooksLikeKeyword(_) | Self::Unsupported(_) => {
                "It holds something that no signature covers, so anybody could have put it there."
            }
            Self::Protected(_) | Self::Renamed(_) | Self::Twice(_) => {
                "It says something in a way that programs read differently, so what was meant is not certain."
            }
            Self::BadContext(_) => {
                "It explains its own words in a way that cannot be followed, so what was signed cannot be told."
            }
            Self::TooLarge(_) | Self::TooManyWords | Self::TooDeep | Self::TooLong => {
                "It is larger or more involved than what is read here, so it was not checked."
            }
        }
    }
}
