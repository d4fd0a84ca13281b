//! The commands of the canvas, as people meet them.

use eframe::egui::{Key, Modifiers};

use super::arrange::Arrange;
use super::chosen::order_label;
use super::message::Message;
use super::model::{Canvas, context};
use super::switch::Switch;
use crate::app::desk::{Desk, Entry, Place};
use crate::artwork::Kind;
use crate::document::Order;
use crate::editing::crop_tool::croppable;
use crate::editing::{NewElement, PointsChange, ToolKind};

/// The commands of the canvas.
pub fn commands(canvas: &Canvas, desk: &Desk) -> Vec<Entry<Message>> {
    let mut all: Vec<Message> = NewElement::shapes().chain(NewElement::TEXTS).map(Message::Add).collect();
    all.extend([Message::ChooseIcon { replace: false }, Message::ChoosePicture, Message::ChooseFont]);
    all.extend([Message::Delete, Message::Duplicate, Message::Group, Message::Ungroup]);
    all.extend([Message::SelectAll, Message::SelectNone]);
    all.extend([Order::Forward, Order::Backward, Order::Front, Order::Back].map(Message::Order));
    all.extend(Arrange::listed().map(Message::Arrange));
    all.extend([ToolKind::Select, ToolKind::Nodes, ToolKind::Pen, ToolKind::Text].map(Message::Tool));
    all.push(Message::TypeOnChosen);
    all.extend([ToolKind::Hand, ToolKind::Crop].map(Message::Tool));
    all.extend([true, false].map(PointsChange::Soften).map(Message::Points));
    all.extend([Message::StepPoint { back: false }, Message::StepPoint { back: true }]);
    all.extend([PointsChange::Add, PointsChange::Join, PointsChange::Break].map(Message::Points));
    all.extend([ToolKind::Paint, ToolKind::Eyedropper, ToolKind::Zoom].map(Message::Tool));
    all.extend([Message::Lock, Message::Hide]);
    for more in [false, true] {
        all.extend([true, false].map(|down| Message::Step { down, more }));
    }
    all.extend(Switch::ALL.map(Message::Switch));
    all.extend([true, false].map(|upright| Message::AddGuide { upright }));
    all.extend([Message::CopyPicture, Message::CopySvg, Message::PastePicture(None), Message::SeeAsOthers]);
    all.extend([Message::ZoomIn, Message::ZoomOut, Message::ZoomFit, Message::ZoomActual, Message::ZoomChosen]);
    all.iter().filter_map(|message| entry(message, canvas, desk)).collect()
}

/// What people meet of a message; `None` for one that nobody asks for by name.
pub(super) fn entry(message: &Message, canvas: &Canvas, desk: &Desk) -> Option<Entry<Message>> {
    let everywhere =
        matches!(message, Message::Add(_) | Message::ChooseIcon { .. } | Message::ChoosePicture | Message::SeeAsOthers);
    let mut entry = row(message, canvas, desk)?;
    entry.enabled &= everywhere || desk.place == Place::Artwork;
    Some(entry)
}

