//! A hundred thousand edits without sense: nothing breaks, everything can be
//! taken back.

use std::collections::BTreeSet;
use std::process::Command;
use std::sync::Arc;

use badgewright::artwork::{
    Artwork, Baseline, Brand, Color, Element, ElementId, Font, Frame, Guide, IconWeight, Kind, MAX_DEPTH, Paint,
    Shadow, Stroke, Text, Theme, themed,
};
use badgewright::badge::Badge;
use badgewright::document::set::{Member, Set};
use badgewright::document::{
    Alignment, Axis, Document, Edit, Group, History, Order, aligned, distributed, mirrored, starter,
};
use badgewright::scene::build;

const EDITS: u32 = 100_000;

/// Fewer than a history keeps, so that all of a round can be taken back.
const ROUND: u32 = 800;

/// What the program may take after an hour of edits, in kilobytes.
const MOST_MEMORY: u64 = 200 * 1024;

/// More would only make the test slow.
const MOST_ELEMENTS: usize = 60;

/// Numbers that look random and are the same each time (Knuth's MMIX).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }

    fn part(&mut self) -> f64 {
        f64::from(u32::try_from(self.below(1_000_001)).unwrap()) / 1_000_000.0
    }

    fn color(&mut self) -> Color {
        let mut channel = || u8::try_from(self.below(256)).unwrap();
        Color::rgb(channel(), channel(), channel())
    }

    fn frame(&mut self) -> Frame {
        let (x, y) = (self.part() * 600.0, self.part() * 600.0);
        let (width, height) = (1.0 + self.part() * 500.0, 1.0 + self.part() * 500.0);
        Frame { x, y, width, height, rotation: self.part() * 360.0 - 180.0 }
    }

    fn kind(&mut self) -> Kind {
        match self.below(9) {
            0 => Kind::Disc,
            1 => Kind::Gear { teeth: 12, depth: self.part() / 2.0, hole: self.part() },
            2 => Kind::Star { points: 5, inner: self.part(), corner: self.part() * 20.0 },
            3 => Kind::Laurel { leaves: 8 },
            4 => Kind::Segment { inner: self.part(), span: self.part() * 360.0 },
            5 => Kind::Icon { name: "anchor".into(), weight: IconWeight::Regular },
            6 => Kind::Text(self.text()),
            7 => Kind::Outline { path: "M0 0 C 5 9 8 -4 10 6 L 2 8 Z".into(), view: [10.0, 10.0] },
            _ => Kind::Rectangle { corners: [self.part() * 40.0; 4] },
        }
    }

    fn text(&mut self) -> Text {
        let baseline = match self.below(4) {
            0 => Baseline::Straight,
            1 => Baseline::ArcBelow { span: self.part() * 360.0 },
            2 => Baseline::Ring { inside: self.below(2) == 0, spread: self.below(2) == 0 },
            _ => Baseline::Path { path: "M0 5 Q 5 0 10 5".into(), view: [10.0, 10.0], backwards: self.below(2) == 0 },
        };
        let text = Text::new("{name} · crew", Font::new("Cabin", 700), 10.0 + self.part() * 80.0);
        Text { baseline, start: self.part() - 0.5, hangs: self.below(2) == 0, ..text }
    }
}

fn all(artwork: &Artwork) -> Vec<Arc<Element>> {
    let mut all = Vec::new();
    artwork.each(|element| all.push(Arc::clone(element)));
    all
}

fn changed(element: &Element, dice: &mut Dice) -> Element {
    let mut element = element.clone();
    match dice.below(9) {
        0 => element.frame = element.frame.moved(dice.part() * 40.0 - 20.0, dice.part() * 40.0 - 20.0),
        1 => element = element.resized(1.0 + dice.part() * 500.0, 1.0 + dice.part() * 500.0),
        2 => element.fill = Some(Paint::Solid(dice.color())),
        3 => element.stroke = Some(Stroke::solid(dice.color(), dice.part() * 30.0)),
        4 => element.shadow = Some(Shadow { color: dice.color(), ..Shadow::default() }),
        5 => element.opacity = dice.part(),
        6 => element.copies = u32::try_from(dice.below(6)).unwrap(),
        7 => element.hidden = !element.hidden,
        _ => element = element.recolored(dice.color(), dice.color()),
    }
    element
}

