//! Spelling and grammar, offline, for badges in English.
//!
//! Reading takes milliseconds a paragraph and, once, a tenth of a second to
//! load. So texts are read beside the window, what was found is kept by text in
//! [`Proofs`], and the rules `W1` and `W2` only look there.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::grammar::mistakes;
use super::is_english;
use super::mistake::{English, Manner, Mistake};
use super::words::words;
use crate::badge::{Access, Badge, passages};
use crate::review::bounded;
use crate::review::field::Field;

/// Most characters of a text that are read; a longer one is no badge's.
pub const MOST_READ: usize = 5_000;

/// Key of a text as it is read: its language, how its words are put, its beginning.
type Key = (English, Manner, String);

/// Proofs: what reading found in texts, by text. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Proofs {
    read: HashMap<Key, Arc<Vec<Mistake>>>,
}

/// Texts that are still to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unread(Vec<Key>);

impl Unread {
    /// True when there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Proofs {
    /// The texts of a badge that were not read yet, in each of its languages that is
    /// English.
    pub fn unread(&self, badge: &Badge) -> Unread {
        let cut = bounded::cut(badge);
        let badge = cut.as_ref().map_or(badge, |cut| &cut.badge);
        let mut unread = Vec::new();
        for badge in in_english(badge) {
            for text in texts(&badge) {
                let key = text.key(&badge);
                if !words(text.said).is_empty() && !self.read.contains_key(&key) && !unread.contains(&key) {
                    unread.push(key);
                }
            }
        }
        Unread(unread)
    }

    /// Reads texts. Takes some milliseconds for each, and a tenth of a second
    /// more the first time.
    pub fn read(unread: Unread) -> Self {
        let mut proofs = Self::default();
        for (english, manner, text) in unread.0 {
            let mistakes = Arc::new(mistakes(english, manner, &text));
            proofs.read.insert((english, manner, text), mistakes);
        }
        proofs
    }

    /// Takes in what was read beside. Of texts that a badge no longer has,
    /// nothing is kept.
    pub fn take_in(&mut self, read: Self, badge: &Badge) {
        self.read.extend(read.read);
        let cut = bounded::cut(badge);
        let badge = cut.as_ref().map_or(badge, |cut| &cut.badge);
        let now: HashSet<Key> = in_english(badge)
            .flat_map(|badge| texts(&badge).iter().map(|text| text.key(&badge)).collect::<Vec<_>>())
            .collect();
        self.read.retain(|key, _| now.contains(key));
    }

    pub(in crate::review) fn of(&self, badge: &Badge, text: &Text<'_>) -> &[Mistake] {
        self.read.get(&text.key(badge)).map_or(&[], |mistakes| mistakes.as_slice())
    }
}

/// The badge in each of its languages that is English.
fn in_english(badge: &Badge) -> impl Iterator<Item = Cow<'_, Badge>> {
    let translated = badge.translations.iter().map(|words| words.in_language.as_str()).filter(|tag| is_english(tag));
    let own = is_english(&badge.in_language).then_some(Cow::Borrowed(badge));
    own.into_iter().chain(translated.map(|tag| Cow::Owned(badge.in_language(tag))))
}

/// Text that is read.
pub(in crate::review) struct Text<'b> {
    pub(in crate::review) field: Field,
    manner: Manner,
    pub(in crate::review) said: &'b str,
    /// Where it begins in the text that the file has, in bytes.
    start: usize,
}

impl Text<'_> {
    fn key(&self, badge: &Badge) -> Key {
        (English::of(&badge.in_language), self.manner, beginning(self.said).to_owned())
    }

    /// Range in the text that the file has, of a range in this one.
    pub(in crate::review) fn in_file(&self, range: &Range<usize>) -> Range<usize> {
        self.start + range.start..self.start + range.end
    }

    /// Whether it consists of sentences, so that there is grammar to be found.
    pub(in crate::review) fn is_prose(&self) -> bool {
        self.manner == Manner::Sentences && !matches!(self.field, Field::Skill(_) | Field::CriteriaList)
    }
}

/// Beginning of a text, which is read.
pub(in crate::review) fn beginning(text: &str) -> &str {
    text.char_indices().nth(MOST_READ).map_or(text, |(end, _)| &text[..end])
}

/// Texts that people write about a badge.
pub(in crate::review) fn texts(badge: &Badge) -> Vec<Text<'_>> {
    let practical = &badge.practicalities;
    let whole = |field: Field, manner, said| Text { field, manner, said, start: 0 };
    let sentences = |field: Field, said| whole(field, Manner::Sentences, said);
    let mut texts = vec![
        whole(Field::Name, Manner::Title, &badge.name),
        whole(Field::ShortName, Manner::Title, &badge.short_name),
        sentences(Field::Description, &badge.description),
    ];
    match badge.criteria.one_text() {
        Some(text) => {
            let part = |field, range: Range<usize>| Text { start: range.start, ..sentences(field, &text[range]) };
            let mut read = 0;
            for (at, range) in passages(text).into_iter().enumerate() {
                // Headings and what leads over belong to no statement.
                texts.push(part(Field::CriteriaList, read..range.start));
                read = range.end;
                texts.push(part(Field::Passage(at), range));
            }
            texts.push(part(Field::CriteriaList, read..text.len()));
        }
        None => {
            let statements = badge.criteria.statements.iter().enumerate();
            texts.extend(statements.map(|(at, text)| sentences(Field::Criterion(at), text)));
        }
    }
    let own_skills = badge.skills.iter().enumerate().filter(|(_, skill)| skill.alignment.is_none());
    texts.extend(own_skills.map(|(at, skill)| sentences(Field::Skill(at), &skill.label)));
    texts.extend([
        sentences(Field::ImageCaption, &badge.image.caption),
        sentences(Field::Evidence, &practical.evidence_asked),
        sentences(Field::Assessment, &practical.assessment),
        sentences(Field::NextStep, &practical.next_step),
        sentences(Field::Worth, &practical.worth),
    ]);
    // These are not translated: of a badge in several languages nobody knows which
    // one they are in.
    if badge.translations.iter().all(|words| is_english(&words.in_language)) {
        texts.push(sentences(Field::IssuerDescription, &badge.issuer.description));
        if let Some(Access::Place(place)) = &practical.access {
            texts.push(whole(Field::Access, Manner::Place, place));
        }
    }
    texts
}
