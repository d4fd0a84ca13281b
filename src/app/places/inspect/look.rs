//! Files and folders of badges, read and inspected beside the window.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use eframe::egui::ColorImage;
use rayon::prelude::*;

use super::picture::{drawing_of, picture_of, pixels_of};
use super::signed_picture;
use crate::app::desk::Progress;
use crate::badge::{one_line, quoted};
use crate::carrier::MAX_FILE;
use crate::inspect::{AtOnce, InspectOptions, Opened, Report, Sources, Trust, Verdict, compares_picture};
use crate::issue::{OwnLists, Revocation, Revoked};
use crate::scene::Scene;
use crate::store::{read_start, why_unread};

/// A file that was looked at.
#[derive(Clone, Debug)]
pub struct Row {
    /// Where it lies.
    pub path: PathBuf,
    /// What it is called below the folder that was opened.
    pub name: String,
    /// What was found.
    pub report: Arc<Report>,
}

/// The file that the card shows.
pub struct Seen {
    /// Where it lies.
    pub(super) path: PathBuf,
    /// Its bytes at the first look, so that every further look is at the same.
    pub(super) bytes: Arc<Vec<u8>>,
    pub(super) report: Report,
    pub(super) picture: Option<Arc<ColorImage>>,
    /// The same as outlines, when the file has them.
    pub(super) drawing: Option<Arc<Scene>>,
    /// The picture in the record, where that is shown because the file has
    /// another one.
    pub(super) replaced_by: Option<Arc<Vec<u8>>>,
    /// How it can be withdrawn, where whoever looks at it is its issuer.
    pub(super) revocation: Option<Revocation>,
    /// The issuer's own file that says that it is withdrawn, as far as one does.
    pub(super) noted: Option<Revoked>,
}

impl std::fmt::Debug for Seen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Seen({}: {:?})", self.path.display(), self.report.verdict)
    }
}

impl Seen {
    /// What was found.
    pub fn report(&self) -> &Report {
        &self.report
    }

    pub(super) fn name(&self) -> String {
        named(&self.path)
    }

    /// Whether this is a look at the same file, which has not changed since.
    pub(super) fn is_same_file(&self, other: &Self) -> bool {
        self.path == other.path && self.bytes == other.bytes
    }

    /// The same file with another report on it.
    pub(super) fn with(&self, mut report: Report) -> Self {
        report.told_of_picture_in(&self.report);
        if self.replaced_by.is_some() {
            report.picture_is_another();
        }
        Self {
            path: self.path.clone(),
            bytes: Arc::clone(&self.bytes),
            report,
            picture: self.picture.clone(),
            drawing: self.drawing.clone(),
            replaced_by: self.replaced_by.clone(),
            revocation: self.revocation.clone(),
            noted: self.noted.clone(),
        }
    }

    /// The same file, now that its issuer has withdrawn it.
    pub(super) fn revoked(&self, done: Revoked) -> Self {
        Self { noted: Some(done), ..self.with(self.report.clone()) }
    }

    /// Whether whoever looks at it can withdraw it, and has not yet.
    pub(super) fn can_be_revoked(&self) -> bool {
        let is_one = !matches!(self.report.verdict, Verdict::Withdrawn | Verdict::NotValid | Verdict::NotABadge);
        self.revocation.is_some() && self.noted.is_none() && is_one
    }

    /// What the issuer's own files say of its withdrawal, where the report could not
    /// tell.
    pub(super) fn noted_words(&self) -> Option<String> {
        let noted = self.noted.as_ref().filter(|_| self.report.verdict != Verdict::Withdrawn);
        noted.map(Revoked::words)
    }

    /// The same for others.
    pub(super) fn noted_for_others(&self) -> Option<String> {
        self.noted_words().and(self.noted.as_ref()).map(Revoked::words_for_others)
    }
}

/// What a file or folder is called, without where it lies.
pub(super) fn named(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The folder below which files are named that were opened together: the one that was
/// opened, or what all have in common.
pub(super) fn common_folder(opened: &[PathBuf]) -> PathBuf {
    let folders = opened.iter().map(|path| if path.is_dir() { path } else { path.parent().unwrap_or(path) });
    let in_common = |one: &Path, other: &Path| -> PathBuf {
        let parts = one.components().zip(other.components()).take_while(|(one, other)| one == other);
        parts.map(|(part, _)| part).collect()
    };
    folders.map(Path::to_owned).reduce(|one, other| in_common(&one, &other)).unwrap_or_default()
}

/// What a file is called below a folder, so that two of one name are told apart.
pub(super) fn named_below(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).ok().filter(|below| below.file_name().is_some());
    one_line(&below.map_or_else(|| named(path), |below| below.display().to_string()))
}

/// A file to be inspected: of one that is too large, one byte more than may be, so that
/// there is a report on it that says so.
fn read(path: &Path, name: &str) -> Result<Vec<u8>, String> {
    read_start(path, MAX_FILE as u64 + 1)
        .map_err(|error| format!("{} cannot be read: {}.", quoted(name), why_unread(&error)))
}

