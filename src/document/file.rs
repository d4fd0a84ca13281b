//! The `.badge` file: JSON with a format number, made to be read in a diff.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::file_error::{FORMAT, FileError, MAX_FILE_BYTES, SaveError};
use super::set::{MAX_MEMBERS, Set};
use super::{Document, edit, travel};
use crate::Extra;
use crate::artwork::{Artwork, Brand, Element, ElementId, Guide, Kind, MAX_DEPTH, MAX_GUIDES, Picture};
use crate::badge::{Badge, clause, clean_within, needs_cleaning};
use crate::store::{Lock, ReadError, WriteError, read_limited, write_atomically};

/// Ending of the file's name, without the dot.
pub const EXTENSION: &str = "badge";

/// What turns a file of one format into the next; the first entry turns
/// format 1 into format 2. What is valid in format 2 is so in format 3.
const MIGRATIONS: &[fn(&mut Value)] = &[shields_have_a_style];

#[derive(Serialize)]
struct FileOut<'a> {
    format: u64,
    badge: &'a Badge,
    artwork: &'a Artwork,
    #[serde(skip_serializing_if = "Option::is_none")]
    brand: &'a Option<Arc<Brand>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    set: Option<&'a Set>,
    #[serde(flatten)]
    extra: &'a Extra,
}

#[derive(Deserialize)]
struct FileIn {
    #[expect(dead_code, reason = "read so that it is not taken for an unknown field")]
    format: u64,
    badge: Badge,
    artwork: Artwork,
    #[serde(default)]
    brand: Option<Arc<Brand>>,
    #[serde(default)]
    set: Set,
    #[serde(flatten)]
    extra: Extra,
}

impl Document {
    /// Opens a document file.
    ///
    /// # Errors
    /// When it cannot be read or [`Document::from_bytes`] refuses it.
    pub fn open(path: &Path) -> Result<Self, FileError> {
        let bytes = read_limited(path, MAX_FILE_BYTES).map_err(|error| match error {
            ReadError::TooLarge { .. } => FileError::TooLarge,
            ReadError::Io(source) => FileError::Read { path: path.to_owned(), source },
        })?;
        Self::from_bytes(&bytes)
    }

