//! Rules on the words that criteria and descriptions are made of.

use crate::review::english::lists::{WordList, word_list};
use crate::review::english::verbs;
use crate::review::english::words::{Word, in_quotes, is_many, is_of_title, listed, phrase_at, quoted, stem, words};
use crate::review::rule::{Diagnostic, RuleContext};
use crate::review::{Field, Profile, Rule, Severity};

pub(super) const C4: Rule = Rule {
    id: "C4",
    name: "wording-earner-misnamed",
    severity: Severity::Warning,
    profiles: &[Profile::BadgeNation],
    source: "Badge Nation, common mistakes",
    title: "The earner is called “Earner” throughout",
    explanation: "“Student”, “learner”, “participant”, “you” and “they” for the same person make readers wonder who is \
                  meant. Say “Earner” once and leave the person out after that. Other people may be called what they \
                  are: “has taught younger pupils”.",
    example: "Earner has shown how a saw is kept sharp. (Not: “Learners show how they keep a saw sharp.”)",
    reads_english: true,
    check: |context| {
        let mut diagnostics = Vec::new();
        for (field, text) in context.statements() {
            let said: Vec<String> = other_names(text).into_iter().map(quoted).collect();
            if said.is_empty() {
                continue;
            }
            let message =
                format!("{}: {} for the one who earns the badge; say “Earner”.", field.label(), listed(&said));
            diagnostics.push(Diagnostic::new(field, message));
        }
        diagnostics
    },
};

static STAND_INS: WordList = word_list!("earner-other-names");
static BEFORE_PERSON: WordList = word_list!("before-person");
static AFTER_PERSON: WordList = word_list!("after-person");
/// Names for the earner that are not "Earner", as they stand in the text.
fn other_names(text: &str) -> Vec<&str> {
    let said = words(text);
    let quotes = in_quotes(text, &said);
    let mut found: Vec<&str> = Vec::new();
    let (mut speaks_of_many, mut in_general) = (false, false);
    for (at, word) in said.iter().enumerate() {
        in_general &= !word.starts_sentence;
        let is_name = if word.is_one_of(&STAND_INS) {
            is_subject(text, &said, at) || goes_on_with(&said, at)
        } else if word.lower == "they" {
            !speaks_of_many
        } else {
            word.is_one_of(&["you", "you've", "you'll", "you're"])
                && !quotes[at]
                && (!in_general || tells_the_past(&said, at + 1))
                && !is_of_title(&said, at)
        };
        if is_name && !found.iter().any(|other| other.eq_ignore_ascii_case(word.text)) {
            found.push(word.text);
        }
        speaks_of_many |= is_many(&said, at);
        in_general |= opens_general(&said, at);
    }
    found
}

