//! Spelling and grammar, offline, for badges in English.
//!
//! Reading takes milliseconds a paragraph and, once, a tenth of a second to
//! load. So texts are read beside the window, what was found is kept by text in
//! [`Proofs`], and the rules `W1` and `W2` only look there.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use harper_core::linting::{Lint, LintGroup, LintKind};
use harper_core::parsers::PlainEnglish;
use harper_core::spell::FstDictionary;
use harper_core::{Dialect, Document, remove_overlaps};

use super::agreement::disagreements;
use super::bounded;
use super::rule::{Remark, Subject, is_english};
use super::spelling::misspelt;
use super::words::{quoted, words};
use super::{Field, Profile, Rule, Severity};
use crate::badge::{Access, Badge, passages};

/// So many characters of a text are read; a longer one is no badge's.
pub const MOST_READ: usize = 5_000;

/// Most mistakes of one kind that are told of a text.
pub(super) const MOST_MISTAKES: usize = 12;

/// The English that a badge is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum English {
    British,
    American,
}

impl English {
    /// By a language tag; British unless it says otherwise.
    fn of(tag: &str) -> Self {
        if tag.trim().eq_ignore_ascii_case("en-us") { Self::American } else { Self::British }
    }

    pub(super) fn dialect(self) -> Dialect {
        match self {
            Self::British => Dialect::British,
            Self::American => Dialect::American,
        }
    }
}

/// A mistake in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mistake {
    /// Where it stands, in bytes.
    pub(super) range: Range<usize>,
    pub(super) is_spelling: bool,
    /// What is wrong, for grammar.
    pub(super) said: String,
    /// What could stand there; for grammar, the whole text.
    pub(super) instead: Option<String>,
}

/// How words are put in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Manner {
    /// A word with a capital within a sentence is a name.
    Sentences,
    /// Any word may have a capital: names of badges.
    Title,
    /// Any word with a capital may be a name: where a badge is earned.
    Place,
}

/// A text as it is read: its language, how its words are put, its beginning.
type Key = (English, Manner, String);

/// What reading found in texts, by text. Cheap to clone.
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

    fn of(&self, badge: &Badge, text: &Text<'_>) -> &[Mistake] {
        self.read.get(&text.key(badge)).map_or(&[], |mistakes| mistakes.as_slice())
    }
}

/// The badge in each of its languages that is English.
fn in_english(badge: &Badge) -> impl Iterator<Item = Cow<'_, Badge>> {
    let translated = badge.translations.iter().map(|words| words.in_language.as_str()).filter(|tag| is_english(tag));
    let own = is_english(&badge.in_language).then_some(Cow::Borrowed(badge));
    own.into_iter().chain(translated.map(|tag| Cow::Owned(badge.in_language(tag))))
}

/// A text that is read.
struct Text<'b> {
    field: Field,
    manner: Manner,
    said: &'b str,
}

impl Text<'_> {
    fn key(&self, badge: &Badge) -> Key {
        (English::of(&badge.in_language), self.manner, beginning(self.said).to_owned())
    }

    /// Whether it consists of sentences, so that there is grammar to be found.
    fn is_prose(&self) -> bool {
        self.manner == Manner::Sentences && !matches!(self.field, Field::Skill(_) | Field::CriteriaList)
    }
}

/// The part of a text that is read.
fn beginning(text: &str) -> &str {
    text.char_indices().nth(MOST_READ).map_or(text, |(end, _)| &text[..end])
}

/// Everything that people write about a badge.
fn texts(badge: &Badge) -> Vec<Text<'_>> {
    let practical = &badge.practicalities;
    let sentences = |field: Field, said| Text { field, manner: Manner::Sentences, said };
    let mut texts = vec![
        Text { field: Field::Name, manner: Manner::Title, said: &badge.name },
        Text { field: Field::ShortName, manner: Manner::Title, said: &badge.short_name },
        sentences(Field::Description, &badge.description),
    ];
    match badge.criteria.one_text() {
        Some(text) => {
            let mut read = 0;
            for (at, range) in passages(text).into_iter().enumerate() {
                // Headings and what leads over belong to no statement.
                texts.push(sentences(Field::CriteriaList, &text[read..range.start]));
                texts.push(sentences(Field::Passage(at), &text[range.clone()]));
                read = range.end;
            }
            texts.push(sentences(Field::CriteriaList, &text[read..]));
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
            texts.push(Text { field: Field::Access, manner: Manner::Place, said: place });
        }
    }
    texts
}

