//! Source text of a document: where the values of its JSON stand in the file.

use std::collections::HashMap;
use std::ops::Range;

use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::artwork::MAX_DEPTH;

/// Source text of a `.badge` file, by whose lines and columns editors show places. A
/// file that holds its document otherwise, such as a picture, has no places.
pub(super) struct Source<'s> {
    text: &'s str,
    /// Where each line begins, in bytes.
    lines: Vec<usize>,
    badge: Option<&'s str>,
    /// The words in the language that is checked, where that is not the badge's own.
    translation: Option<&'s str>,
    artwork: Option<&'s str>,
    /// Elements of the artwork, those of groups too, by their ids.
    elements: HashMap<u64, &'s str>,
}

/// Replacement of a part of the source, by which a text becomes another one.
pub(super) struct Replacement {
    pub(super) deleted: Value,
    pub(super) inserted: String,
}

/// Value that a path leads to, as it is written; or, where nothing stands there, the
/// object or list around it.
enum Place<'s> {
    There(&'s str),
    Within(&'s str),
}

impl<'s> Source<'s> {
    /// Source of a document whose badge is read in a language of its own or another.
    pub(super) fn of(text: &'s str, language: Option<&str>) -> Self {
        let parts = members(text);
        let badge = parts.get("badge").copied();
        let translations = || members(badge?).get("translations").map(|list| entries(list));
        let is_meant = |words: &&str, tag: &str| {
            let told = members(words).get("inLanguage").and_then(|told| serde_json::from_str::<String>(told).ok());
            told.is_some_and(|told| told.trim().eq_ignore_ascii_case(tag.trim()))
        };
        let artwork = parts.get("artwork").copied();
        let mut elements = HashMap::new();
        if let Some(list) = artwork.and_then(|artwork| members(artwork).get("elements").copied()) {
            gather(list, MAX_DEPTH, &mut elements);
        }
        let newlines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self {
            text,
            lines: std::iter::once(0).chain(newlines).collect(),
            badge,
            translation: language.and_then(|tag| translations()?.into_iter().find(|words| is_meant(words, tag))),
            artwork,
            elements,
        }
    }

    /// Region of a value, by its path in the badge's JSON: of a text what stands between
    /// its quotation marks, or the words that stand at `range` in it. Of what is not
    /// there it is the bracket that would hold it.
    pub(super) fn region(&self, path: &str, part: Option<(&Range<usize>, &str)>) -> Option<Value> {
        match self.find(path)? {
            Place::There(value) => {
                let Some((inner, text)) = text_of(value) else { return Some(self.region_of(value)) };
                let is_there = |(range, words): &(&Range<usize>, &str)| text.get((*range).clone()) == Some(words);
                let words = part.filter(is_there).and_then(|(range, _)| written(inner, range));
                Some(self.region_of(words.unwrap_or(inner)))
            }
            Place::Within(around) => around.get(..1).map(|bracket| self.region_of(bracket)),
        }
    }

    /// Replacement that makes `text` of the text at this path: of the part that differs,
    /// so that others in the same text go along with it.
    pub(super) fn replacement(&self, path: &str, text: &str) -> Option<Replacement> {
        let Place::There(value) = self.find(path)? else { return None };
        let (inner, before) = text_of(value)?;
        let same = |(one, other): &(char, char)| one == other;
        let start: usize = before.chars().zip(text.chars()).take_while(same).map(|(letter, _)| letter.len_utf8()).sum();
        let (rest, rest_after) = (before.get(start..)?, text.get(start..)?);
        let ends = rest.chars().rev().zip(rest_after.chars().rev());
        let end: usize = ends.take_while(same).map(|(letter, _)| letter.len_utf8()).sum();
        let deleted = written(inner, &(start..before.len() - end))?;
        let inserted = serde_json::to_string(rest_after.get(..rest_after.len() - end)?).ok()?;
        let inserted = inserted.get(1..inserted.len() - 1)?.to_owned();
        Some(Replacement { deleted: self.region_of(deleted), inserted })
    }

    fn find(&self, path: &str) -> Option<Place<'s>> {
        if let Some(id) = path.strip_prefix("artwork.elements[id=").and_then(|rest| rest.strip_suffix(']')) {
            return self.elements.get(&id.parse().ok()?).copied().map(Place::There);
        }
        if path == "artwork" {
            return self.artwork.map(Place::There);
        }
        if let (Some(words), Some((path, is_optional))) = (self.translation, in_translation(path)) {
            let place = walk(words, &path);
            let is_blank = |value: &str| text_of(value).is_some_and(|(_, text)| text.trim().is_empty());
            if !is_optional || matches!(place, Place::There(value) if !is_blank(value)) {
                return Some(place);
            }
        }
        Some(walk(self.badge?, path))
    }

    /// Region of a part of the source. Lines and columns are counted from 1, columns in
    /// code points.
    fn region_of(&self, part: &str) -> Value {
        let start = part.as_ptr().addr().saturating_sub(self.text.as_ptr().addr());
        let place = |at: usize| {
            let line = self.lines.partition_point(|begin| *begin <= at);
            let begin = self.lines.get(line.saturating_sub(1)).copied().unwrap_or_default();
            (line, self.text.get(begin..at).unwrap_or_default().chars().count() + 1)
        };
        let ((start_line, start_column), (end_line, end_column)) = (place(start), place(start + part.len()));
        json!({
            "startLine": start_line, "startColumn": start_column, "endLine": end_line, "endColumn": end_column,
        })
    }
}

