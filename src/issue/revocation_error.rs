//! What keeps a badge from being withdrawn.

use std::path::PathBuf;

use super::web_folder::WebError;
use crate::carrier::CarrierError;
use crate::credential::ob3::CredentialError;
use crate::credential::status::StatusError;
use crate::store::WriteError;

/// Why a badge could not be withdrawn. Nothing is changed then.
#[derive(Debug, thiserror::Error)]
pub enum RevocationError {
    /// There is no badge in the file.
    #[error(transparent)]
    Carrier(#[from] CarrierError),
    /// It was awarded for good.
    #[error(
        "This badge names no list on which it could be withdrawn. Only badges that were made to be withdrawn, and badges of Open Badges 2.0, can be."
    )]
    ForGood,
    /// What several bits mean is for their list to say.
    #[error(
        "This badge has more than one bit on the list of its issuer, and what they mean is not known here, so nothing was withdrawn. Withdraw it with the program that made it."
    )]
    SeveralBits,
    /// It would not be told which of them is meant.
    #[error(
        "This file holds {0} badges, so nothing is withdrawn by it. Choose the file of each badge by itself, as it was awarded."
    )]
    Several(usize),
    /// The folder is not the right one.
    #[error("“{}” does not hold {name}. Choose the folder with the files of the issuer's web server.", folder.display())]
    NoFile {
        /// The folder.
        folder: PathBuf,
        /// What is missing.
        name: String,
    },
    /// What lies there is something else.
    #[error("“{}” is not the file that belongs at {url}, or it is damaged.", path.display())]
    Other {
        /// The file.
        path: PathBuf,
        /// The address that the badge names.
        url: String,
    },
    /// Nobody is withdrawn by a file that the issuer never made.
    #[error(
        "This file is not a genuine badge of the issuer whose folder this is, so nothing is withdrawn by it. {0} Choose the file as it was awarded."
    )]
    NotGenuine(String),
    /// The same of a file that is wrong by itself, before any folder is known.
    #[error("This file is not a genuine badge, so nothing is withdrawn by it. {0} Choose the file as it was awarded.")]
    Forged(String),
    /// The list is signed.
    #[error("The list of withdrawn badges is signed. Choose the issuer's key.")]
    NoKey,
    /// Signed by this key the list would count for nothing.
    #[error("The issuer's {document} does not list this key. Choose a key that it lists.")]
    OtherKey {
        /// The file that lists its keys.
        document: String,
    },
    /// It would become a file of another kind at the same address.
    #[error(
        "The list of withdrawn badges is JSON with a proof, which only a key of the kind Ed25519 signs. Choose such a key of the issuer's."
    )]
    OtherForm,
    /// The list cannot be changed.
    #[error("The badge cannot be withdrawn: {0}.")]
    List(#[from] StatusError),
    /// The list cannot be signed.
    #[error(transparent)]
    Sign(#[from] CredentialError),
    /// The issuer's files cannot be read.
    #[error(transparent)]
    Web(#[from] WebError),
    /// It cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}
