//! The card as a PDF, to be kept or printed.

use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use super::look::Seen;
use super::{Inspect, Message, address, told};
use crate::app::desk::{Desk, FileQuestion, Notice, Out, Outbox};
use crate::app::toolkit::markdown::{self, Plain};
use crate::badge::quoted;
use crate::credential::view::BadgeView;
use crate::inspect::{Outcome, Verdict};
use crate::render::pdf::{Ink, Mark, Part, PdfError, Role, sheet};
use crate::store::write_atomically;

const BLACK: Ink = [28, 36, 48];
const SOFT: Ink = [90, 100, 115];
const GREEN: Ink = [27, 122, 72];
const BLUE: Ink = [36, 95, 191];
const AMBER: Ink = [145, 90, 5];
const RED: Ink = [185, 58, 43];
const GREY: Ink = [74, 84, 99];

fn words(words: impl Into<String>, size: f32, bold: bool, ink: Ink) -> Part {
    Part::Text { words: words.into(), size, bold, ink, mark: None, role: Role::Plain }
}

fn heading(words: &str) -> Part {
    Part::Text { words: words.into(), size: 13.0, bold: true, ink: BLACK, mark: None, role: Role::Heading }
}

fn marked(icon: &'static str, says: &'static str, text: impl Into<String>, size: f32, ink: Ink) -> Part {
    let bold = size > 11.0;
    Part::Text { words: text.into(), size, bold, ink, mark: Some(Mark { icon, says }), role: Role::Plain }
}

/// Description and criteria of a badge.
fn says(parts: &mut Vec<Part>, badge: &BadgeView) {
    if let Some(description) = &badge.description {
        parts.push(Part::Gap(8.0));
        parts.push(words(description, 11.0, false, BLACK));
    }
    if let Some(criteria) = &badge.criteria {
        parts.push(Part::Gap(12.0));
        parts.push(heading("Earning criteria"));
        parts.extend(markdown::plain(criteria).into_iter().map(|block| match block {
            Plain::Heading(text) => words(text, 11.0, true, BLACK),
            Plain::Paragraph(text) => words(text, 11.0, false, BLACK),
            Plain::Item(None, text) => marked("dot-outline", "", text, 11.0, BLACK),
            Plain::Item(Some(number), text) => words(format!("{number}. {text}"), 11.0, false, BLACK),
        }));
    }
}