/// Path of a field in a translation, and whether the badge's own text stands in where
/// the translation has none. `None` for what is not translated.
fn in_translation(path: &str) -> Option<(String, bool)> {
    let moved = match path {
        "name" | "shortName" | "description" => path,
        "image.caption" => "caption",
        _ if path.starts_with("criteria") => path,
        _ => {
            if let Some(entry) = path.strip_prefix("skills[").and_then(|_| path.strip_suffix(".label")) {
                return Some((entry.to_owned(), true));
            }
            let name = path.strip_prefix("practicalities.")?;
            Some(name).filter(|name| ["evidenceAsked", "assessment", "nextStep", "worth"].contains(name))?
        }
    };
    Some((moved.to_owned(), path == "criteria.id"))
}

/// Goes from an object along a path such as `criteria.statements[1]`.
fn walk<'s>(object: &'s str, path: &str) -> Place<'s> {
    let mut value = object;
    for step in path.split(['.', '[']) {
        let next = match step.strip_suffix(']') {
            Some(index) => index.parse().ok().and_then(|index: usize| entries(value).get(index).copied()),
            None => members(value).get(step).copied(),
        };
        match next {
            Some(next) => value = next,
            None => return Place::Within(value),
        }
    }
    Place::There(value)
}

/// Gathers the elements of a list and of the groups in it.
fn gather<'s>(list: &'s str, depth: usize, found: &mut HashMap<u64, &'s str>) {
    for element in entries(list) {
        let parts = members(element);
        if let Some(id) = parts.get("id").and_then(|id| id.parse().ok()) {
            found.insert(id, element);
        }
        let group = parts.get("kind").and_then(|kind| members(kind).get("group").copied());
        if let (Some(list), 1..) = (group.and_then(|group| members(group).get("elements").copied()), depth) {
            gather(list, depth - 1, found);
        }
    }
}

/// Members of an object, as they are written; none of anything else.
fn members(object: &str) -> HashMap<String, &str> {
    let members: HashMap<String, &RawValue> = serde_json::from_str(object).unwrap_or_default();
    members.into_iter().map(|(name, value)| (name, value.get())).collect()
}

/// Entries of a list, as they are written; none of anything else.
fn entries(list: &str) -> Vec<&str> {
    let entries: Vec<&RawValue> = serde_json::from_str(list).unwrap_or_default();
    entries.into_iter().map(RawValue::get).collect()
}

/// Text of a value: what stands between the quotation marks, and what it says.
fn text_of(value: &str) -> Option<(&str, String)> {
    let inner = value.strip_prefix('"')?.strip_suffix('"')?;
    Some((inner, serde_json::from_str(value).ok()?))
}

/// Part of a text as it is written between its quotation marks, escapes and all.
fn written<'s>(inner: &'s str, range: &Range<usize>) -> Option<&'s str> {
    let (mut said, mut at) = (0, 0);
    let mut reach = |wanted: usize| {
        while said < wanted {
            let (as_written, as_said) = letter(inner.get(at..)?)?;
            at += as_written;
            said += as_said;
        }
        (said == wanted).then_some(at)
    };
    let (start, end) = (reach(range.start)?, reach(range.end)?);
    inner.get(start..end)
}

