//! The command on findings: check.

mod patch;

use std::collections::HashSet;

use serde_json::{Value, json};

use super::args::{Check, Findings};
use super::ending::Ending;
use super::error::CliError;
use super::terminal::Terminal;
use super::{files, sarif};
use crate::badge::one_line;
use crate::document::{Document, MAX_FILE_BYTES};
use crate::review::{Change, Finding, OwnProfiles, Proofs, Review, Severity, is_english, language_note, own_words};
use crate::store::{read_limited, user_folder};

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
    let (mut findings, mut suppressed): (Vec<Finding>, Vec<(Finding, String)>) = (Vec::new(), Vec::new());
    let mut profiles = Vec::new();
    for named in &args.profiles {
        let rules = OwnProfiles::find(home.as_deref(), named)
            .map_err(|source| CliError::Profile { named: named.clone(), source })?;
        let outcome = review.outcome(&rules);
        findings.extend(outcome.open);
        suppressed.extend(outcome.suppressed.into_iter().map(|(finding, note)| (finding, note.because)));
        profiles.push(rules.key().to_owned());
    }
    let mut seen: HashSet<(&str, String, String)> = HashSet::new();
    let mut is_new = |finding: &Finding| seen.insert((finding.rule.id, finding.field.path(), finding.message.clone()));
    findings.retain(|finding| is_new(finding));
    suppressed.retain(|(finding, _)| is_new(finding));
    findings.sort_by_key(|finding| finding.rule.severity);
    let has_errors = findings.iter().any(|finding| finding.rule.severity == Severity::Error);
    let ending = if has_errors { Ending::Wrong } else { Ending::Well };
    let note = (!is_english(&badge.in_language)).then(|| language_note(&badge.in_language));
    let told = match if args.json { Findings::Json } else { args.format } {
        Findings::Json => {
            // A fix of more than a text would change the badge's own language.
            let told = |finding: &Finding| finding_json(finding, &document, args.language.is_none());
            let left = suppressed.iter().map(|(finding, why)| json!({ "finding": told(finding), "because": why }));
            let mut report = json!({
                "file": args.document.display().to_string(), "profiles": profiles,
                "findings": findings.iter().map(told).collect::<Value>(), "setAside": left.collect::<Value>(),
            });
            if let Some(note) = note {
                report["note"] = note.into();
            }
            terminal.json(&report)
        }
        Findings::Sarif => {
            let bytes = read_limited(&args.document, MAX_FILE_BYTES).unwrap_or_default();
            let (path, language) = (args.document.as_path(), args.language.as_deref());
            let checked = sarif::Checked { path, badge, language, text: &String::from_utf8_lossy(&bytes) };
            terminal.json(&sarif::log(&checked, &findings, &suppressed))
        }
        Findings::Text => {
            let told = findings.iter().try_for_each(|finding| {
                let (weight, id) = (finding.rule.severity.label(), finding.rule.id);
                terminal.line(&format!("{weight:<7}  {id}  {}", one_line(&finding.message)))
            });
            note.iter().for_each(|note| terminal.say(note));
            for (finding, because) in &suppressed {
                terminal.say(&format!("Left as it is: {} ({}) because: {because}", finding.message, finding.rule.id));
            }
            terminal.say(&summary(&findings));
            told
        }
    };
    told.map_or_else(|error| error.if_unread(ending), |()| Ok(ending))
}

/// Finding as JSON: rule, weight, place, sentence, and what a fix would make. That is the
/// text of the field, or the edits as a JSON Patch of the document.
fn finding_json(finding: &Finding, document: &Document, is_own: bool) -> Value {
    let mut told = json!({
        "id": finding.rule.id, "name": finding.rule.name, "severity": finding.rule.severity,
        "field": finding.field.path(), "message": finding.message,
    });
    if let Some(fix) = &finding.fix {
        told["fix"] = match &fix.change {
            Change::Text { .. } => json!({ "label": fix.label, "text": fix.text(&document.badge) }),
            Change::Edits { edits, .. } if is_own => {
                json!({ "label": fix.label, "edits": patch::patch(document, edits) })
            }
            Change::Edits { .. } => json!({ "label": fix.label }),
        };
    }
    told
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::badge::{Badge, Skill};
    use crate::review::{Profile, review};

    /// The one finding of a rule on a badge, as JSON.
    fn told(rule: &str, badge: Badge, is_own: bool) -> Value {
        let document = Document { badge: Arc::new(badge), ..Document::default() };
        let found = review(&document.badge, &document.artwork, Profile::BadgeNation);
        let finding = found.iter().find(|finding| finding.rule.id == rule).expect("it is found");
        finding_json(finding, &document, is_own)
    }

    #[test]
    fn a_finding_names_rule_weight_place_and_the_text_of_its_fix() {
        let mut badge = Badge::default();
        badge.criteria.statements = vec!["Learner has slept.".into()];
        assert_eq!(
            told("C2", badge, true),
            json!({
                "id": "C2", "name": "criterion-opening", "severity": "warning", "field": "criteria.statements[0]",
                "message": "Criterion 1 begins “Learner has slept.”, not “Earner has …”.",
                "fix": { "label": "Begin with “Earner has”", "text": "Earner has slept." },
            })
        );
        assert_eq!(told("S1", Badge::default(), true).get("fix"), None);
    }

    #[test]
    fn of_criteria_in_one_text_a_fix_gives_the_whole_text() {
        let mut badge = Badge::default();
        badge.criteria.statements = vec!["# Steps\n\n- Earner has sung.\n- Learner has slept.\n".into()];
        let told = told("C2", badge, true);
        assert_eq!(told["field"], "criteria.statements[0]");
        assert_eq!(told["fix"]["text"], "# Steps\n\n- Earner has sung.\n- Earner has slept.\n");
    }

    #[test]
    fn a_fix_that_is_not_one_text_gives_its_edits() {
        let badge = Badge { skills: ["Singing", "Teamwork", "singing"].map(Skill::named).into(), ..Badge::default() };
        let fix = |is_own| told("S4", badge.clone(), is_own)["fix"].clone();
        let edits = json!([{ "op": "remove", "path": "/badge/skills/2" }]);
        assert_eq!(fix(true), json!({ "label": "Take it out", "edits": edits }));
        assert_eq!(fix(false), json!({ "label": "Take it out" }), "it is no matter of a translation");
    }
}