    /// Reads a document from the bytes of its file, or of a picture that was
    /// exported with the document inside.
    ///
    /// # Errors
    /// When it is not a document, is damaged, or has a newer format; the
    /// error says where.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, FileError> {
        if bytes.len() as u64 > MAX_FILE_BYTES {
            return Err(FileError::TooLarge);
        }
        if let Some(inside) = travel::taken_out(bytes) {
            let inside = inside?;
            // What lies in a picture is a document, not one more picture.
            return if travel::taken_out(&inside).is_some() {
                Err(FileError::NotInside)
            } else {
                Self::from_bytes(&inside)
            };
        }
        let format = format_of(bytes)?;
        if format > FORMAT {
            return Err(FileError::Newer { found: format });
        }
        let mut file: FileIn = if !needs_migration(format) {
            let mut reader = serde_json::Deserializer::from_slice(bytes);
            serde_path_to_error::deserialize(&mut reader).map_err(wrong)?
        } else {
            let value: Value = serde_json::from_slice(bytes).map_err(|error| syntax(&error))?;
            serde_path_to_error::deserialize(migrated(value, format, MIGRATIONS)?).map_err(wrong)?
        };
        clean(&mut file, bytes)?;
        let mut artwork = file.artwork;
        check(&mut artwork)?;
        check_set(&file.set)?;
        let brand = match file.brand {
            Some(brand) => {
                Some(Arc::new(super::brand_file::checked((*brand).clone()).map_err(|reason| FileError::Wrong {
                    place: "brand".into(),
                    line: 0,
                    column: 0,
                    reason,
                })?))
            }
            None => None,
        };
        Ok(Self {
            badge: Arc::new(file.badge),
            artwork: Arc::new(artwork),
            brand,
            set: Arc::new(file.set),
            shown: None,
            extra: Arc::new(file.extra),
        })
    }

    /// The bytes of this document's file: the design and its set, whatever is in
    /// view. Pictures that no element shows and fonts that no text asks for are
    /// left out.
    pub fn to_bytes(&self) -> Vec<u8> {
        let (badge, artwork) = self.design_parts();
        let mut shown = BTreeSet::new();
        artwork.each(|element| {
            if let Kind::Picture { picture, .. } = &element.kind {
                shown.insert(picture.clone());
            }
        });
        for member in &self.set.members {
            member.each_picture(|picture| {
                shown.insert(picture);
            });
        }
        let mut artwork = (**artwork).clone();
        artwork.pictures.retain(|id, _| shown.contains(id));
        artwork.fonts.keep(&self.families());
        let file = FileOut {
            format: self.least_format(),
            badge,
            artwork: &artwork,
            brand: &self.brand,
            set: Some(&*self.set).filter(|set| **set != Set::default()),
            extra: &self.extra,
        };
        #[expect(clippy::expect_used, reason = "our own types have text keys only, and memory cannot refuse a write")]
        let mut bytes = serde_json::to_vec_pretty(&file).expect("a document is always JSON");
        bytes.push(b'\n');
        bytes
    }

    /// The least format whose readers know every kind in the design and its set.
    fn least_format(&self) -> u64 {
        let (_, artwork) = self.design_parts();
        let of_set =
            self.set.members.iter().flat_map(|member| member.own.iter().chain(member.instead.iter().flatten()));
        let elements = artwork.elements.iter().chain(of_set).cloned().collect();
        let mut is_newer = false;
        Artwork { elements, ..Artwork::default() }.each(|element| is_newer |= element.kind.is_newer());
        if is_newer { FORMAT } else { FORMAT - 1 }
    }

    /// Writes the document over the file that it was read from, or last saved as
    /// `before`. What another program wrote there meanwhile is not written over.
    ///
    /// # Errors
    /// When the file holds something else than `before`, or cannot be written.
    pub fn save_over(&self, path: &Path, before: &Self) -> Result<(), SaveError> {
        let _lock = Lock::on(path)?;
        let ours = self.to_bytes();
        if path.symlink_metadata().is_ok() {
            let there = read_limited(path, MAX_FILE_BYTES).unwrap_or_default();
            let known = [before.to_bytes(), ours.clone()];
            // The same document in other bytes is as good.
            let same = || Self::from_bytes(&there).is_ok_and(|there| known.contains(&there.to_bytes()));
            if !known.contains(&there) && !same() {
                return Err(SaveError::Changed(path.to_owned()));
            }
        }
        Ok(write_atomically(path, &ours)?)
    }

    /// Writes the document, whole or not at all.
    ///
    /// # Errors
    /// When the folder or the disk does not take it.
    pub fn save(&self, path: &Path) -> Result<(), WriteError> {
        write_atomically(path, &self.to_bytes())
    }
}

