//! A starter made one's own: in another brand, with another icon and name.

use std::sync::Arc;

use super::Document;
use super::set::{followed, main_icon};
use crate::artwork::{Brand, Kind, recolored};

/// The document in the colours and fonts of a brand, with its logo in the place
/// of the one that is there.
#[must_use]
pub fn dressed_in(document: &Document, brand: &Arc<Brand>) -> Document {
    let palette = brand.palette_for(&document.artwork.palette);
    let artwork = brand.dressed(&recolored(&document.artwork, &palette));
    Document { artwork: Arc::new(artwork), brand: Some(Arc::clone(brand)), ..document.clone() }
}

/// The document with another icon in the place of its largest.
#[must_use]
pub fn with_icon(document: &Document, icon: &str) -> Document {
    let mut changed = document.clone();
    let Some(element) = main_icon(&document.artwork).and_then(|id| document.artwork.element(id)) else {
        return changed;
    };
    let mut element = (**element).clone();
    if let Kind::Icon { name, .. } = &mut element.kind {
        icon.clone_into(name);
    }
    if let Ok(after) = document.edited(&super::Edit::Put(vec![element])) {
        changed = after;
    }
    changed
}

/// The document with another name, which is drawn in full where it is short
/// enough.
#[must_use]
pub fn with_name(document: &Document, name: &str) -> Document {
    let mut changed = document.clone();
    let badge = Arc::make_mut(&mut changed.badge);
    badge.name = name.trim().to_owned();
    badge.short_name.clear();
    renamed(document, changed)
}

/// A changed document whose alt text names it as it calls itself now, wherever that of
/// the one before did so as that called itself.
#[must_use]
pub fn renamed(before: &Document, mut changed: Document) -> Document {
    let caption = followed((&before.badge, &before.artwork), (&changed.badge, &changed.artwork));
    if caption != changed.badge.image.caption {
        Arc::make_mut(&mut changed.badge).image.caption = caption;
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::artwork::{Color, Font};
    use crate::document::starter;

    #[test]
    fn a_starter_changes_brand_icon_and_name() {
        let starter = starter("first-aid").unwrap().document("urn:uuid:1".into()).unwrap();
        let brand = Arc::new(Brand {
            colors: vec![Color::rgb(0x1B, 0x2A, 0x4A)],
            display_font: Some(Font::new("Lora", 700)),
            ..Brand::default()
        });
        let own = with_name(&with_icon(&dressed_in(&starter, &brand), "bicycle"), "Bike Repair");
        assert_eq!((own.artwork.palette[0], own.badge.name.as_str()), (Color::rgb(0x1B, 0x2A, 0x4A), "Bike Repair"));
        assert!(own.badge.display_name() == "Bike Repair" && own.brand.is_some());
        assert!(own.badge.image.caption.contains("“Bike Repair”"), "{}", own.badge.image.caption);
        let (mut icons, mut old) = (Vec::new(), 0);
        own.artwork.each(|element| {
            if let Kind::Icon { name, .. } = &element.kind {
                icons.push(name.clone());
            }
            old += usize::from(element.fill == Some(crate::artwork::Paint::Solid(starter.artwork.palette[0])));
        });
        assert!(icons.contains(&"bicycle".to_owned()), "{icons:?}");
        assert_eq!(old, 0, "nothing keeps the old colour");
    }
}
