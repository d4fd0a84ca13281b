//! Finds what is not said in the past.
//!
//! Only what is said of the earner counts: "how plants can be grown" is a fact
//! about plants. "Can", "will" and "may" are also nouns and names.

use std::cmp::Reverse;

use super::lists::{WordList, word_list};
use super::rows::{Rewrite, rest_of_row};
use super::verbs::{self, CLEARLY_PRESENT, Form};
use super::words::{CLAUSE_OPENERS, OBJECT_WORDS, Word, in_quotes, is_many, is_of_title, is_told_of, quoted, words};

/// Words for earners that the scheme uses.
const EARNER: &[&str] = &["earner", "organisation", "organization", "he", "she"];
const EARNERS: &[&str] = &["earners", "organisations", "organizations", "you", "we", "i"];
/// Words for earners that the scheme does not use; beside "earner" they are
/// other people.
static STAND_IN: WordList = word_list!("stand-ins-for-one");
static STAND_INS: WordList = word_list!("stand-ins-for-many");
/// Words for whoever reads, which in a clause is somebody else.
const READERS: &[&str] = &["you", "we", "i"];
/// Words that in a clause are for somebody else, too: "asked a nurse what she does".
const OTHERS_IN_CLAUSE: &[&str] =
    &["he", "she", "they", "organisation", "organisations", "organization", "organizations"];
/// Words after which "that" tells something of the earner: "has shown that they can lead".
const CLAIMING: &[&str] = &["shown", "proved", "proven", "demonstrated"];

static BEFORE_NOUN_CAN: WordList = word_list!("before-noun-can");
const AFTER_NOUN_CAN: &[&str] = &["of", "opener", "openers", "recycling", "crusher"];
static BEFORE_NOUN_WILL: WordList = word_list!("before-noun-will");
/// Verbs after which another in its base form is no present: "helped pupils learn".
static CAUSING: WordList = word_list!("verbs-causing");
const HAVE: &[&str] = &["has", "have", "had"];

/// Slip: words of a text that are not in the past.
#[derive(Debug)]
pub(in crate::review) struct Slip {
    /// The words, in quotation marks.
    pub(in crate::review) said: String,
    /// In which sentence of the text.
    sentence: usize,
    /// What could stand there, and in place of the verbs that go on with it.
    rewrites: Option<Vec<Rewrite>>,
}

/// Slips of a text: everything that says what the earner will do, can do, must do
/// or does. `opening` is how a sentence about the earner begins.
pub(in crate::review) fn slips(text: &str, opening: &str) -> Vec<Slip> {
    let words = words(text);
    let names_earner = words.iter().any(names_earner);
    let (said, quotes) = (said_before(&words, names_earner), in_quotes(text, &words));
    let reader = Reader { text, words: &words, said, quotes, opening, names_earner };
    let mut found: Vec<Slip> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match reader.marker(at) {
            Some(marker) => {
                let said = reader.said[at];
                let will_say_has =
                    found.last().is_some_and(|slip| slip.sentence == said.sentence && slip.rewrites.is_some());
                found.push(reader.slip(at, &marker, said.have || will_say_has));
                at += marker.length;
            }
            None => at += 1,
        }
    }
    found
}

/// Text with every slip put into the past; `None` unless that is clear for
/// all of them.
pub(in crate::review) fn in_the_past(text: &str, slips: &[Slip]) -> Option<String> {
    let mut past = text.to_owned();
    let mut rewrites = Vec::new();
    for slip in slips {
        rewrites.extend(slip.rewrites.as_ref()?);
    }
    rewrites.sort_by_key(|(range, _)| Reverse(range.start));
    for (range, words) in rewrites {
        past.replace_range(range.clone(), words);
    }
    (!slips.is_empty()).then_some(past)
}

fn names_earner(word: &Word<'_>) -> bool {
    word.is_one_of(EARNER) || word.is_one_of(EARNERS)
}

/// State of a sentence: what has been said in the same sentence before a word.
#[derive(Clone, Copy, Default)]
struct Said {
    /// Which sentence of the text this is.
    sentence: usize,
    /// A clause such as "how plants …" has begun. "How to …" speaks of the
    /// earner again.
    clause: bool,
    /// The clause tells what was shown of the earner.
    claim: bool,
    /// "Has" or "have".
    have: bool,
    /// People that are not the earners.
    other_people: bool,
}

