//! Rules on whether what stands on the artwork can be read.

use std::sync::Arc;

use super::picture::drawn_texts;
use crate::artwork::{Color, ColorVision, Element, ElementId, Kind, Paint, SIDE, Text};
use crate::document::{Document, Edit};
use crate::review::bounded;
use crate::review::english::words::{contains_words, counted, quoted, words};
use crate::review::look::{SMALL, Seen, name_of};
use crate::review::rule::{Diagnostic, RuleContext};
use crate::review::{Field, Profile, Rule, Severity};
use crate::scene::{Meeting, Scene, build, said};

/// Least contrast of text, of large text, and of symbols (WCAG 2.2, success
/// criteria 1.4.3 and 1.4.11).
const TEXT: f64 = 4.5;
const LARGE: f64 = 3.0;

/// A mark with less contrast than this with what it lies on is hardly seen.
const HARDLY: f64 = 1.6;

/// Least contrast for eyes that lack a colour: the models are rough, so less is asked.
const TEXT_FOR_OTHERS: f64 = 3.5;
const LARGE_FOR_OTHERS: f64 = 2.4;

/// Letters below this height of type cannot be read, in pixels.
const LEAST_TYPE: f64 = 9.0;

/// More words make letters too small.
const MOST_WORDS: usize = 6;

/// A fix for further texts is looked for when these are settled: each takes time.
const MOST_FIXES: usize = 6;

/// Longer texts have to become shorter: larger type is no help.
const MOST_LETTERS: usize = 80;

/// A colour is changed in so many steps towards black or white.
const STEPS: u8 = 20;

pub(super) const A5: Rule = Rule {
    id: "A5",
    name: "artwork-low-contrast",
    severity: Severity::Warning,
    profiles: &Profile::ALL,
    source: "WCAG 2.2, 1.4.3 and 1.4.11; Credly, “no light on light”; Moodle documentation",
    title: "Text and symbols stand out from their ground",
    explanation: "Text needs a contrast of 4.5 to 1 with everything it stands on, large text and symbols 3 to 1. It \
                  is measured along the edges of the letters, against what really lies under them. What stands on no \
                  ground at all is measured on a white and on a dark page. A star or another mark must not vanish \
                  in the shape or the ring that it lies on.",
    example: "White on deep teal is 9 to 1; gold on white is 2 to 1.",
    reads_english: false,
    check: |context| {
        let mut diagnostics = Vec::new();
        for seen in context.seen() {
            let needed = if seen.is_large { LARGE } else { TEXT };
            let Some((contrast, faint)) = seen.faintest(|color| color).filter(|(contrast, _)| *contrast < needed)
            else {
                continue;
            };
            let Some(element) = context.element(seen.id) else { continue };
            let name = name_of(element, context.badge);
            let bare = seen.meetings.iter().filter(|meeting| meeting.ground.a < 128).count() * 2 > seen.meetings.len();
            let message = if bare {
                format!("{name} stands on no ground: on some pages nobody can read it.")
            } else {
                format!(
                    "{name} is {} on {}, a contrast of {contrast:.1} to 1; {needed} to 1 is needed.",
                    faint.ink, faint.ground
                )
            };
            let diagnostic = Diagnostic::new(Field::Element(seen.id), message);
            diagnostics.push(match clearer(element, seen, needed) {
                Some(color) => recolored(diagnostic, element, faint.ink, color),
                None => diagnostic,
            });
        }
        if context.is_intricate() {
            return diagnostics;
        }
        for mark in Seen::marks(context.artwork, context.scene, &context.probe(), context.seen()) {
            let told = mark.middling().filter(|(contrast, _)| *contrast < HARDLY);
            let Some(((contrast, faint), element)) = told.zip(context.element(mark.id)) else { continue };
            let name = name_of(element, context.badge);
            let message = format!("{name} can hardly be told from what it lies on, a contrast of {contrast:.1} to 1.");
            let diagnostic = Diagnostic::new(Field::Element(mark.id), message);
            diagnostics.push(match clearer(element, &mark, LARGE) {
                Some(color) => recolored(diagnostic, element, faint.ink, color),
                None => diagnostic,
            });
        }
        diagnostics
    },
};

fn recolored(diagnostic: Diagnostic, element: &Element, from: Color, color: Color) -> Diagnostic {
    let way = if color.luminance() > from.luminance() { "Lighten" } else { "Darken" };
    let edits = vec![Edit::Put(vec![element.clone().filled(Paint::Solid(color))])];
    diagnostic.with_edits(format!("{way} it to {color}"), format!("Its colour becomes {color}"), edits)
}