/// Reads and inspects one file, and draws its picture if it has one.
pub(super) fn one(path: &Path, trust: &Trust, home: Option<&Path>, at: jiff::Timestamp) -> Result<Seen, String> {
    let bytes = read(path, &named(path))?;
    let sources = Sources::default();
    let question = InspectOptions { trust, sources: &sources, at, email: None };
    let badge = Arc::new(Opened::of(&bytes));
    let mut report = OwnLists::new(home).completed(badge.inspect(&question), &badge, path, &question);
    report.compare_picture(&bytes, 0);
    let shown = Shown::of(&bytes, &report);
    let (revocation, noted) = revocation(&report, &badge, path, home, &question).unzip();
    let noted = noted.flatten();
    let (path, bytes, picture) = (path.to_owned(), Arc::new(bytes), shown.picture.map(Arc::new));
    let (drawing, replaced_by) = (shown.drawing.map(Arc::new), shown.replaced_by.map(Arc::new));
    let seen = Seen { path, bytes, report: Report::default(), picture, drawing, replaced_by, revocation, noted };
    Ok(seen.with(report))
}

/// How whoever looks at a badge can withdraw it, and where that is noted already: for
/// nobody but its issuer. Whose badge it is the key tells that signed it, and no folder that
/// came with it; of one that nobody signed its place in a folder of the user's own.
fn revocation(
    report: &Report,
    badge: &Arc<Opened>,
    path: &Path,
    home: Option<&Path>,
    question: &InspectOptions<'_>,
) -> Option<(Revocation, Option<Revoked>)> {
    let how = Revocation::told_by(report, badge).ok()?;
    let is_own = |key: &str| question.trust.own(key).is_some();
    let remembered = home.and_then(|home| how.remembered_folder(home));
    let is_kept = remembered.is_some() && how.is_told_by_its_place();
    let folder = remembered.or_else(|| how.folder_beside(path).folder);
    // A key that is named by an address stands in the folder.
    let signer = || how.signing_key_in(folder.as_deref()?, question.trust, question.at);
    let is_issuer = is_kept || report.signing_key.clone().or_else(signer).is_some_and(|key| is_own(&key));
    let noted = folder.as_deref().and_then(|folder| how.noted_in(folder));
    is_issuer.then_some((how, noted))
}

/// What the card shows of a file.
struct Shown {
    picture: Option<ColorImage>,
    drawing: Option<Scene>,
    replaced_by: Option<Vec<u8>>,
}

impl Shown {
    /// The file's own picture, unless another one was signed.
    fn of(bytes: &[u8], report: &Report) -> Self {
        let is_another = match report.told_of_picture() {
            None => Some(false),
            Some(_) => report.has_other_picture().then_some(true),
        };
        Self::instead_of(bytes, report.signed_picture().as_deref(), is_another)
    }

    fn instead_of(bytes: &[u8], signed: Option<&[u8]>, is_another: Option<bool>) -> Self {
        let drawing = drawing_of(bytes);
        let picture = drawing.as_ref().map(pixels_of).or_else(|| picture_of(bytes));
        match signed_picture::in_place_of(picture.as_ref(), signed, is_another) {
            Some(instead) => {
                let replaced_by = signed.filter(|_| picture.is_some()).map(<[u8]>::to_vec);
                Self { picture: Some(instead), drawing: None, replaced_by }
            }
            None => Self { picture, drawing, replaced_by: None },
        }
    }
}

/// Inspects many files on all cores, in their order, named below a folder. Files that
/// cannot be read are in the second list, with a sentence.
pub(super) fn many(
    paths: &[PathBuf],
    folder: &Path,
    trust: &Trust,
    home: Option<&Path>,
    at: jiff::Timestamp,
    progress: &Progress,
) -> (Vec<Row>, Vec<(PathBuf, String)>) {
    let (done, at_once) = (AtomicUsize::new(0), AtOnce::default());
    let lists = OwnLists::new(home);
    let looked: Vec<Option<Result<Row, (PathBuf, String)>>> = paths
        .par_iter()
        .enumerate()
        .map(|(place, path)| {
            let compares = compares_picture(place);
            if progress.is_cancelled() {
                return None;
            }
            let _room = at_once.room_for(path.metadata().map_or(0, |about| about.len()), compares);
            let name = named_below(folder, path);
            let row = read(path, &name).map(|bytes| {
                let sources = Sources::default();
                let question = InspectOptions { trust, sources: &sources, at, email: None };
                let badge = Arc::new(Opened::of(&bytes));
                let mut report = lists.completed(badge.inspect(&question), &badge, path, &question);
                drop(badge);
                report.compare_picture(&bytes, place);
                // What is drawn here tells more of drawings and of very large pictures.
                let is_open = compares && report.told_of_picture().is_some() && !report.has_other_picture();
                if is_open && Shown::of(&bytes, &report).replaced_by.is_some() {
                    report.picture_is_another();
                }
                Row { path: path.clone(), name, report: Arc::new(report) }
            });
            let row = row.map_err(|why| (path.clone(), why));
            #[expect(clippy::cast_precision_loss, reason = "some thousand files")]
            progress.set((done.fetch_add(1, Ordering::Relaxed) + 1) as f32 / paths.len() as f32);
            Some(row)
        })
        .collect();
    let (mut rows, mut unread) = (Vec::new(), Vec::new());
    for result in looked.into_iter().flatten() {
        match result {
            Ok(row) => rows.push(row),
            Err(unseen) => unread.push(unseen),
        }
    }
    (rows, unread)
}

