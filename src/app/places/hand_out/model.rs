//! What Hand out remembers between frames.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use eframe::egui::Ui;

use super::pending::{Pending, Unsettled};
use crate::app::desk::{HandOutSettings, Own};
use crate::app::toolkit::secret::Secret;
use crate::credential::Algorithm;
use crate::issue::{Export, FileKind, Form, HandedOut, Kept, Platform, USUAL_SIDE};

/// What an award may say beside the earner.
#[derive(Debug, Default)]
pub(super) struct Details {
    pub(super) name: String,
    /// The day on which it ends, as typed.
    pub(super) ends: String,
    /// Addresses of evidence, one a line.
    pub(super) evidence: String,
    /// Results as typed, by the identifiers of their descriptions.
    pub(super) results: BTreeMap<String, String>,
}

impl Details {
    /// The addresses of evidence as they are typed.
    pub(super) fn links(&self) -> impl Iterator<Item = &str> {
        self.evidence.lines().map(str::trim).filter(|link| !link.is_empty())
    }

    /// What it says, in a few words; nothing where it says nothing.
    pub(super) fn in_brief(&self) -> Option<String> {
        let count = |number: usize, one: &str| match number {
            0 => None,
            1 => Some(format!("1 {one}")),
            more => Some(format!("{more} {one}s")),
        };
        let is_given = |text: &str| !text.trim().is_empty();
        let said = [
            is_given(&self.name).then(|| "name".to_owned()),
            is_given(&self.ends).then(|| "last day".to_owned()),
            count(self.links().collect::<BTreeSet<_>>().len(), "link"),
            count(self.results.values().filter(|result| is_given(result)).count(), "result"),
        ];
        let said: Vec<String> = said.into_iter().flatten().collect();
        (!said.is_empty()).then(|| said.join(", "))
    }
}

/// The list of withdrawn badges on which an award gets its place, and what it was
/// looked for by.
#[derive(Debug)]
pub(super) struct ListAhead {
    pub(super) form: Form,
    pub(super) issuer: Option<String>,
    pub(super) folder: PathBuf,
    /// Its address, as far as that is known before it is signed.
    pub(super) url: Option<String>,
    /// The folder that is remembered for the issuer's files.
    pub(super) files: Option<PathBuf>,
}

/// How the issuer's place on the web stands, which decides where its field does.
#[derive(Debug, Default)]
pub(super) struct PlaceSet {
    /// Whether there is one: then its field is seen, and not folded away.
    pub(super) is_set: bool,
    /// Whether somebody types it.
    pub(super) is_typed: bool,
}

/// An issuer of another name than the key's.
#[derive(Clone, Debug)]
pub(super) struct Unlike {
    pub(super) issuer: String,
    pub(super) key: String,
    /// Whether the user has said before that this key signs for this issuer, though
    /// not that they award this badge.
    pub(super) is_joined: bool,
}

/// Words that are about to be signed.
#[derive(Debug, Default)]
pub(super) struct Praise {
    pub(super) comment: String,
    pub(super) endorser: String,
    /// Opens the key for these words alone: what was typed for an award signs nothing else.
    pub(super) passphrase: Secret,
    /// The name about which was asked whether a key signs in it, and the key.
    pub(super) asked: Option<(String, String)>,
}

/// The question whether a key is replaced, while it is asked.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) old: Kept,
    pub(super) passphrase: Secret,
    pub(super) problem: Option<String>,
    /// Whether the passphrase has the keyboard, or had it since something went wrong.
    pub(super) seen: bool,
}

