//! The card as a PDF, to be kept or printed.

use super::look::Seen;
use super::{card, verdict_icon};
use crate::badge::Criteria;
use crate::inspect::{Outcome, Verdict};
use crate::render::pdf::{Ink, Part, PdfError, sheet};

const BLACK: Ink = [28, 36, 48];
const SOFT: Ink = [90, 100, 115];
const GREEN: Ink = [27, 122, 72];
const BLUE: Ink = [36, 95, 191];
const AMBER: Ink = [145, 90, 5];
const RED: Ink = [185, 58, 43];

fn words(words: impl Into<String>, size: f32, bold: bool, ink: Ink) -> Part {
    Part::Text { words: words.into(), size, bold, ink, icon: None }
}

fn marked(icon: &'static str, text: impl Into<String>, size: f32, bold: bool, ink: Ink) -> Part {
    Part::Text { words: text.into(), size, bold, ink, icon: Some(icon) }
}

/// The card of a file that was looked at.
pub(super) fn card(seen: &Seen, at: jiff::Timestamp) -> Result<Vec<u8>, PdfError> {
    let report = &seen.report;
    let ink = match report.verdict {
        Verdict::Genuine => GREEN,
        Verdict::Intact => BLUE,
        Verdict::Unconfirmed => AMBER,
        Verdict::NotValid | Verdict::NotABadge => RED,
    };
    let mut parts = Vec::new();
    if let Some(picture) = &seen.picture {
        let [width, height] = picture.size;
        let rgba = picture.pixels.iter().flat_map(|pixel| pixel.to_srgba_unmultiplied()).collect();
        #[expect(clippy::cast_possible_truncation, reason = "pictures on the card are at most 640 pixels wide")]
        parts.push(Part::Picture { rgba, width: width as u32, height: height as u32, side: 180.0 });
        parts.push(Part::Gap(16.0));
    }
    parts.push(marked(verdict_icon(report.verdict), report.verdict.title(), 16.0, true, ink));
    let why = report.summary.strip_prefix(report.verdict.title()).unwrap_or(&report.summary);
    parts.push(words(why.trim_start_matches(['.', ' ']), 11.0, false, ink));
    parts.push(Part::Gap(14.0));
    let mut title = seen.name();
    if let Some(badge) = &report.badge {
        title = badge.name.clone().unwrap_or_else(|| "A badge without a name".into());
        parts.push(words(&title, 20.0, true, BLACK));
        let issuer = badge.issuer.name.as_deref().unwrap_or("somebody who gives no name");
        parts.push(words(format!("Awarded by {issuer} {}", card::recipient_words(report)), 11.0, false, BLACK));
        let layer = badge.layer.iter().map(|layer| format!("{layer} layer"));
        let pills: Vec<String> = layer.chain(badge.skills.iter().cloned()).collect();
        if !pills.is_empty() {
            parts.push(words(pills.join("  ·  "), 11.0, true, SOFT));
        }
        if let Some(description) = &badge.description {
            parts.push(Part::Gap(8.0));
            parts.push(words(description, 11.0, false, BLACK));
        }
        if let Some(criteria) = &badge.criteria {
            parts.push(Part::Gap(12.0));
            parts.push(words("Earning criteria", 13.0, true, BLACK));
            for statement in Criteria::from_narrative(criteria).statements {
                parts.push(marked("dot-outline", statement, 11.0, false, BLACK));
            }
        }
    }
    parts.push(Part::Gap(12.0));
    parts.push(words("What was checked", 13.0, true, BLACK));
    for check in &report.checks {
        let (icon, ink) = match check.outcome {
            Outcome::Pass => ("check-circle", GREEN),
            Outcome::Fail => ("x-circle", RED),
            Outcome::Unknown => ("question", AMBER),
            Outcome::Note => ("info", BLUE),
        };
        parts.push(marked(icon, &check.message, 11.0, false, ink));
        if let Some(detail) = &check.detail {
            parts.push(words(detail, 9.0, false, SOFT));
        }
        parts.push(Part::Gap(3.0));
    }
    let foot = format!("{}, inspected with Badgewright on {}", seen.name(), at.strftime("%-d %B %Y"));
    sheet(&title, &parts, &foot)
}
