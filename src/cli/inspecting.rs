//! The command that tells what badge files are worth.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use rayon::prelude::*;
use serde::Serialize;

use super::args::{self, Inspect};
use super::ending::Ending;
use super::error::CliError;
use super::files;
use super::terminal::{Terminal, shell_word};
use crate::badge::one_line;
use crate::carrier::MAX_FILE;
use crate::credential::dates::{day_for_people, end_for_people};
use crate::inspect::{
    AtOnce, BadgeFiles, Check, InspectOptions, KnownIssuer, Opened, Outcome, Passed, Report, Sources, Verdict, Want,
    Why, badge_files, compares_picture, told_of_left_out,
};
use crate::issue::{OwnLists, trust_of_user};
use crate::online::{Online, settle};
use crate::store::user_folder;

/// One file's report as it is printed for machines.
#[derive(Serialize)]
struct Line<'a> {
    file: String,
    #[serde(flatten)]
    report: &'a Report,
}

/// A file without a report, in the same place.
#[derive(Serialize)]
struct Unjudged<'a> {
    file: String,
    /// None: nothing was found out about it.
    verdict: Option<Verdict>,
    summary: &'a str,
    error: &'a str,
    reason: &'a str,
}

pub(super) fn inspect(args: &Inspect, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let mut told = Told {
        ending: Ending::Well,
        unreadable: None,
        any: false,
        json: args.json,
        asked: args.to.is_some(),
        online: args.online,
        left_out: 0,
    };
    let home = user_folder()?;
    let (mut trust, lists) = (trust_of_user(&home)?, OwnLists::new(Some(&home)));
    for id in &args.trust {
        trust.add_trusted(id.as_str(), id.as_str());
    }
    let mut sources = Sources::default();
    for (address, path) in args.dids.iter().chain(&args.status_lists) {
        match files::limited(path, MAX_FILE as u64) {
            Ok(bytes) => sources.hand_in(address.as_str(), bytes),
            Err(error) => return told.unread(path, error, terminal).and_then(|()| told.ending()),
        }
    }
    let now = Timestamp::now();
    let question = InspectOptions {
        trust: &trust,
        sources: &sources,
        at: args.at.as_ref().map_or(now, |when| when.at(now)),
        email: args.to.as_deref(),
    };
    match look(args, &question, &lists, &mut told, terminal) {
        Ok(()) => told.ending(),
        Err(error) => error.if_unread(told.ending),
    }
}

fn look(
    args: &Inspect,
    question: &InspectOptions<'_>,
    lists: &OwnLists,
    told: &mut Told,
    terminal: &mut Terminal<'_>,
) -> Result<(), CliError> {
    let (input, named): (Vec<_>, Vec<_>) = args.files.iter().cloned().partition(|path| files::is_standard_stream(path));
    let mut found = if named.is_empty() { BadgeFiles::default() } else { badge_files(named) };
    // It can be read once, however often it is named.
    found.files.splice(0..0, input.into_iter().take(1));
    // A handful at a time on all cores, told in the order in which they were named.
    let at_once = if args.online { 1 } else { AT_ONCE };
    let room = AtOnce::default();
    for (round, handful) in found.files.chunks(at_once).enumerate() {
        let first = round * at_once;
        terminal.progress(first, found.files.len());
        let reports: Vec<_> = if args.online {
            // One after the other: each host is named before it is asked.
            handful
                .iter()
                .enumerate()
                .map(|(at, path)| {
                    let file = files::badge(path)?;
                    let mut report = look_online(&file, path, question, lists, terminal);
                    report.compare_picture(&file, first + at);
                    Ok(report)
                })
                .collect()
        } else {
            let look = |(at, path): (usize, &PathBuf)| one(path, first + at, question, lists, &room);
            handful.par_iter().enumerate().map(look).collect()
        };
        terminal.progress_ends();
        for (path, report) in handful.iter().zip(reports) {
            match report {
                Ok(report) => told.tell(path, &report, terminal)?,
                Err(error) => told.unread(path, error, terminal)?,
            }
        }
    }
    told.passed(found, terminal)
}

/// The report on one file, by its place among those that are looked at together.
fn one(
    path: &Path,
    place: usize,
    question: &InspectOptions<'_>,
    lists: &OwnLists,
    at_once: &AtOnce,
) -> Result<Report, CliError> {
    let _room = at_once.room_for(path.metadata().map_or(0, |about| about.len()), compares_picture(place));
    let file = files::badge(path)?;
    let badge = Arc::new(Opened::of(&file));
    let mut report = lists.completed(badge.inspect(question), &badge, path, question);
    report.compare_picture(&file, place);
    Ok(report)
}

