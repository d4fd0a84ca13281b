//! What becomes of a message to Hand out.

use std::path::{Path, PathBuf};

use super::signing::NOT_SIGNED;
use super::{HandOut, Message, endorsements, keys};
use crate::app::desk::{Desk, FileQuestion, Notice, Out, Outbox, Place};
use crate::app::toolkit::secret::Secret;
use crate::badge::Badge;
use crate::document::Edit;
use crate::issue::{ExportError, FileKind, file_name};
use crate::render::raster::Renderer;
use crate::review::{Finding, Severity, review};
use crate::store::write_atomically;

/// Awards of one badge in one folder for which a number is proposed.
const MOST_NUMBERS: u32 = 1000;

/// Takes in a message.
pub fn update(handout: &mut HandOut, _: &egui::Context, message: Message, desk: &mut Desk, out: &mut Outbox<Message>) {
    // What is done may be about the issuer's files, and what others did meanwhile counts, too.
    handout.list = None;
    match message {
        Message::Export => ask_where_to_export(handout, handout.picture, desk, out),
        Message::ExportAs(kind) => ask_where_to_export(handout, kind, desk, out),
        Message::ExportTo(path) => export(handout, path, desk, out),
        Message::MakeKey => handout.make_key(desk, out),
        Message::ChooseKey => handout.ask_for_key(desk, out),
        Message::ImportKey(path) => handout.import_key(path, desk, out),
        Message::ConsiderReplacing => handout.consider_replacing(desk),
        Message::RotateKey => handout.rotate_key(desk, out),
        Message::Replaced(outcome) => handout.replaced(outcome, desk, out),
        Message::ExportKey => handout.consider_exporting(desk, out),
        Message::WhereToExportKey(did) => keys::ask_where_to_export(did, desk, out),
        Message::ExportKeyTo(did, path) => handout.export_key(&did, path, desk, out),
        Message::KeyMade(kept) => {
            handout.chosen = Some(kept.file.did);
            desk.own.forget_keys();
            handout.adds_key = false;
            handout.problem = None;
            handout.repeated = Secret::default();
            out.say(Notice::done("Your signing key is made. Keep its passphrase safe: nobody can restore it."));
        }
        Message::Bake => {
            desk.place = Place::HandOut;
            handout.take_up(desk, out);
        }
        Message::WhereToBake(pending) => handout.ask_where_to_bake(*pending, desk, out),
        Message::BakeAnyway => {
            handout.mistakes.clear();
            handout.go_on(desk, out);
        }
        Message::BakeAsNamed => handout.join_key_and_issuer(desk, out),
        Message::Revocable(revocable) => {
            let badge = Badge { revocable, ..desk.badge().clone() };
            let done = if revocable { "on" } else { "off" };
            out.edit(format!("Switch {done} “Can be withdrawn later”"), vec![Edit::Badge(Box::new(badge))]);
        }
        Message::Cancel => {
            handout.mistakes.clear();
            handout.unlike = None;
            handout.pending = None;
            handout.replacing = None;
            handout.unsettled = None;
        }
        Message::Remember => handout.keep_usual(desk),
        Message::Endorse => handout.endorse(desk, out),
        Message::Endorsed(signed) => handout.take_in_endorsement(*signed, desk, out),
        Message::DropEndorsement(place) => endorsements::drop_endorsement(place, desk, out),
        Message::BakeTo(pending, path) => handout.bake(*pending, path, desk, out),
        Message::Unsettled(asked) => {
            handout.pending = None;
            handout.unsettled = Some(asked);
        }
        Message::ChooseWebFolder => {
            let question = FileQuestion::web_folder((desk.outside.documents)());
            out.pick_for(desk.document_in_view(), NOT_SIGNED, question, Message::WebFolder);
        }
        Message::WebFolder(folder) => handout.settle_in(folder, desk, out),
        Message::BeginFiles | Message::RenameIssuer => handout.settle_as_asked(desk, out),
        Message::KeepIssuerName => handout.keep_issuer_name(out),
        Message::Baked(path, done, named) => handout.awarded(path, done, *named, desk, out),
        Message::NoPassphrase(words) => {
            handout.problem = Some(words);
            // It is typed where that is told.
            handout.to_passphrase = handout.passphrase.0.is_empty();
        }
        Message::Failed(words) => {
            handout.problem = Some(words);
            handout.to_outcome = true;
            // Perhaps there is a key now that was not there before.
            desk.own.forget_keys();
        }
    }
}