pub(super) static DICTIONARY: LazyLock<Arc<FstDictionary>> = LazyLock::new(FstDictionary::curated);
static BRITISH: LazyLock<Mutex<LintGroup>> = LazyLock::new(|| Mutex::new(grammar(English::British)));
static AMERICAN: LazyLock<Mutex<LintGroup>> = LazyLock::new(|| Mutex::new(grammar(English::American)));

/// The checks on grammar; spelling is looked at here, where names are known.
fn grammar(english: English) -> LintGroup {
    let mut group = LintGroup::new_curated(Arc::clone(&DICTIONARY), english.dialect());
    for off in ["SpellCheck", "LongSentences", "SpelledNumbers", "UseTitleCase", "AvoidCurses"] {
        group.config.set_rule_enabled(off, false);
    }
    group
}

fn mistakes(english: English, manner: Manner, text: &str) -> Vec<Mistake> {
    let mut found = misspelt(english, manner, text);
    found.extend(disagreements(text));
    let document = Document::new(text, &PlainEnglish, &*DICTIONARY);
    let group = if english == English::American { &AMERICAN } else { &BRITISH };
    // A check that broke off leaves nothing behind that another would stumble on.
    let by_name = group.lock().unwrap_or_else(PoisonError::into_inner).organized_lints(&document);
    let sure =
        |name: &str, lint: &Lint| (is_grammar(lint.lint_kind) || SURE.contains(&name)) && !UNSURE.contains(&name);
    let mut lints: Vec<Lint> = by_name
        .into_iter()
        .flat_map(|(name, lints)| lints.into_iter().filter(move |lint| sure(&name, lint)).collect::<Vec<_>>())
        .collect();
    remove_overlaps(&mut lints);
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    for lint in lints.into_iter().take(MOST_MISTAKES) {
        let (Some(&start), Some(&end)) = (places.get(lint.span.start), places.get(lint.span.end)) else { continue };
        // How an acronym is said nobody can tell: "an RIDDOR form", "a UCAS form".
        let before_acronym =
            words(&text[end..]).first().is_some_and(|next| next.text.chars().nth(1).is_some_and(char::is_uppercase));
        let said = &text[start..end];
        let is_acronym = !said.contains(|letter: char| letter.is_lowercase() || letter.is_whitespace())
            && said.chars().filter(|letter| letter.is_uppercase()).count() > 1;
        if before_acronym || is_acronym {
            continue;
        }
        let instead = lint.suggestions.first().map(|suggestion| {
            let mut letters: Vec<char> = text.chars().collect();
            suggestion.apply(lint.span, &mut letters);
            letters.into_iter().collect()
        });
        found.push(Mistake { range: start..end, is_spelling: false, said: plain(&lint.message), instead });
    }
    found
}

/// Checks that find mistakes though their kind does not say so.
const SURE: &[&str] = &["AnA"];

/// Checks that take right words for mistakes: "an awareness", "find out", "how people work", "whom others saw".
const UNSURE: &[&str] = &["CompoundNouns", "FindOut", "HowTo", "MassNouns", "SplitWords", "WhomSubjectOfVerb"];

/// What is a mistake, and not a matter of taste.
fn is_grammar(kind: LintKind) -> bool {
    matches!(
        kind,
        LintKind::Agreement
            | LintKind::Eggcorn
            | LintKind::Grammar
            | LintKind::Malapropism
            | LintKind::Nonstandard
            | LintKind::Repetition
            | LintKind::Typo
            | LintKind::Usage
            | LintKind::WordChoice
            | LintKind::WordOrder
    )
}