/// Files that are looked at together.
const AT_ONCE: usize = 64;

/// What came of the files so far.
struct Told {
    ending: Ending,
    unreadable: Option<CliError>,
    any: bool,
    json: bool,
    /// Whether it was asked to whom they were awarded.
    asked: bool,
    /// Whether hosts may be asked.
    online: bool,
    /// Files whose pictures were not compared because of so many others.
    left_out: usize,
}

impl Told {
    /// Prints one file's report.
    fn tell(&mut self, path: &Path, report: &Report, terminal: &mut Terminal<'_>) -> Result<(), CliError> {
        self.ending = self.ending.worse(of_verdict(report.verdict));
        self.left_out += usize::from(report.left_picture_out());
        if self.asked {
            self.ending = self.ending.worse(of_earner(&report.checks));
        }
        let file = path.display().to_string();
        if self.json {
            return terminal.json_line(&Line { file, report });
        }
        if std::mem::replace(&mut self.any, true) {
            terminal.line("")?;
        }
        print(&file, report, self.online, terminal)
    }

    /// Tells of a file that cannot be read. The others are still worth a look;
    /// the last such error is told at the end.
    fn unread(&mut self, path: &Path, error: CliError, terminal: &mut Terminal<'_>) -> Result<(), CliError> {
        if self.json {
            let sentence = error.to_string();
            self.unjudged(path, &sentence, "unreadable", terminal)?;
        }
        if let Some(earlier) = self.unreadable.replace(error) {
            terminal.say(&format!("badgewright: {earlier}"));
        }
        Ok(())
    }

    /// Tells what else lies there.
    fn passed(&mut self, mut found: BadgeFiles, terminal: &mut Terminal<'_>) -> Result<(), CliError> {
        let (unread, passed): (Vec<_>, Vec<_>) =
            found.passed.drain(..).partition(|passed| matches!(passed.why, Why::Unreadable(_)));
        for Passed { path, why } in unread {
            if let Why::Unreadable(source) = why {
                self.unread(&path, CliError::Read { path: path.clone(), source }, terminal)?;
            }
        }
        found.passed = passed;
        if !found.passed.is_empty() {
            self.ending = self.ending.worse(Ending::Unsure);
        }
        if self.json {
            for passed in &found.passed {
                self.unjudged(&passed.path, &passed.to_string(), passed.why.key(), terminal)?;
            }
        }
        found.sentences(|path| path.display().to_string()).iter().for_each(|sentence| terminal.say(sentence));
        told_of_left_out(self.left_out).iter().for_each(|sentence| terminal.say(sentence));
        Ok(())
    }

    fn unjudged(&self, path: &Path, words: &str, reason: &str, terminal: &mut Terminal<'_>) -> Result<(), CliError> {
        let file = path.display().to_string();
        terminal.json_line(&Unjudged { file, verdict: None, summary: words, error: words, reason })
    }

    /// How it all ended.
    fn ending(&mut self) -> Result<Ending, CliError> {
        self.unreadable.take().map_or(Ok(self.ending), Err)
    }
}

/// Looks up whatever would settle the report. Typing `--online` is the user's
/// word; each host is named before it is asked.
fn look_online(
    file: &[u8],
    path: &Path,
    question: &InspectOptions<'_>,
    lists: &OwnLists,
    terminal: &mut Terminal<'_>,
) -> Report {
    let mut sources = question.sources.clone();
    let named: RefCell<BTreeSet<(String, String)>> = RefCell::default();
    let terminal = RefCell::new(terminal);
    let allowed = |want: &Want| {
        if named.borrow_mut().insert((want.host.clone(), want.url.clone())) {
            let words = format!("Asking {} to {}.", one_line(&want.told_host()), one_line(&want.why));
            terminal.borrow_mut().say(&words);
        }
        true
    };
    let badge = Arc::new(Opened::of(file));
    let report = settle(&badge, question, &mut sources, &Online::default(), &allowed);
    lists.completed(report, &badge, path, &InspectOptions { sources: &sources, ..*question })
}

fn of_verdict(verdict: Verdict) -> Ending {
    match verdict {
        Verdict::Genuine => Ending::Well,
        Verdict::Intact | Verdict::Unconfirmed => Ending::Unsure,
        Verdict::Ended | Verdict::Withdrawn | Verdict::NotValid | Verdict::NotABadge => Ending::Wrong,
    }
}

