//! Rules on the name and the short name, and on the names of a set held against
//! each other.

use std::collections::{BTreeMap, BTreeSet};

use crate::badge::ListedKind;
use crate::review::english::lists::{WordList, word_list};
use crate::review::english::words::{begun_large, counted, length, quoted, words};
use crate::review::rule::{Diagnostic, RuleContext};
use crate::review::{Field, Profile, Rule, SetFinding, Severity};

const LONGEST_SHORT_NAME: usize = 30;
const LONGEST_NAME: usize = 60;

/// Last words of names that promise a formal assessment.
const CERTIFICATES: &[&str] = &["certificate", "certificates", "certification", "certifications"];

/// Names that say nothing, as a set of words.
static EMPTY_WORDS: WordList = word_list!("name-empty-words");

/// Words that stay small inside a title.
static SMALL_WORDS: WordList = word_list!("name-small-words");

pub(super) const T1: Rule = Rule {
    id: "T1",
    name: "short-name-too-long",
    severity: Severity::Error,
    profiles: &[Profile::BadgeNation],
    source: "Badge Nation, badge-writing workshop guide",
    title: "The short name has 30 characters at most",
    explanation: "The short name is what is drawn on the artwork, and more than 30 characters, spaces included, \
                  cannot be read at the size at which badges are shown. Where a badge has no short name, its name \
                  is drawn and the same holds for it.",
    example: "Community Gardener",
    reads_english: false,
    check: |context| {
        let badge = context.badge;
        let drawn = badge.display_name();
        let characters = length(drawn);
        if characters <= LONGEST_SHORT_NAME {
            return Vec::new();
        }
        let message = if badge.short_name.trim().is_empty() {
            format!(
                "There is no short name, and the name {} has {characters} characters: the artwork takes \
                 {LONGEST_SHORT_NAME}. Give the badge a short name.",
                quoted(drawn)
            )
        } else {
            format!(
                "The short name {} has {characters} characters, {} more than fit on the artwork.",
                quoted(drawn),
                counted(characters - LONGEST_SHORT_NAME)
            )
        };
        vec![Diagnostic::new(Field::ShortName, message)]
    },
};

pub(super) const T2: Rule = Rule {
    id: "T2",
    name: "badge-name-unclear",
    severity: Severity::Warning,
    profiles: &Profile::ALL,
    source: "Badgewright; after the guide at badge.wiki",
    title: "The name says what the badge is for, in small letters",
    explanation: "The name is read in lists, far from the artwork. It should tell a stranger what was achieved, so \
                  “Badge” alone will not do. Words in capitals throughout are hard to read and are spelled out \
                  letter by letter by some screen readers. Two badges of a set need two names.",
    example: "Community Gardening: Plan, Plant, Harvest",
    reads_english: false,
    check: |context| {
        let name = &context.badge.name;
        let said = words(name);
        if said.is_empty() {
            return vec![Diagnostic::new(Field::Name, "The badge has no name yet.")];
        }
        if said.iter().all(|word| word.is_one_of(&EMPTY_WORDS) || word.text.chars().all(char::is_numeric)) {
            let message = format!("The name {} does not say what the badge is for.", quoted(name));
            return vec![Diagnostic::new(Field::Name, message)];
        }
        if same_names(&with_others(context)).iter().any(|same| same.members.contains(&0)) {
            let message = format!("Another badge of the set is called {}, too.", quoted(name));
            return vec![Diagnostic::new(Field::Name, message)];
        }
        if !is_shouted(name) {
            return Vec::new();
        }
        let calm = as_title(name);
        let message = format!("The name {} is in capitals throughout.", quoted(name));
        vec![Diagnostic::new(Field::Name, message).with_fix(format!("Write {}", quoted(&calm)), calm)]
    },
};

/// Whether a name is in capitals and is not just an acronym or several.
fn is_shouted(name: &str) -> bool {
    let said = words(name);
    let longest_acronym = if said.len() == 1 { 6 } else { 3 };
    !name.chars().any(char::is_lowercase)
        && name.chars().any(char::is_uppercase)
        && said.iter().any(|word| word.text.chars().filter(|letter| letter.is_uppercase()).count() > longest_acronym)
}

/// The name with a capital at the beginning of each word that matters. Words
/// without a vowel are acronyms and stay as they are.
fn as_title(name: &str) -> String {
    let mut title = String::new();
    let mut done = 0;
    for word in words(name) {
        title.push_str(&name[done..word.start]);
        let is_acronym = !word.lower.contains(['a', 'e', 'i', 'o', 'u', 'y']);
        if is_acronym {
            title.push_str(word.text);
        } else if !word.starts_sentence && word.is_one_of(&SMALL_WORDS) {
            title.push_str(&word.lower);
        } else {
            title.push_str(&begun_large(&word.text.to_lowercase()));
        }
        done = word.end;
    }
    title.push_str(&name[done..]);
    title
}

