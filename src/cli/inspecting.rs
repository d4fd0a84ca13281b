//! The command that tells what badge files are worth.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::Path;

use jiff::Timestamp;
use rayon::prelude::*;
use serde::Serialize;

use super::args::Inspect;
use super::error::CliError;
use super::terminal::Terminal;
use super::{Ending, files};
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
    let mut told = Told { ending: Ending::Well, unreadable: None, any: false };
    let (paths, too_many) = badge_files(args.files.clone());
    if too_many {
        terminal.say(&format!("badgewright: only the first {MAX_FILES} files are looked at."));
    }
    // A handful at a time on all cores, told in the order in which they were named.
    let at_once = if args.online { 1 } else { AT_ONCE };
    for (round, handful) in paths.chunks(at_once).enumerate() {
        terminal.progress(round * at_once, paths.len());
        let reports: Vec<_> = if args.online {
            // One after the other: each host is named before it is asked.
            handful.iter().map(|path| Ok(look_online(&files::badge(path)?, &question, terminal))).collect()
        } else {
            handful.par_iter().map(|path| Ok(look_at(&files::badge(path)?, &question))).collect()
        };
        terminal.progress_ends();
        for (path, report) in handful.iter().zip(reports) {
            told.tell(path, report, args.json, terminal)?;
        }
    }
    told.unreadable.map_or(Ok(told.ending), Err)
}

/// Files that are looked at together.
const AT_ONCE: usize = 64;

/// What came of the files so far.
struct Told {
    ending: Ending,
    unreadable: Option<CliError>,
    any: bool,
}

impl Told {
    /// Prints one file's report.
    fn tell(
        &mut self,
        path: &Path,
        report: Result<Report, CliError>,
        json: bool,
        terminal: &mut Terminal<'_>,
    ) -> Result<(), CliError> {
        let report = match report {
            Ok(report) => report,
            // The others are still worth a look; the last such error is told at the end.
            Err(error) => {
                if let Some(earlier) = self.unreadable.replace(error) {
                    terminal.say(&format!("badgewright: {earlier}"));
                }
                return Ok(());
            }
        };
        self.ending = worse(self.ending, report.verdict);
        let file = path.display().to_string();
        if json {
            return terminal.json_line(&Line { file, report: &report });
        }
        if std::mem::replace(&mut self.any, true) {
            terminal.line("")?;
        }
        print(&file, &report, terminal)
    }
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
        (Ending::Wrong, _) | (_, Verdict::Ended | Verdict::Withdrawn | Verdict::NotValid | Verdict::NotABadge) => {
            Ending::Wrong
        }
        (Ending::Unsure, _) | (_, Verdict::Intact | Verdict::Unconfirmed) => Ending::Unsure,
        (Ending::Well, Verdict::Genuine) => Ending::Well,
    }
}

fn print(file: &str, report: &Report, terminal: &mut Terminal<'_>) -> Result<(), CliError> {
    terminal.line(&format!("{file}: {}", one_line(&report.summary)))?;
    if let Some(badge) = &report.badge {
        let day = |time: Option<Timestamp>| time.map(|time| time.strftime("%-d %B %Y").to_string());
        let skills = Some(badge.skills.join(", ")).filter(|skills| !skills.is_empty());
        for (label, value) in [
            ("Badge", badge.name.clone()),
            ("Awarded by", report.awarded_by.clone()),
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
    if let Some(issuer) = report.confirmable() {
        let told = issuer.fingerprints().join(" or ");
        let keys: String = issuer.keys.iter().map(|key| format!(" --key did:key:{key}")).collect();
        terminal.line(&format!("  If its issuer tells you the fingerprint {told}, you may confirm it:"))?;
        terminal.line(&format!("  badgewright trust add {}{keys}", one_line(&issuer.id)))?;
    }
    Ok(())
}

/// A text of others on one line, so that it cannot pass for lines of ours.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
