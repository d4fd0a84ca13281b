//! What can be typed to award a badge, to take it out of a file again, and to
//! withdraw it.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{award_id, evidence, issuer, lines, result, when, words};
use crate::issue::When;

#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  badgewright bake rescue.badge --key harbour-trust.key --to amy@example.org -o amy.png\n  \
                        badgewright bake rescue.badge --form ob3-jwt --key p256.key --issuer did:web:example.org --to amy@example.org -o amy.jwt\n\n\
                        Files that belong on the issuer's web server are gathered in one folder for each issuer: the one that \
                        --web names, which is remembered, or at first a folder beside the badge, such as example.org.web.\n\n\
                        The passphrase is read from BADGEWRIGHT_PASSPHRASE, else asked for. An e-mail address is not \
                        written into the badge; a salted hash of it is. A TIME is a day such as 2026-03-14, which \
                        is one in UTC (another zone is named as 2026-03-14[Europe/London]): a badge begins with it and \
                        is good until its end. Or it is a moment such as 2026-03-14T09:30:00Z."
)]
pub(in crate::cli) struct Bake {
    /// The document
    #[arg(value_name = "FILE.badge")]
    pub(in crate::cli) document: PathBuf,
    /// The issuer's key; only ob2-hosted needs none
    #[arg(long, value_name = "KEYFILE")]
    pub(in crate::cli) key: Option<PathBuf>,
    /// Who awards it: a did:web or the https address of a profile; the key itself, unless given
    #[arg(long, value_name = "DID|URL", value_parser = issuer)]
    pub(in crate::cli) issuer: Option<String>,
    /// The issuer's name, for a document that names nobody; and needed where it names somebody else than the key does
    #[arg(long, value_name = "TEXT", value_parser = words)]
    pub(in crate::cli) issuer_name: Option<String>,
    /// Who earned it: an e-mail address, or an identifier of theirs, such as a DID
    #[arg(long, value_name = "EMAIL|URI")]
    pub(in crate::cli) to: String,
    /// Which of the badge's languages to award it in, by its tag; its own, unless given
    #[arg(long, value_name = "TAG")]
    pub(in crate::cli) language: Option<String>,
    /// The earner's name, which everybody who has the badge can read
    #[arg(long, value_name = "TEXT", value_parser = words)]
    pub(in crate::cli) name: Option<String>,
    /// When it was awarded; now, unless given
    #[arg(long, value_name = "TIME", value_parser = when)]
    pub(in crate::cli) issued: Option<When>,
    /// When it ends; by the badge's own validity, unless given
    #[arg(long, value_name = "TIME", value_parser = when)]
    pub(in crate::cli) expires: Option<When>,
    /// Address of evidence; may be given more than once
    #[arg(long, value_name = "URL", value_parser = evidence)]
    pub(in crate::cli) evidence: Vec<String>,
    /// A result, by the identifier of its description in the badge; may be given more than once
    #[arg(long = "result", value_name = "ID=VALUE", value_parser = result)]
    pub(in crate::cli) results: Vec<(String, String)>,
    /// Identifier of this award; a fresh one, unless given. Of ob2-hosted it is an address beside the issuer's file
    #[arg(long, value_name = "URI", value_parser = award_id)]
    pub(in crate::cli) id: Option<String>,
    /// The form of the credential
    #[arg(long, value_enum, default_value_t = Form::Ob3)]
    pub(in crate::cli) form: Form,
    /// Make this badge so that it can be withdrawn, whatever the document says, or (--withdrawable=no) so that it cannot; Open Badges 3.0 needs an --issuer on the web
    #[arg(long, value_name = "YES|NO", num_args = 0..=1, require_equals = true, default_missing_value = "yes", value_parser = clap::builder::BoolishValueParser::new())]
    pub(in crate::cli) withdrawable: Option<bool>,
    /// The folder with the files of the issuer's web server; remembered for the issuer
    #[arg(long, value_name = "FOLDER")]
    pub(in crate::cli) web: Option<PathBuf>,
    /// Begin the issuer's first list of withdrawn badges, or another where the one before is not in the folder; Open Badges 2.0 has one address for it, so there its entries are lost
    #[arg(long)]
    pub(in crate::cli) new_list: bool,
    /// Call the issuer by another name from now on than its profile in the folder does
    #[arg(long)]
    pub(in crate::cli) new_name: bool,
    /// Replace a badge that is there
    #[arg(long)]
    pub(in crate::cli) force: bool,
    /// The badge to write; its ending, .png, .svg, .json or .jwt, tells the format
    #[arg(short, long, value_name = "OUT")]
    pub(in crate::cli) output: PathBuf,
}

/// A form of credential.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum Form {
    /// Open Badges 3.0 with an eddsa-rdfc-2022 proof (Ed25519 key)
    Ob3,
    /// Open Badges 3.0 with an eddsa-jcs-2022 proof (Ed25519 key)
    Ob3Jcs,
    /// Open Badges 3.0 as a JWT (P-256, RSA or Ed25519 key)
    Ob3Jwt,
    /// Open Badges 2.0, signed (RSA or P-256 key, and an https issuer)
    Ob2Signed,
    /// Open Badges 2.0, kept on a web server (an https issuer)
    Ob2Hosted,
}

impl From<Form> for crate::issue::Form {
    fn from(typed: Form) -> Self {
        match typed {
            Form::Ob3 => Self::Ob3,
            Form::Ob3Jcs => Self::Ob3Jcs,
            Form::Ob3Jwt => Self::Ob3Jwt,
            Form::Ob2Signed => Self::Ob2Signed,
            Form::Ob2Hosted => Self::Ob2Hosted,
        }
    }
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  badgewright unbake amy.png | jq .name")]
pub(in crate::cli) struct Unbake {
    /// The badge
    pub(in crate::cli) file: PathBuf,
    /// Write here instead of to standard output
    #[arg(short, long, value_name = "OUT")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// Replace a file that is there
    #[arg(long)]
    pub(in crate::cli) force: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  badgewright withdraw amy.png --key harbour-trust.key\n\n\
                        A badge is withdrawn only when it is genuine for the issuer and the key. Nothing is sent: put the file that is \
                        named on the web server. The passphrase is read from BADGEWRIGHT_PASSPHRASE, else asked for.")]
pub(in crate::cli) struct Withdraw {
    /// The badges
    #[arg(value_name = "FILE", required = true)]
    pub(in crate::cli) files: Vec<PathBuf>,
    /// The folder with the files of the issuer's web server; the one that is remembered for the issuer, unless given
    #[arg(long, value_name = "FOLDER")]
    pub(in crate::cli) web: Option<PathBuf>,
    /// The issuer's key, which signs the list of withdrawn badges; Open Badges 2.0 needs none
    #[arg(long, value_name = "KEYFILE")]
    pub(in crate::cli) key: Option<PathBuf>,
    /// Why, for everybody to read; only Open Badges 2.0 has a place for it
    #[arg(long, value_name = "TEXT", value_parser = lines)]
    pub(in crate::cli) reason: Option<String>,
}
