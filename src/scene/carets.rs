//! Where a caret can stand in a text that is drawn.

use std::ops::Range;

use kurbo::{Affine, Point, Size};

use super::build::placed;
use super::fonts::Fonts;
use super::text::set;
use super::words::{Source, said, source};
use crate::artwork::{Artwork, Element, ElementId, Frame, Kind, LetterCase, Text};
use crate::badge::Badge;

/// A caret: an upright stroke before a letter, in badge units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Caret {
    /// Its lower end.
    pub foot: Point,
    /// Its upper end.
    pub head: Point,
    /// The line on which it stands, from the top.
    pub line: usize,
}

/// The carets of a text: one before each letter of what is typed on it, and
/// one at the end.
#[derive(Clone, Debug, PartialEq)]
pub struct Carets(Vec<Caret>);

impl Carets {
    /// The caret before a letter; the last one for letters that are not there.
    pub fn at(&self, letter: usize) -> Option<Caret> {
        self.0.get(letter).or(self.0.last()).copied()
    }

    /// The letter before which a caret stands nearest to a place.
    pub fn nearest(&self, place: Point) -> usize {
        self.nearest_of(0..self.0.len(), place)
    }

    /// The letter on the line above or below that stands nearest; the text's
    /// beginning or end where there is no such line.
    pub fn beside(&self, letter: usize, below: bool) -> usize {
        let Some(here) = self.at(letter) else { return 0 };
        let line = if below { Some(here.line + 1) } else { here.line.checked_sub(1) };
        let end = if below { self.0.len().saturating_sub(1) } else { 0 };
        let on = |line| self.0.iter().position(|caret| caret.line == line).map(|first| (first, self.end(first)));
        match line.and_then(on) {
            Some((first, last)) => self.nearest_of(first..last + 1, here.foot),
            None => end,
        }
    }

    /// The first letter of the line on which this one stands.
    pub fn home(&self, letter: usize) -> usize {
        let line = self.at(letter).map(|caret| caret.line);
        self.0.iter().position(|caret| Some(caret.line) == line).unwrap_or(0)
    }

    /// The last place on the line on which this letter stands.
    pub fn end(&self, letter: usize) -> usize {
        let line = self.at(letter).map(|caret| caret.line);
        self.0.iter().rposition(|caret| Some(caret.line) == line).unwrap_or(0)
    }

    /// The areas that these letters cover: four corners each.
    pub fn areas(&self, letters: Range<usize>) -> impl Iterator<Item = [Point; 4]> {
        let last = letters.end.min(self.0.len().saturating_sub(1));
        let carets = self.0.get(letters.start.min(last)..=last).unwrap_or_default();
        let on_one_line = carets.windows(2).filter(|pair| pair[0].line == pair[1].line);
        on_one_line.map(|pair| [pair[0].foot, pair[0].head, pair[1].head, pair[1].foot])
    }

    fn nearest_of(&self, letters: Range<usize>, place: Point) -> usize {
        let distance = |letter: usize| {
            self.at(letter).map_or(f64::INFINITY, |caret| {
                kurbo::ParamCurveNearest::nearest(&kurbo::Line::new(caret.foot, caret.head), place, 1e-3).distance_sq
            })
        };
        letters.min_by(|a, b| distance(*a).total_cmp(&distance(*b))).unwrap_or(0)
    }
}

/// The carets of a text on the artwork, wherever it lies; `None` for what is
/// no text, and for a text that cannot be typed on.
pub fn carets(artwork: &Artwork, badge: &Badge, element: ElementId) -> Option<Carets> {
    let (element, around) = found(&artwork.elements, element, Affine::IDENTITY)?;
    carets_of(element, artwork, badge, around)
}

/// The carets of a text that lies on the artwork itself, or soon will.
pub fn carets_on_top(element: &Element, artwork: &Artwork, badge: &Badge) -> Option<Carets> {
    carets_of(element, artwork, badge, Affine::IDENTITY)
}

fn carets_of(element: &Element, artwork: &Artwork, badge: &Badge, around: Affine) -> Option<Carets> {
    let Kind::Text(text) = &element.kind else { return None };
    let typed = match source(text, badge) {
        Source::Own(typed) | Source::Word(_, typed) => typed,
        Source::Several => return None,
    };
    let frame = element.frame;
    let size = Size::new(frame.width.max(Frame::MIN_SIDE), frame.height.max(Frame::MIN_SIDE));
    let setting = set(text, &said(text, badge), size, &Fonts::of(&artwork.fonts))?;
    let place = around * placed(element);
    let (up, down) = (setting.face.cap_height + 0.14, 0.2);
    let caret = |letter: usize| {
        let stands = &setting.stands;
        let holding = stands.iter().find(|stand| stand.letters.contains(&letter));
        let blank = || stands.iter().find(|stand| stand.letters.is_empty() && stand.letters.start == letter);
        let before = || stands.iter().filter(|stand| stand.letters.end <= letter).max_by_key(|stand| stand.letters.end);
        let stand = holding.or_else(blank).or_else(before).or(stands.first())?;
        // Letters that share a form share its width.
        let part = (letter - stand.letters.start.min(letter)) as f64 / stand.letters.len().max(1) as f64;
        let x = stand.advance * part.min(1.0);
        let at = |y: f64| place * stand.place * Point::new(x, y);
        Some(Caret { foot: at(down), head: at(-up), line: stand.line })
    };
    let mut carets = Vec::new();
    let mut letter = 0;
    for wide in widths(text, typed).chain([0]) {
        carets.push(caret(letter)?);
        letter += wide;
    }
    Some(Carets(carets))
}

