//! Verbs that badges are written with, and their forms.
//!
//! A list, not a grammar: a word that is not in it is taken for no verb, so a
//! rule rather stays silent than finds fault with a noun.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::lists::{WordList, word_list};

/// Base form, past, past participle.
static IRREGULAR: WordList = word_list!("verbs-irregular");

static REGULAR: WordList = word_list!("verbs-regular");

/// Regular verbs that double their last letter though the rule for short
/// words does not say so.
const DOUBLING: &[&str] = &["begin", "submit", "travel"];

/// Forms of the third person that are not also the plural of a noun.
pub(in crate::review) static CLEARLY_PRESENT: WordList = word_list!("verbs-clearly-present");

/// Form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::review) enum Form {
    /// "take"
    Base,
    /// "takes"
    Third,
    /// "took", where the participle is another word
    Past,
    /// "taken"
    Participle,
}

/// Verb that was recognised.
#[derive(Clone, Debug)]
pub(in crate::review) struct Verb {
    pub(in crate::review) form: Form,
    /// "take"
    base: &'static str,
    /// "taken"
    participle: String,
}

static FORMS: LazyLock<HashMap<String, Verb>> = LazyLock::new(|| {
    let mut forms = HashMap::new();
    let irregular = IRREGULAR.iter().filter_map(|line| {
        let mut forms = line.split(' ');
        Some((forms.next()?, forms.next()?.to_owned(), forms.next()?.to_owned()))
    });
    let regular = REGULAR.iter().map(|base| (*base, regular_past(base), regular_past(base)));
    for (base, past, participle) in irregular.chain(regular) {
        // A word that is two forms at once ("read") is taken for the later of
        // these, which is what a badge should say.
        for (word, form) in [
            (base.to_owned(), Form::Base),
            (third(base), Form::Third),
            (past, Form::Past),
            (participle.clone(), Form::Participle),
        ] {
            forms.insert(word, Verb { form, base, participle: participle.clone() });
        }
    }
    // Half of the world spells "learnt" so.
    forms
        .insert("learned".to_owned(), Verb { form: Form::Participle, base: "learn", participle: "learned".to_owned() });
    forms
});

/// Verb that this word, in small letters, is a form of.
pub(in crate::review) fn verb(word: &str) -> Option<&'static Verb> {
    FORMS.get(word)
}

/// Base form of a verb: "take" for "taken".
pub(in crate::review) fn base(word: &str) -> Option<&'static str> {
    verb(word).map(|verb| verb.base)
}

/// What follows "has" where this word follows "will": "taken" for "take".
pub(in crate::review) fn participle_of_base(word: &str) -> Option<&'static str> {
    verb(word).filter(|verb| verb.base == word).map(|verb| verb.participle.as_str())
}

/// What follows "has" where this word stands for the present: "taken" for
/// "takes" and "take".
pub(in crate::review) fn participle_of_present(word: &str) -> Option<&'static str> {
    verb(word).filter(|verb| matches!(verb.form, Form::Base | Form::Third)).map(|verb| verb.participle.as_str())
}

/// What follows "has" where a sentence begins with this word: "taken" for
/// "taken" and "took". Regular participles need not be in the list.
pub(in crate::review) fn participle_of_past(word: &str) -> Option<&str> {
    match verb(word) {
        Some(verb) => matches!(verb.form, Form::Past | Form::Participle).then_some(verb.participle.as_str()),
        None => (word.len() > 5 && word.ends_with("ed") && !word.ends_with("eed")).then_some(word),
    }
}

/// What follows "has" where this word tells the past and cannot follow "has"
/// itself: "taken" for "took".
pub(in crate::review) fn participle_of_past_form(word: &str) -> Option<&'static str> {
    verb(word).filter(|verb| verb.form == Form::Past).map(|verb| verb.participle.as_str())
}

/// The noun of doing it: "swim" gives "swimming".
pub(in crate::review) fn gerund(base: &str) -> String {
    if let Some(stem) = base.strip_suffix('e').filter(|stem| !stem.ends_with(['e', 'o'])) {
        return format!("{stem}ing");
    }
    format!("{}ing", doubled(base))
}

fn regular_past(base: &str) -> String {
    if let Some(stem) = base.strip_suffix('y').filter(|stem| !stem.ends_with(is_vowel)) {
        return format!("{stem}ied");
    }
    if base.ends_with('e') { format!("{base}d") } else { format!("{}ed", doubled(base)) }
}

fn third(base: &str) -> String {
    if let Some(stem) = base.strip_suffix('y').filter(|stem| !stem.ends_with(is_vowel)) {
        return format!("{stem}ies");
    }
    let hisses = ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| base.ends_with(end));
    format!("{base}{}", if hisses { "es" } else { "s" })
}

/// The verb with its last letter doubled where "-ing" and "-ed" ask for it:
/// a short word that ends in consonant, vowel, consonant.
fn doubled(base: &str) -> String {
    let letters: Vec<char> = base.chars().collect();
    let ends_short = matches!(letters.as_slice(), [.., before, vowel, last]
        if !is_vowel(*before) && is_vowel(*vowel) && !is_vowel(*last) && !matches!(last, 'w' | 'x' | 'y'));
    let one_vowel = letters.iter().filter(|letter| is_vowel(**letter)).count() == 1;
    match letters.last() {
        Some(last) if (ends_short && one_vowel) || DOUBLING.contains(&base) => format!("{base}{last}"),
        _ => base.to_owned(),
    }
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_known_by_all_their_forms() {
        for (word, form, participle) in [
            ("plan", Form::Base, "planned"),
            ("carries", Form::Third, "carried"),
            ("watches", Form::Third, "watched"),
            ("took", Form::Past, "taken"),
            ("led", Form::Participle, "led"),
            ("visited", Form::Participle, "visited"),
            ("travelled", Form::Participle, "travelled"),
        ] {
            let verb = verb(word).unwrap_or_else(|| panic!("{word} is not known"));
            assert_eq!((verb.form, verb.participle.as_str()), (form, participle), "{word}");
        }
        assert!(verb("canvas").is_none());
    }

    #[test]
    fn what_follows_has_is_a_participle() {
        assert_eq!(participle_of_base("swim"), Some("swum"));
        assert_eq!(participle_of_base("become"), Some("become"));
        assert_eq!(participle_of_base("taken"), None);
        assert_eq!(participle_of_present("plans"), Some("planned"));
        assert_eq!(participle_of_past("upcycled"), Some("upcycled"));
        assert_eq!(participle_of_past("wrote"), Some("written"));
        assert_eq!(participle_of_past("speed"), None);
        assert_eq!(participle_of_past("attends"), None);
    }

    #[test]
    fn doing_words_are_spelled_the_british_way() {
        let nouns: Vec<_> =
            ["swim", "write", "cook", "see", "edit", "lead", "play", "travel", "juggle"].map(gerund).into();
        assert_eq!(
            nouns,
            ["swimming", "writing", "cooking", "seeing", "editing", "leading", "playing", "travelling", "juggling"]
        );
    }

    #[test]
    fn every_clearly_present_form_belongs_to_a_verb() {
        for word in CLEARLY_PRESENT.iter() {
            assert_eq!(verb(word).map(|verb| verb.form), Some(Form::Third), "{word}");
        }
    }
}
