//! The verbs that badges are written with, and their forms.
//!
//! A list, not a grammar: a word that is not in it is taken for no verb, so a
//! rule rather stays silent than finds fault with a noun.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Base form, past, past participle.
const IRREGULAR: &[(&str, &str, &str)] = &[
    ("become", "became", "become"),
    ("begin", "began", "begun"),
    ("break", "broke", "broken"),
    ("bring", "brought", "brought"),
    ("build", "built", "built"),
    ("buy", "bought", "bought"),
    ("choose", "chose", "chosen"),
    ("come", "came", "come"),
    ("cut", "cut", "cut"),
    ("deal", "dealt", "dealt"),
    ("do", "did", "done"),
    ("draw", "drew", "drawn"),
    ("drive", "drove", "driven"),
    ("eat", "ate", "eaten"),
    ("feel", "felt", "felt"),
    ("find", "found", "found"),
    ("fly", "flew", "flown"),
    ("get", "got", "got"),
    ("give", "gave", "given"),
    ("go", "went", "gone"),
    ("grow", "grew", "grown"),
    ("hear", "heard", "heard"),
    ("hold", "held", "held"),
    ("keep", "kept", "kept"),
    ("know", "knew", "known"),
    ("lead", "led", "led"),
    ("learn", "learnt", "learnt"),
    ("make", "made", "made"),
    ("meet", "met", "met"),
    ("oversee", "oversaw", "overseen"),
    ("read", "read", "read"),
    ("ride", "rode", "ridden"),
    ("run", "ran", "run"),
    ("see", "saw", "seen"),
    ("sell", "sold", "sold"),
    ("send", "sent", "sent"),
    ("set", "set", "set"),
    ("show", "showed", "shown"),
    ("sing", "sang", "sung"),
    ("speak", "spoke", "spoken"),
    ("spend", "spent", "spent"),
    ("swim", "swam", "swum"),
    ("take", "took", "taken"),
    ("teach", "taught", "taught"),
    ("tell", "told", "told"),
    ("think", "thought", "thought"),
    ("undertake", "undertook", "undertaken"),
    ("understand", "understood", "understood"),
    ("win", "won", "won"),
    ("write", "wrote", "written"),
];

const REGULAR: &[&str] = &[
    "achieve",
    "act",
    "add",
    "analyse",
    "answer",
    "apply",
    "arrange",
    "ask",
    "assess",
    "assist",
    "attend",
    "bake",
    "campaign",
    "care",
    "carry",
    "chair",
    "check",
    "clean",
    "coach",
    "collaborate",
    "collect",
    "communicate",
    "compare",
    "complete",
    "conduct",
    "consider",
    "contribute",
    "cook",
    "cooperate",
    "coordinate",
    "create",
    "decide",
    "deliver",
    "demonstrate",
    "describe",
    "design",
    "develop",
    "devise",
    "direct",
    "discover",
    "discuss",
    "document",
    "earn",
    "edit",
    "encourage",
    "engage",
    "enter",
    "evaluate",
    "examine",
    "exhibit",
    "experience",
    "explain",
    "explore",
    "express",
    "facilitate",
    "film",
    "follow",
    "gain",
    "gather",
    "handle",
    "help",
    "hope",
    "host",
    "identify",
    "implement",
    "improve",
    "increase",
    "influence",
    "inspect",
    "inspire",
    "install",
    "interview",
    "introduce",
    "investigate",
    "invite",
    "join",
    "juggle",
    "launch",
    "listen",
    "look",
    "maintain",
    "manage",
    "map",
    "measure",
    "mentor",
    "motivate",
    "move",
    "observe",
    "obtain",
    "offer",
    "operate",
    "organise",
    "organize",
    "paint",
    "participate",
    "pass",
    "perform",
    "pitch",
    "plan",
    "plant",
    "play",
    "practise",
    "prepare",
    "present",
    "produce",
    "promote",
    "propose",
    "prove",
    "provide",
    "publish",
    "raise",
    "receive",
    "recognise",
    "recognize",
    "record",
    "reflect",
    "repair",
    "report",
    "represent",
    "research",
    "respond",
    "review",
    "select",
    "serve",
    "share",
    "sketch",
    "solve",
    "start",
    "study",
    "submit",
    "suggest",
    "supervise",
    "support",
    "test",
    "train",
    "travel",
    "try",
    "tutor",
    "update",
    "use",
    "visit",
    "volunteer",
    "want",
    "watch",
    "work",
];

/// Regular verbs that double their last letter though the rule for short
/// words does not say so.
const DOUBLING: &[&str] = &["begin", "submit", "travel"];

/// Forms of the third person that are not also the plural of a noun.
pub(in crate::review) const CLEARLY_PRESENT: &[&str] = &[
    "achieves",
    "applies",
    "attends",
    "becomes",
    "communicates",
    "completes",
    "creates",
    "delivers",
    "demonstrates",
    "describes",
    "develops",
    "explains",
    "hopes",
    "identifies",
    "knows",
    "learns",
    "organises",
    "participates",
    "receives",
    "recognises",
    "shows",
    "solves",
    "teaches",
    "understands",
    "wants",
    "writes",
];

/// Which form of a verb a word is.
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

/// A verb that was recognised.
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
    let irregular =
        IRREGULAR.iter().map(|(base, past, participle)| (*base, (*past).to_owned(), (*participle).to_owned()));
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

/// The verb that this word, in small letters, is a form of.
pub(in crate::review) fn verb(word: &str) -> Option<&'static Verb> {
    FORMS.get(word)
}

/// The base form of a verb: "take" for "taken".
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
        for word in CLEARLY_PRESENT {
            assert_eq!(verb(word).map(|verb| verb.form), Some(Form::Third), "{word}");
        }
    }
}
