//! What a badge brings along into each of its awards, text by text as it is signed.

use super::told::{NO_PLACE, Told};
use crate::badge::{Alignment, Badge};
use crate::credential::ob3::{alignments, tags};

/// Texts that the badge says for each of its earners alike; what a form has no
/// place for is told as left out.
pub(super) fn brought(badge: &Badge, is_two: bool) -> Vec<Told> {
    let mut all = Vec::new();
    let mut tell = |field, says: String| {
        if !says.trim().is_empty() {
            all.push(Told { field, says: says.trim().to_owned(), note: String::new() });
        }
    };
    tell("Description", badge.description.clone());
    tell("Earning criteria", joined("\n", [badge.narrative(), badge.criteria.id.clone()]));
    let mut aligned = alignments(badge);
    let layer = badge.layer_and_standard().map(|_| aligned.remove(0));
    tell("Layer's entry", layer.iter().map(|layer| entry(layer, is_two)).collect());
    let others = aligned.split_off(aligned.len().saturating_sub(badge.alignment.len()));
    for (field, listed) in [("Skills", aligned), ("Also aligned to", others)] {
        tell(field, joined("\n", listed.iter().map(|one| entry(one, is_two))));
    }
    let related = badge.relations();
    let related = related.iter().map(|one| match is_two {
        true => one.id.clone(),
        false => joined(", ", [&one.id, &one.in_language, &one.version]),
    });
    tell("Related badges", joined("\n", related));
    tell("Tags", tags(badge).join(", "));
    tell("Version", badge.version.clone());
    tell("Picture", joined(": ", ["as it is drawn", &badge.image.caption]));
    let mut tell_of_three = |field, says: String| match is_two && !says.trim().is_empty() {
        true => all.push(Told { field, says: "not in the badge".to_owned(), note: NO_PLACE.to_owned() }),
        false if says.trim().is_empty() => {}
        false => all.push(Told { field, says: says.trim().to_owned(), note: String::new() }),
    };
    let results = badge.result_description.iter().map(|result| {
        let with = |words: &str, value: &str| Some(format!("{words} {value}")).filter(|_| !value.trim().is_empty());
        let parts = [
            Some(result.name.clone()),
            Some(result.result_type.clone()),
            with("one of", &result.allowed_value.join(", ")),
            with("at least needed:", &result.required_value),
            with("from", &result.value_min),
            with("to", &result.value_max),
            Some(result.id.clone()),
        ];
        joined(", ", parts.into_iter().flatten())
    });
    tell_of_three("Possible results", joined("\n", results));
    tell_of_three("Kind", badge.achievement_type.clone());
    tell_of_three("Course code", badge.human_code.clone());
    tell_of_three("Field of study", badge.field_of_study.clone());
    tell_of_three("Specialisation", badge.specialization.clone());
    tell_of_three("Credits", badge.credits_available.map(|credits| credits.to_string()).unwrap_or_default());
    let others = badge.other_identifier.iter().map(|one| format!("{} ({})", one.identifier, one.identifier_type));
    tell_of_three("Other identifiers", joined("\n", others));
    tell_of_three("Badge's identifier", badge.id.clone());
    all
}

/// Alignment to an entry of a framework: its name, and in brackets what says which it is.
fn entry(one: &Alignment, is_two: bool) -> String {
    let kind = if is_two { "" } else { &one.target_type };
    let which = joined(", ", [&one.target_framework, &one.target_code, kind, &one.target_url]);
    let which = if which.is_empty() { which } else { format!("({which})") };
    joined(" ", [&one.target_name, &which, &one.target_description])
}

