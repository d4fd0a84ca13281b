//! What a name looks like to people, so that two names can be compared that
//! are written with other signs.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use unicode_security::skeleton;

use super::letter_forms::plain;
use super::scripts::mixes_scripts;
use super::shown::one_line;

/// The most of a name that is looked at, in characters.
pub const MOST_LETTERS: usize = 400;

/// Words that come and go with one and the same name: articles, legal forms, and
/// what somebody adds who wishes to be believed.
const FILLERS: [&str; 34] = [
    "the",
    "and",
    "ltd",
    "limited",
    "inc",
    "incorporated",
    "llc",
    "llp",
    "plc",
    "cic",
    "cio",
    "corp",
    "corporation",
    "co",
    "company",
    "pty",
    "gmbh",
    "ggmbh",
    "ag",
    "ug",
    "ev",
    "sa",
    "sas",
    "sarl",
    "srl",
    "bv",
    "nv",
    "oy",
    "aps",
    "verified",
    "official",
    "genuine",
    "authentic",
    "certified",
];

/// Those words as they look. Letters that look alike as capitals may differ as
/// small ones, so there are two looks of each.
static FILLER_LOOKS: LazyLock<[Vec<String>; 2]> =
    LazyLock::new(|| [false, true].map(|is_small| FILLERS.iter().map(|word| look(word, is_small)).collect()));

/// What a name looks like: the same for names that differ in case, in spaces
/// and signs between the letters, in accents, in signs that cannot be seen, in
/// letters that look alike (UTS 39) or are the same in another form (NFKC, small
/// capitals, letters with a hook), and in words that say nothing about who it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skeleton {
    /// Of the whole name.
    whole: Looks<Box<str>>,
    /// Of the name without what stands in brackets.
    bare: Looks<Box<str>>,
}

/// What there is of each look of a text, by its own capitals and by small letters
/// alone: once where both are the same, and nothing where it is the same as that of
/// another text. Many names are kept so.
pub(super) type Looks<T> = Box<[T]>;

/// What there is of the looks of a whole name, and of the name without what stands in
/// brackets.
pub(super) fn looks_of<T: PartialEq>(
    words: &[[Vec<String>; 2]; 2],
    of: impl Fn(&[String]) -> T,
) -> (Looks<T>, Looks<T>) {
    let looks = |[own, small]: &[Vec<String>; 2]| {
        let mut looks = vec![of(own)];
        // Words that are the same need not be made something of once more.
        looks.extend(Some(small).filter(|small| *small != own).map(|small| of(small)));
        looks.dedup();
        looks.into_boxed_slice()
    };
    let [whole, bare] = words;
    (looks(whole), if bare == whole { Box::default() } else { looks(bare) })
}

impl Skeleton {
    /// What this name looks like.
    #[must_use]
    pub fn of(name: &str) -> Self {
        Self::of_words(&words_of(name))
    }

    /// That of a name of these words.
    pub(super) fn of_words(words: &[[Vec<String>; 2]; 2]) -> Self {
        let (whole, bare) = looks_of(words, |words| words.concat().into());
        Self { whole, bare }
    }

    /// Each of its looks; names that look alike have one in common.
    pub(super) fn looks(&self) -> impl Iterator<Item = &Box<str>> {
        self.whole.iter().chain(&self.bare)
    }

    /// Whether people may take one name for the other.
    #[must_use]
    pub fn looks_like(&self, other: &Self) -> bool {
        let alike =
            |ours: &[Box<str>], theirs: &[Box<str>]| ours.iter().any(|look| !look.is_empty() && theirs.contains(look));
        // Two that each say something else in brackets are told apart by it.
        alike(&self.whole, &other.whole) || alike(&self.whole, &other.bare) || alike(&self.bare, &other.whole)
    }
}

/// Whether people may take one name for the other.
#[must_use]
pub fn looks_like(one: &str, other: &str) -> bool {
    Skeleton::of(one).looks_like(&Skeleton::of(other))
}

/// Whether a name as a whole, with what stands in brackets, looks like one that is known,
/// or like that without what somebody noted in brackets to tell it apart.
#[must_use]
pub fn looks_like_known(name: &str, known: &str) -> bool {
    let [name, known] = [name, known].map(Skeleton::of);
    name.whole.iter().any(|look| !look.is_empty() && known.looks().any(|known| known == look))
}

