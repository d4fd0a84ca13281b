//! A whole set: its badges held against each other, and written as files.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::over::{Over, OverError};
use super::{Export, ExportError, FileKind, SIDES};
use crate::document::{Document, EXTENSION};
use crate::render::raster::{Pixels, Renderer};
use crate::review::{Finding, RuleSet, SetFinding, Severity, TOLD_APART_AT, names_of_set, pictures_of_set, review};
use crate::scene::build;
use crate::store::{WriteError, read_start};

/// Least difference of a pixel that counts, of 255.
const SEEN: u8 = 40;

/// Least part of the pixels that must differ. Another word in small type changes up
/// to 3 in a hundred and cannot be read there; another icon changes more.
const LEAST_PART: f64 = 0.035;

/// Most of a file that is looked at to see which kind of picture it is, in bytes.
const MOST_LOOKED_AT: u64 = 64 * 1024;

/// A kind of file that a set is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetFile {
    /// A picture each.
    Picture(FileKind),
    /// A document each, which has no set any more.
    Document,
}

impl SetFile {
    fn ending(self) -> &'static str {
        match self {
            Self::Picture(FileKind::Svg) => "svg",
            Self::Picture(FileKind::Pdf) => "pdf",
            Self::Picture(_) => "png",
            Self::Document => EXTENSION,
        }
    }

    /// Whether a file that is there is one of this kind, whatever it is called.
    fn is_at(self, path: &Path) -> bool {
        let Ok(start) = read_start(path, MOST_LOOKED_AT) else { return false };
        match self {
            Self::Picture(FileKind::Svg) => start.windows(4).any(|tag| tag == b"<svg"),
            Self::Picture(FileKind::Pdf) => start.starts_with(b"%PDF-"),
            Self::Picture(_) => start.starts_with(b"\x89PNG\r\n\x1a\n"),
            Self::Document => Document::open(path).is_ok(),
        }
    }
}

/// Holds the badges of a set against each other, and each against the rules of
/// a profile. `go_on` is told how far it is, and ends it by answering no.
pub fn check_set(document: &Document, rules: &RuleSet, mut go_on: impl FnMut(f32) -> bool) -> Vec<SetFinding> {
    let count = document.set.members.len();
    let mut names = Vec::with_capacity(count);
    let mut pictures: Vec<Pixels> = Vec::with_capacity(count);
    let mut of_one = Vec::new();
    let mut renderer = Renderer::new();
    for place in 0..count {
        let Some(member) = document.member(place) else { continue };
        pictures.push(renderer.render(&build(&member.artwork, &member.badge), TOLD_APART_AT));
        names.push(member.badge.name.clone());
        let weighty = |finding: &Finding| finding.rule.severity < Severity::Hint;
        of_one.extend(review(&member.badge, &member.artwork, rules).into_iter().filter(weighty).map(|finding| {
            let message = format!("{}: {}", named(&member.badge.name), finding.message);
            SetFinding { rule: finding.rule, message, members: vec![place] }
        }));
        if !go_on(portion(place + 1, count) * 0.8) {
            return Vec::new();
        }
    }
    let mut found = names_of_set(&names);
    found.extend(pictures_of_set(&names, &alike(&pictures, |part| go_on(0.8 + part * 0.2))));
    found.extend(of_one);
    found
}

fn portion(done: usize, all: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a thousand at most")]
    let part = done as f32 / all.max(1) as f32;
    part
}

fn named(name: &str) -> String {
    if name.trim().is_empty() { "A badge without a name".to_owned() } else { format!("“{name}”") }
}

/// The pairs that can hardly be told apart where they are shown small, by their places.
fn alike(pictures: &[Pixels], mut go_on: impl FnMut(f32) -> bool) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (place, picture) in pictures.iter().enumerate() {
        let earlier = pictures[..place].iter().enumerate();
        let alike = earlier.filter(|(_, earlier)| difference(earlier, picture) < LEAST_PART);
        pairs.extend(alike.map(|(other, _)| (other, place)));
        if !go_on(portion(place + 1, pictures.len())) {
            break;
        }
    }
    pairs
}

