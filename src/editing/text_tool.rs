//! Text: the tool that types on the badge itself. The letters come from a field that
//! only the window has; here is what they change and where the caret stands.

use std::ops::Range;

use kurbo::{Point, Rect};

use super::cross::Cross;
use super::habits::Held;
use super::insert::{told_apart, typed_text};
use super::local_space::all_in_global_space;
use super::overlay::{Mark, Pen};
use super::tool::{Tool, ToolContext, ToolEvent, ToolKey, ToolOutput, back_to_choosing};
use crate::artwork::{Baseline, Binding, Element, ElementId, Frame, Kind, SIDE, Text};
use crate::badge::cleaned;
use crate::document::{Edit, Group};
use crate::scene::{Carets, Source, carets, carets_on_top, shows_words, source};

/// Height of the type of a new text, in badge units.
const SIZE: f64 = 48.0;

/// Width and height of the frame of a text that was placed by a click, at most
/// and at least.
const MOST: (f64, f64) = (400.0, 120.0);
const LEAST: (f64, f64) = (120.0, 60.0);

/// The step of undo that typing belongs to.
const STEP: &str = "Type on the badge";

/// Types on the badge.
#[derive(Debug, Default)]
pub struct TextTool {
    typing: Option<Typing>,
    /// Two corners of the frame of a new text while it is drawn.
    drawn: Option<(Point, Point)>,
    cross: Cross,
    /// A text that shows several of the badge's words; it is asked what to do.
    pub asked: Option<ElementId>,
}

/// A text that is being typed on.
#[derive(Debug)]
struct Typing {
    element: ElementId,
    /// A text that is not on the badge before its first letter.
    new: Option<Box<Element>>,
    /// Where the caret is: the end of what is chosen that moves, and the other.
    caret: (usize, usize),
    /// The caret was put elsewhere and the field does not know yet.
    moved: bool,
    /// The field wants the keyboard.
    wants_keys: bool,
}

/// What the field is that takes the letters.
#[derive(Clone, Debug, PartialEq)]
pub struct Typed {
    /// The text on which they appear.
    pub element: ElementId,
    /// The badge's word that is typed on; none where the text's own letters are.
    pub word: Option<Binding>,
    /// What is typed so far.
    pub letters: String,
    /// Enter begins a line.
    pub several_lines: bool,
    /// Where the caret stands.
    pub caret: Option<Point>,
}

/// Where a key takes the caret, by the lines that are on the badge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To the line above.
    Up,
    /// To the line below.
    Down,
    /// To the beginning of the line.
    Home,
    /// To its end.
    End,
}

impl Typing {
    fn on(element: ElementId) -> Self {
        Self { element, new: None, caret: (0, 0), moved: true, wants_keys: true }
    }

    fn chosen(&self) -> Range<usize> {
        let (one, other) = self.caret;
        one.min(other)..one.max(other)
    }

    fn put(&mut self, at: usize, extend: bool) {
        self.caret = (at, if extend { self.caret.1 } else { at });
        self.moved = true;
    }
}