/// What came of the question whether it was awarded to somebody. A file may
/// hold several badges, and each of them has to be theirs.
fn of_earner(checks: &[Check]) -> Ending {
    let answers = checks.iter().filter(|check| check.id == "recipient").map(|check| match check.outcome {
        Outcome::Pass => Ending::Well,
        Outcome::Fail => Ending::Wrong,
        Outcome::Unknown | Outcome::Note => Ending::Unsure,
    });
    answers.reduce(Ending::worse).unwrap_or(Ending::Unsure)
}

fn print(file: &str, report: &Report, online: bool, terminal: &mut Terminal<'_>) -> Result<(), CliError> {
    terminal.line(&format!("{}: {}", one_line(file), one_line(&report.summary)))?;
    if let Some(badge) = &report.badge {
        if let Some(disclaimer) = report.disclaimer() {
            terminal.line(&format!("  {disclaimer}"))?;
        }
        let day = |time: Option<Timestamp>| time.map(day_for_people);
        let others: Vec<String> = badge.others.iter().filter_map(|other| other.name.clone()).collect();
        let others = Some(others.join(", ")).filter(|others| !others.is_empty());
        let listed = |texts: &[String]| Some(texts.join(", ")).filter(|all| !all.is_empty());
        let skills = listed(&badge.skills);
        for (label, value) in [
            ("Badge", Some(badge.name.clone().unwrap_or_else(|| "(without a name that can be seen)".into()))),
            ("And", others),
            ("Awarded by", report.awarded_by.clone()),
            ("Awarded to", report.recipient.clone()),
            ("Awarded on", day(report.issued_on)),
            ("Holds until", report.valid_until.map(end_for_people)),
            ("Layer", badge.layer.clone()),
            ("Skills", skills),
            ("Evidence", listed(&report.evidence)),
            ("Results", listed(&report.results)),
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
    let hosts: BTreeSet<String> = report.wants.iter().map(Want::told_host).collect();
    if !online && !hosts.is_empty() {
        let hosts = one_line(&hosts.into_iter().collect::<Vec<_>>().join(", "));
        terminal.line(&format!("  To check it online, give --online as well. Asked would be: {hosts}"))?;
    }
    if let Some(issuer) = report.confirmable() {
        let told = issuer.fingerprints().join(" or ");
        terminal.line(&match told.as_str() {
            "" => "  If you are sure that this website is the issuer's own, you may confirm it:".to_owned(),
            told => format!("  If its issuer tells you the fingerprint {told}, you may confirm it:"),
        })?;
        terminal.line(&match trust_command(&issuer) {
            Some(command) => format!("  {command}"),
            None => "  in the window, since its identifier holds what cannot be typed safely".to_owned(),
        })?;
    }
    Ok(())
}

/// The command that confirms an issuer; `None` where it would not do what it
/// seems to.
fn trust_command(issuer: &KnownIssuer) -> Option<String> {
    let id = args::issuer(&issuer.id).ok().filter(|id| *id == issuer.id)?;
    let mut command = format!("badgewright trust add {}", shell_word(&id)?);
    for key in &issuer.keys {
        command.push_str(&format!(" --key {}", shell_word(&format!("did:key:{key}"))?));
    }
    Some(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_badge_of_a_file_has_to_be_theirs_of_whom_it_was_asked() {
        let check = |id, outcome| Check { id, outcome, message: String::new(), detail: None };
        let asked = |answers: &[Outcome]| {
            let mut checks = vec![check("signature", Outcome::Fail)];
            checks.extend(answers.iter().map(|outcome| check("recipient", *outcome)));
            of_earner(&checks)
        };
        for (answers, ending) in [
            (&[][..], Ending::Unsure),
            (&[Outcome::Pass], Ending::Well),
            (&[Outcome::Pass, Outcome::Pass], Ending::Well),
            (&[Outcome::Pass, Outcome::Fail], Ending::Wrong),
            (&[Outcome::Fail, Outcome::Pass], Ending::Wrong),
            (&[Outcome::Pass, Outcome::Unknown], Ending::Unsure),
            (&[Outcome::Unknown, Outcome::Fail, Outcome::Pass], Ending::Wrong),
        ] {
            assert!(asked(answers) == ending, "{answers:?}");
        }
    }
}