/// The colour nearest to the element's own, lighter or darker, in which it has
/// this contrast everywhere; `None` where no colour has, or where something
/// else than its colour decides.
fn clearer(element: &Element, seen: &Seen, needed: f64) -> Option<Color> {
    let own = element.fill.as_ref()?.first_color();
    if own.a < 255 || element.opacity < 1.0 || element.stroke.is_some() {
        return None;
    }
    (1..=STEPS).find_map(|step| {
        let part = f64::from(step) / f64::from(STEPS);
        [Color::BLACK, Color::WHITE].into_iter().map(|end| own.mixed(end, part)).find(|color| {
            let painted = seen.meetings.iter().map(|meeting| Meeting { ink: *color, ..*meeting }).collect();
            let painted = Seen { meetings: painted, ..*seen };
            painted.faintest(|color| color).is_some_and(|(contrast, _)| contrast >= needed)
        })
    })
}

/// What would be drawn with another version of an element.
fn scene_with(context: &RuleContext<'_>, element: &Element) -> Option<Scene> {
    if !bounded::can_be_tried(context.scene.work()) {
        return None;
    }
    let artwork = Arc::new(context.artwork.clone());
    let document = Document { artwork, ..Document::default() };
    let changed = document.edited(&Edit::Put(vec![element.clone()])).ok()?;
    Some(build(&changed.artwork, context.badge))
}

pub(super) const A6: Rule = Rule {
    id: "A6",
    name: "artwork-text-too-small",
    severity: Severity::Warning,
    profiles: &Profile::ALL,
    source: "Credly and Sertifier on small previews; the number is ours",
    title: "Every text can be read when the badge is small",
    explanation: "Profiles and lists show badges about 110 pixels wide. Type that is less than 9 pixels high there is \
                  a grey line. Use fewer words, a narrower face, or give the text more room.",
    example: "A short name of two words in type of 60 units, 11 pixels at that size.",
    reads_english: false,
    check: |context| {
        let mut diagnostics = Vec::new();
        for &(id, em) in context.scene.type_sizes() {
            let pixels = em * SMALL / SIDE;
            let Some(element) = context.element(id) else { continue };
            let Kind::Text(text) = &element.kind else { continue };
            if pixels >= LEAST_TYPE {
                continue;
            }
            let shown = quoted(&said(text, context.badge));
            let message = format!("{shown} is {pixels:.0} pixels high when the badge is 110 wide: too small to read.");
            let diagnostic = Diagnostic::new(Field::Element(id), message);
            let larger = if diagnostics.len() < MOST_FIXES { enlarged(context, element, text) } else { None };
            diagnostics.push(match larger {
                Some(larger) => diagnostic.with_edits(
                    "Make its type larger",
                    "It can be read at 110 pixels",
                    vec![Edit::Put(vec![larger])],
                ),
                None => diagnostic,
            });
        }
        diagnostics
    },
};

/// The text in type that is large enough, where it has room for that: in its
/// frame, or in one that is larger and still within the square.
fn enlarged(context: &RuleContext<'_>, element: &Element, text: &Text) -> Option<Element> {
    if text.content.chars().count() > MOST_LETTERS {
        return None;
    }
    let size = LEAST_TYPE * SIDE / SMALL * 1.01;
    let mut set_larger = element.clone();
    set_larger.kind = Kind::Text(Text { size: text.size.max(size), ..text.clone() });
    let grows = [1.1, 1.25, 1.4, 1.6].map(|factor| {
        let mut grown = set_larger.clone();
        grown.frame.width *= factor;
        grown.frame.height *= factor;
        grown
    });
    [set_larger].into_iter().chain(grows).find(|larger| {
        let Some(scene) = scene_with(context, larger) else { return false };
        let is_readable =
            scene.type_sizes().iter().all(|(id, em)| *id != element.id || em * SMALL / SIDE >= LEAST_TYPE);
        let is_within = scene.bounds(element.id).is_some_and(|bounds| {
            bounds.left >= 0.0 && bounds.top >= 0.0 && bounds.right <= SIDE && bounds.bottom <= SIDE
        });
        is_readable && is_within && stands_free(context, &scene, element.id)
    })
}

/// Whether the element meets no text that it did not meet before.
fn stands_free(context: &RuleContext<'_>, scene: &Scene, id: ElementId) -> bool {
    let meets = |scene: &Scene, other: ElementId| {
        let Some((a, b)) = scene.bounds(id).zip(scene.bounds(other)) else { return false };
        a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
    };
    let others = context.seen().iter().filter(|other| other.id != id);
    others.into_iter().all(|other| !meets(scene, other.id) || meets(context.scene, other.id))
}