impl Tool for TextTool {
    fn hint(&self) -> &'static str {
        "Click to begin a text, drag for its frame, click on a text to type on it · Or point with the arrow keys and press Enter · Escape ends"
    }

    fn event(&mut self, event: ToolEvent, context: &ToolContext<'_>) -> Vec<ToolOutput> {
        match event {
            ToolEvent::Press(at, held) => {
                self.cross.hide();
                return self.press(at, held, context);
            }
            ToolEvent::Drag(to, _) => {
                let carets = self.carets(context);
                if let Some((_, corner)) = &mut self.drawn {
                    *corner = to;
                } else if let (Some(typing), Some(carets)) = (&mut self.typing, carets) {
                    typing.put(carets.nearest(to), true);
                }
            }
            ToolEvent::Release => return self.let_go(context),
            ToolEvent::Cancel => self.drawn = None,
            ToolEvent::DoubleClick(_) => self.choose_word(context),
            ToolEvent::Click(..) => {}
        }
        Vec::new()
    }

    fn key(&mut self, key: ToolKey, context: &ToolContext<'_>) -> Option<Vec<ToolOutput>> {
        match key {
            ToolKey::Escape => Some(back_to_choosing()),
            // On a chosen text it types on that, unless one was pointing elsewhere.
            ToolKey::Enter(_) if self.cross.at().is_none() && chosen_text(context).is_some() => None,
            ToolKey::Enter(_) => {
                let Some(at) = self.cross.show(None) else { return Some(Vec::new()) };
                // What was pointed at by keys is meant exactly.
                let mut outputs = self.press(at, Held { command: true, ..Held::default() }, context);
                outputs.extend(self.let_go(context));
                self.cross.hide();
                Some(outputs)
            }
            _ => {
                self.cross.push(key.push()?, None);
                Some(Vec::new())
            }
        }
    }

    fn put_down(&mut self, context: &ToolContext<'_>) -> Vec<ToolOutput> {
        self.end(context)
    }

    fn overlay(&self, context: &ToolContext<'_>) -> Vec<Mark> {
        let drawn = self.drawn.map(|(from, to)| Mark::Box(Rect::from_points(from, to)));
        let typing = self.typing.as_ref();
        let new = typing.and_then(|typing| typing.new.as_deref()).map(|new| {
            let (w, h) = (new.frame.width / 2.0, new.frame.height / 2.0);
            let corners = [(-w, -h), (w, -h), (w, h), (-w, h), (-w, -h)];
            Mark::Line(corners.map(|(x, y)| new.frame.to_artwork(x, y).into()).to_vec(), Pen::Dashed)
        });
        let mut marks: Vec<Mark> = drawn.into_iter().chain(new).collect();
        if let (Some(typing), Some(carets)) = (typing, self.carets(context)) {
            marks.extend(carets.areas(typing.chosen()).map(Mark::Chosen));
            marks.extend(carets.at(typing.caret.0).map(|caret| Mark::Caret(caret.foot, caret.head)));
        }
        marks.extend(self.cross.at().map(Mark::Cross));
        marks
    }

    fn cross(&mut self) -> Option<&mut Cross> {
        Some(&mut self.cross)
    }

    fn pointed(&self) -> Option<(Point, String)> {
        self.cross.told("Text")
    }
}

/// The text that is all that is chosen.
pub fn chosen_text(context: &ToolContext<'_>) -> Option<ElementId> {
    match all_in_global_space(context.artwork, context.selection).as_slice() {
        [one] if matches!(one.element.kind, Kind::Text(_)) => Some(one.element.id),
        _ => None,
    }
}

impl TextTool {
    /// Begins to type on a text: before the letter at a place, or with all of it chosen.
    /// False where it cannot be typed on.
    pub fn begin(&mut self, id: ElementId, at: Option<Point>, context: &ToolContext<'_>) -> bool {
        let Some(element) = context.artwork.element(id).filter(|element| !element.locked) else { return false };
        let Kind::Text(text) = &element.kind else { return false };
        let letters = match source(text, context.badge) {
            Source::Several => {
                self.asked = Some(id);
                return false;
            }
            Source::Own(typed) | Source::Word(_, typed) => typed.chars().count(),
        };
        let mut typing = Typing::on(id);
        typing.caret = (letters, 0);
        if let Some(at) = at
            && let Some(carets) = carets(context.artwork, context.badge, id)
        {
            typing.put(carets.nearest(at), false);
        }
        self.typing = Some(typing);
        true
    }

    /// Ends typing. A text on which nothing is left is taken away.
    pub fn end(&mut self, context: &ToolContext<'_>) -> Vec<ToolOutput> {
        let Some(typing) = self.typing.take() else { return Vec::new() };
        let is_empty = context.artwork.element(typing.element).is_some_and(
            |element| matches!(&element.kind, Kind::Text(Text { content, .. }) if content.trim().is_empty()),
        );
        let gone = is_empty.then(|| step(typing.element, Edit::Remove(vec![typing.element])));
        gone.into_iter().chain([ToolOutput::Seal]).collect()
    }