/// The card of a file that was looked at, for others.
pub(super) fn card(seen: &Seen, at: jiff::Timestamp) -> Result<Vec<u8>, PdfError> {
    let report = &seen.report.for_others();
    let ink = match report.verdict {
        Verdict::Genuine => GREEN,
        Verdict::Intact => BLUE,
        Verdict::Unconfirmed => AMBER,
        Verdict::Ended | Verdict::Withdrawn => GREY,
        Verdict::NotValid | Verdict::NotABadge => RED,
    };
    let mut parts = Vec::new();
    let alt = report.badge.as_ref().and_then(|badge| badge.image_alt.clone());
    let alt = alt.unwrap_or_else(|| "The badge's picture".to_owned());
    if let Some(scene) = &seen.drawing {
        parts.push(Part::Drawing { scene: Arc::clone(scene), side: 180.0, alt });
        parts.push(Part::Gap(16.0));
    } else if let Some(picture) = &seen.picture {
        let [width, height] = picture.size;
        let rgba = picture.pixels.iter().flat_map(|pixel| pixel.to_srgba_unmultiplied()).collect();
        #[expect(clippy::cast_possible_truncation, reason = "pictures on the card are at most 640 pixels wide")]
        parts.push(Part::Picture { rgba, width: width as u32, height: height as u32, side: 180.0, alt });
        parts.push(Part::Gap(16.0));
    }
    if seen.replaced_by.is_some() {
        parts.push(words(told::replaced(report), 11.0, false, AMBER));
        parts.push(Part::Gap(8.0));
    }
    parts.push(marked(told::verdict_icon(report.verdict), "", report.title(), 16.0, ink));
    parts.extend(report.caution().map(|caution| marked("warning", "", caution, 11.0, AMBER)));
    parts.push(words(report.why(), 11.0, false, ink));
    parts.extend(seen.noted_for_others().map(|noted| marked("prohibit", "", noted, 11.0, GREY)));
    parts.push(words(told::looked_at(report, at), 11.0, false, SOFT));
    parts.push(Part::Gap(14.0));
    let mut title = seen.name();
    if let Some(badge) = &report.badge {
        title = told::name_of(badge).to_owned();
        let name = title.clone();
        parts.extend(report.disclaimer().map(|disclaimer| words(disclaimer, 11.0, false, BLACK)));
        parts.push(Part::Text { words: name, size: 20.0, bold: true, ink: BLACK, mark: None, role: Role::Title });
        let issuer = report.awarded_by.as_deref().unwrap_or(told::NOBODY);
        parts.push(words(format!("Awarded by {issuer} {}", told::recipient_words(report)), 11.0, false, BLACK));
        let layer = badge.layer.iter().map(|layer| format!("{layer} layer"));
        let pills: Vec<String> = layer.chain(badge.skills.iter().cloned()).collect();
        if !pills.is_empty() {
            parts.push(words(pills.join("  ·  "), 11.0, true, SOFT));
        }
        says(&mut parts, badge);
        // One award can be for several badges.
        for other in &badge.others {
            parts.push(Part::Gap(14.0));
            parts.push(heading(told::name_of(other)));
            if !other.skills.is_empty() {
                parts.push(words(other.skills.join("  ·  "), 11.0, true, SOFT));
            }
            says(&mut parts, other);
        }
    }
    parts.push(Part::Gap(12.0));
    for (title, listed) in told::of_the_award(report) {
        parts.push(heading(title));
        parts.extend(listed.iter().map(|told| words(told, 11.0, false, BLACK)));
        parts.push(Part::Gap(12.0));
    }
    parts.push(heading("What was checked"));
    // An address that was compared stays on this computer.
    for check in report.checks.iter().filter(|check| check.id != address::ANSWER) {
        let (icon, ink) = match (told::is_over(report, check), check.outcome) {
            (Some(icon), _) => (icon, GREY),
            (None, Outcome::Pass) => ("check-circle", GREEN),
            (None, Outcome::Fail) => ("x-circle", RED),
            (None, Outcome::Unknown) => ("question", AMBER),
            (None, Outcome::Note) => ("info", BLUE),
        };
        parts.push(marked(icon, told::outcome_words(report, check), &check.message, 11.0, ink));
        if let Some(detail) = &check.detail {
            parts.push(words(detail, 9.0, false, SOFT));
        }
        parts.push(Part::Gap(3.0));
    }
    let foot = format!("{}, inspected with Badgewright on {}", seen.name(), at.strftime("%-d %B %Y"));
    sheet(&title, &parts, &foot)
}

impl Inspect {
    pub(super) fn update_pdf(&self, message: Message, desk: &Desk, out: &mut Outbox<Message>) {
        let now = (desk.outside.now)();
        if let Message::SavePdfTo(of, path) = message {
            let seen = self.shown_of(&of).cloned().unwrap_or(of);
            return out.run("Writing the PDF", move |_| {
                let written = card(&seen, now)
                    .map_err(|error| error.to_string())
                    .and_then(|bytes| write_atomically(&path, &bytes).map_err(|error| error.to_string()));
                Out::Say(match written {
                    Ok(()) => Notice::done(format!("The card of {} is in “{}”.", quoted(&seen.name()), path.display())),
                    Err(words) => Notice::error(words),
                })
            });
        }
        let Some(seen) = self.shown().cloned() else { return };
        match message {
            Message::Print => {
                let show = Arc::clone(&desk.outside.show);
                out.run("Writing the PDF", move |_| {
                    let shown = to_print(&seen, now).and_then(|path| show(&path).map_err(|error| error.to_string()));
                    Out::Say(match shown {
                        Ok(()) => Notice::done("Handed to your program for PDF. If nothing opens, save it as PDF."),
                        Err(words) => Notice::error(format!("The card cannot be opened to print: {words}")),
                    })
                });
            }
            _ => {
                let question = FileQuestion {
                    title: "Save the card as a PDF".into(),
                    save: true,
                    suggested: (desk.outside.documents)().join(seen.name()).with_extension("pdf"),
                    endings: vec!["pdf"],
                    kind: "PDF",
                };
                out.pick(question, move |path| Message::SavePdfTo(Arc::clone(&seen), path));
            }
        }
    }
}

/// The card in a file of its own among the system's passing ones, which only
/// this user may read.
fn to_print(seen: &Seen, now: jiff::Timestamp) -> Result<PathBuf, String> {
    let bytes = card(seen, now).map_err(|error| error.to_string())?;
    let kept = || -> std::io::Result<PathBuf> {
        let mut file = tempfile::Builder::new().prefix("badge-").suffix(".pdf").tempfile()?;
        file.write_all(&bytes)?;
        Ok(file.into_temp_path().keep()?)
    };
    kept().map_err(|error| error.to_string())
}