/// What the screen remembers between frames.
#[derive(Debug)]
pub struct HandOut {
    /// The kind of the earner's badge file.
    pub(super) kind: FileKind,
    /// The kind of the picture alone.
    pub(super) picture: FileKind,
    /// Whether the document travels inside that picture.
    pub(super) editable: bool,
    /// Whether texts stay texts in an SVG.
    pub(super) live_text: bool,
    /// Whether all sizes are put on one sheet.
    pub(super) sheet: bool,
    /// Where that picture will be uploaded.
    pub(super) platform: Option<&'static Platform>,
    pub(super) side: u32,
    pub(super) to: String,
    /// Whether Enter in the earner's address goes on.
    pub(super) to_passphrase: bool,
    /// What will be signed is to be seen before anything else is done.
    pub(super) to_summary: bool,
    /// Opens the key for the award, and seals the next key. It is seen wherever it is used.
    pub(super) passphrase: Secret,
    pub(super) repeated: Secret,
    /// Opens the key that is written with its secret.
    pub(super) to_export: Secret,
    pub(super) key_name: String,
    /// The kind of the next key.
    pub(super) key_kind: Algorithm,
    /// The chosen key, by its identifier.
    pub(super) chosen: Option<String>,
    /// The key that signs for the badge's issuer, when the user said so.
    pub(super) preferred: Option<String>,
    /// The language in which the badge is awarded; its own while empty.
    pub(super) language: String,
    /// Whether the form for a further key is open.
    pub(super) adds_key: bool,
    pub(super) form: Form,
    /// Identifier of an issuer that is known by a place on the web.
    pub(super) issuer: String,
    pub(super) place: PlaceSet,
    /// Who awards the badge, as typed or chosen; `None` for whoever is proposed.
    pub(super) awarded_by: Option<String>,
    pub(super) details: Details,
    /// The award about which the user is asked, as it was told.
    pub(super) pending: Option<Box<Pending>>,
    /// What went wrong last, as long as everything is as it was then.
    pub(super) problem: Option<String>,
    /// Whether how it went is to be brought into sight and read.
    pub(super) to_outcome: bool,
    /// Whether the field for the next earner is to have the keyboard.
    pub(super) to_earner: bool,
    /// What was typed and chosen when the screen was seen last.
    pub(super) as_it_was: Option<u64>,
    /// Words in favour of the badge, not yet signed.
    pub(super) praise: Praise,
    /// The mistakes of which the user is asked whether they may go out.
    pub(super) mistakes: Vec<String>,
    /// The issuer's name and the key's, of which the user is asked whether they
    /// belong together.
    pub(super) unlike: Option<Unlike>,
    /// The list of withdrawn badges, as it was looked for last.
    pub(super) list: Option<ListAhead>,
    /// The badge that was written last.
    pub(super) baked: Option<PathBuf>,
    /// That badge, and whom it is for, in the words that tell them.
    pub(super) baked_for: (String, String),
    /// What was written with it.
    pub(super) handed_out: HandedOut,
    /// The key about which the user is asked whether it is replaced.
    pub(super) replacing: Option<Asked>,
    /// The award that waits for a word about the issuer's files.
    pub(super) unsettled: Option<Box<Unsettled>>,
}

impl Default for HandOut {
    fn default() -> Self {
        Self {
            kind: FileKind::Png { side: USUAL_SIDE },
            picture: FileKind::Png { side: USUAL_SIDE },
            editable: false,
            live_text: false,
            sheet: false,
            platform: None,
            side: USUAL_SIDE,
            to: String::new(),
            to_passphrase: false,
            to_summary: false,
            passphrase: Secret::default(),
            repeated: Secret::default(),
            to_export: Secret::default(),
            key_name: String::new(),
            key_kind: Algorithm::default(),
            chosen: None,
            preferred: None,
            language: String::new(),
            adds_key: false,
            form: Form::default(),
            issuer: String::new(),
            place: PlaceSet::default(),
            awarded_by: None,
            details: Details::default(),
            pending: None,
            problem: None,
            to_outcome: false,
            to_earner: false,
            as_it_was: None,
            praise: Praise::default(),
            mistakes: Vec::new(),
            unlike: None,
            list: None,
            baked: None,
            baked_for: Default::default(),
            handed_out: HandedOut::default(),
            replacing: None,
            unsettled: None,
        }
    }
}

impl HandOut {
    /// As it was left the last time.
    pub(in crate::app) fn as_usual(usual: &HandOutSettings) -> Self {
        let HandOutSettings { form, issuer, key } = usual.clone();
        Self { form, issuer, chosen: key, ..Self::default() }
    }

    /// Notes whether there is a place on the web: not while it is typed or the pointer is
    /// busy, since the field moves with it.
    pub(super) fn look_for_place(&mut self, ui: &Ui) {
        let is_pressed = ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
        if !std::mem::take(&mut self.place.is_typed) && !is_pressed {
            self.place.is_set = !self.issuer.trim().is_empty();
        }
    }