    /// The field that takes the letters; none while nothing is typed on.
    pub fn typed(&self, context: &ToolContext<'_>) -> Option<Typed> {
        let element = self.element(context)?;
        let Kind::Text(text) = &element.kind else { return None };
        let (word, letters) = match source(text, context.badge) {
            Source::Own(letters) => (None, letters.to_owned()),
            Source::Word(word, letters) => (Some(word), letters.to_owned()),
            Source::Several => return None,
        };
        let several_lines = word.is_none() && text.baseline == Baseline::Straight;
        let caret = self.typing.as_ref().zip(self.carets(context));
        let caret = caret.and_then(|(typing, carets)| carets.at(typing.caret.0)).map(|caret| caret.foot);
        Some(Typed { element: element.id, word, letters, several_lines, caret })
    }

    /// Nothing is typed on any more: it was taken back or away.
    pub fn forget(&mut self) {
        self.typing = None;
    }

    /// The caret, when it was put elsewhere than the field knows: its end that moves, and
    /// the other.
    pub fn take_moved(&mut self) -> Option<(usize, usize)> {
        let typing = self.typing.as_mut()?;
        std::mem::take(&mut typing.moved).then_some(typing.caret)
    }

    /// Whether the field is to have the keyboard now.
    pub fn take_wants_keys(&mut self) -> bool {
        self.typing.as_mut().is_some_and(|typing| std::mem::take(&mut typing.wants_keys))
    }

    /// The field is to have the keyboard.
    pub fn want_keys(&mut self) {
        if let Some(typing) = &mut self.typing {
            typing.wants_keys = true;
        }
    }

    /// Where the caret is: its end that moves, and the other.
    pub fn caret(&self) -> (usize, usize) {
        self.typing.as_ref().map_or((0, 0), |typing| typing.caret)
    }

    /// The field has its caret there.
    pub fn follow(&mut self, caret: (usize, usize)) {
        if let Some(typing) = &mut self.typing {
            typing.caret = caret;
        }
    }

    /// Moves the caret by the lines that are on the badge.
    pub fn go(&mut self, way: Way, extend: bool, context: &ToolContext<'_>) {
        let (Some(carets), Some(typing)) = (self.carets(context), &mut self.typing) else { return };
        let here = typing.caret.0;
        let to = match way {
            Way::Up => carets.beside(here, false),
            Way::Down => carets.beside(here, true),
            Way::Home => carets.home(here),
            Way::End => carets.end(here),
        };
        typing.put(to, extend);
    }

    /// What changed letters of the field stand for.
    pub fn changed(&mut self, letters: &str, context: &ToolContext<'_>) -> Vec<ToolOutput> {
        let (Some(Typed { word, letters: before, .. }), Some(mut element)) =
            (self.typed(context), self.element(context))
        else {
            return Vec::new();
        };
        let Some(typing) = &mut self.typing else { return Vec::new() };
        let id = element.id;
        let letters = cleaned(letters, word.is_none()).0;
        let Some(word) = word else {
            let follows = shows_words(&letters);
            if let Kind::Text(text) = &mut element.kind {
                text.content = letters;
            }
            let mut outputs = match typing.new.take() {
                Some(_) => {
                    let insert = Edit::Insert { elements: vec![element], index: None };
                    vec![step(id, insert), ToolOutput::Show(id)]
                }
                None => vec![step(id, Edit::Put(vec![element]))],
            };
            if follows {
                outputs.extend(back_to_choosing());
                outputs.push(ToolOutput::Say("This text now follows the badge’s own words."));
            }
            return outputs;
        };
        if letters.trim().is_empty() {
            // A badge is never without its words: all of it is chosen, and what is typed next replaces it.
            typing.caret = (before.chars().count(), 0);
            typing.moved = true;
            return Vec::new();
        }
        let mut badge = context.badge.clone();
        match word {
            Binding::Name => badge.name = letters,
            Binding::ShortName => badge.short_name = letters,
            Binding::Issuer => badge.issuer.name = letters,
            Binding::Layer => {}
        }
        vec![step(id, Edit::Badge(Box::new(badge)))]
    }