/// Raised and encircled numbers and the signs of trade marks: footnotes to a
/// name that NFKC would write out as a part of it.
fn is_mark(c: char) -> bool {
    matches!(c, '™' | '℠' | '®' | '©')
        || (c.is_numeric() && !c.is_ascii() && c.nfkc().any(|c| c.is_ascii_digit()) && !is_digit(c))
}

/// Digits of any script and width, as opposed to numbers in other forms.
fn is_digit(c: char) -> bool {
    matches!(c, '０'..='９' | '\u{1d7ce}'..='\u{1d7ff}')
}

/// What a text looks like with its own capitals or with small letters alone.
fn look(text: &str, is_small: bool) -> String {
    let alike: String = match is_small {
        true => skeleton(&text.to_lowercase()).collect(),
        false => skeleton(text).collect(),
    };
    // Accents are easily overlooked; they stand apart in a skeleton.
    alike.chars().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// What words look like in small letters.
pub(super) fn look_of_words(text: &str) -> String {
    look(text, true)
}

/// What a text without spaces looks like, whatever its capitals.
pub(super) fn look_of_word(text: &str) -> String {
    look(&text.nfkc().map(plain).map(as_capital).collect::<String>(), true)
}

/// A letter that looks like none of ours as a small one and like one of them as a capital,
/// as that one: other alphabets have small letters that are small capitals.
pub(super) fn as_capital(letter: char) -> char {
    let alike = |sign: &str| {
        let mut signs = skeleton(sign);
        (signs.next().filter(char::is_ascii_alphabetic), signs.next())
    };
    if letter.is_ascii() || matches!(alike(&letter.to_lowercase().to_string()), (Some(_), _)) {
        return letter;
    }
    match alike(&letter.to_uppercase().to_string()) {
        (Some(capital), None) => capital,
        _ => letter,
    }
}

/// How the signs look that people may take for a full stop: dots low, raised and in the
/// middle, rings and squares (UTS 39), and two that are written for a dot in Arabic and in
/// Korean.
const DOTS: &str = ".\u{b0}\u{b7}\u{2f3}\u{6d4}\u{971}\u{119e}\u{220e}\u{25cf}\u{2e33}";

/// Whether people may take a sign for a full stop.
#[must_use]
pub fn looks_like_dot(sign: char) -> bool {
    if sign.is_ascii() {
        return sign == '.';
    }
    let text = sign.to_string();
    let mut look = skeleton(&text);
    let is_dot = look.next().is_some_and(|first| DOTS.contains(first)) && look.next().is_none();
    is_dot || DOTS.contains(sign)
}

/// What is looked at of a name, as a whole and without what stands in brackets: with the
/// Latin letters for which some of another script stand.
pub(super) fn read(name: &str) -> [String; 2] {
    // As it is shown: spaces count for no more than one, of whichever kind they are.
    let seen = one_line(name);
    let seen = seen.chars().take(MOST_LETTERS).filter(|c| !is_mark(*c));
    let short: String = seen.nfkc().map(plain).collect();
    let (mut bare, mut depth) = (String::new(), 0_usize);
    for c in short.chars() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            c if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    [short, bare].map(|text| as_latin(&text))
}

/// The telling words of a name as they look, by its own capitals and by small
/// letters alone: those of the whole name, and those outside of brackets.
pub(super) fn words_of(name: &str) -> [[Vec<String>; 2]; 2] {
    let [short, bare] = read(name);
    let looks = |text: &str| [false, true].map(|is_small| bones(text, is_small));
    let whole = looks(&short);
    // Few names have brackets.
    let bare = if bare == short { whole.clone() } else { looks(&bare) };
    [whole, bare]
}

/// A text without points and apostrophes, which stand inside of words.
pub(super) fn joined(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '.' | '\'' | '’')).collect()
}

/// A text of which the words in mixed scripts have the Latin letters as which some of
/// theirs are read.
fn as_latin(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let words = text.split_inclusive(|c: char| !c.is_alphanumeric());
    words
        .flat_map(|word| {
            let is_mixed = mixes_scripts(word);
            word.chars().map(move |letter| if is_mixed { as_capital(letter) } else { letter })
        })
        .collect()
}

