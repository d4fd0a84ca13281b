//! The command on findings: check.

use std::collections::HashSet;

use serde_json::json;

use super::args::{Check, Findings};
use super::error::CliError;
use super::terminal::Terminal;
use super::{Ending, files, sarif};
use crate::badge::one_line;
use crate::document::{MAX_FILE_BYTES, read_cut, user_folder};
use crate::review::{Finding, OwnProfiles, Proofs, Review, Severity, is_english, language_note, own_words};

pub(super) fn check(args: &Check, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let document = files::document_in(&args.document, args.language.as_deref())?;
    let badge = &document.badge;
    let home = user_folder().ok();
    let dictionary = home.as_deref().map_or_else(|| Ok(Vec::new()), own_words).unwrap_or_else(|error| {
        terminal.say(&format!("Your dictionary cannot be read: {error}."));
        Vec::new()
    });
    let proofs = Proofs::read(Proofs::default().unread(badge));
    let review = Review::of(badge, &document.artwork).proofread(&proofs, &dictionary);
    let (mut findings, mut aside): (Vec<Finding>, Vec<(Finding, String)>) = (Vec::new(), Vec::new());
    let mut profiles = Vec::new();
    for named in &args.profiles {
        let checklist = OwnProfiles::find(home.as_deref(), named)
            .map_err(|source| CliError::Profile { named: named.clone(), source })?;
        let outcome = review.outcome(&checklist);
        findings.extend(outcome.open);
        aside.extend(outcome.aside.into_iter().map(|(finding, note)| (finding, note.because)));
        profiles.push(checklist.key().to_owned());
    }
    let mut seen: HashSet<(&str, String, String)> = HashSet::new();
    let mut is_new = |finding: &Finding| seen.insert((finding.rule.id, finding.field.path(), finding.message.clone()));
    findings.retain(|finding| is_new(finding));
    aside.retain(|(finding, _)| is_new(finding));
    findings.sort_by_key(|finding| finding.rule.severity);
    let has_errors = findings.iter().any(|finding| finding.rule.severity == Severity::Error);
    let ending = if has_errors { Ending::Wrong } else { Ending::Well };
    let note = (!is_english(&badge.in_language)).then(|| language_note(&badge.in_language));
    let told = match if args.json { Findings::Json } else { args.format } {
        Findings::Json => {
            let left: Vec<_> =
                aside.iter().map(|(finding, why)| json!({ "finding": finding, "because": why })).collect();
            let mut report = json!({
                "file": args.document.display().to_string(), "profiles": profiles, "findings": findings, "setAside": left,
            });
            if let Some(note) = note {
                report["note"] = note.into();
            }
            terminal.json(&report)
        }
        Findings::Sarif => {
            let bytes = read_cut(&args.document, MAX_FILE_BYTES).unwrap_or_default();
            let source = String::from_utf8_lossy(&bytes);
            terminal.json(&sarif::log(&args.document, &source, &findings, &aside))
        }
        Findings::Text => {
            let told = findings.iter().try_for_each(|finding| {
                let (weight, id) = (finding.rule.severity.label(), finding.rule.id);
                terminal.line(&format!("{weight:<7}  {id}  {}", one_line(&finding.message)))
            });
            note.iter().for_each(|note| terminal.say(note));
            for (finding, because) in &aside {
                terminal.say(&format!("Left as it is: {} ({}) because: {because}", finding.message, finding.rule.id));
            }
            terminal.say(&summary(&findings));
            told
        }
    };
    told.map_or_else(|error| error.if_unread(ending), |()| Ok(ending))
}

/// "2 errors, 1 warning."
fn summary(findings: &[Finding]) -> String {
    let counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Hint]
        .into_iter()
        .map(|severity| (findings.iter().filter(|finding| finding.rule.severity == severity).count(), severity))
        .filter(|(count, _)| *count > 0)
        .map(|(count, severity)| {
            format!("{count} {}{}", severity.label().to_lowercase(), if count == 1 { "" } else { "s" })
        })
        .collect();
    if counts.is_empty() { "Nothing to be said against it.".to_owned() } else { format!("{}.", counts.join(", ")) }
}