fn said_before(words: &[Word<'_>], names_earner: bool) -> Vec<Said> {
    let mut said = Said::default();
    let mut before = Vec::with_capacity(words.len());
    for (at, word) in words.iter().enumerate() {
        if word.starts_sentence {
            said = Said { sentence: said.sentence + 1, ..Said::default() };
        }
        before.push(said);
        let opens_infinitive = words.get(at + 1).is_some_and(|next| next.lower == "to");
        if word.is_one_of(&CLAUSE_OPENERS) && !opens_infinitive {
            said.clause = true;
            said.claim = word.lower == "that" && at.checked_sub(1).is_some_and(|b| words[b].is_one_of(CLAIMING));
        }
        said.have |= word.is_one_of(HAVE);
        said.other_people |= is_many(words, at) || (names_earner && word.is_one_of(&STAND_INS));
    }
    before
}

/// Subject of a word: of whom it speaks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Who {
    /// It begins a sentence, so the earner is meant.
    Unsaid,
    /// "Earner", "she"
    One,
    /// "Earners", "they"
    Many,
    /// It follows "and" or "or".
    Joined,
    /// Someone or something else.
    Other,
}

/// Marker of another tense: what the words that are not in the past consist of.
struct Marker {
    who: Who,
    /// How many words it has, without the verb that may follow.
    length: usize,
    follows: Follows,
}

/// Follower of a marker.
#[derive(PartialEq, Eq)]
enum Follows {
    /// A verb in its base form: "will *take*".
    Base,
    /// A participle of the passive: "are *taught*".
    Passive,
    /// The marker is itself the verb: "*takes*".
    Itself,
    /// Nothing to go by.
    Unclear,
}

struct Reader<'t> {
    text: &'t str,
    words: &'t [Word<'t>],
    /// For each word.
    said: Vec<Said>,
    /// For each word, whether it is quoted.
    quotes: Vec<bool>,
    opening: &'t str,
    names_earner: bool,
}