    fn press(&mut self, at: Point, held: Held, context: &ToolContext<'_>) -> Vec<ToolOutput> {
        let hit = context.scene.hit_inside(at.x, at.y, context.reach);
        let typed = self.typing.as_ref().map(|typing| typing.element);
        let inside = typed.and_then(|id| context.scene.bounds(id)).is_some_and(|bounds| {
            let area = Rect::new(bounds.left, bounds.top, bounds.right, bounds.bottom);
            area.inflate(context.reach, context.reach).contains(at)
        });
        if let Some(carets) = self.carets(context).filter(|_| inside || (hit.is_some() && hit == typed)) {
            if let Some(typing) = &mut self.typing {
                typing.put(carets.nearest(at), held.shift);
                typing.wants_keys = true;
            }
            return vec![ToolOutput::Seal];
        }
        let mut outputs = self.end(context);
        let is_text = |id: &ElementId| {
            let element = context.artwork.element(*id);
            element.is_some_and(|element| matches!(element.kind, Kind::Text(_)) && !element.locked)
        };
        match hit.filter(is_text) {
            Some(id) if self.begin(id, Some(at), context) => outputs.push(ToolOutput::Select(vec![id])),
            Some(_) => {}
            None => self.drawn = Some((at, at)),
        }
        outputs
    }

    fn let_go(&mut self, context: &ToolContext<'_>) -> Vec<ToolOutput> {
        self.want_keys();
        let Some((from, to)) = self.drawn.take() else { return Vec::new() };
        let frame = frame_between(from, to, context.reach);
        let element = told_apart(typed_text(context.artwork, frame, SIZE), context.artwork, context.scene);
        let new = Some(Box::new(element.clone()));
        self.typing = Some(Typing { new, ..Typing::on(element.id) });
        vec![ToolOutput::Select(Vec::new())]
    }

    /// Chooses the word in which the caret is.
    fn choose_word(&mut self, context: &ToolContext<'_>) {
        let Some(Typed { letters, .. }) = self.typed(context) else { return };
        let letters: Vec<char> = letters.chars().collect();
        let Some(typing) = &mut self.typing else { return };
        let at = typing.caret.0.min(letters.len());
        let before = letters[..at].iter().rev().take_while(|letter| letter.is_alphanumeric()).count();
        let after = letters[at..].iter().take_while(|letter| letter.is_alphanumeric()).count();
        typing.caret = (at + after, at - before);
        typing.moved = true;
    }

    /// The text that is typed on, which may not lie on the badge yet.
    fn element(&self, context: &ToolContext<'_>) -> Option<Element> {
        let typing = self.typing.as_ref()?;
        let on_badge = || context.artwork.element(typing.element).map(|element| (**element).clone());
        typing.new.as_deref().cloned().or_else(on_badge)
    }

    fn carets(&self, context: &ToolContext<'_>) -> Option<Carets> {
        let typing = self.typing.as_ref()?;
        match &typing.new {
            Some(new) => carets_on_top(new, context.artwork, context.badge),
            None => carets(context.artwork, context.badge, typing.element),
        }
    }
}

fn step(element: ElementId, edit: Edit) -> ToolOutput {
    ToolOutput::Edit(vec![edit], STEP.into(), Group::Typing(format!("typing on {}", element.0)))
}

/// The frame of a new text: as it was drawn, or around where was clicked.
fn frame_between(from: Point, to: Point, reach: f64) -> Frame {
    let drawn = kurbo::Rect::from_points(from, to);
    let (x, y) = (drawn.center().x, drawn.center().y);
    if drawn.width() > 2.0 * reach && drawn.height() > 2.0 * reach {
        return Frame { x, y, width: drawn.width(), height: drawn.height(), rotation: 0.0 };
    }
    // As wide as it can be around this place without leaving the badge.
    let room = |at: f64, least: f64, most: f64| (2.0 * at.min(SIDE - at)).clamp(least, most);
    let (width, height) = (room(from.x, LEAST.0, MOST.0), room(from.y, LEAST.1, MOST.1));
    Frame { x: from.x, y: from.y, width, height, rotation: 0.0 }
}
