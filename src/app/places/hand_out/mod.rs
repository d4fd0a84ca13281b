//! Exporting pictures and baking badges.

mod award;
mod endorsements;
mod issuer;
mod key_panel;
mod keys;
mod mended;
mod message;
mod outcome;
mod panel;
mod replacing;
mod signing;
mod summary;
mod unsettled;
mod update;

use std::path::{Path, PathBuf};

use eframe::egui::{self, Ui};

pub use message::{Message, commands};
pub use signing::Named;
pub use unsettled::Unsettled;
pub use update::update;

use award::Details;
use issuer::Awards;

use crate::app::desk::{Desk, HandOutSettings, Outbox, Own};
use crate::app::toolkit::secret::Secret;
use crate::app::toolkit::widgets::{end_columns, note, title, two_columns};
use crate::credential::Algorithm;
use crate::issue::{Export, FileKind, Form, HandedOut, Kept, Platform, USUAL_SIDE};

/// Below this width the cards stand below each other.
const ONE_COLUMN: f32 = 860.0;

/// What the screen remembers between frames.
#[derive(Debug)]
pub struct HandOut {
    /// The kind of the earner's badge file.
    kind: FileKind,
    /// The kind of the picture alone.
    picture: FileKind,
    /// Whether the document travels inside that picture.
    editable: bool,
    /// Whether texts stay texts in an SVG.
    live_text: bool,
    /// Whether all sizes are put on one sheet.
    sheet: bool,
    /// Where that picture will be uploaded.
    platform: Option<&'static Platform>,
    side: u32,
    to: String,
    /// Whether Enter in the earner's address goes on.
    to_passphrase: bool,
    /// What will be signed is to be seen before anything else is done.
    to_summary: bool,
    /// Opens the key for the award, and seals the next key. It is seen wherever it is used.
    passphrase: Secret,
    repeated: Secret,
    /// Opens the key that is written with its secret.
    to_export: Secret,
    key_name: String,
    /// The kind of the next key.
    key_kind: Algorithm,
    /// The chosen key, by its identifier.
    chosen: Option<String>,
    /// The key that signs for the badge's issuer, when the user said so.
    preferred: Option<String>,
    /// The language in which the badge is awarded; its own while empty.
    language: String,
    /// Whether the form for a further key is open.
    adds_key: bool,
    form: Form,
    /// Identifier of an issuer that is known by a place on the web.
    issuer: String,
    /// Who awards the badge, as typed or chosen; `None` for whoever is proposed.
    awarded_by: Option<String>,
    details: Details,
    /// The award about which the user is asked, as it was told.
    pending: Option<Box<signing::Pending>>,
    /// What went wrong last, as long as everything is as it was then.
    problem: Option<String>,
    /// Whether how it went is to be brought into sight and read.
    to_outcome: bool,
    /// Whether the field for the next earner is to have the keyboard.
    to_earner: bool,
    /// What was typed and chosen when the screen was seen last.
    as_it_was: Option<u64>,
    /// Words in favour of the badge, not yet signed.
    praise: endorsements::Praise,
    /// The mistakes of which the user is asked whether they may go out.
    mistakes: Vec<String>,
    /// The issuer's name and the key's, of which the user is asked whether they
    /// belong together.
    unlike: Option<issuer::Unlike>,
    /// The list of withdrawn badges, as it was looked for last.
    list: Option<award::ListAhead>,
    /// The badge that was written last.
    baked: Option<PathBuf>,
    /// What was written with it.
    handed_out: HandedOut,
    /// The key about which the user is asked whether it is replaced.
    replacing: Option<replacing::Asked>,
    /// The award that waits for a word about the issuer's files.
    unsettled: Option<Box<Unsettled>>,
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
            awarded_by: None,
            details: Details::default(),
            pending: None,
            problem: None,
            to_outcome: false,
            to_earner: false,
            as_it_was: None,
            praise: endorsements::Praise::default(),
            mistakes: Vec::new(),
            unlike: None,
            list: None,
            baked: None,
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

