//! Rules on spelling and grammar. The texts are read beside, and what was found
//! in them stands in [`Proofs`](crate::review::Proofs).

use crate::review::english::proofs::{MOST_READ, Text, beginning, texts};
use crate::review::english::words::{quoted, words};
use crate::review::rule::{Diagnostic, RuleContext};
use crate::review::{Field, Profile, Rule, Severity};

pub(super) const W1: Rule = Rule {
    id: "W1",
    name: "wording-misspelt",
    severity: Severity::Warning,
    profiles: &Profile::ALL,
    source: "A British English dictionary (American for en-US)",
    title: "Words are spelled right",
    explanation: "A badge is read by employers for years. A word that the dictionary does not know may still be right: \
                  add it to the words of this badge, or to your own dictionary for all badges. Names within a sentence, \
                  acronyms, the issuer's name and words of framework skills are not looked up; in the name of a badge \
                  words with a capital are, where they are nearly a common word.",
    example: "behaviour, organise, practising",
    reads_english: true,
    check: |context| {
        let Some(proofs) = context.proofs else { return Vec::new() };
        let known = known_words(context);
        let mut diagnostics = Vec::new();
        for part in texts(context.badge) {
            let (field, text) = (part.field, part.said);
            for mistake in proofs.of(context.badge, &part).iter().filter(|mistake| mistake.is_spelling) {
                let Some(word) = text.get(mistake.range.clone()) else { continue };
                if known.contains(&word.to_lowercase().replace('’', "'")) {
                    continue;
                }
                let message = format!("{}: is {} spelled right?", field.label(), quoted(word));
                let diagnostic = Diagnostic::new(field, message).on(word, part.in_file(&mistake.range));
                diagnostics.push(match &mistake.instead {
                    // What stands between statements has no field to write in.
                    Some(instead) if field != Field::CriteriaList => {
                        let mut right = text.to_owned();
                        right.replace_range(mistake.range.clone(), instead);
                        diagnostic.with_fix(format!("Write {}", quoted(instead)), right)
                    }
                    _ => diagnostic,
                });
            }
        }
        diagnostics
    },
};

/// Words that this badge may use though no dictionary has them.
fn known_words(context: &RuleContext<'_>) -> Vec<String> {
    let badge = context.badge;
    let frameworks = badge.skills.iter().filter(|skill| skill.alignment.is_some()).map(|skill| skill.label.as_str());
    let named = [badge.issuer.name.as_str()].into_iter().chain(frameworks).flat_map(words);
    // What an organisation tells of itself holds names, too.
    let told = words(&badge.issuer.description).into_iter();
    let names = told.filter(|word| word.is_capitalised() && !word.starts_sentence);
    let own = context.own_words().flat_map(|own| own.split_whitespace());
    named.chain(names).map(|word| word.lower).chain(own.map(str::to_lowercase)).collect()
}

pub(super) const W2: Rule = Rule {
    id: "W2",
    name: "wording-ungrammatical",
    severity: Severity::Hint,
    profiles: &Profile::ALL,
    source: "English grammar, as Harper reads it",
    title: "The grammar holds",
    explanation: "A doubled word, “a” before a vowel or a verb that does not go with its noun is quickly mended and \
                  quickly noticed. Only English is read for grammar, and only the first 5,000 characters of a text.",
    example: "Earner has written an article.",
    reads_english: true,
    check: |context| {
        let Some(proofs) = context.proofs else { return Vec::new() };
        let mut diagnostics = Vec::new();
        for part in texts(context.badge).into_iter().filter(Text::is_prose) {
            let (field, text) = (part.field, part.said);
            for mistake in proofs.of(context.badge, &part).iter().filter(|mistake| !mistake.is_spelling) {
                let Some(said) = text.get(mistake.range.clone()) else { continue };
                let message = format!("{}, {}: {}", field.label(), quoted(said), mistake.said);
                let diagnostic = Diagnostic::new(field, message).on(said, part.in_file(&mistake.range));
                diagnostics.push(match &mistake.instead {
                    Some(right) => {
                        let right = format!("{right}{}", &text[beginning(text).len()..]);
                        diagnostic.with_fix("Put it right", right)
                    }
                    None => diagnostic,
                });
            }
            if beginning(text).len() < text.len() {
                let message = format!(
                    "{}: only the first {MOST_READ} characters are read for spelling and grammar.",
                    field.label()
                );
                diagnostics.push(Diagnostic::new(field, message));
            }
        }
        diagnostics
    },
};