/// For each typed letter, how many are set: a capital can be two.
fn widths<'a>(text: &'a Text, typed: &'a str) -> impl Iterator<Item = usize> + 'a {
    typed.chars().map(|letter| match text.case {
        LetterCase::AsTyped => 1,
        LetterCase::Capitals => letter.to_uppercase().count(),
    })
}

/// An element and the place of the group it lies in.
fn found(elements: &[std::sync::Arc<Element>], id: ElementId, around: Affine) -> Option<(&Element, Affine)> {
    elements.iter().find_map(|element| match &element.kind {
        _ if element.id == id => Some((&**element, around)),
        Kind::Group { elements } => found(elements, id, around * placed(element)),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::artwork::{Baseline, Font};

    fn element(text: Text) -> Element {
        Element::new(ElementId(1), Kind::Text(text), Frame::centred(400.0, 300.0))
    }

    fn text(content: &str) -> Text {
        Text::new(content, Font::new("Cabin", 700), 40.0)
    }

    fn on_top(text: Text) -> Carets {
        carets_on_top(&element(text), &Artwork::default(), &Badge::default()).unwrap()
    }

    #[test]
    fn carets_stand_between_the_letters_and_at_the_ends() {
        let carets = on_top(text("Amy"));
        assert_eq!(carets.0.len(), 4);
        assert!(carets.0.windows(2).all(|pair| pair[1].foot.x > pair[0].foot.x && pair[0].foot.y == pair[1].foot.y));
        assert!((carets.0[0].foot.x + carets.0[3].foot.x - 600.0).abs() < 0.1, "it stands in the middle");
        for letter in 0..4 {
            let caret = carets.at(letter).unwrap();
            assert_eq!(carets.nearest(caret.foot.midpoint(caret.head)), letter);
        }
        assert_eq!(carets.areas(0..3).count(), 3);
    }

    #[test]
    fn lines_are_gone_up_and_down_and_ends_are_found() {
        let carets = on_top(text("One\n\nThree"));
        assert_eq!(carets.0.iter().map(|caret| caret.line).collect::<Vec<_>>(), [0, 0, 0, 0, 1, 2, 2, 2, 2, 2, 2]);
        assert_eq!((carets.home(7), carets.end(7), carets.home(2), carets.end(2)), (5, 10, 0, 3));
        assert_eq!((carets.beside(6, false), carets.beside(1, true), carets.beside(4, true)), (4, 4, 7));
        assert_eq!((carets.beside(1, false), carets.beside(9, true)), (0, 10));
    }

    #[test]
    fn trailing_spaces_and_wide_capitals_have_their_place() {
        let spaces = on_top(text("One  "));
        assert!(spaces.0[5].foot.x > spaces.0[4].foot.x && spaces.0[4].foot.x > spaces.0[3].foot.x);
        let capitals = on_top(Text { case: LetterCase::Capitals, ..text("aßb") });
        assert_eq!(capitals.0.len(), 4);
        let widths: Vec<f64> = capitals.0.windows(2).map(|pair| pair[1].foot.x - pair[0].foot.x).collect();
        assert!(widths[1] > widths[0] * 1.5, "the second is set as two letters: {widths:?}");
        assert_eq!(on_top(text("")).0.len(), 1, "an empty text has a caret");
    }

    #[test]
    fn carets_turn_with_the_curve_and_with_groups() {
        let round = Text { baseline: Baseline::ArcAbove { span: 180.0 }, ..text("MMMMMMMM") };
        let carets = on_top(round.clone());
        let leans = |caret: Caret| caret.head.x - caret.foot.x;
        assert!(leans(carets.0[0]) < -5.0 && leans(carets.0[8]) > 5.0);
        let mut group = element(text(""));
        group.id = ElementId(2);
        let mut inner = element(round);
        (inner.frame.x, inner.frame.y) = (0.0, 0.0);
        group.kind = Kind::Group { elements: vec![Arc::new(inner)] };
        group.frame.rotation = 90.0;
        let artwork = Artwork { elements: vec![group.into()], ..Artwork::default() };
        let turned = super::carets(&artwork, &Badge::default(), ElementId(1)).unwrap();
        let middle = turned.at(4).unwrap();
        assert!(middle.head.x > middle.foot.x + 10.0 && middle.foot.x > 430.0, "{middle:?}");
    }

    #[test]
    fn what_shows_several_words_cannot_be_typed_on() {
        let badge = Badge { name: "First Aid".into(), ..Badge::default() };
        let count = |content: &str| {
            carets_on_top(&element(text(content)), &Artwork::default(), &badge).map(|carets| carets.0.len())
        };
        assert_eq!(
            (count("{name}"), count("{name} 1"), count("{layer}"), count("x{y}")),
            (Some(10), None, None, Some(5))
        );
    }
}
