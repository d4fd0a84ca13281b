//! Rules on what is said about the picture.

use std::sync::Arc;

use super::rule::{Remark, Subject};
use super::words::{contains_words, counted, length, listed, quoted, words};
use super::{Field, Profile, Rule, Severity};
use crate::artwork::{Binding, Element, Kind};

const LONGEST_CAPTION: usize = 250;

/// Captions made of these words alone say nothing about the picture.
const EMPTY_WORDS: &[&str] = &[
    "a", "alt", "an", "artwork", "badge", "digital", "graphic", "icon", "image", "logo", "my", "of", "our", "photo",
    "picture", "png", "svg", "text", "the", "this",
];

pub(super) const X1: Rule = Rule {
    id: "X1",
    severity: Severity::Warning,
    profiles: &Profile::ALL,
    source: "Open Badges 3.0, image caption; the guide at badge.wiki; Moodle",
    title: "The alt text tells what is on the picture",
    explanation: "People who do not see the picture are read its alt text. Tell in one sentence what it shows, with \
                  every word that is drawn on it. The name alone, or “badge image”, tells them nothing new; more \
                  than 250 characters are tiring to listen to.",
    example: "A green ring with a watering can; around it stands “Community Gardener” and “Participate”.",
    check: |subject| {
        let caption = &subject.badge.image.caption;
        let said = words(caption);
        let characters = length(caption);
        let remark = |message: String| vec![Remark::new(Field::ImageCaption, message)];
        if said.is_empty() {
            return remark("The picture has no alt text: tell in a sentence what it shows.".to_owned());
        }
        if characters > LONGEST_CAPTION {
            let over = counted(characters - LONGEST_CAPTION);
            return remark(format!("The alt text has {characters} characters, {over} more than {LONGEST_CAPTION}."));
        }
        if said.iter().all(|word| word.is_one_of(EMPTY_WORDS)) {
            return remark(format!("The alt text {} does not tell what the picture shows.", quoted(caption)));
        }
        let names = [subject.badge.name.as_str(), subject.badge.display_name()].map(words);
        if names.iter().any(|name| name.len() == said.len() && contains_words(&said, name)) {
            let message = "The alt text only repeats the name; tell what the picture shows as well.";
            return remark(message.to_owned());
        }
        let mut missing: Vec<String> = Vec::new();
        for drawn in drawn_texts(subject) {
            let shown = quoted(&drawn);
            if !contains_words(&said, &words(&drawn)) && !missing.contains(&shown) {
                missing.push(shown);
            }
        }
        if missing.is_empty() {
            return Vec::new();
        }
        let texts = listed(&missing);
        let message = format!("On the picture stands {texts}; the alt text does not say so.");
        let completed = format!("{} It reads {texts}.", ended(caption.trim()));
        let remark = Remark::new(Field::ImageCaption, message);
        vec![if length(&completed) <= LONGEST_CAPTION {
            remark.with_fix(format!("Add “It reads …” with {texts}"), completed)
        } else {
            remark
        }]
    },
};

/// The texts that can be seen on the artwork, in the badge's own words.
fn drawn_texts(subject: &Subject<'_>) -> Vec<String> {
    fn collect(elements: &[Arc<Element>], subject: &Subject<'_>, found: &mut Vec<String>) {
        for element in elements.iter().filter(|element| !element.hidden && element.opacity > 0.0) {
            match &element.kind {
                Kind::Text(text) => found.push(in_own_words(&text.content, subject)),
                Kind::Group { elements } => collect(elements, subject, found),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    collect(&subject.artwork.elements, subject, &mut found);
    found.retain(|text| !words(text).is_empty());
    found
}

fn in_own_words(content: &str, subject: &Subject<'_>) -> String {
    Binding::ALL.into_iter().fold(content.to_owned(), |text, binding| {
        let value = match binding {
            Binding::Name => &subject.badge.name,
            Binding::ShortName => subject.badge.display_name(),
            Binding::Layer => subject.badge.layer().map_or("", |layer| &layer.name),
            Binding::Issuer => &subject.badge.issuer.name,
        };
        text.replace(binding.token(), value)
    })
}

/// The text with a full stop, unless a sentence ends already.
fn ended(text: &str) -> String {
    if text.ends_with(['.', '!', '?', '”']) { text.to_owned() } else { format!("{text}.") }
}
