//! "Start from this badge": its words become a new document's words, its
//! picture a locked element.

use std::sync::Arc;

use super::Seen;
use crate::artwork::{Artwork, Element, ElementId, Frame, Kind, Picture, SIDE};
use crate::badge::{Alignment, Badge, Layer, Related, Skill};
use crate::credential::view::{AlignmentView, BadgeView};
use crate::document::Document;
use crate::scene::read_svg;

/// A new document that begins where a badge ends. It names the badge that it
/// comes from among its related ones, and its issuer as the picture's author.
/// Who awards the new one is for its maker to say.
pub(super) fn document(seen: &Seen, id: String) -> Option<Document> {
    let view = seen.report.badge.as_ref()?;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let is_skill = |entry: &&AlignmentView| entry.name.as_ref().is_some_and(|name| view.skills.contains(name));
    let layer = view.layer.as_deref().and_then(Layer::by_name);
    let is_layer =
        |entry: &AlignmentView| layer.is_some_and(|layer| entry.code.as_deref() == Some(layer.code.as_str()));
    let mut badge = Badge {
        id,
        name: text(&view.name),
        short_name: text(&view.name).chars().take(30).collect(),
        description: text(&view.description),
        layer: layer.map(|layer| layer.code.clone()),
        skills: view.alignments.iter().filter(is_skill).map(|entry| skill(entry, view)).collect(),
        achievement_type: "Badge".into(),
        alignment: view.alignments.iter().filter(|e| !is_skill(e) && !is_layer(e)).map(alignment).collect(),
        ..Badge::default()
    };
    badge.take_narrative(&text(&view.criteria));
    badge.image.caption = text(&view.image_alt);
    badge.image.author = text(&view.issuer.name);
    if let Some(id) = view.id.as_ref().filter(|id| id.contains(':')) {
        badge.related = vec![Related { id: id.clone(), ..Related::default() }];
    }
    let picture = seen.replaced_by.as_ref().unwrap_or(&seen.bytes);
    Some(with_picture(Document { badge: Arc::new(badge), ..Document::default() }, picture))
}

fn skill(entry: &AlignmentView, view: &BadgeView) -> Skill {
    let label = entry.name.clone().unwrap_or_default();
    let framework = (entry.url.is_some() && !is_in_own_words(entry, view)).then(|| alignment(entry));
    Skill { label, alignment: framework }
}

/// Whether an entry is in no framework but what its issuer says of the badge, as skills
/// are signed that nobody took from one. The next issuer says it of another badge.
fn is_in_own_words(entry: &AlignmentView, view: &BadgeView) -> bool {
    let pages = [&view.criteria_page, &view.issuer.url, &view.id];
    entry.code.is_none() && entry.framework == view.issuer.name && pages.contains(&&entry.url)
}

fn alignment(entry: &AlignmentView) -> Alignment {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    Alignment {
        target_name: text(&entry.name),
        target_url: text(&entry.url),
        target_framework: text(&entry.framework),
        target_code: text(&entry.code),
        target_description: text(&entry.description),
        target_type: text(&entry.kind),
        ..Alignment::default()
    }
}

fn with_picture(mut document: Document, bytes: &[u8]) -> Document {
    let mut artwork = Artwork::default();
    let drawn = bytes.trim_ascii_start().first() == Some(&b'<');
    let element = if drawn {
        read_svg(bytes, ElementId(1), SIDE).ok().map(|drawing| drawing.element)
    } else {
        Picture::from_bytes(bytes.to_vec()).ok().map(|picture| {
            let (width, height) = (f64::from(picture.width), f64::from(picture.height));
            let scale = SIDE / width.max(height);
            let kind = Kind::picture(picture.id());
            artwork.pictures.insert(picture.id(), Arc::new(picture));
            Element::new(ElementId(1), kind, Frame::centred(width * scale, height * scale))
        })
    };
    if let Some(mut element) = element {
        element.name = "The badge it comes from".into();
        element.locked = true;
        artwork.elements.push(Arc::new(element));
    }
    document.artwork = Arc::new(artwork);
    document
}
