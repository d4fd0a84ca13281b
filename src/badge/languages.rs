//! A badge in its languages.

use super::{Badge, Related, Translation};
use crate::Extra;

impl Badge {
    /// The languages this badge is written in, its own first.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.in_language)
            .chain(self.translations.iter().map(|translation| &translation.in_language))
            .map(String::as_str)
    }

    /// This badge with the words of one of its translations: a badge of its
    /// own, which has the language it came from among its translations. The
    /// badge as it is for its own language and for one it does not have. Where
    /// a skill is not translated its own label stands.
    #[must_use]
    pub fn in_language(&self, tag: &str) -> Self {
        let Some(at) = self.translations.iter().position(|translation| same(&translation.in_language, tag)) else {
            return self.clone();
        };
        let mut badge = self.clone();
        let words = badge.translations.remove(at);
        badge.translations.insert(0, self.words());
        badge.in_language = words.in_language;
        badge.id = words.id;
        badge.name = words.name;
        badge.short_name = words.short_name;
        badge.description = words.description;
        badge.criteria.statements = words.criteria.statements;
        if !words.criteria.id.is_empty() {
            badge.criteria.id = words.criteria.id;
        }
        for (skill, label) in badge.skills.iter_mut().zip(words.skills) {
            if !label.trim().is_empty() {
                skill.label = label;
            }
        }
        badge.image.caption = words.caption;
        badge.practicalities.evidence_asked = words.evidence_asked;
        badge.practicalities.assessment = words.assessment;
        badge.practicalities.next_step = words.next_step;
        badge.practicalities.worth = words.worth;
        badge
    }

    /// Changes the words of a translation as if the badge were in that language.
    /// What is no words, and what it does not have, stays as it is.
    pub fn change_words(&mut self, tag: &str, change: impl FnOnce(&mut Self)) {
        let mut shown = self.in_language(tag);
        let Some(words) = self.translations.iter_mut().find(|words| same(&words.in_language, tag)) else { return };
        let mut before = shown.words();
        change(&mut shown);
        let mut after = shown.words();
        let texts: [fn(&mut Translation) -> &mut String; 8] = [
            |words| &mut words.name,
            |words| &mut words.short_name,
            |words| &mut words.description,
            |words| &mut words.caption,
            |words| &mut words.evidence_asked,
            |words| &mut words.assessment,
            |words| &mut words.next_step,
            |words| &mut words.worth,
        ];
        for text in texts {
            if text(&mut after) != text(&mut before) {
                *text(words) = std::mem::take(text(&mut after));
            }
        }
        if after.criteria.statements != before.criteria.statements {
            words.criteria.statements = after.criteria.statements;
        }
        words.skills.resize(after.skills.len().max(words.skills.len()), String::new());
        for (label, (after, before)) in words.skills.iter_mut().zip(after.skills.into_iter().zip(before.skills)) {
            if after != before {
                *label = after;
            }
        }
    }

    /// The badge's own words, as a translation of the badge in another
    /// language.
    #[must_use]
    pub fn words(&self) -> Translation {
        Translation {
            in_language: self.in_language.clone(),
            id: self.id.clone(),
            name: self.name.clone(),
            short_name: self.short_name.clone(),
            description: self.description.clone(),
            criteria: self.criteria.clone(),
            skills: self.skills.iter().map(|skill| skill.label.clone()).collect(),
            caption: self.image.caption.clone(),
            evidence_asked: self.practicalities.evidence_asked.clone(),
            assessment: self.practicalities.assessment.clone(),
            next_step: self.practicalities.next_step.clone(),
            worth: self.practicalities.worth.clone(),
            extra: Extra::new(),
        }
    }

    /// What a credential names as related: the badges that the writer named,
    /// and the same badge in its other languages.
    pub fn relations(&self) -> Vec<Related> {
        let languages =
            self.translations.iter().filter(|translation| !translation.id.is_empty()).map(|translation| Related {
                id: translation.id.clone(),
                in_language: translation.in_language.clone(),
                version: self.version.clone(),
            });
        let mut relations = self.related.clone();
        relations.retain(|related| !related.id.trim().is_empty());
        relations.extend(languages);
        relations
    }
}

/// Whether two tags name the same language; capitals do not matter.
fn same(one: &str, other: &str) -> bool {
    one.trim().eq_ignore_ascii_case(other.trim())
}