    fn usual(&self) -> HandOutSettings {
        HandOutSettings { form: self.form, issuer: self.issuer.trim().to_owned(), key: self.chosen.clone() }
    }

    /// The key that signs: the chosen one, else the newest that goes with the
    /// form.
    fn key<'o>(&self, own: &'o Own) -> Option<&'o Kept> {
        let keys = own.keys();
        let chosen = self.chosen.as_ref().and_then(|did| keys.iter().find(|kept| kept.file.did == *did));
        let fits = |kept: &&Kept| self.form.algorithms().contains(&kept.file.algorithm());
        chosen.or_else(|| keys.iter().filter(|kept| kept.file.retired.is_none()).find(fits)).or(keys.first())
    }

    /// Takes up the key that signs for an issuer, when that is told anew. What
    /// is chosen by hand afterwards holds.
    fn prefer(&mut self, issuer: &str, own: &Own) {
        let signs = |did: &&str| own.keys().iter().any(|kept| kept.file.did == **did && kept.file.retired.is_none());
        let key = own.key_of(issuer).filter(signs);
        if self.preferred.as_deref() != key {
            self.preferred = key.map(str::to_owned);
            if self.preferred.is_some() {
                self.chosen.clone_from(&self.preferred);
            }
        }
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
    fn forget_outcome(&mut self) {
        self.baked = None;
        self.handed_out = HandedOut::default();
    }

    /// The picture alone as a file of this kind, as far as what is set goes with it.
    fn export(&self, kind: FileKind) -> Export {
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
    fn kind_at(&self, path: &Path) -> FileKind {
        match FileKind::by_ending(path) {
            Some(FileKind::Png { .. }) | None => FileKind::Png { side: self.side },
            Some(other) => other,
        }
    }
}

/// Shows what is handed out, to whom, and what will be signed.
pub fn show(ui: &mut Ui, handout: &mut HandOut, desk: &Desk, out: &mut Outbox<Message>) {
    handout.look_for_list(desk);
    handout.prefer(&desk.badge().issuer.name, &desk.own);
    let (awarder, awarders) = (handout.awarder(desk), handout.awarders(desk));
    let faults = handout.faults(desk, awarder.as_ref());
    let told = handout.told(desk, awarder.as_ref(), &faults);
    let asked = Awards { awarder: awarder.as_ref(), awarders: &awarders, faults: &faults };
    let told = (told.as_slice(), &faults);
    egui::ScrollArea::vertical().id_salt("hand out").auto_shrink(false).show(ui, |ui| {
        egui::Frame::new().inner_margin(egui::Margin::symmetric(32, 24)).show(ui, |ui| {
            title(ui, "Hand it out");
            note(ui, "Everything here becomes a file on your disk. Nothing is sent anywhere.");
            ui.add_space(16.0);
            panel::before_handing_out(ui, desk, out);
            if ui.available_width() < ONE_COLUMN {
                // How the last award went stands where the next one begins.
                let is_over = handout.baked.is_some();
                if is_over {
                    panel::sign_card(ui, handout, desk, told, out);
                }
                // Whatever stands above it, the keyboard stays in its field.
                let same = egui::UiBuilder::new().scope_id(ui.scope_id().with("award"));
                ui.scope_builder(same, |ui| panel::award_card(ui, handout, desk, asked, out));
                ui.add_space(16.0);
                if !is_over {
                    panel::sign_card(ui, handout, desk, told, out);
                }
                panel::picture_card(ui, handout, desk, out);
            } else {
                let mut columns = two_columns(ui, 16.0);
                panel::award_card(&mut columns[0], handout, desk, asked, out);
                panel::sign_card(&mut columns[1], handout, desk, told, out);
                panel::picture_card(&mut columns[1], handout, desk, out);
                end_columns(ui, &columns);
            }
        });
    });
    handout.forget_what_is_mended(&desk.document().badge);
    handout.forget_what_is_over();
    panel::ask_past_mistakes(ui, handout, out);
    handout.ask_about_the_issuer(ui, out);
    handout.ask_about_the_files(ui, desk, out);
    handout.ask_to_replace(ui, desk, out);
}