pub(super) const T3: Rule = Rule {
    id: "T3",
    name: "badge-name-claims-certification",
    severity: Severity::Hint,
    profiles: &[Profile::Credly],
    source: "Credly, badge template metadata",
    title: "Only a certification is called one",
    explanation: "“Certificate” or “Certification” at the end of a name promises a formal assessment. Keep the words \
                  for badges whose kind is Certification, or leave them out of the name.",
    example: "Food Hygiene in Small Kitchens",
    reads_english: true,
    check: |context| {
        let badge = context.badge;
        let said = words(&badge.name);
        let Some(last) = said.last().filter(|last| last.is_one_of(CERTIFICATES)) else { return Vec::new() };
        let is_certification = badge.practicalities.kind == Some(ListedKind::Certification)
            || ["Certificate", "Certification", "License"].contains(&badge.achievement_type.as_str());
        if is_certification {
            return Vec::new();
        }
        let message =
            format!("The name ends in {}, but the badge is not listed as a certification.", quoted(last.text));
        let rest = badge.name[..last.start].trim_end_matches(|c: char| c.is_whitespace() || "-–—:,(".contains(c));
        let diagnostic = Diagnostic::new(Field::Name, message);
        vec![if words(rest).is_empty() {
            diagnostic
        } else {
            diagnostic.with_fix(format!("Write {}", quoted(rest)), rest)
        }]
    },
};

pub(super) const T4: Rule = Rule {
    id: "T4",
    name: "badge-name-off-pattern",
    severity: Severity::Hint,
    profiles: &[Profile::Credly],
    source: "Credly, naming conventions for badges",
    title: "The names of a set share one pattern",
    explanation: "Badges that belong together are found together when their names are built alike: the same words \
                  first, or the same words last. This looks at the other badges of the set.",
    example: "Youth Radio: Presenting · Youth Radio: Interviewing · Youth Radio: Editing",
    reads_english: false,
    check: |context| match pattern(&with_others(context)) {
        Some(found) if found.members.contains(&0) => vec![Diagnostic::new(Field::Name, found.message)],
        _ => Vec::new(),
    },
};

/// The names of the set, that of this badge first.
fn with_others(context: &RuleContext<'_>) -> Vec<String> {
    std::iter::once(&context.badge.name).chain(context.others).cloned().collect()
}

pub(super) const T5: Rule = Rule {
    id: "T5",
    name: "badge-name-too-long",
    severity: Severity::Warning,
    profiles: &[Profile::OpenEducationalBadges],
    source: "Open Educational Badges, badge form",
    title: "The name has 60 characters at most",
    explanation: "The form of Open Educational Badges takes 60 characters. Lists elsewhere cut a longer name off, too.",
    example: "Community Gardening: Plan, Plant, Harvest",
    reads_english: false,
    check: |context| {
        let characters = length(&context.badge.name);
        if characters <= LONGEST_NAME {
            return Vec::new();
        }
        let over = counted(characters - LONGEST_NAME);
        let message = format!("The name has {characters} characters, {over} more than {LONGEST_NAME}.");
        vec![Diagnostic::new(Field::Name, message)]
    },
};

/// Findings on the names of a set: names that are alike (T2), and
/// names that are not made in one way (T4).
pub fn names_of_set(names: &[String]) -> Vec<SetFinding> {
    let mut found = same_names(names);
    found.extend(pattern(names));
    found
}

/// A name as it stands in a sentence.
fn named(name: &str) -> String {
    if name.trim().is_empty() { "a badge without a name".to_owned() } else { quoted(name) }
}

fn same_names(names: &[String]) -> Vec<SetFinding> {
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, name) in names.iter().enumerate() {
        let said: Vec<String> = words(name).into_iter().map(|word| word.lower).collect();
        by_name.entry(said.join(" ")).or_default().push(place);
    }
    let repeated = by_name.into_iter().filter(|(name, places)| places.len() > 1 && !name.is_empty());
    let told = repeated.map(|(_, members)| {
        let message = format!("{} badges have the name {}.", members.len(), named(&names[members[0]]));
        SetFinding { rule: &T2, message, members }
    });
    told.collect()
}

/// Patterns that a name can share with others of its set.
fn patterns(name: &str) -> BTreeSet<String> {
    const MARKS: [(&str, &str); 6] = [
        (": ", "a colon"),
        (" – ", "a dash"),
        (" — ", "a dash"),
        (" - ", "a dash"),
        (" | ", "a bar"),
        (" (", "brackets"),
    ];
    let said: Vec<String> = words(name).into_iter().map(|word| word.lower).collect();
    let mut patterns = BTreeSet::new();
    if let [first, .., last] = said.as_slice() {
        patterns.extend([format!("begins with “{first}”"), format!("ends with “{last}”")]);
    }
    for (mark, what) in MARKS {
        if let Some((head, _)) = name.split_once(mark) {
            patterns.extend([format!("begins with “{}”", head.trim().to_lowercase()), format!("has {what}")]);
        }
    }
    patterns
}

/// Finding on names of a set that are not all made in one way (T4).
fn pattern(names: &[String]) -> Option<SetFinding> {
    let found = |message, members| Some(SetFinding { rule: &T4, message, members });
    if names.len() < 2 {
        return None;
    }
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for pattern in names.iter().flat_map(|name| patterns(name)) {
        *counts.entry(pattern).or_default() += 1;
    }
    // Of several that most follow, the one that says most.
    let most = counts.into_iter().max_by_key(|(pattern, count)| (*count, pattern.len()));
    match most {
        Some((_, count)) if count == names.len() => None,
        Some((pattern, count)) if count * 5 >= names.len() * 3 => {
            let odd: Vec<usize> =
                (0..names.len()).filter(|place| !patterns(&names[*place]).contains(&pattern)).collect();
            let shown: Vec<String> = odd.iter().take(5).map(|place| named(&names[*place])).collect();
            found(format!("Most names follow one pattern ({pattern}); not so {}.", shown.join(", ")), odd)
        }
        _ => {
            let words = "The names share no pattern. Begin or end them alike, such as “Bike Repair: Engage” and “Bike Repair: Lead”.";
            found(words.to_owned(), Vec::new())
        }
    }
}