fn row(message: &Message, canvas: &Canvas, desk: &Desk) -> Option<Entry<Message>> {
    const NONE: Modifiers = Modifiers::NONE;
    const SHIFT: Modifiers = Modifiers::SHIFT;
    const CTRL: Modifiers = Modifiers::COMMAND;
    const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
    let chosen = desk.history.selection().len();
    let (is_some, is_one) = (chosen > 0, chosen == 1);
    let at_points = is_one && canvas.tools.kind() == ToolKind::Nodes;
    let named = |label: &'static str, icon| Entry::new(message.clone(), label, icon);
    Some(match message {
        Message::Add(element) => {
            let label = format!("Add {}", element.label().to_lowercase());
            Entry::new(message.clone(), label, element.icon()).also("insert new draw shape")
        }
        Message::ChooseIcon { replace: false } => named("Add icon…", "smiley").also("insert symbol pictogram clipart"),
        Message::ChoosePicture => named("Add picture…", "image").also("insert photo image logo import place"),
        Message::ChooseFont => named("Add a font…", "text-t").also("typeface import install letters"),
        Message::Delete => named("Delete", "trash").also("remove erase").keys(NONE, Key::Delete).when(is_some),
        Message::Duplicate => named("Duplicate", "copy").also("copy clone twice").keys(CTRL, Key::D).when(is_some),
        Message::Group => named("Group", "selection-all").also("together combine").keys(CTRL, Key::G).when(chosen > 1),
        Message::Ungroup => {
            let elements = desk.history.selection().iter().filter_map(|id| desk.artwork().element(*id));
            let has_group = elements.into_iter().any(|element| matches!(element.kind, Kind::Group { .. }));
            named("Ungroup", "selection-slash").also("apart split").keys(CTRL_SHIFT, Key::G).when(has_group)
        }
        Message::SelectAll => named("Choose all elements", "selection").also("select everything").keys(CTRL, Key::A),
        Message::SelectNone => named("Choose nothing", "selection").also("deselect unselect").when(is_some),
        Message::Order(order) => {
            let label = order_label(*order);
            let entry = match order {
                Order::Forward => named(label, "arrow-up").keys(CTRL, Key::CloseBracket),
                Order::Backward => named(label, "arrow-down").keys(CTRL, Key::OpenBracket),
                Order::Front => named(label, "arrow-line-up").keys(CTRL_SHIFT, Key::CloseBracket),
                Order::Back => named(label, "arrow-line-down").keys(CTRL_SHIFT, Key::OpenBracket),
                Order::To(_) => return None,
            };
            entry.also("order stack raise lower above below").when(is_some)
        }
        Message::Arrange(arrange) => {
            named(arrange.label(), arrange.icon()).also(arrange.synonyms()).when(arrange.enabled(chosen))
        }
        Message::Step { down, more } => {
            let label = match (*down, *more) {
                (true, false) => "Choose the element below",
                (false, false) => "Choose the element above",
                (true, true) => "Choose the element below, too",
                (false, true) => "Choose the element above, too",
            };
            let key = if *down { Key::PageDown } else { Key::PageUp };
            let entry = named(label, "stack").also("select next previous").keys(if *more { SHIFT } else { NONE }, key);
            entry.when(!desk.artwork().elements.is_empty())
        }
        Message::Lock => named("Lock or unlock", "lock").also("protect fix").keys(CTRL, Key::L).when(is_some),
        Message::Hide => named("Hide or show", "eye-slash").also("visible invisible").keys(CTRL, Key::H).when(is_some),
        Message::Switch(switch) => {
            let entry = named(switch.label(), "ruler").also("align magnet guides");
            match switch {
                Switch::Snapping => entry.keys(SHIFT, Key::S),
                Switch::Grid => entry.keys(SHIFT, Key::G),
                Switch::Rulers => entry.keys(SHIFT, Key::R),
                _ => entry,
            }
        }
        Message::AddGuide { upright: true } => named("Add an upright guide", "ruler").also("vertical line"),
        Message::AddGuide { upright: false } => named("Add a level guide", "ruler").also("horizontal line"),
        Message::Tool(tool) => match tool {
            ToolKind::Select => named("Choose and move", "cursor").also("select tool arrow drag").keys(NONE, Key::V),
            ToolKind::Nodes => named("Change points", "bezier-curve").also("edit nodes path tool").keys(NONE, Key::N),
            ToolKind::Pen => named("Draw a path", "pen-nib").also("pen bezier curve line tool").keys(NONE, Key::P),
            ToolKind::Text => named("Type on the badge", "text-t").also("text words write tool").keys(NONE, Key::T),
            ToolKind::Crop => {
                named("Crop the picture", "crop").also("cut trim photo").when(croppable(&context(desk, 0.0)).is_some())
            }
            ToolKind::Paint => {
                named("Change paint on the badge", "gradient").also("gradient pattern fill").keys(NONE, Key::G)
            }
            ToolKind::Eyedropper => {
                named("Take a colour of the badge", "eyedropper").also("pick color").keys(NONE, Key::I)
            }
            ToolKind::Hand => named("Move the view", "hand").also("pan scroll").keys(NONE, Key::H),
            ToolKind::Zoom => named("Zoom with the pointer", "magnifying-glass").also("larger").keys(NONE, Key::Z),
        },
        Message::TypeOnChosen => named("Type on the chosen text", "text-t").also("edit words write").when(is_one),
        Message::Points(change) => {
            let entry = named(change.label(), "bezier-curve").also("node curve edge").when(at_points);
            match change {
                PointsChange::Add => entry.keys(NONE, Key::Insert),
                PointsChange::Join => entry.keys(CTRL, Key::J),
                PointsChange::Break => entry.keys(CTRL_SHIFT, Key::J),
                PointsChange::Soften(_) => entry,
            }
        }
        Message::StepPoint { back: false } => {
            named("Choose the next point", "bezier-curve").also("node").keys(NONE, Key::Period).when(at_points)
        }
        Message::StepPoint { back: true } => {
            named("Choose the point before", "bezier-curve").also("node").keys(NONE, Key::Comma).when(at_points)
        }
        Message::CopyPicture => named("Copy the picture", "copy").also("clipboard image").keys(CTRL_SHIFT, Key::C),
        Message::CopySvg => named("Copy the picture as SVG", "copy").also("clipboard vector drawing"),
        Message::PastePicture(None) => named("Paste a drawing", "copy").also("clipboard svg insert"),
        Message::SeeAsOthers => named("See it as others do…", "eye").also("colour blind vision print grey preview"),
        Message::ZoomIn => {
            named("Zoom in", "magnifying-glass-plus").also("larger").keys(NONE, Key::Plus).when(zooms(canvas))
        }
        Message::ZoomOut => {
            named("Zoom out", "magnifying-glass-minus").also("smaller").keys(NONE, Key::Minus).when(zooms(canvas))
        }
        Message::ZoomFit => named("Show the whole badge", "frame-corners").also("zoom fit").keys(SHIFT, Key::Num1),
        Message::ZoomActual => named("Actual size", "frame-corners").also("zoom 100").keys(SHIFT, Key::Num0),
        Message::ZoomChosen => {
            named("Show what is chosen", "frame-corners").also("zoom selection").keys(SHIFT, Key::Num2).when(is_some)
        }
        _ => return None,
    })
}

/// Whether plus and minus zoom; while a picture is cropped they change its part.
fn zooms(canvas: &Canvas) -> bool {
    canvas.tools.kind() != ToolKind::Crop
}