pub(super) const A7: Rule = Rule {
    id: "A7",
    name: "artwork-too-wordy",
    severity: Severity::Hint,
    profiles: &[Profile::Credly, Profile::Moodle],
    source: "Credly, badge image guidelines; Moodle documentation",
    title: "Few words stand on the artwork",
    explanation: "A badge is seen before it is read. A symbol and two or three words say more at a glance than a \
                  sentence that nobody can read at that size. The full title stands beside the picture anyway; the \
                  picture has room for the short name.",
    example: "“Bike Repair” and “Participate”.",
    reads_english: false,
    check: |context| {
        let texts = drawn_texts(context);
        let count: usize = texts.iter().map(|text| words(text).len()).sum();
        let (title, short) = (words(&context.badge.name), words(context.badge.display_name()));
        if title.len() > short.len().max(3) {
            let repeats = |element: &&Arc<Element>| match &element.kind {
                Kind::Text(text) => contains_words(&words(&said(text, context.badge)), &title),
                _ => false,
            };
            let mut found = None;
            context.artwork.each(|element| found = found.take().or(Some(element).filter(repeats)));
            if let Some(element) = found.filter(|element| context.scene.bounds(element.id).is_some()) {
                return vec![with_short_name(context, element)];
            }
        }
        if count <= MOST_WORDS {
            return Vec::new();
        }
        let more = counted(count - MOST_WORDS);
        vec![Diagnostic::new(
            Field::Artwork,
            format!("{count} words stand on the artwork, {more} more than {MOST_WORDS}."),
        )]
    },
};

fn with_short_name(context: &RuleContext<'_>, element: &Element) -> Diagnostic {
    let message = "The full title is repeated on the artwork; the short name is enough there.";
    let diagnostic = Diagnostic::new(Field::Element(element.id), message);
    let Kind::Text(text) = &element.kind else { return diagnostic };
    if context.badge.short_name.trim().is_empty() {
        return diagnostic;
    }
    let text = Text { content: "{short name}".into(), ..text.clone() };
    let shorter = Element { kind: Kind::Text(text), ..element.clone() };
    let result = format!("It reads {}", quoted(&context.badge.short_name));
    diagnostic.with_edits("Show the short name", result, vec![Edit::Put(vec![shorter])])
}

pub(super) const A10: Rule = Rule {
    id: "A10",
    name: "artwork-needs-colour-vision",
    severity: Severity::Warning,
    profiles: &Profile::ALL,
    source: "WCAG 2.2, 1.4.1; the numbers are ours",
    title: "It can be read by people who do not see all colours",
    explanation: "One man in twelve sees red and green alike, and printers often know only grey. Text and symbols \
                  must stand out from their ground by being lighter or darker, not by another colour alone. How the \
                  badge looks to others is shown under the eye on the canvas.",
    example: "Dark blue on pale yellow, rather than red on green.",
    reads_english: false,
    check: |context| {
        let mut diagnostics = Vec::new();
        for seen in context.seen() {
            let (needed, for_others) = if seen.is_large { (LARGE, LARGE_FOR_OTHERS) } else { (TEXT, TEXT_FOR_OTHERS) };
            // What nobody can read is told by another rule.
            if seen.faintest(|color| color).is_none_or(|(contrast, _)| contrast < needed) {
                continue;
            }
            let hard = ColorVision::ALL.into_iter().find_map(|vision| {
                let (contrast, _) = seen.faintest(|color| vision.of(color))?;
                (contrast < for_others).then_some((vision, contrast))
            });
            if let Some(((vision, contrast), element)) = hard.zip(context.element(seen.id)) {
                let message = format!(
                    "{} has a contrast of {contrast:.1} to 1 {}; make it lighter or darker than its ground.",
                    name_of(element, context.badge),
                    eyes(vision)
                );
                diagnostics.push(Diagnostic::new(Field::Element(seen.id), message));
            }
        }
        diagnostics
    },
};

fn eyes(vision: ColorVision) -> &'static str {
    match vision {
        ColorVision::Full => "for everybody",
        ColorVision::Protanopia => "for people who see no red",
        ColorVision::Deuteranopia => "for people who see no green",
        ColorVision::Tritanopia => "for people who see no blue",
        ColorVision::Grey => "in grey",
    }
}

pub(super) const A10L: Rule = Rule {
    id: "A10L",
    name: "artwork-layer-by-colour-only",
    severity: Severity::Hint,
    profiles: &[Profile::BadgeNation],
    source: "WCAG 2.2, 1.4.1; Badge Nation, badge visuals",
    title: "The learning layer is told by more than a colour",
    explanation: "Sets of badges often have a colour for each layer. Who does not see colours, or sees one badge \
                  alone, cannot tell the layer then. Put its name or its mark on the artwork as well.",
    example: "“Lead” under the short name.",
    reads_english: false,
    check: |context| {
        let Some(layer) = context.badge.layer() else { return Vec::new() };
        let name = words(&layer.name);
        let mut is_told = drawn_texts(context).iter().any(|text| contains_words(&words(text), &name));
        context.artwork.each(|element| {
            let is_mark = matches!(&element.kind, Kind::Icon { name, .. } if *name == layer.icon);
            is_told |= is_mark && context.scene.bounds(element.id).is_some();
        });
        if is_told || context.scene.draws().is_empty() {
            return Vec::new();
        }
        let message = format!("Neither a word nor a mark on the artwork tells the layer {}.", quoted(&layer.name));
        vec![Diagnostic::new(Field::Artwork, message)]
    },
};