#[cfg(test)]
mod tests {
    use eframe::egui::Color32;

    use super::*;

    #[test]
    fn a_file_with_another_picture_than_the_signed_one_shows_the_signed_one() {
        let of = |color: [u8; 3]| {
            let mut file = std::io::Cursor::new(Vec::new());
            let picture = image::RgbImage::from_pixel(64, 64, image::Rgb(color));
            picture.write_to(&mut file, image::ImageFormat::Png).unwrap();
            file.into_inner()
        };
        let (green, red) = (of([20, 160, 60]), of([200, 20, 20]));
        let shown = Shown::instead_of(&red, Some(&green), None);
        assert!(shown.replaced_by.is_some());
        assert_eq!(shown.picture.unwrap().pixels[0], Color32::from_rgb(20, 160, 60));
        let svg = br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h10v10H0z" fill="#c81414"/></svg>"##;
        let shown = Shown::instead_of(svg, Some(&green), None);
        assert!(shown.replaced_by.is_some() && shown.drawing.is_none(), "the PDF draws the signed one, too");
        for file in [&green[..], b"{}"] {
            let shown = Shown::instead_of(file, Some(&green), None);
            assert!(shown.replaced_by.is_none() && shown.picture.is_some(), "nothing is wrong with it");
        }
    }

    #[test]
    fn files_are_named_below_what_was_opened() {
        let at = tempfile::tempdir().unwrap();
        let (one, other) = (at.path().join("one"), at.path().join("other"));
        for folder in [&one, &other] {
            std::fs::create_dir(folder).unwrap();
            std::fs::write(folder.join("a.png"), "").unwrap();
        }
        let name = |opened: &[&Path], path: &Path| {
            let opened: Vec<PathBuf> = opened.iter().map(|path| path.to_path_buf()).collect();
            named_below(&common_folder(&opened), path)
        };
        let file = one.join("a.png");
        assert_eq!(name(&[at.path()], &file), "one/a.png");
        assert_eq!(name(&[&one], &file), "a.png");
        // What several that are opened have in common tells nothing apart.
        assert_eq!(name(&[&one, &other], &file), "one/a.png");
        assert_eq!(name(&[&file, &other.join("a.png")], &other.join("a.png")), "other/a.png");
        assert_eq!(name(&[&file, &one.join("b.png")], &file), "a.png");
    }

    #[test]
    fn every_badge_of_one_award_is_in_the_text_and_in_the_table() {
        use super::super::card;
        use super::super::export::Export;
        use super::super::view::TableFile;

        let badge = |name: &str| {
            serde_json::json!({
                "id": format!("urn:{name}"), "type": ["Achievement"], "name": name,
                "description": format!("About {name}."), "criteria": { "narrative": format!("Do {name}.") }
            })
        };
        let credential = serde_json::json!({
            "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
            "id": "urn:a", "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "issuer": { "id": "did:web:example.org", "type": ["Profile"], "name": "Harbour" },
            "validFrom": "2026-03-14T10:00:00Z",
            "credentialSubject": { "type": ["AchievementSubject"], "achievement": [badge("Rowing"), badge("Sailing")] }
        });
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        std::fs::write(&path, credential.to_string()).unwrap();
        let seen = one(&path, &Trust::default(), None, "2026-06-01T00:00:00Z".parse().unwrap()).unwrap();
        let text = card::as_text(&seen, "2026-06-01T00:00:00Z".parse().unwrap());
        let row = Row { path, name: "a.json".into(), report: Arc::new(seen.report) };
        let inspect = super::super::Inspect { rows: vec![row], ..Default::default() };
        let at = "2026-06-01T00:00:00Z".parse().unwrap();
        let exported = Export::of(&inspect, at);
        assert_eq!(exported.count(), 1);
        let csv = String::from_utf8(exported.written(TableFile::Csv).unwrap()).unwrap();
        for name in ["Rowing", "Sailing"] {
            for words in [format!("\n{name}\n"), format!("About {name}."), format!("Do {name}.")] {
                assert!(text.contains(&words), "{words} in {text}");
            }
            assert!(csv.contains(name), "{csv}");
        }
    }
}
