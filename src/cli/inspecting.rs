//! The command that tells what badge files are worth.

use std::cell::RefCell;
use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::Serialize;

use super::args::Inspect;
use super::error::CliError;
use super::terminal::Terminal;
use super::{Ending, files};
use crate::credential::did::fingerprint;
use crate::document::user_folder;
use crate::inspect::{
    MAX_FILES, Outcome, Question, Report, Sources, Trust, Verdict, Want, badge_files, inspect as look_at,
};
use crate::online::{Online, settle};

/// One file's report as it is printed for machines.
#[derive(Serialize)]
struct Line<'a> {
    file: String,
    #[serde(flatten)]
    report: &'a Report,
}

pub(super) fn inspect(args: &Inspect, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let mut trust = Trust::load(&user_folder()?)?;
    for id in &args.trust {
        trust.add_trusted(id.as_str(), id.as_str());
    }
    let mut sources = Sources::default();
    for (address, path) in args.dids.iter().chain(&args.status_lists) {
        sources.hand_in(address.as_str(), files::badge(path)?);
    }
    let question = Question {
        trust: &trust,
        sources: &sources,
        at: args.at.unwrap_or_else(Timestamp::now),
        email: args.to.as_deref(),
    };
    let mut ending = Ending::Well;
    let mut unreadable = None;
    let (paths, too_many) = badge_files(args.files.clone());
    if too_many {
        terminal.say(&format!("badgewright: only the first {MAX_FILES} files are looked at."));
    }
    for (index, path) in paths.iter().enumerate() {
        let report = match files::badge(path) {
            Ok(file) if args.online => look_online(&file, &question, terminal),
            Ok(file) => look_at(&file, &question),
            // The others are still worth a look; the last such error is told at the end.
            Err(error) => {
                if let Some(earlier) = unreadable.replace(error) {
                    terminal.say(&format!("badgewright: {earlier}"));
                }
                continue;
            }
        };
        ending = worse(ending, report.verdict);
        let file = path.display().to_string();
        if args.json {
            terminal.json_line(&Line { file, report: &report })?;
        } else {
            if index > 0 {
                terminal.line("")?;
            }
            print(&file, &report, terminal)?;
        }
    }
    unreadable.map_or(Ok(ending), Err)
}

/// Looks up whatever would settle the report. Typing `--online` is the user's
/// word; each host is named before it is asked.
fn look_online(file: &[u8], question: &Question<'_>, terminal: &mut Terminal<'_>) -> Report {
    let mut sources = question.sources.clone();
    let named: RefCell<BTreeSet<(String, String)>> = RefCell::default();
    let terminal = RefCell::new(terminal);
    let allowed = |want: &Want| {
        if named.borrow_mut().insert((want.host.clone(), want.url.clone())) {
            terminal.borrow_mut().say(&format!("Asking {} to {}.", want.host, want.why));
        }
        true
    };
    settle(file, question, &mut sources, &Online::default(), &allowed)
}

fn worse(so_far: Ending, verdict: Verdict) -> Ending {
    match (so_far, verdict) {
        (Ending::Wrong, _) | (_, Verdict::NotValid | Verdict::NotABadge) => Ending::Wrong,
        (Ending::Unsure, _) | (_, Verdict::Intact | Verdict::Unconfirmed) => Ending::Unsure,
        (Ending::Well, Verdict::Genuine) => Ending::Well,
    }
}

fn print(file: &str, report: &Report, terminal: &mut Terminal<'_>) -> Result<(), CliError> {
    terminal.line(&format!("{file}: {}", one_line(&report.summary)))?;
    if let Some(badge) = &report.badge {
        let issuer = badge.issuer.name.clone().or_else(|| badge.issuer.id.clone());
        let day = |time: Option<Timestamp>| time.map(|time| time.strftime("%-d %B %Y").to_string());
        let skills = Some(badge.skills.join(", ")).filter(|skills| !skills.is_empty());
        for (label, value) in [
            ("Badge", badge.name.clone()),
            ("Awarded by", issuer),
            ("Awarded to", report.recipient.clone()),
            ("Awarded on", day(report.issued_on)),
            ("Holds until", day(report.valid_until)),
            ("Layer", badge.layer.clone()),
            ("Skills", skills),
        ] {
            if let Some(value) = value {
                terminal.line(&format!("  {label:<11}  {}", one_line(&value)))?;
            }
        }
    }
    for check in &report.checks {
        let sign = match check.outcome {
            Outcome::Pass => "yes",
            Outcome::Fail => "NO",
            Outcome::Unknown => "?",
            Outcome::Note => "note",
        };
        terminal.line(&format!("  {sign:>4}  {}", one_line(&check.message)))?;
    }
    if let Some(signer) = report.signer.as_deref().filter(|_| report.verdict == Verdict::Intact) {
        terminal
            .line(&format!("  If its issuer tells you the fingerprint {}, you may confirm it:", fingerprint(signer)))?;
        terminal.line(&format!("  badgewright trust add {}", one_line(signer)))?;
    }
    Ok(())
}

/// A text of others on one line, so that it cannot pass for lines of ours.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