/// One step; some of them cannot be made, which is part of the game.
fn step(document: &Document, dice: &mut Dice) -> Vec<Edit> {
    let artwork = &document.artwork;
    let elements = all(artwork);
    let top: Vec<Element> = artwork.elements.iter().map(|element| (**element).clone()).collect();
    let pick = |dice: &mut Dice| elements.get(dice.below(elements.len())).cloned();
    let few = |dice: &mut Dice| -> Vec<ElementId> {
        (0..2 + dice.below(3)).filter_map(|_| top.get(dice.below(top.len())).map(|element| element.id)).collect()
    };
    let one = match dice.below(16) {
        0 | 1 if elements.len() < MOST_ELEMENTS => {
            let new = Element::new(artwork.fresh_id(), dice.kind(), dice.frame());
            let elements = vec![new.filled(Paint::Solid(dice.color()))];
            let is_group = |element: &&Arc<Element>| matches!(element.kind, Kind::Group { .. });
            match pick(dice).filter(|element| is_group(&element)) {
                Some(group) => Edit::InsertInto { group: group.id, elements },
                None => Edit::Insert { elements, index: Some(dice.below(20)) },
            }
        }
        2 => Edit::Remove(pick(dice).map(|element| element.id).into_iter().collect()),
        3 => {
            let order = [Order::Forward, Order::Backward, Order::Front, Order::Back, Order::To(3)][dice.below(5)];
            Edit::Order(pick(dice).map_or(ElementId(0), |element| element.id), order)
        }
        4 => Edit::Group(few(dice), artwork.fresh_id()),
        5 => Edit::Ungroup(pick(dice).map_or(ElementId(0), |element| element.id)),
        6 => Edit::Palette((0..dice.below(6)).map(|_| dice.color()).collect()),
        7 => {
            let mut badge = Badge::clone(&document.badge);
            badge.name = format!("Badge {}", dice.below(1000));
            Edit::Badge(Box::new(badge))
        }
        8 => Edit::Put(aligned(&top, Alignment::ALL[dice.below(6)])),
        9 => Edit::Put(if dice.below(2) == 0 { distributed(&top, Axis::Across) } else { mirrored(&top, Axis::Down) }),
        10 => Edit::Guides((0..dice.below(4)).map(|_| Guide::upright(dice.part() * 600.0)).collect()),
        12 => {
            let places = if dice.below(3) == 0 { 4 } else { artwork.palette.len() };
            Edit::Recolor((0..places).map(|_| dice.color()).collect())
        }
        13 => {
            let theme = Theme::ALL.get(dice.below(3)).copied();
            Edit::Artwork(Box::new(themed(artwork, theme, dice.below(5))))
        }
        14 => {
            let brand = Brand { colors: vec![dice.color()], ..Brand::default() };
            Edit::Brand((dice.below(3) > 0).then(|| Arc::new(brand)))
        }
        15 => Edit::Set(Arc::new(other_set(document, dice))),
        _ => Edit::Put(pick(dice).map(|element| changed(&element, dice)).into_iter().collect()),
    };
    vec![one]
}

/// The set with a badge more, a badge fewer, in another order, or with
/// something put back.
fn other_set(document: &Document, dice: &mut Dice) -> Set {
    let mut set = (*document.set).clone();
    let place = dice.below(set.members.len());
    match dice.below(5) {
        0 | 1 if set.members.len() < 6 => {
            let id = format!("urn:uuid:{}", dice.below(1_000_000_000));
            set.members.push(Member::new(id).saying("/name", "{name} too").into());
        }
        2 if !set.members.is_empty() => drop(set.members.remove(place)),
        3 => set.members.reverse(),
        _ => {
            if let Some(member) = set.members.get(place).cloned() {
                let own = member.differences(&document.design().artwork);
                if let Some(difference) = own.get(dice.below(own.len())) {
                    set = set.with(place, member.put_back(&difference.part));
                }
            }
        }
    }
    set
}

