//! What can be typed about keys.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::issuer;
use crate::badge::quoted;
use crate::credential::did;
use crate::credential::issuer_id::IssuerIdError;

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum KeyCommand {
    /// Make a key, sealed with a passphrase, and count it among your own
    New(NewKey),
    /// Show a key's identifier and public half, never the secret
    Show(ShowKey),
    /// Take in a key that was made elsewhere (PKCS#8 PEM or JWK) and seal it
    Import(ImportKey),
    /// Write a key out with its secret, unsealed, for another program
    Export(ExportKey),
    /// Make a new key in place of an old one, which stays good for what it signed
    Rotate(RotateKey),
    /// Write the did.json or issuer profile that lists keys, for a web server
    Publish(PublishKeys),
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  badgewright key new -o harbour-trust.key\n\n\
                        The passphrase is read from BADGEWRIGHT_PASSPHRASE, else asked for.")]
pub(in crate::cli) struct NewKey {
    /// The kind of key
    #[arg(long, value_enum, default_value_t = Algorithm::Ed25519)]
    pub(in crate::cli) algorithm: Algorithm,
    /// The key file to write; one that exists is not replaced
    #[arg(short, long, value_name = "KEYFILE")]
    pub(in crate::cli) output: PathBuf,
}

/// A kind of key.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum Algorithm {
    /// Ed25519, for the proofs of Open Badges 3.0
    Ed25519,
    /// ECDSA on P-256, for JWT (ES256)
    P256,
    /// RSA with 2048 bits, for JWT (RS256) and Open Badges 2.0
    Rsa2048,
}

impl From<Algorithm> for crate::credential::Algorithm {
    fn from(typed: Algorithm) -> Self {
        match typed {
            Algorithm::Ed25519 => Self::Ed25519,
            Algorithm::P256 => Self::P256,
            Algorithm::Rsa2048 => Self::Rsa,
        }
    }
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  badgewright key import old-key.pem -o harbour-trust.key\n\n\
                        The passphrase to seal it with is read from BADGEWRIGHT_PASSPHRASE, else asked for.")]
pub(in crate::cli) struct ImportKey {
    /// The key: PKCS#8 in PEM, or a JSON Web Key
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// The key file to write; one that exists is not replaced
    #[arg(short, long, value_name = "KEYFILE")]
    pub(in crate::cli) output: PathBuf,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  badgewright key export harbour-trust.key --as jwk -o secret.jwk\n\n\
                        Whoever has the file that this writes can sign in your name. Only you may read it; delete it after use.")]
pub(in crate::cli) struct ExportKey {
    /// The key file
    #[arg(value_name = "KEYFILE")]
    pub(in crate::cli) key: PathBuf,
    /// How to write it
    #[arg(long = "as", value_enum, default_value_t = KeyForm::Pem)]
    pub(in crate::cli) form: KeyForm,
    /// The file to write; one that exists is not replaced
    #[arg(short, long, value_name = "OUT")]
    pub(in crate::cli) output: PathBuf,
}

/// A form of an unsealed key.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum KeyForm {
    /// PKCS#8 in PEM
    Pem,
    /// A JSON Web Key
    Jwk,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  badgewright key rotate harbour-trust.key -o harbour-trust-2027.key")]
pub(in crate::cli) struct RotateKey {
    /// The key file of the old key, which is marked as retired
    #[arg(value_name = "KEYFILE")]
    pub(in crate::cli) key: PathBuf,
    /// The key file of the new key
    #[arg(short, long, value_name = "KEYFILE")]
    pub(in crate::cli) output: PathBuf,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  badgewright key publish harbour-trust.key --issuer did:web:example.org -o did.json\n\n\
                        Keys that the file lists already stay listed: what they signed would count for nothing without them. \
                        A file that is begun lists your keys that these took the place of, too; \
                        into one that is there go only the keys that are named here."
)]
pub(in crate::cli) struct PublishKeys {
    /// The key files, retired ones too, so that what they signed stays good
    #[arg(value_name = "KEYFILE", required = true)]
    pub(in crate::cli) keys: Vec<PathBuf>,
    /// The issuer: a did:web or the https address of a profile
    #[arg(long, value_name = "DID|URL", value_parser = issuer)]
    pub(in crate::cli) issuer: String,
    /// List these keys alone; badges that other keys signed are not valid from then on
    #[arg(long)]
    pub(in crate::cli) only: bool,
    /// The file to write; what it says already stays
    #[arg(short, long, value_name = "OUT")]
    pub(in crate::cli) output: PathBuf,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  badgewright key show harbour-trust.key --json")]
pub(in crate::cli) struct ShowKey {
    /// The key file
    #[arg(value_name = "KEYFILE")]
    pub(in crate::cli) key: PathBuf,
    /// Print one JSON document
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

/// A key in multibase, typed as a `did:key`.
pub(super) fn key(text: &str) -> Result<String, String> {
    let text = text.trim();
    did::public_key(text).map(|key| key.multibase()).map_err(|error| {
        match did::carries_key(text) && !did::holds_key(text) {
            // What is left of a key may look like one of a kind that is not known.
            true => IssuerIdError::NoKey(quoted(text)).to_string(),
            false => error.to_string(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_are_missing_from_a_key_are_said_to_be() {
        const KEY: &str = "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
        assert!(key(KEY).is_ok());
        for cut in [&KEY[..KEY.len() - 1], &KEY[..KEY.len() - 7], "did:key:z6Mk"] {
            assert!(key(cut).unwrap_err().contains("letters of it are missing"), "{cut}");
        }
    }
}
