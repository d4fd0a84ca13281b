//! Why a command was not carried out.

use std::io;
use std::path::PathBuf;

use super::ending::Ending;
use crate::badge::as_address;
use crate::carrier::CarrierError;
use crate::credential::issuer_id::IssuerIdError;
use crate::credential::ob3::ISSUERS_NAME;
use crate::credential::site::SiteError;
use crate::credential::{CredentialError, KeyError, RandomError};
use crate::document::FileError;
use crate::inspect::TrustError;
use crate::issue::{
    ExportError, HandOutError, IssueError, IssuersError, KeyRingError, NotYet, OverError, RevocationError, SetError,
    WebError,
};
use crate::review::OwnProfileError;
use crate::store::{NoUserFolder, StoreError, WriteError};

/// Why a command was not carried out. Each sentence ends on the terminal.
#[derive(Debug, thiserror::Error)]
pub(super) enum CliError {
    /// The document cannot be opened.
    #[error("{}: {source}", path.display())]
    Document {
        path: PathBuf,
        #[source]
        source: FileError,
    },
    /// A file cannot be read.
    #[error("“{}” cannot be read: {source}.", path.display())]
    Read {
        path: PathBuf,
        #[source]
        source: io::Error,
    },
    /// A new document would replace another file.
    #[error("There is already a file “{}”. Choose another name, or remove it first.", .0.display())]
    Exists(PathBuf),
    /// A file is there, and nobody said that it may go.
    #[error("There is already a file “{}”. Choose another name, or give --force to replace it.", .0.display())]
    Replaces(PathBuf),
    /// A picture that carries a document would become one that does not.
    #[error("“{}” is a picture with a document inside. Save the document as a .badge file first, then endorse that.", .0.display())]
    NotTheDocument(PathBuf),
    /// What would be signed is not what was shown.
    #[error("The badge in “{}” was changed after it was shown. Nothing was signed; look at it again, and endorse it then.", .0.display())]
    OtherBadge(PathBuf),
    /// It has to be said where the issuer's files are.
    #[error("{0} The folder is named with --web.")]
    WhichFolder(WebError),
    /// The issuer's document would take the place of another one.
    #[error("“{}” is not the file that belongs at {}. It was left as it is: name the issuer's with -o, or one that is not there yet.", path.display(), as_address(url))]
    NotTheirs { path: PathBuf, url: String },
    /// It has to be said whether another list is begun.
    #[error("{0} The folder is named with --web, and a list is begun with --new-list.")]
    WhichList(WebError),
    /// It has to be said whether the issuer is renamed.
    #[error("{0} The issuer is renamed with --new-name.")]
    WhichName(WebError),
    /// Standards that have no place for a reason.
    #[error("“{}” is withdrawn on a list that has no place for a reason. Leave out --reason; nothing was withdrawn.", .0.display())]
    NoReason(PathBuf),
    /// A text that the standard needs is missing.
    #[error("The badge has no {0} yet. Write it into the document, under “badge”, then award the badge.")]
    NoWords(&'static str),
    /// Nobody awards the badge.
    #[error("The badge has no issuer's name yet. Give it with --issuer-name.")]
    NoIssuerName,
    /// The issuer is one of those that the starters make up.
    #[error(
        "“{0}” is made up for an example, and nothing is signed in its name. Say who awards the badge with --issuer-name; if it really is your name, write your home page into the document, as “url” under “issuer”."
    )]
    MadeUp(String),
    /// Whoever endorses is one of those that the starters make up.
    #[error(
        "“{0}” is made up for an example, and nothing is signed in its name. Say who endorses the badge with --by."
    )]
    MadeUpEndorser(String),
    /// Endorsements that cannot be signed along.
    #[error("{0} In the document they stand under “endorsement” and “endorsementJwt”.")]
    Endorsements(IssueError),
    /// Nobody is named who says something in favour of the badge, or nothing is said.
    #[error("{0} Whoever endorses is named with --by, and the words are given with --comment.")]
    NothingSaid(IssueError),
    /// The form needs a key at all.
    #[error("{0} needs a signing key. Give one with --key, or make one first with “badgewright key new”.")]
    NoKey(&'static str),
    /// The form needs another kind of key.
    #[error(
        "{form} cannot be signed with a key of the kind {key}. Give one of the kind {needed} with --key, or make one first with “badgewright key new --algorithm {}”.",
        algorithm(needed)
    )]
    OtherKey { form: &'static str, key: &'static str, needed: &'static str },
    /// The form needs a place on the web.
    #[error(
        "This form names its issuer by a web address, under which a few files are kept. Give that with --issuer, such as https://example.org/issuer.json."
    )]
    NoPlace,
    /// A badge that can be withdrawn has no place for the list.
    #[error(
        "This badge can be withdrawn, and the list of withdrawn badges needs the issuer's place on the web. Give that with --issuer, such as did:web:example.org, or award the badge with --withdrawable=no."
    )]
    NoPlaceForList,
    /// Nothing tells where the issuer's files are.
    #[error("Where the files of the issuer's web server are is not remembered. Name the folder with --web.")]
    NoWebFolder,
    /// What would tell where they are cannot be read.
    #[error("{0} The folder with the files of the issuer's web server is named with --web.")]
    Memory(StoreError),
    /// The list changed while it was asked about.
    #[error("The issuers you have confirmed were changed meanwhile. Nothing was taken in; look at the list again.")]
    ChangedMeanwhile,
    /// The ending of the output tells no format that the command writes.
    #[error("“{}” cannot be written: its name must end in {endings}.", path.display())]
    Ending { path: PathBuf, endings: &'static str },
    /// A table makes no badges.
    #[error("{}: {}", path.display(), sentences.join(" "))]
    Table { path: PathBuf, sentences: Vec<String> },
    /// A document without a set.
    #[error("“{}” holds no set of badges. Give a table with --csv.", .0.display())]
    NoSet(PathBuf),
    /// There is nobody to ask for the passphrase.
    #[error("No passphrase: set BADGEWRIGHT_PASSPHRASE, or run this in a terminal where it can be asked for.")]
    NoPassphrase,
    /// The passphrase was typed in two ways.
    #[error("The two passphrases are not the same. Nothing was written; try again.")]
    Mistyped,
    /// The award would be over before it began.
    #[error("The badge would end before it was awarded. Give a later --expires, or an earlier --issued.")]
    EndsBeforeItBegins,
    /// The name of the issuer is not that of the key.
    #[error(
        "“{issuer}” would award the badge, {by}, and the key is called “{key}”. If that is right, say so with --issuer-name and the issuer's name."
    )]
    UnlikeKey { issuer: String, by: &'static str, key: String },
    /// The name that was given is not that of the document's issuer.
    #[error(
        "The document says that “{issuer}” awards the badge, and --issuer-name says “{given}”. Change one of them."
    )]
    OtherIssuer { issuer: String, given: String },
    /// A result that the badge does not describe.
    #[error("The badge describes no result “{0}”; its results are named in the document under resultDescription.")]
    NoSuchResult(String),
    /// Two values for one result.
    #[error("Two values are given for the result “{0}”. Give the one that was attained.")]
    OtherResult(String),
    /// The badge is not written in that language.
    #[error("The badge is not written in “{named}”; it is in {}.", if has.is_empty() { "no language that is named" } else { has })]
    NoSuchLanguage { named: String, has: String },
    /// The standard has no such layer.
    #[error("The layers of the {standard} are {layers}.")]
    NoSuchLayer { standard: String, layers: String },
    /// No issuer profile of that name is saved.
    #[error("There is no issuer profile “{name}”. Saved are: {}.", if saved.is_empty() { "none yet" } else { saved })]
    NoSuchIssuer { name: String, saved: String },
    /// An issuer who is not in the list.
    #[error("{} is not among the issuers you have confirmed; see “badgewright trust list”.", as_address(.0))]
    NotTrusted(String),
    /// Rules that nobody made.
    #[error("There is no profile “{named}” of rules: {source} See “badgewright check --help”.")]
    Profile {
        named: String,
        #[source]
        source: OwnProfileError,
    },
    /// A manual page that is not there.
    #[error("There is no command “{0}”; see “badgewright --help”.")]
    NoCommand(String),
    /// The data could not be written to standard output.
    #[error("The output could not be written: {0}.")]
    Output(#[source] io::Error),
    #[error(transparent)]
    Write(#[from] WriteError),
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error(transparent)]
    Trust(#[from] TrustError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Issuers(#[from] IssuersError),
    #[error(transparent)]
    Issue(IssueError),
    #[error(transparent)]
    NotYet(#[from] NotYet),
    /// A badge is not withdrawn.
    #[error("{}: {source}{}", path.display(), option_for(source))]
    Revoke {
        path: PathBuf,
        #[source]
        source: RevocationError,
    },
    #[error(transparent)]
    Export(#[from] ExportError),
    #[error(transparent)]
    KeyRing(#[from] KeyRingError),
    #[error(transparent)]
    IssuerId(#[from] IssuerIdError),
    #[error(transparent)]
    Over(OverError),
    #[error(transparent)]
    Web(#[from] WebError),
    #[error(transparent)]
    Set(SetError),
    #[error(transparent)]
    Carrier(#[from] CarrierError),
    #[error(transparent)]
    NoUserFolder(#[from] NoUserFolder),
    #[error(transparent)]
    Random(#[from] RandomError),
}

impl CliError {
    /// What there is to say, a line each.
    pub(super) fn lines(&self) -> Vec<String> {
        match self {
            Self::Table { path, sentences } => {
                sentences.iter().map(|sentence| format!("{}: {sentence}", path.display())).collect()
            }
            other => vec![other.to_string()],
        }
    }

    /// Whether whoever reads the output has stopped reading.
    pub(super) fn is_unread(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }

    /// How a command ends whose outcome was found, and was not read to its end: what is
    /// wrong stays so, and nothing is well that was not told. Any other error stays one.
    pub(super) fn if_unread(self, found: Ending) -> Result<Ending, Self> {
        if self.is_unread() { Ok(found.worse(Ending::Unsure)) } else { Err(self) }
    }
}

/// What of a withdrawal is given with which option.
fn option_for(error: &RevocationError) -> &'static str {
    match error {
        RevocationError::NoFile { .. } | RevocationError::Web(WebError::Other { .. } | WebError::NoFolder { .. }) => {
            " The folder is named with --web."
        }
        RevocationError::NoKey | RevocationError::OtherKey { .. } | RevocationError::OtherForm => {
            " The key is given with --key."
        }
        _ => "",
    }
}

/// The first of these kinds of key as it is given on the command line.
fn algorithm(needed: &str) -> &'static str {
    match needed.split([' ', ',']).next() {
        Some("RSA") => "rsa2048",
        Some("P-256") => "p256",
        _ => "ed25519",
    }
}

/// The window says where in it something is put right; here it is an option, or a field
/// of the document.
impl From<IssueError> for CliError {
    fn from(error: IssueError) -> Self {
        match error {
            IssueError::Credential(CredentialError::Missing(ISSUERS_NAME)) => Self::NoIssuerName,
            IssueError::Credential(CredentialError::Missing(words)) => Self::NoWords(words),
            IssueError::Credential(CredentialError::Site(error)) | IssueError::Site(error) => match error {
                SiteError::NoPlace => Self::NoPlace,
                SiteError::NoPlaceForList => Self::NoPlaceForList,
                error => Self::Issue(error.into()),
            },
            IssueError::MadeUp(name) => Self::MadeUp(name),
            IssueError::NoKey(form) => Self::NoKey(form),
            IssueError::OtherKey { form, key, needed } => Self::OtherKey { form, key, needed },
            IssueError::NothingSaid(_) => Self::NothingSaid(error),
            IssueError::SaysMore { .. }
            | IssueError::UnseenWords(_)
            | IssueError::UntoldEndorsement { .. }
            | IssueError::SaysOther(_) => Self::Endorsements(error),
            error => Self::Issue(error),
        }
    }
}

impl From<OverError> for CliError {
    fn from(error: OverError) -> Self {
        match error {
            OverError::Exists(path) => Self::Replaces(path),
            other => Self::Over(other),
        }
    }
}

impl From<SetError> for CliError {
    fn from(error: SetError) -> Self {
        match error {
            SetError::Over(error) => error.into(),
            other => Self::Set(other),
        }
    }
}

impl From<HandOutError> for CliError {
    fn from(error: HandOutError) -> Self {
        match error {
            HandOutError::Issue(error) => error.into(),
            HandOutError::Over(error) => error.into(),
            HandOutError::Web(
                error @ (WebError::FirstList { .. } | WebError::FreshList { .. } | WebError::LostList { .. }),
            ) => Self::WhichList(error),
            HandOutError::Web(error @ WebError::OtherName { .. }) => Self::WhichName(error),
            HandOutError::Web(error @ (WebError::NoFolder { .. } | WebError::Other { .. })) => Self::WhichFolder(error),
            HandOutError::Web(error) => error.into(),
            HandOutError::NoUserFolder(error) => error.into(),
            HandOutError::Key(error) => error.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What refuses in the window as well sends nobody to a place that only the window has.
    #[test]
    fn a_refusal_says_what_to_do_on_the_command_line() {
        let missing = |what| IssueError::Credential(CredentialError::Missing(what));
        let who = || "Dr. Amy".to_owned();
        for (error, option) in [
            (missing(ISSUERS_NAME), "--issuer-name"),
            (missing("description"), "“badge”"),
            (IssueError::MadeUp("Canal School".into()), "--issuer-name"),
            (IssueError::NoKey("Open Badges 3.0"), "--key"),
            (IssueError::OtherKey { form: "Open Badges 3.0", key: "RSA", needed: "Ed25519" }, "--key"),
            (SiteError::NoPlace.into(), "--issuer"),
            (SiteError::NoPlaceForList.into(), "--withdrawable=no"),
            (CredentialError::Site(SiteError::NoPlace).into(), "--issuer"),
            (IssueError::NothingSaid("words in favour of the badge"), "--comment"),
            (IssueError::SaysMore { who: who(), of: "the badge" }, "“endorsement”"),
            (IssueError::UnseenWords(who()), "“endorsement”"),
            (IssueError::UntoldEndorsement { who: who(), why: "It is damaged.".into() }, "“endorsement”"),
            (IssueError::SaysOther("the badge"), "“endorsement”"),
        ] {
            let told = CliError::from(HandOutError::Issue(error)).to_string();
            assert!(told.contains(option), "{told}");
            for of_the_window in ["under Words", "Hand out", "switch off", "Choose or make"] {
                assert!(!told.contains(of_the_window), "{told}");
            }
        }
    }
}