/// Whether a clause begins here in which "you" is anybody: "why you should wear a
/// helmet". A sentence that begins so, or "how to …", speaks to the reader.
fn opens_general(said: &[Word<'_>], at: usize) -> bool {
    const OPENERS: &[&str] = &["how", "why", "what", "when", "where", "which", "whether", "if"];
    let is_infinitive = said.get(at + 1).is_some_and(|next| next.lower == "to");
    said[at].is_one_of(OPENERS) && !said[at].starts_sentence && !is_infinitive
}

/// Whether the verb here tells what somebody did, so that it was no matter of
/// anybody: "what you ate".
fn tells_the_past(said: &[Word<'_>], at: usize) -> bool {
    said.get(at).is_some_and(|verb| {
        verb.is_one_of(&["had", "have", "was", "were"])
            || (verbs::participle_of_past(&verb.lower).is_some() && verbs::base(&verb.lower) != Some(&verb.lower))
    })
}

/// Whether a person's word begins a sentence and a verb follows: "The student
/// has …", not "Students' work …" nor "… taught students".
fn is_subject(text: &str, said: &[Word<'_>], at: usize) -> bool {
    let word = &said[at];
    let begins = word.starts_sentence
        || at
            .checked_sub(1)
            .is_some_and(|before| said[before].starts_sentence && said[before].is_one_of(&BEFORE_PERSON));
    let is_owner = text[word.end..].starts_with(['\'', '’']);
    let verb_follows = said.get(at + 1).is_some_and(|next| {
        !next.starts_sentence
            && (next.is_one_of(&AFTER_PERSON)
                || next.is_adverb()
                || verbs::verb(&next.lower).is_some()
                || verbs::participle_of_past(&next.lower).is_some())
    });
    begins && !is_owner && verb_follows
}

/// Whether a sentence goes on with the earner under another name: "…, and the
/// student has …". Somebody whom it named before, or whom the earner has taught,
/// is another person.
fn goes_on_with(said: &[Word<'_>], at: usize) -> bool {
    let [.., join, the] = &said[..at] else { return false };
    let is_joined = join.is_one_of(&["and", "but", "then"]) && the.lower == "the";
    let is_told =
        said.get(at + 1).is_some_and(|next| next.is_one_of(&["has", "had", "is", "was", "will", "can", "must"]));
    let person = stem(&said[at].lower);
    let is_other = || said[..at].iter().any(|word| stem(&word.lower) == person || word.is_one_of(&WITH_OTHERS));
    is_joined && is_told && !is_other()
}

/// Words after which the one who learns is somebody else.
static WITH_OTHERS: WordList = word_list!("with-others");

pub(super) const C8: Rule = Rule {
    id: "C8",
    name: "wording-acronym-unexplained",
    severity: Severity::Warning,
    profiles: &[Profile::BadgeNation],
    source: "Badgewright, from Badge Nation's stranger test",
    title: "Acronyms are explained",
    explanation: "A stranger does not know the short forms of your trade. Write the words out the first time, with the \
                  acronym in brackets behind them; after that the acronym will do. What everybody knows (UK, TV, CV) \
                  needs no words.",
    example: "Earner has worn personal protective equipment (PPE) on site.",
    reads_english: true,
    check: |context| {
        let badge = context.badge;
        let mut read = vec![badge.issuer.name.as_str(), badge.name.as_str(), badge.description.as_str()];
        let mut told: Vec<String> = Vec::new();
        let mut diagnostics = Vec::new();
        for (field, text) in [(Field::Description, badge.description.as_str())].into_iter().chain(context.statements())
        {
            read.push(text);
            let mut said = Vec::new();
            for acronym in acronyms(text) {
                let is_new = !told.contains(&acronym);
                if is_new && !is_known(context, &acronym) && !read.iter().any(|text| explains(text, &acronym)) {
                    said.push(quoted(&acronym));
                }
                told.push(acronym);
            }
            if !said.is_empty() {
                let are = if said.len() == 1 { "is" } else { "are" };
                let message = format!("{}: {} {are} not explained to strangers.", field.label(), listed(&said));
                diagnostics.push(Diagnostic::new(field, message));
            }
        }
        diagnostics
    },
};

/// Acronyms that are better known than what they stand for.
static KNOWN: WordList = word_list!("known-acronyms");

/// The acronyms of a text: words of two or more capitals, as in "GCSEs",
/// "A&E" not counted. A text that shouts has none.
fn acronyms(text: &str) -> Vec<String> {
    let said = words(text);
    let capitals = |word: &str| word.chars().filter(|letter| letter.is_alphabetic()).all(char::is_uppercase);
    let loud = said.iter().filter(|word| word.text.chars().count() > 1 && capitals(word.text)).count();
    if loud * 2 > said.len() && said.len() > 3 {
        return Vec::new();
    }
    let singular = |word: &Word<'_>| {
        let plain = word.text.trim_end_matches("'s").trim_end_matches("’s");
        plain.strip_suffix('s').unwrap_or(plain).to_owned()
    };
    said.iter()
        .map(singular)
        .filter(|word| word.chars().filter(|letter| letter.is_uppercase()).count() >= 2 && capitals(word))
        .filter(|word| word.chars().all(|letter| letter.is_ascii_alphabetic()))
        .filter(|word| !word.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X')))
        .collect()
}

fn is_known(context: &RuleContext<'_>, acronym: &str) -> bool {
    let own = context.own_words().any(|word| word == acronym);
    let issuer = words(&context.badge.issuer.name).iter().any(|word| word.text == acronym);
    KNOWN.contains(&acronym) || own || issuer
}

/// Whether a text writes an acronym out: words whose first letters it is,
/// small words between them left out.
fn explains(text: &str, acronym: &str) -> bool {
    const SMALL: &[&str] = &["of", "the", "and", "for", "in", "to", "a", "an", "on", "with"];
    let wanted: Vec<char> = acronym.to_lowercase().chars().collect();
    let mut initials: Vec<(char, bool)> = Vec::new();
    for word in words(text) {
        let is_small = word.is_one_of(SMALL);
        for part in word.lower.split('-') {
            initials.extend(part.chars().next().map(|first| (first, is_small)));
        }
    }
    let spelled = |from: usize| {
        let mut left = wanted.iter().peekable();
        for (letter, is_small) in &initials[from..] {
            match left.peek() {
                None => return true,
                Some(next) if *next == letter => {
                    left.next();
                }
                Some(_) if *is_small => {}
                Some(_) => return false,
            }
        }
        left.peek().is_none()
    };
    (0..initials.len()).any(spelled)
}

pub(super) const C9: Rule = Rule {
    id: "C9",
    name: "criterion-not-observable",
    severity: Severity::Hint,
    profiles: &Profile::ALL,
    source: "Badgewright; the International Council on Badges and Credentials asks for criteria that can be measured",
    title: "What was done can be seen",
    explanation: "Nobody can see that somebody understood, appreciated or was aware of a thing. Say what the earner did \
                  with it: explained, described, compared, used, chose, showed.",
    example: "Earner has explained to a visitor why bees matter. (Not: “Earner has understood why bees matter.”)",
    reads_english: true,
    check: |context| {
        context
            .statements()
            .filter_map(|(field, text)| {
                let vague = vague(text)?;
                let message = format!(
                    "{}: nobody can see {}; say what the earner did with it, such as “explained” or “used”.",
                    field.label(),
                    quoted(vague)
                );
                Some(Diagnostic::new(field, message))
            })
            .collect()
    },
};

/// Vague phrases after "has": what nobody can see.
static VAGUE: WordList = word_list!("vague-verbs");

/// The first vague verb that is said of the earner.
fn vague(text: &str) -> Option<&str> {
    let said = words(text);
    for at in 1..said.len() {
        let rest = &said[at..];
        let Some(length) = phrase_at(rest, &VAGUE) else { continue };
        let mut before = at - 1;
        while before > 0 && said[before].is_adverb() {
            before -= 1;
        }
        let of_the_earner = said[before].is_one_of(&["has", "have", "and", "or"]);
        let within_clause = said[before.saturating_sub(3)..before].iter().any(|word| {
            word.is_one_of(&["what", "how", "which", "that", "who", "whether", "people", "customers", "visitors"])
        });
        if of_the_earner && !within_clause {
            return Some(&text[said[at].start..rest[length - 1].end]);
        }
    }
    None
}

pub(super) const Q1: Rule = Rule {
    id: "Q1",
    name: "wording-names-qualification",
    severity: Severity::Warning,
    profiles: &[Profile::BadgeNation],
    source: "Badge Nation, qualifications",
    title: "A qualification is named only by who awards it",
    explanation: "A badge must not restate a qualification that somebody else awards. If you are its awarding body, say \
                  so by leaving this finding, with that as the reason. Otherwise tell what was learnt on the way, and \
                  refer to the qualification in the alignments.",
    example: "Earner has prepared and served a meal for twenty guests. (Not: “Earner has passed Level 2 Food Safety.”)",
    reads_english: true,
    check: |context| {
        let badge = context.badge;
        let texts = [(Field::Name, badge.name.as_str()), (Field::Description, badge.description.as_str())];
        texts
            .into_iter()
            .chain(context.statements())
            .filter_map(|(field, text)| {
                let named = qualification(text, field == Field::Name)?;
                let message = format!(
                    "{}: {} is a qualification. Are you its awarding body? If so, leave this with that reason.",
                    field.label(),
                    quoted(named)
                );
                Some(Diagnostic::new(field, message))
            })
            .collect()
    },
};

static QUALIFICATIONS: WordList = word_list!("qualifications");

/// Bodies that award qualifications.
const AWARDING: &[&str] = &["City Guilds", "City and Guilds", "NCFE", "Edexcel", "AQA", "WJEC", "ASDAN", "NOCN", "SQA"];

/// Words for qualifications where somebody comes by one.
const GENERAL: &[&str] = &["qualification", "diploma", "apprenticeship"];
static COMING_BY: WordList = word_list!("coming-by");

/// Words before "level 2" that make it something else: a game, a floor, a belt.
static OTHER_LEVELS: WordList = word_list!("other-levels");

/// Whether a text goes on with this name, in its capitals.
fn stands_at(rest: &[Word<'_>], name: &[Word<'_>]) -> bool {
    rest.len() >= name.len() && rest.iter().zip(name).all(|(here, word)| here.text == word.text)
}

/// The first qualification that a text names. A name is not told as having been
/// achieved, so that "Level 2" in it is enough.
fn qualification(text: &str, is_name: bool) -> Option<&str> {
    let said = words(text);
    said.iter().enumerate().find_map(|(at, word)| {
        if word.is_one_of(&QUALIFICATIONS) {
            return Some(word.text);
        }
        if let Some(body) = AWARDING.iter().map(|name| words(name)).find(|name| stands_at(&said[at..], name)) {
            return Some(&text[word.start..said[at + body.len() - 1].end]);
        }
        let come_by = || said[at.saturating_sub(3)..at].iter().any(|before| before.is_one_of(&COMING_BY));
        if word.is_one_of(GENERAL) && come_by() {
            return Some(word.text);
        }
        let next = said.get(at + 1)?;
        let numbered = next.text.len() == 1 && next.text.starts_with(|c: char| ('1'..='8').contains(&c));
        let is_other = at.checked_sub(1).is_some_and(|before| said[before].is_one_of(&OTHER_LEVELS));
        let goes_on = said.get(at + 2).is_some_and(|after| !after.starts_sentence);
        (word.lower == "level" && word.is_capitalised() && numbered && !is_other && goes_on && (is_name || come_by()))
            .then(|| &text[word.start..next.end])
    })
}