fn as_saved(artwork: &Artwork) -> String {
    serde_json::to_string_pretty(artwork).unwrap()
}

fn holds(history: &History) {
    let document = history.document();
    let elements = all(&document.artwork);
    let ids: BTreeSet<_> = elements.iter().map(|element| element.id).collect();
    assert_eq!(ids.len(), elements.len(), "each id once");
    assert!(history.selection().is_subset(&ids), "only what is there is chosen");
    assert!(elements.iter().all(|element| element.frame.width.is_finite()));
}

/// The memory of a process is measured, so it runs in one of its own.
#[test]
fn a_hundred_thousand_edits_can_all_be_taken_back() {
    let test = "monkey::a_hundred_thousand_edits_in_a_process_of_their_own";
    let done = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--ignored", "--nocapture", "--test-threads=1"])
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success(), "{told}{}", String::from_utf8_lossy(&done.stderr));
    assert!(told.contains("1 passed"), "{told}");
}

#[test]
#[ignore = "begun by a_hundred_thousand_edits_can_all_be_taken_back"]
fn a_hundred_thousand_edits_in_a_process_of_their_own() {
    let mut dice = Dice(20_261_124);
    let mut history = History::new(starter("trail-guide").unwrap().document("urn:uuid:1".into()).unwrap());
    let (mut done, mut refused) = (0, 0);
    while done < EDITS {
        let first = history.document().clone();
        history = History::new(first.clone());
        let before = first.to_bytes();
        for number in 0..ROUND {
            let document = history.document().clone();
            let edits = step(&document, &mut dice);
            let group = if dice.below(4) == 0 { Group::Nudge } else { Group::Once };
            match history.apply(&edits, "step", group) {
                Ok(()) => done += 1,
                Err(_) => refused += 1,
            }
            let ids: Vec<ElementId> = all(&history.document().artwork).iter().map(|element| element.id).collect();
            history.select(ids.get(dice.below(ids.len())).copied());
            if dice.below(9) == 0 {
                history.undo();
            } else if dice.below(9) == 0 {
                history.redo();
            }
            if dice.below(12) == 0 {
                let members = &history.document().set.members;
                let id = members.get(dice.below(members.len() + 1)).map(|member| member.id.clone());
                history.show(id.as_deref());
            }
            holds(&history);
            if number % 200 == 0 {
                let scene = build(&history.document().artwork, &history.document().badge);
                assert!(scene.draws().len() < 20_100);
                if let Some(place) = history.document().shown_place() {
                    let (seen, resolved) = (history.document(), history.document().member(place).unwrap());
                    assert_eq!(seen.badge, resolved.badge, "what is in view is what the member comes to");
                    let (seen, resolved) = (as_saved(&seen.artwork), as_saved(&resolved.artwork));
                    let other = seen.lines().zip(resolved.lines()).find(|(one, other)| one != other);
                    assert_eq!(other, None, "what is in view is what the member comes to");
                }
                let bytes = history.document().to_bytes();
                let again = Document::from_bytes(&bytes).unwrap();
                let (saved, opened) = (String::from_utf8(bytes).unwrap(), String::from_utf8(again.to_bytes()).unwrap());
                let other = saved.lines().zip(opened.lines()).find(|(one, other)| one != other);
                assert_eq!(other, None, "a saved document opens as it was");
            }
        }
        while history.redo() {}
        let last = history.document().to_bytes();
        while history.undo() {}
        assert!(history.document().to_bytes() == before, "all taken back, byte for byte");
        while history.redo() {}
        assert!(history.document().to_bytes() == last, "all done again, byte for byte");
    }
    assert!(refused > 0 && MAX_DEPTH > 1, "some steps cannot be made");
    if let Some(most) = most_memory() {
        println!("at most {} MB", most / 1024);
        assert!(most < MOST_MEMORY, "{most} KB");
    }
}

/// The most memory that this program had so far, in kilobytes, where the system tells.
fn most_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}