/// Which part of the pixels of two pictures of the same size differs visibly.
fn difference(one: &Pixels, other: &Pixels) -> f64 {
    let pairs = one.rgba.chunks_exact(4).zip(other.rgba.chunks_exact(4));
    let differing = pairs.filter(|(a, b)| a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > SEEN)).count();
    #[expect(clippy::cast_precision_loss, reason = "a few thousand pixels")]
    let part = differing as f64 / (one.rgba.len() / 4).max(1) as f64;
    part
}

/// Why a set was not written as a whole. The badges before are written.
#[derive(Debug, thiserror::Error)]
pub enum SetError {
    /// A file may not be written, or the folder or the disk does not take it.
    #[error(transparent)]
    Over(#[from] OverError),
    /// A badge became no picture.
    #[error("{badge}: {source}")]
    Picture {
        /// Its name.
        badge: String,
        /// Why.
        #[source]
        source: ExportError,
    },
}

/// The files of a folder in whose place a set would come, if they may go: never a key,
/// a file that the set is made from, or one of another kind.
///
/// # Errors
/// Says which may not.
pub fn set_replaces(document: &Document, folder: &Path, kind: SetFile, over: &Over) -> Result<Vec<PathBuf>, OverError> {
    let over = Over { force: true, ..over.clone() };
    let mut taken = BTreeSet::new();
    let mut there = Vec::new();
    for member in (0..document.set.members.len()).filter_map(|place| document.member(place)) {
        let path = folder.join(unique_name(&member.badge.name, kind.ending(), &mut taken));
        if path.symlink_metadata().is_err() {
            continue;
        }
        over.check(&path)?;
        if !kind.is_at(&path) {
            return Err(OverError::OtherKind(path));
        }
        there.push(path);
    }
    Ok(there)
}

/// Writes each badge of a set into a folder, which is made where it is
/// missing; each file whole or not at all. Gives the number of files written.
/// `go_on` is told how far it is, and ends it by answering no.
///
/// # Errors
/// When a file lies there that may not be replaced: then nothing is written.
/// When a badge becomes no picture, and when the folder or the disk does not
/// take a file; those before are there.
pub fn write_set(
    document: &Document,
    folder: &Path,
    kind: SetFile,
    over: &Over,
    mut go_on: impl FnMut(f32) -> bool,
) -> Result<usize, SetError> {
    let count = document.set.members.len();
    let mut taken = BTreeSet::new();
    let there = match set_replaces(document, folder, kind, over) {
        // Whatever it is, nobody said that it may go.
        Err(OverError::OtherKind(path)) if !over.force => vec![path],
        there => there?,
    };
    if let (false, Some(first)) = (over.force, there.into_iter().next()) {
        return Err(OverError::Exists(first).into());
    }
    std::fs::create_dir_all(folder)
        .map_err(|source| OverError::from(WriteError { path: folder.to_owned(), source }))?;
    let mut written = 0;
    // A handful at a time: a picture takes a while, and the work can end between them.
    for handful in (0..count).collect::<Vec<_>>().chunks(at_once(kind)) {
        let made: Vec<_> = handful
            .par_iter()
            .filter_map(|place| document.member(*place))
            .map_init(Renderer::new, |renderer, member| {
                let file = match kind {
                    SetFile::Document => Ok(member.to_bytes()),
                    SetFile::Picture(kind) => Export::plain(kind).make(&member, renderer, &|_| true),
                };
                (member.badge.name.clone(), file)
            })
            .collect();
        for (name, file) in made {
            let file = file.map_err(|source| SetError::Picture { badge: named(&name), source })?;
            over.write(&folder.join(unique_name(&name, kind.ending(), &mut taken)), &file)?;
            written += 1;
            if !go_on(portion(written, count)) {
                return Ok(written);
            }
        }
    }
    Ok(written)
}

/// How many files of a kind are made at once: no more pixels than the largest
/// picture has, so that a set takes no more memory than one badge may.
fn at_once(kind: SetFile) -> usize {
    let most = rayon::current_num_threads();
    let SetFile::Picture(FileKind::Png { side }) = kind else { return most };
    let times = SIDES.end() / side.clamp(*SIDES.start(), *SIDES.end());
    usize::try_from(times * times).unwrap_or(1).clamp(1, most)
}

/// A file name made of a badge's name: small letters, figures and hyphens, and
/// none that a system keeps for itself.
pub fn file_name(name: &str, ending: &str) -> String {
    const KEPT: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];
    let plain: String = name.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let stem = plain.split_whitespace().collect::<Vec<_>>().join("-");
    let stem: String = stem.chars().take(60).collect();
    let is_kept = KEPT.contains(&stem.trim_end_matches(|c: char| c.is_ascii_digit()));
    match stem.as_str() {
        "" => format!("badge.{ending}"),
        stem if is_kept => format!("badge-{stem}.{ending}"),
        stem => format!("{stem}.{ending}"),
    }
}