/// A message of the grammar as a sentence of ours: without marks of code, with
/// a full stop.
fn plain(message: &str) -> String {
    let mut plain = String::new();
    let mut opens = true;
    for letter in message.trim().chars() {
        match letter {
            '`' | '*' | '"' => {
                plain.push(if opens { '“' } else { '”' });
                opens = !opens;
            }
            letter => plain.push(letter),
        }
    }
    let plain = plain.replace("““", "“").replace("””", "”");
    if plain.ends_with(['.', '!', '?']) { plain } else { format!("{plain}.") }
}

pub(super) const W1: Rule = Rule {
    id: "W1",
    severity: Severity::Warning,
    profiles: &Profile::ALL,
    source: "A British English dictionary (American for en-US)",
    title: "Words are spelled right",
    explanation: "A badge is read by employers for years. A word that the dictionary does not know may still be right: \
                  add it to the words of this badge, or to your own dictionary for all badges. Names within a sentence, \
                  acronyms, the issuer's name and words of framework skills are not looked up; in the name of a badge \
                  words with a capital are, where they are nearly a common word.",
    example: "behaviour, organise, practising",
    check: |subject| {
        let Some(proofs) = subject.proofs else { return Vec::new() };
        let known = known_words(subject);
        let mut remarks = Vec::new();
        for part in texts(subject.badge) {
            let (field, text) = (part.field, part.said);
            for mistake in proofs.of(subject.badge, &part).iter().filter(|mistake| mistake.is_spelling) {
                let Some(word) = text.get(mistake.range.clone()) else { continue };
                if known.contains(&word.to_lowercase().replace('’', "'")) {
                    continue;
                }
                let message = format!("{}: is {} spelled right?", field.label(), quoted(word));
                let remark = Remark::new(field, message).on(word);
                remarks.push(match &mistake.instead {
                    // What stands between statements has no field to write in.
                    Some(instead) if field != Field::CriteriaList => {
                        let mut right = text.to_owned();
                        right.replace_range(mistake.range.clone(), instead);
                        remark.with_fix(format!("Write {}", quoted(instead)), right)
                    }
                    _ => remark,
                });
            }
        }
        remarks
    },
};

/// Words that this badge may use though no dictionary has them.
fn known_words(subject: &Subject<'_>) -> Vec<String> {
    let badge = subject.badge;
    let frameworks = badge.skills.iter().filter(|skill| skill.alignment.is_some()).map(|skill| skill.label.as_str());
    let named = [badge.issuer.name.as_str()].into_iter().chain(frameworks).flat_map(words);
    // What an organisation tells of itself holds names, too.
    let told = words(&badge.issuer.description).into_iter();
    let names = told.filter(|word| word.is_capitalised() && !word.starts_sentence);
    let own = subject.own_words().flat_map(|own| own.split_whitespace());
    named.chain(names).map(|word| word.lower).chain(own.map(str::to_lowercase)).collect()
}

pub(super) const W2: Rule = Rule {
    id: "W2",
    severity: Severity::Hint,
    profiles: &Profile::ALL,
    source: "English grammar, as Harper reads it",
    title: "The grammar holds",
    explanation: "A doubled word, “a” before a vowel or a verb that does not go with its noun is quickly mended and \
                  quickly noticed. Only English is read for grammar, and only the first 5,000 characters of a text.",
    example: "Earner has written an article.",
    check: |subject| {
        let Some(proofs) = subject.proofs else { return Vec::new() };
        let mut remarks = Vec::new();
        for part in texts(subject.badge).into_iter().filter(Text::is_prose) {
            let (field, text) = (part.field, part.said);
            for mistake in proofs.of(subject.badge, &part).iter().filter(|mistake| !mistake.is_spelling) {
                let Some(said) = text.get(mistake.range.clone()) else { continue };
                let message = format!("{}, {}: {}", field.label(), quoted(said), mistake.said);
                let remark = Remark::new(field, message).on(said);
                remarks.push(match &mistake.instead {
                    Some(right) => {
                        let right = format!("{right}{}", &text[beginning(text).len()..]);
                        remark.with_fix("Put it right", right)
                    }
                    None => remark,
                });
            }
            if beginning(text).len() < text.len() {
                let message = format!(
                    "{}: only the first {MOST_READ} characters are read for spelling and grammar.",
                    field.label()
                );
                remarks.push(Remark::new(field, message));
            }
        }
        remarks
    },
};