fn ask_where_to_export(handout: &HandOut, kind: FileKind, desk: &Desk, out: &mut Outbox<Message>) {
    let suggested = handout.suggested(kind, &desk.badge().name, desk);
    let question = handout.where_to("Export the picture", kind, suggested);
    let undone = "the picture of the one before was not exported. Please export it again";
    out.pick_for(desk.badge_in_view(), undone, question, Message::ExportTo);
}

/// Writes the picture alone.
fn export(handout: &HandOut, path: PathBuf, desk: &Desk, out: &mut Outbox<Message>) {
    let export = handout.export(handout.kind_at(&path));
    let document = desk.document().clone();
    out.run("Exporting", move |progress| {
        let goes_on = |part: f32| {
            progress.set(part);
            !progress.is_cancelled()
        };
        let written = match export.make(&document, &mut Renderer::new(), &goes_on) {
            Ok(bytes) => write_atomically(&path, &bytes).map_err(|error| error.to_string()),
            Err(ExportError::Cancelled) => return Out::All(Vec::new()),
            Err(error) => Err(error.to_string()),
        };
        Out::Say(match written {
            Ok(()) => Notice::done(format!("The picture is in “{}”.", path.display())),
            Err(words) => Notice::error(words),
        })
    });
}

impl HandOut {
    /// The mistakes, as opposed to advice, that the review finds in the language
    /// in which the badge is handed out.
    pub(super) fn mistakes(&self, desk: &mut Desk) -> Vec<String> {
        let mistakes = |findings: &[Finding]| -> Vec<String> {
            let mistakes = findings.iter().filter(|finding| finding.rule.severity == Severity::Error);
            mistakes.map(|finding| finding.message.clone()).collect()
        };
        if !self.language.is_empty() {
            let badge = desk.badge().in_language(&self.language);
            return mistakes(&review(&badge, desk.artwork(), &desk.review.profile));
        }
        desk.review_now();
        mistakes(desk.findings())
    }

    /// Keeps form, issuer and key for the next time.
    pub(super) fn keep_usual(&self, desk: &mut Desk) {
        let usual = self.usual();
        if usual != desk.settings.hand_out {
            desk.settings.hand_out = usual;
            desk.keep_settings();
        }
    }

    /// Where the award would usually go: by the name that is signed, and the earner's; of one
    /// without a name by a number. A sealed address stands in no name of a file.
    pub(super) fn suggested_award(&self, earner: Option<&str>, desk: &Desk) -> PathBuf {
        let name = desk.badge().in_language(&self.language).name;
        // Of a long name there is room for the beginning beside the earner's.
        let of = |earner: &str| {
            let earner = earner.chars().take(20);
            let name: String = name.chars().take(36).chain([' ']).chain(earner).collect();
            self.suggested(self.kind, &name, desk)
        };
        let is_named = |earner: &&str| earner.contains(char::is_alphanumeric);
        earner.filter(is_named).map(of).unwrap_or_else(|| {
            let mut numbered = (1..MOST_NUMBERS).map(|number| of(&number.to_string()));
            numbered.find(|path| !path.exists()).unwrap_or_else(|| of(""))
        })
    }

    /// The folder into which files usually go: that of the document.
    pub(super) fn usual_folder(&self, desk: &Desk) -> PathBuf {
        let folder = desk.session.path.as_ref().and_then(|path| path.parent().map(Path::to_owned));
        folder.unwrap_or_else(|| (desk.outside.documents)())
    }

    /// Where a file of this kind and name would usually go.
    fn suggested(&self, kind: FileKind, name: &str, desk: &Desk) -> PathBuf {
        self.usual_folder(desk).join(file_name(name, kind.ending(self.form)))
    }

    /// The question where a file of this kind is written.
    pub(super) fn where_to(&self, title: &str, kind: FileKind, suggested: PathBuf) -> FileQuestion {
        let endings = vec![kind.ending(self.form)];
        FileQuestion { title: title.into(), save: true, suggested, endings, kind: "Pictures" }
    }
}
