//! How commands end.

use std::process::ExitCode;

/// How a command ended, when it did what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// All is well.
    Well,
    /// `check` found errors, `inspect` a file that is not valid or not theirs
    /// of whom it was asked, or `trust import` took nothing in.
    Wrong,
    /// `inspect` found nothing wrong but could not confirm everything, or did not
    /// look at everything; or whoever reads what is printed stopped reading.
    Unsure,
}

impl Ending {
    /// The one of the two that says that more is wrong.
    pub(super) fn worse(self, other: Self) -> Self {
        match (self, other) {
            (Self::Wrong, _) | (_, Self::Wrong) => Self::Wrong,
            (Self::Unsure, _) | (_, Self::Unsure) => Self::Unsure,
            (Self::Well, Self::Well) => Self::Well,
        }
    }
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        match ending {
            Ending::Well => Self::SUCCESS,
            Ending::Wrong => Self::from(1),
            Ending::Unsure => Self::from(3),
        }
    }
}
