//! Exporting pictures and baking badges.

mod ask;
mod award;
mod endorsements;
mod issuer;
mod key_panel;
mod keys;
mod mended;
mod outcome;
mod panel;
mod replacing;
mod signing;
mod summary;
mod unsettled;

use std::path::{Path, PathBuf};

use eframe::egui;

pub use self::ask::Ask;
use self::award::Details;
pub use self::signing::Named;
pub use self::unsettled::Unsettled;
use crate::app::App;
use crate::app::command::Command;
use crate::app::desk::{FileQuestion, HandOutSettings, Notice, Own, Place};
use crate::app::session;
use crate::app::toolkit::secret::Secret;
use crate::credential::Algorithm;
use crate::document::{Edit, write_atomically};
use crate::issue::{Export, ExportError, FileKind, Form, HandedOut, Kept, Platform, USUAL_SIDE, file_name};
use crate::render::raster::Renderer;
use crate::review::{Finding, Severity, review};

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
    passphrase: Secret,
    repeated: Secret,
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
    prepared: Option<Box<signing::Prepared>>,
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
            prepared: None,
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

impl App {
    pub(in crate::app) fn update_handout(&mut self, ctx: &egui::Context, ask: Ask) {
        match ask {
            Ask::ExportAs(kind) => {
                let suggested = self.suggested(kind, &self.state.badge().name);
                let then = |path| Command::HandOut(Ask::ExportTo(path));
                self.ask_where(ctx, "Export the picture", kind, suggested, then);
            }
            Ask::Export => self.update_handout(ctx, Ask::ExportAs(self.state.handout.picture)),
            Ask::ExportTo(path) => {
                let handout = &self.state.handout;
                let export = handout.export(handout.kind_at(&path));
                let document = self.state.document().clone();
                self.begin(ctx, "Exporting", move |progress| {
                    let goes_on = |part: f32| {
                        progress.set(part);
                        !progress.is_cancelled()
                    };
                    let written = match export.make(&document, &mut Renderer::new(), &goes_on) {
                        Ok(bytes) => write_atomically(&path, &bytes).map_err(|error| error.to_string()),
                        Err(ExportError::Cancelled) => return Command::All(Vec::new()),
                        Err(error) => Err(error.to_string()),
                    };
                    match written {
                        Ok(()) => Command::Say(Notice::done(format!("The picture is in “{}”.", path.display()))),
                        Err(words) => Command::Say(Notice::error(words)),
                    }
                });
            }
            Ask::MakeKey => self.make_key(ctx),
            Ask::ChooseKey => self.ask_for_key(ctx),
            Ask::ImportKey(path) => self.import_key(ctx, path),
            Ask::ConsiderReplacing => self.consider_replacing(),
            Ask::RotateKey => self.rotate_key(ctx),
            Ask::Replaced(outcome) => self.replaced(ctx, outcome),
            Ask::ExportKey => {
                self.state.handout.problem = None;
                if let Some(file) = self.state.handout.key(&self.state.desk.own).map(|kept| kept.file.clone()) {
                    self.once_it_opens(ctx, file, Ask::WhereToExportKey);
                }
            }
            Ask::WhereToExportKey => self.ask_where_to_export_key(ctx),
            Ask::ExportKeyTo(path) => self.export_key(ctx, path),
            Ask::KeyMade(kept) => {
                let handout = &mut self.state.handout;
                handout.chosen = Some(kept.file.did.clone());
                self.state.desk.own.forget_keys();
                handout.adds_key = false;
                handout.problem = None;
                handout.repeated = Secret::default();
                self.say(
                    ctx,
                    Notice::done("Your signing key is made. Keep its passphrase safe: nobody can restore it."),
                );
            }
            Ask::Bake => {
                self.state.desk.place = Place::HandOut;
                self.prepare(ctx);
            }
            Ask::WhereToBake => self.ask_where_to_bake(ctx),
            Ask::BakeAnyway => {
                self.state.handout.mistakes.clear();
                self.go_on(ctx);
            }
            Ask::BakeAsNamed => self.join_key_and_issuer(ctx),
            Ask::Withdrawable(withdrawable) => {
                let mut badge = self.state.badge().clone();
                badge.revocable = withdrawable;
                let label = if withdrawable { "Can be withdrawn later" } else { "Awarded for good" };
                self.update(ctx, Command::edit(label, vec![Edit::Badge(Box::new(badge))]));
            }
            Ask::Cancel => {
                let handout = &mut self.state.handout;
                handout.mistakes.clear();
                handout.unlike = None;
                handout.prepared = None;
                handout.replacing = None;
                handout.unsettled = None;
            }
            Ask::Remember => self.keep_usual(),
            ask @ (Ask::Endorse | Ask::Endorsed(_) | Ask::DropEndorsement(_)) => self.update_endorsements(ctx, ask),
            Ask::BakeTo(path) => self.bake(ctx, path),
            ask @ (Ask::Unsettled(_)
            | Ask::ChooseWebFolder
            | Ask::WebFolder(_)
            | Ask::BeginFiles
            | Ask::RenameIssuer
            | Ask::KeepIssuerName) => self.update_unsettled(ctx, ask),
            Ask::Baked(path, done, named) => self.awarded(ctx, path, done, *named),
            Ask::Failed(words) => {
                self.state.handout.problem = Some(words);
                self.state.handout.to_outcome = true;
                // Perhaps there is a key now that was not there before.
                self.state.desk.own.forget_keys();
            }
        }
    }