/// Texts that say something, with this between them.
fn joined(between: &str, texts: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let mut all = String::new();
    for text in texts {
        let text = text.as_ref().trim();
        if !text.is_empty() && !all.is_empty() {
            all.push_str(between);
        }
        all.push_str(text);
    }
    all
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::badge::{IdentifierEntry, Related, ResultDescription, Skill};
    use crate::credential::ob3::{self, Award};
    use crate::issue::{Form, Signed, award};

    fn badge() -> Badge {
        let starter = crate::document::starter("first-aid").unwrap();
        let mut badge = Badge::clone(&starter.document("urn:uuid:1".into()).unwrap().badge);
        assert!(badge.layer().is_some(), "the layer is an entry and a tag, too");
        badge.issuer.name = "Canal School".into();
        badge.tag = ["one", "two", "three"].map(str::to_owned).into();
        badge.skills.push(Skill { label: "Rope work".into(), alignment: Some(aligned("https://e.example/rope")) });
        badge.skills.push(Skill::default());
        badge.alignment = vec![aligned("https://e.example/further")];
        badge.related = vec![
            Related::default(),
            Related { id: "urn:uuid:r".into(), in_language: "fr".into(), version: "7".into() },
        ];
        (badge.version, badge.human_code) = ("2.1".into(), "FA1".into());
        (badge.field_of_study, badge.specialization) = ("Care".into(), "At sea".into());
        (badge.achievement_type, badge.credits_available) = ("Course".into(), Some(2.5));
        badge.image.caption = "A red cross on white.".into();
        badge.criteria.id = "https://canal.example/criteria".into();
        badge.practicalities.assessment = "By an examiner.".into();
        badge.other_identifier =
            vec![IdentifierEntry { identifier: "X-9".into(), identifier_type: "ext:Register".into() }];
        badge.result_description = vec![ResultDescription {
            id: "urn:uuid:s".into(),
            name: "Score".into(),
            result_type: "Percent".into(),
            allowed_value: vec!["seventy".into(), "eighty".into()],
            required_value: "seventy".into(),
            value_min: "0".into(),
            value_max: "100".into(),
            ..ResultDescription::default()
        }];
        badge
    }

    fn aligned(url: &str) -> Alignment {
        Alignment {
            target_name: "Ropes".into(),
            target_url: url.into(),
            target_description: "Ties and trusts knots.".into(),
            target_framework: "ESCO".into(),
            target_code: "S1.2".into(),
            target_type: "CFItem".into(),
            ..Alignment::default()
        }
    }

    /// Every text and number in a JSON, without what only machines read.
    fn texts(value: &Value, all: &mut Vec<String>) {
        match value {
            Value::String(text) => all.push(text.clone()),
            Value::Number(number) => all.push(number.to_string()),
            Value::Array(items) => items.iter().for_each(|item| texts(item, all)),
            Value::Object(fields) => {
                let read = fields.iter().filter(|(name, _)| !["type", "@context", "image"].contains(&name.as_str()));
                read.for_each(|(_, value)| texts(value, all));
                // The picture is drawn; what describes it is text.
                fields.get("image").and_then(|image| image.get("caption")).into_iter().for_each(|one| texts(one, all));
            }
            _ => {}
        }
    }

    fn told(badge: &Badge, award: &Award, form: Form) -> String {
        let issuer = None;
        let signed = Signed { badge, issuer, issuer_id: "", award, issued: None, expires: None, form, list: None };
        let lines = signed.told().into_iter().map(|told| format!("{}: {} ({})", told.field, told.says, told.note));
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn every_text_of_the_badge_that_is_signed_is_told_before() {
        let badge = badge();
        let mut amy = award("amy@example.org", "2026-03-14T10:00:00Z".parse().unwrap()).unwrap();
        amy.image = Some("data:image/png;base64,AA".into());
        let signed = ob3::credential(&badge, "did:web:example.org", &amy).unwrap();
        let mut all = Vec::new();
        texts(&signed["credentialSubject"]["achievement"], &mut all);
        let three = told(&badge, &amy, Form::Ob3);
        assert!(all.len() > 40, "{all:?}");
        for text in &all {
            assert!(three.contains(text.as_str()), "{text:?} in\n{three}");
        }
        // Nothing else is told as if it were signed.
        let two = told(&badge, &amy, Form::Ob2Signed);
        assert!(two.contains("Ties and trusts knots.") && !two.contains("CFItem") && !two.contains("FA1"), "{two}");
        for field in ["Possible results", "Course code", "Credits", "Other identifiers"] {
            assert!(two.contains(&format!("{field}: not in the badge ({NO_PLACE})")), "{field} in\n{two}");
        }
        let plain = told(&Badge { name: "First Aid".into(), ..Badge::default() }, &amy, Form::Ob3);
        assert!(!plain.contains("Skills") && !plain.contains("Course code"), "{plain}");
    }
}
