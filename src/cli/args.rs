//! What can be typed. The doc comments are the help texts.

mod awards;
mod keys;
mod pictures;

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::badge::{cleaned, is_identifier, is_unseen, one_line, seen};
use crate::credential::issuer_id;
use crate::document::{Starter, starter, starters};
use crate::issue::{SIDES, USUAL_SIDE, When};
use crate::review::Profile;

pub(super) use awards::{Bake, Unbake, Withdraw};
pub(super) use keys::{ExportKey, ImportKey, KeyCommand, KeyForm, NewKey, PublishKeys, RotateKey, ShowKey};
pub(super) use pictures::Render;

/// Design digital badges, sign them, bake them into pictures, and open any badge again.
///
/// Without a command the designer opens, on FILE if one is named: a .badge document to work on, or any other file to be
/// inspected.
#[derive(Debug, Parser)]
#[command(name = "badgewright", version, args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
#[command(
    after_help = "Example:\n  badgewright first-aid.badge\n\nNothing is sent or fetched over a network, unless `inspect --online` asks for it."
)]
pub(super) struct Arguments {
    /// A .badge document to open, or a badge to inspect
    pub(super) file: Option<PathBuf>,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// List the badges one can start from
    Templates(Listing),
    /// Start a badge document from a template
    New(New),
    /// Draw a badge as a picture
    Render(Render),
    /// Write the badges of a set, or a badge for each row of a table
    Set(MakeSet),
    /// Check the words of a badge against the rules of a scheme
    Check(Check),
    /// Make an issuer's key, or show its public half
    Key {
        #[command(subcommand)]
        command: KeyCommand,
    },
    /// Award a badge: sign it and bake it into a picture
    Bake(Box<Bake>),
    /// Take the credential out of a badge, byte for byte
    Unbake(Unbake),
    /// Tell what a badge file is, what it says and what holds
    Inspect(Inspect),
    /// Keep the list of issuers you have confirmed
    Trust {
        #[command(subcommand)]
        command: TrustCommand,
    },
    /// Withdraw badges: note them in the files of the issuer's web server
    Withdraw(Withdraw),
    /// Put signed words in favour of a badge into its document
    Endorse(Endorse),
    /// Print a completion script for your shell
    Completions(Completions),
    /// Print a manual page
    Man(Man),
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  badgewright templates --json")]
pub(super) struct Listing {
    /// Print one JSON document
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  badgewright new --template first-aid --name \"Ice Rescue\" --layer lead -o rescue.badge"
)]
pub(super) struct New {
    /// The template to start from; see `badgewright templates`
    #[arg(long, value_name = "NAME", value_parser = template())]
    pub(super) template: &'static Starter,
    /// The badge's name, which also replaces the short name on the artwork
    #[arg(long, value_name = "TEXT", value_parser = words)]
    pub(super) name: Option<String>,
    /// The learning layer: engage, participate, demonstrate or lead, or a layer of the --standard
    #[arg(long, value_name = "NAME")]
    pub(super) layer: Option<String>,
    /// The badge standard its layers come from, by its code or as a JSON file; see docs/standards.md
    #[arg(long, value_name = "CODE|FILE")]
    pub(super) standard: Option<String>,
    /// The issuer, by the name of one of your saved issuer profiles
    #[arg(long, value_name = "NAME")]
    pub(super) issuer: Option<String>,
    /// The document to write; one that exists is not replaced
    #[arg(short, long, value_name = "FILE.badge")]
    pub(super) output: PathBuf,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  badgewright set rescue.badge --csv rows.csv -o badges\n\n\
                        The first row of a table names its columns: name (needed), short name, description, layer, level, \
                        icon, colour, or what a text on the artwork says. Empty cells leave the design as it is.")]
pub(super) struct MakeSet {
    /// The document of the design
    #[arg(value_name = "FILE.badge")]
    pub(super) document: PathBuf,
    /// A CSV file in UTF-8 with a row for each badge; the set in the document, unless given
    #[arg(long, value_name = "ROWS.csv")]
    pub(super) csv: Option<PathBuf>,
    /// The kind of file to write for each badge
    #[arg(long, value_enum, default_value_t = SetKind::Png)]
    pub(super) kind: SetKind,
    /// Width and height of a PNG in pixels
    #[arg(long, default_value_t = USUAL_SIDE, value_parser = clap::value_parser!(u32).range(sides()))]
    pub(super) size: u32,
    /// The folder to write into; made where it is missing
    #[arg(short, long, value_name = "FOLDER")]
    pub(super) output: PathBuf,
    /// Replace files that are there
    #[arg(long)]
    pub(super) force: bool,
}

/// A kind of file that a set is written as.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum SetKind {
    /// A picture of pixels
    Png,
    /// A picture of outlines
    Svg,
    /// A page to print
    Pdf,
    /// A document to go on with
    Badge,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  badgewright check rescue.badge --profile credly --profile badge-nation\n  \
                        badgewright check rescue.badge --format sarif > rescue.sarif\n\n\
                        Spelling and grammar are read offline. Words of your own are taken from dictionary.txt in \
                        your folder.\n\
                        Exit codes: 0 no errors (there may be warnings and hints), 1 errors, 2 wrong use or unreadable file, \
                        3 whoever reads stopped reading.")]
pub(super) struct Check {
    /// The document
    #[arg(value_name = "FILE.badge")]
    pub(super) document: PathBuf,
    /// Whose rules: badge-nation, credly, open-badge-factory, moodle, open-educational-badges, open-badges-3, the name
    /// of a profile of your own, or its file; may be given more than once
    #[arg(long = "profile", value_name = "NAME|FILE", default_value = Profile::BadgeNation.key())]
    pub(super) profiles: Vec<String>,
    /// Which of the badge's languages to check, by its tag; its own, unless given
    #[arg(long, value_name = "TAG")]
    pub(super) language: Option<String>,
    /// How to print the findings
    #[arg(long, value_enum, default_value_t = Findings::Text)]
    pub(super) format: Findings,
    /// Print one JSON document, as --format json does
    #[arg(long, conflicts_with = "format")]
    pub(super) json: bool,
}

/// A way of printing findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Findings {
    /// A line for each
    Text,
    /// One JSON document
    Json,
    /// SARIF 2.1.0, for editors and build servers
    Sarif,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  badgewright inspect amy.png --to amy@example.org\n\n\
                        Verdicts, from best to worst: genuine, intact, unconfirmed, ended, withdrawn, not-valid, \
                        not-a-badge.\n\
                        Exit codes: 0 everything that was named was looked at and is genuine; 1 any ended, withdrawn, \
                        not valid, not a badge, or (with --to) awarded to somebody else; 3 anything between, or not \
                        looked at; 2 wrong use or unreadable file.\n\n\
                        In a folder, and in those within it, the files that end in .png, .svg, .json, .jsonld, .jwt or \
                        .jws are looked at. Everything else there is said and not looked at: files with other endings, \
                        links, pipes, sockets, devices, and what lies too deep or is too much. A file that is named \
                        itself is looked at whatever its name.")]
pub(super) struct Inspect {
    /// The files; a folder stands for the badge files in it, and - for the standard input
    #[arg(value_name = "FILE", required = true)]
    pub(super) files: Vec<PathBuf>,
    /// Check that the badge was awarded to this e-mail address
    #[arg(long, value_name = "EMAIL")]
    pub(super) to: Option<String>,
    /// Trust this issuer for this once; may be given more than once
    #[arg(long, value_name = "DID|URL", value_parser = issuer)]
    pub(super) trust: Vec<String>,
    /// The DID document of an issuer, from a file; may be given more than once
    #[arg(long = "did", value_name = "DID=FILE", value_parser = document)]
    pub(super) dids: Vec<(String, PathBuf)>,
    /// A list of withdrawn badges, from a file; may be given more than once
    #[arg(long = "status-list", value_name = "URL=FILE", value_parser = document)]
    pub(super) status_lists: Vec<(String, PathBuf)>,
    /// Look up on the web what the file leaves open; each host is named before it is asked
    #[arg(long)]
    pub(super) online: bool,
    /// Judge as of this time instead of now: the end of a day (UTC) such as 2026-03-14, or a moment
    #[arg(long, value_name = "TIME", value_parser = when)]
    pub(super) at: Option<When>,
    /// Print one JSON object a line for each file
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum TrustCommand {
    /// List your own keys and the issuers you have confirmed
    List(TrustList),
    /// Confirm an issuer, after comparing the fingerprint with them
    Add(TrustAdd),
    /// Take a confirmation back
    Remove(TrustRemove),
    /// Write your own and the confirmed issuers into a file for others
    Export(TrustExport),
    /// Confirm the issuers on a list from somebody you know
    Import(TrustImport),
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  badgewright trust list")]
pub(super) struct TrustList {
    /// Print one JSON document
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  badgewright trust add did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2 --name \"Harbour Trust\""
)]
pub(super) struct TrustAdd {
    /// The issuer's identifier
    #[arg(value_name = "DID|URL", value_parser = issuer)]
    pub(super) id: String,
    /// What you call the issuer
    #[arg(long, value_name = "TEXT", value_parser = words)]
    pub(super) name: Option<String>,
    /// A key that you compared with theirs, as did:key, for an issuer on the web; may be given more than once
    #[arg(long = "key", value_name = "DID", value_parser = keys::key)]
    pub(super) keys: Vec<String>,
    /// Confirm them without being asked, also when their name looks like that of somebody else
    #[arg(long)]
    pub(super) yes: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  badgewright trust remove did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2")]
pub(super) struct TrustRemove {
    /// The issuer's identifier
    #[arg(value_name = "DID|URL")]
    pub(super) id: String,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  badgewright trust export trusted-issuers.json")]
pub(super) struct TrustExport {
    /// The file to write
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// Replace a file that is there
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  badgewright trust import trusted-issuers.json --yes\n\n\
                        What would change is listed first: new issuers, new names and new keys, with their fingerprints to \
                        compare. Without --yes it is asked for, or only listed where nobody can be asked.\n\
                        Exit codes: 0 taken in, or confirmed already; 1 nothing was taken in; 2 wrong use or unreadable file.")]
pub(super) struct TrustImport {
    /// The list
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// Confirm them without being asked
    #[arg(long)]
    pub(super) yes: bool,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  badgewright endorse rescue.badge --key club.key --by \"Sailing Club\" --comment \"We ask our crews for it.\"\n\n\
                        The endorsement is signed, put into the document, and travels with every award of the badge."
)]
pub(super) struct Endorse {
    /// The document of the badge that is endorsed
    #[arg(value_name = "FILE.badge")]
    pub(super) document: PathBuf,
    /// The Ed25519 key of whoever endorses
    #[arg(long, value_name = "KEYFILE")]
    pub(super) key: PathBuf,
    /// Name of whoever endorses; the key's name, unless given
    #[arg(long, value_name = "NAME", value_parser = words)]
    pub(super) by: Option<String>,
    /// The words
    #[arg(long, value_name = "TEXT", value_parser = lines)]
    pub(super) comment: String,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  badgewright completions bash > ~/.local/share/bash-completion/completions/badgewright"
)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub(super) shell: Shell,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  badgewright man key new | man -l -")]
pub(super) struct Man {
    /// The command that the page is about; the program as a whole, unless given
    pub(super) command: Vec<String>,
}

fn template() -> impl TypedValueParser<Value = &'static Starter> {
    PossibleValuesParser::new(starters().iter().map(|starter| starter.name))
        .try_map(|name| starter(&name).ok_or("there is no such template"))
}

fn sides() -> std::ops::RangeInclusive<i64> {
    i64::from(*SIDES.start())..=i64::from(*SIDES.end())
}

fn when(text: &str) -> Result<When, String> {
    When::parse(text).map_err(|error| error.to_string())
}

/// Words for one line, by what is seen of them.
fn words(text: &str) -> Result<String, String> {
    Some(seen(text)).filter(|words| !words.is_empty()).ok_or_else(|| NOTHING_SEEN.to_owned())
}

/// The same for words that may have several lines.
fn lines(text: &str) -> Result<String, String> {
    if one_line(text).is_empty() { Err(NOTHING_SEEN.to_owned()) } else { Ok(cleaned(text, true).0) }
}

/// Why a text is no words.
const NOTHING_SEEN: &str = "nothing in it can be seen: give some words, or leave it out";

/// The identifier of an award.
fn award_id(text: &str) -> Result<String, String> {
    let id = identifier(text)?;
    if is_identifier(&id) { Ok(id) } else { Err("write it as urn:uuid:…, did:… or https://…".to_owned()) }
}

/// An address or identifier, which says what is seen of it and no more.
fn identifier(text: &str) -> Result<String, String> {
    let text = text.trim();
    let is_plain = !text.is_empty() && !text.contains(|letter: char| letter.is_whitespace() || is_unseen(letter));
    is_plain.then(|| text.to_owned()).ok_or_else(|| "write it without spaces and signs that cannot be seen".to_owned())
}

/// The address of evidence, which readers may follow: nothing that runs, or that
/// lies on their own computer.
fn evidence(text: &str) -> Result<String, String> {
    let address = identifier(text)?;
    if is_identifier(&address) {
        Ok(address)
    } else {
        Err(format!(
            "“{address}” is neither on the web nor an identifier: write it as https://example.org/video, did:… or urn:…"
        ))
    }
}

fn result(text: &str) -> Result<(String, String), String> {
    match text.rsplit_once('=') {
        Some((id, value)) if !id.is_empty() && !value.is_empty() => Ok((identifier(id)?, words(value)?)),
        _ => Err("write it as ID=VALUE".to_owned()),
    }
}

/// A document for an address: `ADDRESS=FILE`. Addresses may have an equals sign
/// of their own, file names seldom do.
fn document(text: &str) -> Result<(String, PathBuf), String> {
    match text.rsplit_once('=') {
        Some((address, file)) if !address.is_empty() && !file.is_empty() => Ok((address.to_owned(), file.into())),
        _ => Err("write it as ADDRESS=FILE".to_owned()),
    }
}

pub(super) fn issuer(text: &str) -> Result<String, String> {
    let text = text.trim();
    let text = identifier(text)?;
    // Whether a DID of another kind will do is for the command to say.
    issuer_id::check(&text, true).map(|()| text.clone()).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commands_are_defined_without_contradiction() {
        <Arguments as clap::CommandFactory>::command().debug_assert();
    }

    #[test]
    fn a_time_is_a_day_or_a_moment() {
        assert_eq!(when("2026-03-14").map(|t| t.ends().to_string()), Ok("2026-03-14T23:59:59Z".into()));
        assert_eq!(when("2026-03-14T09:30:00+01:00").map(|t| t.ends().to_string()), Ok("2026-03-14T08:30:00Z".into()));
        assert!(when("14/03/2026").is_err() && when("2026-03-14T09:30:00").is_err());
    }

    #[test]
    fn an_issuer_is_a_did_or_an_address() {
        assert!(issuer("did:web:example.org").is_ok() && issuer("https://example.org").is_ok());
        for wrong in ["Harbour Trust", "did:", "did:a b", "did:key:z6Mk"] {
            assert!(issuer(wrong).is_err(), "{wrong}");
        }
        assert!(issuer("https://example.org/\u{200b}i").is_err() && issuer("did:web:a\u{202e}b").is_err());
    }

    #[test]
    fn what_cannot_be_seen_is_left_out_of_words_and_refused_in_identifiers() {
        assert_eq!(words("Ice\u{1b}\u{ffff} Res\u{202e}cue\u{200b}\n"), Ok("Ice Rescue".into()));
        for blank in ["", " ", "\u{3164}", "\u{200b}", "\u{fe0f}"] {
            assert!(words(blank).is_err() && lines(blank).is_err(), "{blank:?}");
        }
        assert_eq!(lines("one\u{0}\ntwo"), Ok("one\ntwo".into()));
        assert!(identifier("urn:uuid:1").is_ok() && identifier("urn:\u{7}x").is_err() && identifier("a b").is_err());
        assert_eq!(result("urn:r=Pass\u{fffe}"), Ok(("urn:r".into(), "Pass".into())));
    }

    #[test]
    fn the_issuers_name_is_cleaned_and_evidence_is_an_address_on_the_web() {
        let bake = |more: &[&str]| {
            let line = ["badgewright", "bake", "a.badge", "--to", "amy@example.org", "-o", "a.png"];
            Arguments::try_parse_from(line.iter().chain(more))
        };
        match bake(&["--issuer-name", "Can\u{202e}al\u{1b} School\u{fdd0}"]).unwrap().command {
            Some(Command::Bake(bake)) => assert_eq!(bake.issuer_name.as_deref(), Some("Canal School")),
            _ => panic!("it is another command"),
        }
        for good in ["https://example.org/v", "HTTP://example.org", "did:web:example.org", "urn:uuid:1"] {
            assert!(bake(&["--evidence", good]).is_ok(), "{good}");
        }
        for bad in ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "JavaScript:x", "video", ""] {
            assert!(bake(&["--evidence", bad]).is_err() && bake(&["--id", bad]).is_err(), "{bad}");
        }
        for bad in ["https://", "https:x", "http:///", "did:", "urn:", "https://a<b>", "https://a\u{202e}b.example"] {
            assert!(bake(&["--evidence", bad]).is_err() && bake(&["--id", bad]).is_err(), "{bad}");
        }
        assert!(bake(&["--id", "urn:uuid:1"]).is_ok());
    }

    #[test]
    fn every_command_has_an_example() {
        fn look(command: &clap::Command) {
            if command.get_subcommands().next().is_none() || command.get_name() == "badgewright" {
                let example = command.get_after_help().map(ToString::to_string).unwrap_or_default();
                assert!(example.contains("Example:\n  badgewright"), "{}", command.get_name());
            }
            command.get_subcommands().for_each(look);
        }
        look(&<Arguments as clap::CommandFactory>::command());
    }
}