    /// The mistakes, as opposed to advice, that the review finds in the language
    /// in which the badge is handed out.
    fn mistakes(&mut self) -> Vec<String> {
        let mistakes = |findings: &[Finding]| -> Vec<String> {
            let mistakes = findings.iter().filter(|finding| finding.rule.severity == Severity::Error);
            mistakes.map(|finding| finding.message.clone()).collect()
        };
        let language = &self.state.handout.language;
        if !language.is_empty() {
            let badge = self.state.badge().in_language(language);
            return mistakes(&review(&badge, self.state.artwork(), &self.state.desk.review.profile));
        }
        self.state.desk.review_now();
        mistakes(self.state.findings())
    }

    /// Keeps form, issuer and key for the next time.
    fn keep_usual(&mut self) {
        let usual = self.state.handout.usual();
        if usual != self.state.desk.settings.hand_out {
            self.state.desk.settings.hand_out = usual;
            self.state.desk.keep_settings();
        }
    }

    /// Where the award would usually go: by the name that is signed, and the earner's.
    fn suggested_award(&self) -> PathBuf {
        let handout = &self.state.handout;
        let name = self.state.badge().in_language(&handout.language).name;
        let earner = handout.to.chars().take_while(|c| *c != '@').filter(|c| c.is_alphanumeric()).take(20);
        // Of a long name there is room for the beginning beside the earner's.
        let name: String = name.chars().take(36).chain([' ']).chain(earner).collect();
        self.suggested(handout.kind, &name)
    }

    /// Where a file of this kind and name would usually go.
    fn suggested(&self, kind: FileKind, name: &str) -> PathBuf {
        let folder = self.state.desk.session.path.as_ref().and_then(|path| path.parent().map(Path::to_owned));
        let ending = kind.ending(self.state.handout.form);
        folder.unwrap_or_else(|| (self.state.desk.outside.documents)()).join(file_name(name, ending))
    }

    fn ask_where(&mut self, ctx: &egui::Context, title: &str, kind: FileKind, suggested: PathBuf, then: session::Then) {
        let question = FileQuestion {
            title: title.into(),
            save: true,
            suggested,
            endings: vec![kind.ending(self.state.handout.form)],
            kind: "Pictures",
        };
        self.update(ctx, Command::Session(session::pick(question, then)));
    }
}