impl Reader<'_> {
    fn is(&self, at: usize, choices: &[&str]) -> bool {
        self.words.get(at).is_some_and(|word| !(at > 0 && word.starts_sentence) && word.is_one_of(choices))
    }

    /// The first word from `at` on that is no adverb.
    fn past_adverbs(&self, mut at: usize) -> usize {
        while self.words.get(at).is_some_and(|word| !word.starts_sentence && word.is_adverb()) {
            at += 1;
        }
        at
    }

    fn who(&self, at: usize) -> Who {
        let mut at = at;
        loop {
            let Some(before) = at.checked_sub(1).map(|before| &self.words[before]) else { return Who::Unsaid };
            if self.words[at].starts_sentence {
                return Who::Unsaid;
            }
            at -= 1;
            let said = self.said[at];
            if said.clause && (before.is_one_of(READERS) || (!said.claim && before.is_one_of(OTHERS_IN_CLAUSE))) {
                return Who::Other;
            }
            if before.is_one_of(EARNER) || (!self.names_earner && before.is_one_of(&STAND_IN)) {
                return Who::One;
            }
            if before.is_one_of(EARNERS) || (!self.names_earner && before.is_one_of(&STAND_INS)) {
                return Who::Many;
            }
            if before.lower == "they" {
                return if said.other_people { Who::Other } else { Who::Many };
            }
            if before.is_one_of(&["and", "or", "but"]) {
                return Who::Joined;
            }
            if !before.is_adverb() {
                return Who::Other;
            }
        }
    }

    fn marker(&self, at: usize) -> Option<Marker> {
        let word = &self.words[at];
        if self.quotes[at] || (word.is_capitalised() && !word.starts_sentence) {
            return None;
        }
        let who = self.who(at);
        let of_the_earner = matches!(who, Who::Unsaid | Who::One | Who::Many);
        let elsewhere = !of_the_earner && self.said[at].clause;
        let (length, follows) = match word.lower.as_str() {
            _ if elsewhere => return None,
            "will" | "shall" if !self.is_noun_will(at) => {
                let able = self.is(at + 1, &["be"]) && self.is(at + 2, &["able"]) && self.is(at + 3, &["to"]);
                (if able { 4 } else { 1 }, Follows::Base)
            }
            "can" if !self.is_noun_can(at) => (1, Follows::Base),
            "must" | "should" | "may" | "might" if matches!(who, Who::One | Who::Many | Who::Joined) => {
                (1, Follows::Base)
            }
            "won't" | "cannot" | "can't" => (1, Follows::Unclear),
            "they'll" | "you'll" | "we'll" | "i'll" if !is_of_title(self.words, at) => (1, Follows::Unclear),
            "is" | "are" | "am" => self.being(at, who)?,
            _ => self.present(at, who)?,
        };
        Some(Marker { who, length, follows })
    }

    fn being(&self, at: usize, who: Who) -> Option<(usize, Follows)> {
        let next = self.past_adverbs(at + 1);
        let opens_infinitive = self.is(next + 1, &["to"]);
        if opens_infinitive && self.is(next, &["able"]) {
            return Some((next + 2 - at, Follows::Base));
        }
        let verb_follows =
            self.words.get(next + 2).is_some_and(|word| verbs::participle_of_base(&word.lower).is_some());
        if opens_infinitive && verb_follows && self.is(next, &["going", "about"]) {
            return Some((next + 2 - at, Follows::Base));
        }
        if self.is(next, &["taught", "expected", "required", "asked"]) {
            return Some((1, Follows::Passive));
        }
        let passive = self
            .words
            .get(next)
            .is_some_and(|word| verbs::verb(&word.lower).is_some_and(|verb| verb.form == Form::Participle));
        let goes_on = who == Who::Joined && self.words.get(next).is_some_and(|word| word.lower.ends_with("ing"));
        (goes_on || matches!(who, Who::One | Who::Many))
            .then_some((1, if passive { Follows::Passive } else { Follows::Unclear }))
    }

    fn present(&self, at: usize, who: Who) -> Option<(usize, Follows)> {
        let word = &self.words[at];
        let form = verbs::verb(&word.lower)?.form;
        let rather_a_noun = self.is(at + 1, &["is", "are", "was", "were", "has", "have", "had", "been"]);
        let caused = self.words[at.saturating_sub(5)..at].iter().any(|word| word.is_one_of(&CAUSING));
        let present = match who {
            Who::Unsaid => form == Form::Third && !is_told_of(self.words, at) && self.is_clearly_present(at),
            Who::One => form == Form::Third && !rather_a_noun && !is_told_of(self.words, at),
            Who::Many => form == Form::Base && !rather_a_noun && !caused,
            Who::Joined => word.is_one_of(&CLEARLY_PRESENT),
            Who::Other => false,
        };
        present.then_some((1, Follows::Itself))
    }

    /// Whether a form of the third person can be no noun, by itself or by what
    /// follows: "Uses a saw", not "Uses for old tyres".
    fn is_clearly_present(&self, at: usize) -> bool {
        let counts = || self.words.get(at + 1).is_some_and(|next| next.text.starts_with(|c: char| c.is_ascii_digit()));
        self.words[at].is_one_of(&CLEARLY_PRESENT) || self.is(at + 1, &OBJECT_WORDS) || counts()
    }

    /// The noun: "a can", "can opener". The name is told by its capital.
    fn is_noun_can(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| self.words[before].is_one_of(&BEFORE_NOUN_CAN))
            || self.is(at + 1, AFTER_NOUN_CAN)
    }

    /// The noun, or the name that begins a sentence: "Will Smith", "Will has".
    fn is_noun_will(&self, at: usize) -> bool {
        let named = self.words[at].is_capitalised()
            && self.words.get(at + 1).is_some_and(|next| next.is_capitalised() || next.is_one_of(HAVE));
        named
            || self.is(at + 1, &["power"])
            || at.checked_sub(1).is_some_and(|before| self.words[before].is_one_of(&BEFORE_NOUN_WILL))
    }

    fn slip(&self, at: usize, marker: &Marker, has_said_has: bool) -> Slip {
        let verb_at = match marker.follows {
            Follows::Itself => at,
            _ => self.past_adverbs(at + marker.length),
        };
        let verb = self.words.get(verb_at).filter(|word| verb_at == at || !word.starts_sentence);
        let end = verb.map_or(self.words[at + marker.length - 1].end, |verb| verb.end);
        let from =
            if marker.follows == Follows::Itself && marker.who != Who::Unsaid { at.saturating_sub(1) } else { at };
        Slip {
            sentence: self.said[at].sentence,
            said: quoted(&self.text[self.words[from].start..end]),
            rewrites: self.rewrites(at, marker, verb_at, has_said_has),
        }
    }

    fn rewrites(&self, at: usize, marker: &Marker, verb_at: usize, has_said_has: bool) -> Option<Vec<Rewrite>> {
        let verb = self.words.get(verb_at).filter(|word| verb_at == at || !word.starts_sentence)?;
        let (participle, form) = match marker.follows {
            Follows::Base => (verbs::participle_of_base(&verb.lower)?.to_owned(), Some(Form::Base)),
            Follows::Itself => {
                (verbs::participle_of_present(&verb.lower)?.to_owned(), verbs::verb(&verb.lower).map(|verb| verb.form))
            }
            Follows::Passive => (format!("been {}", verb.lower), None),
            Follows::Unclear => return None,
        };
        let has = match marker.who {
            Who::Unsaid => self.opening,
            Who::One => "has",
            Who::Many => "have",
            Who::Joined if has_said_has => "",
            Who::Joined | Who::Other => return None,
        };
        let between = self.words.get(at + marker.length..verb_at).unwrap_or_default();
        let adverbs = between.iter().map(|word| word.text);
        let said: Vec<&str> = [has].into_iter().chain(adverbs).chain([participle.as_str()]).collect();
        let mut rewrites = vec![(self.words[at].start..verb.end, said.join(" ").trim_start().to_owned())];
        if let Some(form) = form {
            // What is a slip of its own is put right as one.
            let is_slip = |next: usize| self.marker(next).is_some();
            rewrites.extend(rest_of_row(self.text, self.words, verb_at, form, is_slip)?);
        }
        Some(rewrites)
    }
}