fn unique_name(name: &str, ending: &str, taken: &mut BTreeSet<String>) -> String {
    let first = file_name(name, ending);
    let stem = first.strip_suffix(&format!(".{ending}")).unwrap_or(&first);
    let numbered = (2..).map(|number| format!("{stem}-{number}.{ending}"));
    let free = std::iter::once(first.clone()).chain(numbered).find(|name| !taken.contains(name));
    let name = free.unwrap_or(first);
    taken.insert(name.clone());
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::set::{Member, Set, by_layer};
    use crate::document::{Edit, starter};
    use crate::review::Profile;
    use std::sync::Arc;

    fn set_of(members: Vec<Member>) -> Document {
        let design = starter("first-aid").unwrap().document("urn:uuid:1".into()).unwrap();
        let set = Set { members: members.into_iter().map(Arc::new).collect(), ..Set::default() };
        design.edited(&Edit::Set(Arc::new(set))).unwrap()
    }

    fn called(names: &[&str]) -> Document {
        set_of(
            names
                .iter()
                .enumerate()
                .map(|(at, name)| Member::new(format!("urn:{at}")).saying("/name", *name))
                .collect(),
        )
    }

    fn rules(document: &Document) -> Vec<(&'static str, Vec<usize>)> {
        let found = check_set(document, &Profile::BadgeNation.into(), |_| true);
        found.into_iter().map(|finding| (finding.rule.id, finding.members)).collect()
    }

    #[test]
    fn names_that_are_alike_and_names_without_a_pattern_are_told() {
        let found = rules(&called(&["Bike Repair", "bike repair", "Choir Season"]));
        assert!(found.contains(&("T2", vec![0, 1])), "{found:?}");
        assert!(found.iter().any(|(rule, members)| *rule == "T4" && members == &[2]), "{found:?}");
        let found = rules(&called(&["Bike Repair: Engage", "Bike Repair: Lead"]));
        assert!(!found.iter().any(|(rule, _)| ["T2", "T4"].contains(rule)), "{found:?}");
    }

    #[test]
    fn badges_that_look_the_same_are_told_in_pairs() {
        // The layer's name is drawn in small type, which does not tell badges apart.
        let design = starter("first-aid").unwrap().document("urn:uuid:1".into()).unwrap();
        let mut count = 0;
        let members = by_layer(&design, None, || {
            count += 1;
            format!("urn:{count}")
        });
        let mut document = set_of(members);
        let pairs = |document: &Document| rules(document).iter().filter(|(rule, _)| *rule == "A13").count();
        assert_eq!(pairs(&document), 6);
        let icon = crate::document::set::main_icon(&document.artwork).unwrap();
        for (place, name) in ["bicycle", "tree", "heart"].into_iter().enumerate() {
            let mut member = (*document.set.members[place]).clone();
            member.elements.entry(icon).or_default().insert("/kind/icon/name".into(), name.into());
            document.set = Arc::new(document.set.with(place, member));
        }
        assert_eq!(pairs(&document), 0, "another icon can be seen at that size");
    }

    #[test]
    fn files_have_names_of_their_own_that_every_system_takes() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("set");
        let document = called(&["A/B: “c”", "a b c", "CON", "../../x", ""]);
        let written = write_set(&document, &target, SetFile::Document, &Over::default(), |_| true).unwrap();
        let mut names: Vec<String> = std::fs::read_dir(&target)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        assert_eq!((written, names.len()), (5, 5));
        assert_eq!(names, ["a-b-c-2.badge", "a-b-c.badge", "badge-con.badge", "badge.badge", "x.badge"]);
        let one = Document::open(&target.join("badge-con.badge")).unwrap();
        assert!(one.badge.name == "CON" && one.set.members.is_empty());
    }

    #[test]
    fn a_set_writes_over_nothing_unasked_and_never_over_its_design() {
        let folder = tempfile::tempdir().unwrap();
        let document = called(&["One", "Design"]);
        let design = folder.path().join("design.badge");
        document.save(&design).unwrap();
        let before = std::fs::read(&design).unwrap();
        for force in [false, true] {
            let over = Over { force, inputs: vec![design.clone()] };
            let told = write_set(&document, folder.path(), SetFile::Document, &over, |_| true).unwrap_err().to_string();
            assert!(told.contains("design.badge"), "{told}");
            assert_eq!(std::fs::read(&design).unwrap(), before);
            assert!(!folder.path().join("one.badge").exists(), "and nothing else is written");
        }
    }

    #[test]
    fn a_set_that_may_replace_files_replaces_those_of_its_own_kind_only() {
        let folder = tempfile::tempdir().unwrap();
        let document = called(&["One", "Two"]);
        let png = SetFile::Picture(FileKind::Png { side: 64 });
        let svg = SetFile::Picture(FileKind::Svg);
        let over = Over { force: true, inputs: Vec::new() };
        for kind in [png, svg, SetFile::Document] {
            assert_eq!(set_replaces(&document, folder.path(), kind, &over).unwrap(), Vec::<PathBuf>::new());
            write_set(&document, folder.path(), kind, &over, |_| true).unwrap();
            let path = |name: &str| folder.path().join(format!("{name}.{}", kind.ending()));
            let there = set_replaces(&document, folder.path(), kind, &Over::default()).unwrap();
            assert_eq!(there, [path("one"), path("two")], "each is named");
            write_set(&document, folder.path(), kind, &over, |_| true).unwrap();
            std::fs::write(path("two"), "a letter").unwrap();
            let told = write_set(&document, folder.path(), kind, &over, |_| true).unwrap_err().to_string();
            assert!(told.contains("two.") && told.contains("something else"), "{told}");
            assert_eq!(std::fs::read(path("two")).unwrap(), b"a letter");
            std::fs::remove_file(path("one")).unwrap();
            std::fs::remove_file(path("two")).unwrap();
        }
    }

    #[test]
    fn writing_ends_when_it_is_told_to() {
        let folder = tempfile::tempdir().unwrap();
        let document = called(&["One", "Two", "Three"]);
        let kind = SetFile::Picture(FileKind::Png { side: 64 });
        assert_eq!(write_set(&document, folder.path(), kind, &Over::default(), |part| part < 0.5).unwrap(), 2);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left half-written");
    }

    #[test]
    fn a_badge_of_a_set_is_the_same_file_as_that_badge_alone() {
        let folder = tempfile::tempdir().unwrap();
        let document = called(&["One"]);
        for kind in [FileKind::Png { side: 64 }, FileKind::Svg, FileKind::Pdf] {
            write_set(&document, folder.path(), SetFile::Picture(kind), &Over::default(), |_| true).unwrap();
            let name = folder.path().join(format!("one.{}", SetFile::Picture(kind).ending()));
            let alone = Export::plain(kind).make(&document.member(0).unwrap(), &mut Renderer::new(), &|_| true);
            assert_eq!(std::fs::read(name).unwrap(), alone.unwrap(), "{kind:?}");
        }
    }
}