/// Whether a sign that is written as its number could be one to leave out; half
/// of one that has two numbers could be when it ends the last two of a plane.
fn is_odd(after: &str) -> bool {
    let number = after.get(..4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    let letter = number.and_then(char::from_u32);
    letter.map_or_else(
        || number.is_none_or(|number| number & 0xfffe == 0xdffe),
        |letter| needs_cleaning(letter.encode_utf8(&mut [0; 4])),
    )
}

/// Leaves out of the words of a document, and of what is written on its artwork,
/// what no field would have taken ([`clean_within`]). What others have signed, and
/// fields that are not known here, stay as they are.
fn clean(file: &mut FileIn, bytes: &[u8]) -> Result<(), FileError> {
    fn tidied<T: Serialize + DeserializeOwned>(part: &T, place: &str) -> Result<T, FileError> {
        let mut value = serde_json::to_value(part).map_err(|error| syntax(&error))?;
        clean_within(&mut value);
        let wrong = |error: serde_json::Error| FileError::Wrong {
            place: place.to_owned(),
            line: 0,
            column: 0,
            reason: bare(&error),
        };
        serde_json::from_value(value).map_err(wrong)
    }
    // Nearly every document has none, and is not gone through.
    if std::str::from_utf8(bytes).is_ok_and(|text| !needs_cleaning(text) && !text.split("\\u").skip(1).any(is_odd)) {
        return Ok(());
    }
    let badge: Badge = tidied(&file.badge, "badge")?;
    let before = std::mem::replace(&mut file.badge, badge);
    file.badge.endorsement = before.endorsement;
    file.badge.endorsement_jwt = before.endorsement_jwt;
    file.badge.extra = before.extra;
    file.artwork = tidied(&file.artwork, "artwork")?;
    file.set = tidied(&file.set, "set")?;
    Ok(())
}

/// The number at `format`, read without looking at the rest more closely.
fn format_of(bytes: &[u8]) -> Result<u64, FileError> {
    #[derive(Deserialize)]
    struct Probe {
        format: Option<Value>,
    }
    let probe: Probe = serde_json::from_slice(bytes).map_err(|error| syntax(&error))?;
    probe.format.as_ref().and_then(Value::as_u64).filter(|format| *format > 0).ok_or(FileError::NoFormat)
}

/// In format 1 there was one kind of shield.
fn shields_have_a_style(document: &mut Value) {
    fn walk(elements: &mut Value) {
        for element in elements.as_array_mut().into_iter().flatten() {
            let Some(kind) = element.get_mut("kind") else { continue };
            if kind == "shield" {
                *kind = serde_json::json!({ "shield": { "style": "peaked" } });
            } else if let Some(inner) = kind.pointer_mut("/group/elements") {
                walk(inner);
            }
        }
    }
    if let Some(elements) = document.pointer_mut("/artwork/elements") {
        walk(elements);
    }
}

/// True for a format that is read by way of the steps to the next ones.
fn needs_migration(format: u64) -> bool {
    usize::try_from(format).is_ok_and(|format| format <= MIGRATIONS.len())
}

/// Takes a document of an earlier format step by step to the current one.
fn migrated(mut value: Value, format: u64, steps: &[fn(&mut Value)]) -> Result<Value, FileError> {
    let done = usize::try_from(format - 1).map_err(|_| FileError::NoFormat)?;
    for step in steps.iter().skip(done) {
        step(&mut value);
    }
    Ok(value)
}

fn syntax(error: &serde_json::Error) -> FileError {
    let (line, column) = (error.line(), error.column());
    if error.is_eof() {
        FileError::Truncated { line }
    } else {
        FileError::NotJson { line, column, reason: bare(error) }
    }
}

fn wrong(error: serde_path_to_error::Error<serde_json::Error>) -> FileError {
    let place = error.path().to_string();
    let inner = error.into_inner();
    let unknown = inner.to_string();
    let unknown = unknown.strip_prefix("unknown variant `").and_then(|rest| rest.split('`').next());
    if let Some(kind) = unknown.filter(|_| place.ends_with(".kind")) {
        return FileError::NewerKind(kind.to_owned());
    }
    FileError::Wrong { place, line: inner.line(), column: inner.column(), reason: bare(&inner) }
}

/// serde_json's message without the place, which we give ourselves.
fn bare(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rfind(" at line ") {
        Some(end) => text[..end].to_owned(),
        None => text,
    }
}

/// What types cannot say: depth, ids, pictures.
fn check(artwork: &mut Artwork) -> Result<(), FileError> {
    let refuse = |place: String, reason: String| Err(FileError::Wrong { place, line: 0, column: 0, reason });
    if edit::depth(&artwork.elements) > MAX_DEPTH {
        return refuse("artwork.elements".into(), format!("groups lie in each other more than {MAX_DEPTH} deep"));
    }
    let mut bad_frame = None;
    let mut highest = 0;
    artwork.each(|element| {
        highest = highest.max(element.id.0);
        if !element.frame.is_sane() {
            bad_frame = Some(element.id.0);
        }
    });
    if let Some(id) = bad_frame {
        return refuse(format!("artwork.elements, the one with id {id}"), "its frame cannot be drawn".into());
    }
    // A file merged by hand may hold an id twice: the later element gets another.
    renumber(&mut artwork.elements, &mut BTreeSet::new(), &mut highest);
    artwork.guides.retain(Guide::is_sane);
    artwork.guides.truncate(MAX_GUIDES);
    for (id, picture) in &mut artwork.pictures {
        match Picture::from_bytes(picture.data.clone()) {
            Ok(read) => *picture = Arc::new(read),
            Err(error) => return refuse(format!("artwork.pictures.{}", id.0), clause(&error)),
        }
    }
    Ok(())
}

/// What types cannot say of a set: how many, how deep, how far.
fn check_set(set: &Set) -> Result<(), FileError> {
    let refuse = |place: String, reason: String| Err(FileError::Wrong { place, line: 0, column: 0, reason });
    if set.members.len() > MAX_MEMBERS {
        let reason = format!("it has {} badges, and a set takes at most {MAX_MEMBERS}", set.members.len());
        return refuse("set.members".into(), reason);
    }
    for (place, member) in set.members.iter().enumerate() {
        let elements: Vec<Arc<Element>> = member.own.iter().chain(member.instead.iter().flatten()).cloned().collect();
        if edit::depth(&elements) > MAX_DEPTH {
            let reason = format!("groups lie in each other more than {MAX_DEPTH} deep");
            return refuse(format!("set.members[{place}]"), reason);
        }
        let mut is_sane = true;
        Artwork { elements, ..Artwork::default() }.each(|element| is_sane &= element.frame.is_sane());
        if !is_sane {
            return refuse(format!("set.members[{place}]"), "the frame of an element cannot be drawn".into());
        }
    }
    Ok(())
}

fn renumber(elements: &mut [Arc<Element>], seen: &mut BTreeSet<ElementId>, highest: &mut u64) {
    for element in elements {
        if !seen.insert(element.id) {
            *highest = highest.saturating_add(1);
            Arc::make_mut(element).id = ElementId(*highest);
            seen.insert(ElementId(*highest));
        }
        if matches!(element.kind, Kind::Group { .. })
            && let Kind::Group { elements } = &mut Arc::make_mut(element).kind
        {
            renumber(elements, seen, highest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shield_of_the_first_format_is_a_peaked_one() {
        let file = serde_json::json!({"format": 1, "badge": {}, "artwork": {"elements": [
            {"id": 1, "kind": {"group": {"elements": [
                {"id": 2, "kind": "shield", "frame": {"x": 0, "y": 0, "width": 9, "height": 9}},
            ]}}, "frame": {"x": 0, "y": 0, "width": 9, "height": 9}},
        ]}});
        let document = Document::from_bytes(file.to_string().as_bytes()).unwrap();
        let shield = document.artwork.element(ElementId(2)).unwrap();
        assert_eq!(shield.kind, Kind::shield(crate::artwork::ShieldStyle::Peaked));
    }

    #[test]
    fn what_no_field_takes_is_left_out_of_a_document_and_signed_words_stay() {
        let signed = serde_json::json!({"endorsementComment": "a\u{ffff}b"});
        let file = serde_json::json!({"format": FORMAT, "badge": {
            "name": "Ice\u{0} Res\u{202e}cue\u{ffff}", "description": "one\ntwo\u{7}", "endorsement": [signed],
        }, "artwork": {"elements": [
            {"id": 1, "kind": {"text": {"content": "KILN\u{fdd0}\nTWO", "font": {"family": "Cabin", "weight": 700}, "size": 40.0}}, "frame": {"x": 0, "y": 0, "width": 9, "height": 9}},
        ]}});
        let document = Document::from_bytes(file.to_string().as_bytes()).unwrap();
        assert_eq!((document.badge.name.as_str(), document.badge.description.as_str()), ("Ice Rescue", "one\ntwo"));
        assert_eq!(document.badge.endorsement, [signed]);
        let element = document.artwork.element(ElementId(1)).unwrap();
        let Kind::Text(text) = &element.kind else { panic!("it is a text") };
        assert_eq!(text.content, "KILN\nTWO");
    }

    #[test]
    fn each_step_between_the_formats_is_taken_in_order() {
        let first: fn(&mut Value) = |v| v["words"] = serde_json::json!([1]);
        let second: fn(&mut Value) = |v| v["words"] = serde_json::json!([v["words"][0], 2]);
        let old = serde_json::json!({"format": 1});
        assert_eq!(migrated(old.clone(), 1, &[first, second]).unwrap()["words"], serde_json::json!([1, 2]));
        let newer = serde_json::json!({"format": 2, "words": [7]});
        assert_eq!(migrated(newer, 2, &[first, second]).unwrap()["words"], serde_json::json!([7, 2]));
        assert!(
            needs_migration(1) && !needs_migration(2) && !needs_migration(FORMAT),
            "only the first reads otherwise"
        );
    }
}