/// Whether a word, by how it looks in small letters, says nothing about who somebody is.
pub(super) fn is_filler(look: &str) -> bool {
    FILLER_LOOKS[1].iter().any(|filler| filler == look)
}

/// The words of a text as they look, without those that say nothing.
fn bones(text: &str, is_small: bool) -> Vec<String> {
    let look = look(&joined(text), is_small);
    let words = || look.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let fillers = &FILLER_LOOKS[usize::from(is_small)];
    let telling: Vec<String> =
        words().filter(|word| !fillers.iter().any(|filler| filler == word)).map(str::to_owned).collect();
    if telling.is_empty() { words().map(str::to_owned).collect() } else { telling }
}

/// A word with all letters that are easily taken for others as one of them.
pub(super) fn folded(word: &str) -> String {
    let alike = |c: char| match c {
        'i' | '1' | '|' => 'l',
        'v' => 'u',
        c => c,
    };
    let word: String = word.chars().map(alike).collect();
    word.replace("uu", "w").replace("rn", "m").replace("cl", "d")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_people_confuse_look_alike_and_others_do_not() {
        for (one, other) in [
            ("Harbour Trust", "Harbour Trust"),
            ("Harbour Trust", "HARBOUR  TRUST"),
            ("Harbour Trust", "Harbour-Trust."),
            ("Harbour Trust", "Har\u{200b}bour\u{2060} Trust\u{feff}"),
            ("Harbour Trust", "Hаrbour Trust"), // a Cyrillic а
            ("Google Ltd", "GoogIe Ltd"),
            ("Oxford", "0xford"),
            ("Universität Bonn", "Universitat Bonn"),
            ("Ｍakers", "Makers"),
            ("Harbour Trust", "Harbour Trust Ltd."),
            ("Harbour Trust", "The Harbour Trust"),
            ("Harbour Trust", "Тhe Harbour Trust"),     // a Cyrillic Т
            ("Harbour Trust", "Harbour Trust Lіmіted"), // a Cyrillic і
            ("Harbour Trust", "Harbour Trust (verified)"),
            ("Harbour Trust", "Harbour Trust [our new account]"),
            ("Harbour Trust", "Harbour Trust¹"),
            ("Harbour Trust", "Harbour Trust ③"),
            ("Harbour Trust", "Harbour Trust™"),
            ("Harbour Trust", "Ⓗarbour Ⓣrust"),
            ("Harbour Trust", "𝐇𝐚𝐫𝐛𝐨𝐮𝐫 𝐓𝐫𝐮𝐬𝐭"),
            ("Harbour Trust", "✓ Harbour Trust – Official"),
            ("Makers e.V.", "Makers"),
            ("Finance Office", "Ｆinance Oﬃce"),
            ("Smith & Sons", "Smith and Sons"),
            ("Harbour Trust", "Hᴀʀʙᴏᴜʀ Trust"),
            ("Harbour Trust", "ʜᴀʀʙᴏᴜʀ ᴛʀᴜꜱᴛ"),
            ("Harbour Trust", "🅗🅐🅡🅑🅞🅤🅡 🆃🆁🆄🆂🆃"),
            ("Harbour Trust", "Ħɐɹƀøʉɾ Ⱦɍʊʂƫ"),
            ("Harbour Trust", "ℋᶏᶉᶀᶗᶙᶉ Ŧᶉᶙᶊƭ"),
            ("Ɓaushe Ƙasa", "Baushe Kasa"),
        ] {
            assert!(looks_like(one, other) && looks_like(other, one), "{one} and {other}");
        }
        for (one, other) in [
            ("Harbour Trust", "Harbour Truss"),
            ("", ""),
            ("—", "…"),
            ("東京大学", "京都大学"),
            ("Studio 1", "Studio 2"),
            ("Red Cross (Kenya)", "Red Cross (Peru)"),
            ("The Company", "Limited"),
            ("(verified)", "(official)"),
            ("Theo", "O"),
            ("Ɗan Kasa", "Jan Kasa"),
            ("Ŋmɛ Club", "Ame Club"),
        ] {
            assert!(!looks_like(one, other), "{one} and {other}");
        }
        assert!(!looks_like(&"a".repeat(1_000_000), "b"));
    }
}