/// Length of the first letter of a written text, as it is written and as it is said, in
/// bytes.
fn letter(rest: &str) -> Option<(usize, usize)> {
    let code = |at: usize| u32::from_str_radix(rest.get(at..at + 4)?, 16).ok();
    if !rest.starts_with('\\') {
        return rest.chars().next().map(|letter| (letter.len_utf8(), letter.len_utf8()));
    }
    if !rest.starts_with("\\u") {
        return Some((2, 1));
    }
    // Letters beyond the first 65,536 are written as two.
    Some(match char::from_u32(code(2)?) {
        Some(letter) => (6, letter.len_utf8()),
        None => (12, 4),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands in a region of one line.
    fn at<'s>(source: &'s str, region: &Value) -> &'s str {
        let number = |key: &str| usize::try_from(region[key].as_u64().unwrap()).unwrap() - 1;
        assert_eq!(region["startLine"], region["endLine"]);
        let line = source.lines().nth(number("startLine")).unwrap();
        let byte = |column: usize| line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
        &line[byte(number("startColumn"))..byte(number("endColumn"))]
    }

    const BADGE: &str = r#"{
  "format": 3,
  "badge": {
    "name": "Cafe \u0063afe",
    "shortName": "",
    "description": "Say \"hi\" to the \ud83d\ude00 caf\u00e9, caf\u00e9 \\ é.\nTwice.", "skills": [{ "label": "a" }, { "label": "b" }],
    "translations": [
      { "inLanguage": "cy", "name": "Un", "skills": ["", "be"] },
      { "inLanguage": "EN-us ", "name": "Two", "caption": "Cap" }
    ]
  },
  "artwork": { "elements": [{ "id": 1, "kind": { "group": { "elements": [{ "id": 12, "kind": "disc" }] } } }, { "id": 2 }] }
}"#;

    #[test]
    fn a_value_is_found_by_its_path_whatever_else_says_the_same() {
        let source = Source::of(BADGE, None);
        let stands = |path: &str| at(BADGE, &source.region(path, None).unwrap());
        assert_eq!(stands("name"), "Cafe \\u0063afe");
        assert_eq!(stands("skills[1].label"), "b");
        assert_eq!(stands("shortName"), "");
        assert_eq!(stands("skills"), r#"[{ "label": "a" }, { "label": "b" }]"#);
        assert_eq!(stands("artwork.elements[id=12]"), r#"{ "id": 12, "kind": "disc" }"#);
        assert_eq!(source.region("artwork.elements[id=3]", None), None);
        assert_eq!(stands("skills[7].label"), "[", "what is not there would stand within this");
        let missing = source.region("image.caption", None).unwrap();
        assert_eq!((at(BADGE, &missing), &missing["startLine"]), ("{", &json!(3)));
        assert_eq!(Source::of("\u{fffd}PNG", None).region("name", None), None);
    }

    #[test]
    fn words_are_found_where_they_stand_in_the_text_escapes_and_all() {
        let source = Source::of(BADGE, None);
        let text = "Say \"hi\" to the 😀 café, café \\ é.\nTwice.";
        let second = text.rfind("café").unwrap();
        for (range, written) in [
            (second..second + 5, "caf\\u00e9"),
            (4..8, r#"\"hi\""#),
            (16..20, "\\ud83d\\ude00"),
            (text.len() - 6..text.len(), "Twice."),
        ] {
            let region = source.region("description", Some((&range, &text[range.clone()]))).unwrap();
            assert_eq!(at(BADGE, &region), written);
        }
        let region = source.region("description", Some((&(second..second + 5), "café"))).unwrap();
        let column = region["startColumn"].as_u64().unwrap();
        assert!(column > 50, "the second, not the first: {column}");
        let other = source.region("description", Some((&(0..3), "Tea"))).unwrap();
        assert!(at(BADGE, &other).starts_with("Say"), "where the file says something else, the whole text is meant");
    }

    #[test]
    fn a_translation_is_looked_for_in_its_own_words() {
        let stands = |language: &str, path: &str| {
            at(BADGE, &Source::of(BADGE, Some(language)).region(path, None).unwrap()).to_owned()
        };
        assert_eq!(stands("cy", "name"), "Un");
        assert_eq!(stands("en-US", "name"), "Two");
        assert_eq!(stands("en-US", "image.caption"), "Cap");
        assert_eq!(stands("cy", "skills[1].label"), "be");
        assert_eq!(stands("cy", "skills[0].label"), "a", "which is not translated");
        assert_eq!(stands("cy", "description"), "{");
        assert_eq!(stands("fr", "name"), "Cafe \\u0063afe", "the badge's own language");
    }

    #[test]
    fn a_replacement_is_of_what_differs_alone() {
        let source = Source::of(BADGE, None);
        let replaced = source.replacement("name", "Cafe tea \"cafe\"").unwrap();
        assert_eq!((at(BADGE, &replaced.deleted), replaced.inserted.as_str()), ("\\u0063afe", r#"tea \"cafe\""#));
        let replaced = source.replacement("shortName", "Tea").unwrap();
        assert_eq!((at(BADGE, &replaced.deleted), replaced.inserted.as_str()), ("", "Tea"));
        assert!(source.replacement("image.caption", "Tea").is_none());
    }
}
