//! English words: what kind they are, how statements begin, tenses, spelling and
//! grammar. Knows nothing of rules.

mod agreement;
mod grammar;
pub(super) mod lists;
mod mistake;
pub(super) mod opening;
pub(super) mod proofs;
mod rows;
mod spelling;
pub(super) mod tense;
pub(super) mod verbs;
pub(super) mod words;
pub(super) mod young;

#[cfg(test)]
mod tense_tests;

/// Whether a language tag means English. A badge that names no language is
/// taken for English, as everything here is made for it.
pub fn is_english(tag: &str) -> bool {
    let tag = tag.trim();
    tag.is_empty() || tag.split(['-', '_']).next().is_some_and(|language| language.eq_ignore_ascii_case("en"))
}

/// What to say of a badge in another language than English.
pub fn language_note(tag: &str) -> String {
    format!(
        "The words are in another language than English (“{}”): rules on English wording, spelling and grammar are left \
         out, everything else is checked.",
        tag.trim()
    )
}