    pub(super) fn usual(&self) -> HandOutSettings {
        HandOutSettings { form: self.form, issuer: self.issuer.trim().to_owned(), key: self.chosen.clone() }
    }

    /// The key that signs: the chosen one, else the newest that goes with the
    /// form.
    pub(super) fn key<'o>(&self, own: &'o Own) -> Option<&'o Kept> {
        let keys = own.keys();
        let chosen = self.chosen.as_ref().and_then(|did| keys.iter().find(|kept| kept.file.did == *did));
        let fits = |kept: &&Kept| self.form.algorithms().contains(&kept.file.algorithm());
        chosen.or_else(|| keys.iter().filter(|kept| kept.file.retired.is_none()).find(fits)).or(keys.first())
    }

    /// The key that signs, when the form needs one: one of its kinds, in use.
    pub(super) fn signing_key<'o>(&self, own: &'o Own) -> Result<Option<&'o Kept>, String> {
        let key = self.key(own);
        self.form.takes(key.map(|kept| kept.file.algorithm())).map_err(|error| error.to_string())?;
        let Some(kept) = key.filter(|_| !self.form.algorithms().is_empty()) else { return Ok(None) };
        in_use(kept).map(|()| Some(kept))
    }

    /// Whether there is a key, or the form needs none.
    pub(super) fn can_sign(&self, own: &Own) -> bool {
        self.form.algorithms().is_empty() || self.key(own).is_some()
    }

    /// Takes up the key that signs for an issuer, when that is told anew. What
    /// is chosen by hand afterwards holds.
    pub(super) fn prefer(&mut self, issuer: &str, own: &Own) {
        let signs = |did: &&str| own.keys().iter().any(|kept| kept.file.did == **did && kept.file.retired.is_none());
        let key = own.key_of(issuer).filter(signs);
        if self.preferred.as_deref() != key {
            self.preferred = key.map(str::to_owned);
            if self.preferred.is_some() {
                self.chosen.clone_from(&self.preferred);
            }
        }
    }

    /// Forgets the earner and all that was said of them: none of it may get
    /// into the next award.
    pub(super) fn award_is_over(&mut self) {
        self.to.clear();
        self.details = Details::default();
        self.pending = None;
    }

    /// Forgets what belonged to the document before.
    pub fn document_changed(&mut self) {
        self.language.clear();
        self.preferred = None;
        self.award_is_over();
        self.awarded_by = None;
        self.problem = None;
        self.mistakes.clear();
        self.unlike = None;
        self.forget_outcome();
        self.replacing = None;
        self.unsettled = None;
    }

    /// Forgets all that was told of the award before: it is somebody else's.
    pub(super) fn forget_outcome(&mut self) {
        self.baked = None;
        self.baked_for = Default::default();
        self.handed_out = HandedOut::default();
    }

    /// The picture alone as a file of this kind, as far as what is set goes with it.
    pub(super) fn export(&self, kind: FileKind) -> Export {
        let takes_sheet = matches!(kind, FileKind::Png { .. } | FileKind::Pdf);
        Export {
            kind,
            live_text: self.live_text && kind == FileKind::Svg,
            sheet: self.sheet && takes_sheet,
            editable: self.editable && kind != FileKind::Pdf,
            platform: self.platform,
        }
    }

    /// The kind of file that a path asks for, in the size that is set. The
    /// question for the path has given it its ending.
    pub(super) fn kind_at(&self, path: &Path) -> FileKind {
        match FileKind::by_ending(path) {
            Some(FileKind::Png { .. }) | None => FileKind::Png { side: self.side },
            Some(other) => other,
        }
    }
}

/// That a key still signs: a retired one only vouches for what it signed.
pub(super) fn in_use(kept: &Kept) -> Result<(), String> {
    match kept.file.retired {
        None => Ok(()),
        Some(since) => Err(format!(
            "The key “{}” was retired on {} and signs nothing new. Choose another one under “Your signing keys”.",
            kept.file.name,
            since.strftime("%-d %B %Y")
        )),
    }
}
