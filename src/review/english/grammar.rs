//! Grammar, as Harper reads it, and what it misses.

use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use harper_core::linting::{Lint, LintGroup, LintKind};
use harper_core::parsers::PlainEnglish;
use harper_core::{Document, remove_overlaps};

use super::agreement::disagreements;
use super::mistake::{DICTIONARY, English, MOST_MISTAKES, Manner, Mistake};
use super::spelling::misspelt;
use super::words::words;

static BRITISH: LazyLock<Mutex<LintGroup>> = LazyLock::new(|| Mutex::new(grammar(English::British)));
static AMERICAN: LazyLock<Mutex<LintGroup>> = LazyLock::new(|| Mutex::new(grammar(English::American)));

/// Checks on grammar; spelling is looked at here, where names are known.
fn grammar(english: English) -> LintGroup {
    let mut group = LintGroup::new_curated(Arc::clone(&DICTIONARY), english.dialect());
    for off in ["SpellCheck", "LongSentences", "SpelledNumbers", "UseTitleCase", "AvoidCurses"] {
        group.config.set_rule_enabled(off, false);
    }
    group
}

/// Mistakes of a text, in spelling and in grammar.
pub(super) fn mistakes(english: English, manner: Manner, text: &str) -> Vec<Mistake> {
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

/// Whether a kind is a mistake, and not a matter of taste.
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

/// Message of the grammar as a sentence of ours: without marks of code, with
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
