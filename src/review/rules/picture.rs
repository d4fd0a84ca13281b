//! Rules on what is said about the picture.

use std::collections::HashSet;

use crate::review::english::lists::{WordList, word_list};
use crate::review::english::words::{contains_words, counted, length, listed, quoted, words};
use crate::review::rule::{Diagnostic, RuleContext};
use crate::review::{Field, Profile, Rule, Severity};

const LONGEST_CAPTION: usize = 250;

/// Captions made of these words alone say nothing about the picture.
static EMPTY_WORDS: WordList = word_list!("alt-text-empty-words");

pub(super) const X1: Rule = Rule {
    id: "X1",
    name: "alt-text-unclear",
    severity: Severity::Warning,
    profiles: &Profile::ALL,
    source: "Open Badges 3.0, image caption; the guide at badge.wiki; Moodle",
    title: "The alt text tells what is on the picture",
    explanation: "People who do not see the picture are read its alt text. Tell in one sentence what it shows, with \
                  every word that is drawn on it. The name alone, or “badge image”, tells them nothing new; more \
                  than 250 characters are tiring to listen to.",
    example: "A green ring with a watering can; around it stands “Community Gardener” and “Participate”.",
    reads_english: false,
    check: |context| {
        let caption = &context.badge.image.caption;
        let told = words(caption);
        let characters = length(caption);
        let diagnostic = |message: String| vec![Diagnostic::new(Field::ImageCaption, message)];
        if told.is_empty() {
            return diagnostic("The picture has no alt text: tell in a sentence what it shows.".to_owned());
        }
        if characters > LONGEST_CAPTION {
            let over = counted(characters - LONGEST_CAPTION);
            return diagnostic(format!(
                "The alt text has {characters} characters, {over} more than {LONGEST_CAPTION}."
            ));
        }
        if told.iter().all(|word| word.is_one_of(&EMPTY_WORDS)) {
            return diagnostic(format!("The alt text {} does not tell what the picture shows.", quoted(caption)));
        }
        let names = [context.badge.name.as_str(), context.badge.display_name()].map(words);
        if names.iter().any(|name| name.len() == told.len() && contains_words(&told, name)) {
            let message = "The alt text only repeats the name; tell what the picture shows as well.";
            return diagnostic(message.to_owned());
        }
        let (mut missing, mut known) = (Vec::new(), HashSet::new());
        for drawn in drawn_texts(context) {
            let shown = quoted(&drawn);
            if known.insert(shown.clone()) && !contains_words(&told, &words(&drawn)) {
                missing.push(shown);
            }
        }
        if missing.is_empty() {
            return Vec::new();
        }
        let texts = listed(&missing);
        let message = format!("On the picture stands {texts}; the alt text does not say so.");
        let completed = format!("{} It reads {texts}.", ended(caption.trim()));
        let diagnostic = Diagnostic::new(Field::ImageCaption, message);
        vec![if length(&completed) <= LONGEST_CAPTION {
            diagnostic.with_fix(format!("Add “It reads …” with {texts}"), completed)
        } else {
            diagnostic
        }]
    },
};

pub(super) const X2: Rule = Rule {
    id: "X2",
    name: "image-origin-missing",
    severity: Severity::Hint,
    profiles: &[Profile::Moodle],
    source: "Moodle, image author fields; Creative Commons",
    title: "Who made the picture is recorded",
    explanation: "Moodle shows who made a badge's picture, and many licences ask for it. The bundled icons need no \
                  word of thanks; for a picture or logo from elsewhere, note its author and its licence.",
    example: "Hillside Design, CC BY 4.0.",
    reads_english: false,
    check: |context| {
        let image = &context.badge.image;
        let mut diagnostics = Vec::new();
        if image.author.trim().is_empty() {
            diagnostics.push(Diagnostic::new(Field::ImageAuthor, "It is not recorded who made the picture."));
        }
        if image.licence.trim().is_empty() {
            diagnostics
                .push(Diagnostic::new(Field::ImageLicence, "It is not recorded how others may use the picture."));
        }
        diagnostics
    },
};

/// The texts that can be seen on the artwork, as they are written in prose.
pub(super) fn drawn_texts(context: &RuleContext<'_>) -> Vec<String> {
    let mut found = crate::scene::drawn_texts(context.artwork, context.badge);
    found.retain(|text| !words(text).is_empty());
    found
}

/// The text with a full stop, unless a sentence ends already.
fn ended(text: &str) -> String {
    if text.ends_with(['.', '!', '?', '”']) { text.to_owned() } else { format!("{text}.") }
}
