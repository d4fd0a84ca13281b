//! What the canvas is told.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::{self, Key, KeyboardShortcut, Modifiers};
use kurbo::Point;

use super::surface::context;
use super::{Arrange, Canvas, Switch, Target};
use crate::app::desk::{Desk, Out, Place};
use crate::artwork::{Color, ElementId, Guide, IconWeight, OwnFont};
use crate::document::{Document, Order};
use crate::editing::crop_tool::croppable;
use crate::editing::{Habits, Look, NewElement, Placed, PointsChange, ToolEvent, ToolKey, ToolKind};

/// Something that the canvas is told.
#[derive(Clone, Debug)]
pub enum Message {
    /// Puts a new element on the badge.
    Add(NewElement),
    /// Shows the icons to choose one: for a new element, or for the chosen
    /// icon.
    ChooseIcon {
        /// True to change the chosen icon.
        replace: bool,
    },
    /// Makes the chosen icon another one.
    ReplaceIcon(String, IconWeight),
    /// Asks for a picture file.
    ChoosePicture,
    /// Puts a picture file on the badge.
    PlacePicture(PathBuf),
    /// Asks for a font file.
    ChooseFont,
    /// Reads font files.
    ReadFonts(Vec<PathBuf>),
    /// Font files were read for this badge: the chosen texts are set in the
    /// first.
    FontsRead(Vec<Arc<OwnFont>>, Target),
    /// Files were dropped on the canvas: pictures and fonts are put on the
    /// badge, badges are opened.
    Dropped(Vec<PathBuf>),
    /// Puts a picture from the clipboard on the badge.
    PastePicture(Option<Arc<egui::ColorImage>>),
    /// A picture file was read, for this badge.
    PictureRead(Box<Placed>, Target),
    /// Takes what is chosen away.
    Delete,
    /// Puts a copy beside what is chosen.
    Duplicate,
    /// Moves what is chosen among the elements.
    Order(Order),
    /// Makes a group of what is chosen.
    Group,
    /// Takes the chosen groups apart.
    Ungroup,
    /// Lines up, spreads, mirrors, combines.
    Arrange(Arrange),
    /// An outline was worked on beside the window, in this document: what to do.
    Formed(Box<Document>, Box<Out<Self>>),
    /// Gives the badge these colours; what is painted with a changed one follows.
    Palette(Vec<Color>),
    /// Chooses every element.
    SelectAll,
    /// Chooses nothing.
    SelectNone,
    /// Chooses the element below the chosen one, or above it.
    Step {
        /// True for the one below.
        down: bool,
        /// True to keep what is chosen as well.
        more: bool,
    },
    /// Locks what is chosen, or unlocks it.
    Lock,
    /// Hides what is chosen, or shows it.
    Hide,
    /// The pointer did something on the canvas: for the tool in hand.
    Pointer(ToolEvent),
    /// A key was pressed on the canvas: for the tool in hand, or else for what is chosen.
    Key(ToolKey),
    /// A new guide is dragged, out of a ruler.
    DragGuide(Guide, Point),
    /// Other letters stand in the field for typing on the badge.
    Typed(String),
    /// Shows another part of the badge.
    Look(Look),
    /// Takes the colour of a place for what is chosen.
    PickColor {
        /// Where.
        at: Point,
        /// True for the outline.
        line: bool,
    },
    /// Takes a colour of the badge for a field.
    PickFor(egui::Id),
    /// Works with other habits from now on.
    Habits(Habits),
    /// Switches one of the habits.
    Switch(Switch),
    /// Adds a guide through the middle of what is chosen, or of the badge.
    AddGuide {
        /// From top to bottom.
        upright: bool,
    },
    /// Moves what is chosen by so many badge units.
    Nudge(f64, f64),
    /// Changes the chosen points of a path.
    Points(PointsChange),
    /// Chooses the next point of the path, or the one before.
    StepPoint {
        /// True for the one before.
        back: bool,
    },
    /// Types on the chosen text.
    TypeOnChosen,
    /// Types on a text.
    Type(ElementId),
    /// A new text got its first letter: chooses it without ending the step.
    ShowTyped(ElementId),
    /// Copies the picture to the clipboard, as pixels.
    CopyPicture,
    /// Copies the picture to the clipboard, as SVG text.
    CopySvg,
    /// Puts what the clipboard holds on the badge: an SVG drawing, the path of
    /// a picture file, or a text.
    Paste(String),
    /// Shows the badge as others see it.
    SeeAsOthers,
    /// Takes another tool.
    Tool(ToolKind),
    /// Shows it larger.
    ZoomIn,
    /// Shows it smaller.
    ZoomOut,
    /// Shows the whole badge.
    ZoomFit,
    /// Shows it in the size of its export: a unit is a point.
    ZoomActual,
    /// Shows what is chosen as large as it can be.
    ZoomChosen,
}

impl Message {
    pub(in crate::app) fn listed() -> Vec<Self> {
        let mut listed: Vec<Self> = NewElement::shapes().chain(NewElement::TEXTS).map(Self::Add).collect();
        listed.extend([Self::ChooseIcon { replace: false }, Self::ChoosePicture, Self::ChooseFont]);
        listed.extend([Self::Delete, Self::Duplicate, Self::Group, Self::Ungroup, Self::SelectAll, Self::SelectNone]);
        listed.extend([Order::Forward, Order::Backward, Order::Front, Order::Back].map(Self::Order));
        listed.extend(Arrange::listed().map(Self::Arrange));
        listed.extend([Self::Tool(ToolKind::Select), Self::Tool(ToolKind::Nodes)]);
        listed.extend([Self::Tool(ToolKind::Pen), Self::Tool(ToolKind::Text), Self::TypeOnChosen]);
        listed.extend([ToolKind::Hand, ToolKind::Crop].map(Self::Tool));
        listed.extend([true, false].map(PointsChange::Soften).map(Self::Points));
        listed.extend([Self::StepPoint { back: false }, Self::StepPoint { back: true }]);
        listed.extend([PointsChange::Add, PointsChange::Join, PointsChange::Break].map(Self::Points));
        listed.extend([Self::Tool(ToolKind::Paint), Self::Tool(ToolKind::Eyedropper), Self::Tool(ToolKind::Zoom)]);
        listed.extend([Self::Lock, Self::Hide]);
        for more in [false, true] {
            listed.extend([true, false].map(|down| Self::Step { down, more }));
        }
        listed.extend(Switch::ALL.map(Self::Switch));
        listed.extend([true, false].map(|upright| Self::AddGuide { upright }));
        listed.extend([Self::CopyPicture, Self::CopySvg, Self::PastePicture(None), Self::SeeAsOthers]);
        listed.extend([Self::ZoomIn, Self::ZoomOut, Self::ZoomFit, Self::ZoomActual, Self::ZoomChosen]);
        listed
    }

    pub(in crate::app) fn label(&self) -> String {
        match self {
            Self::Add(element) => format!("Add {}", element.label().to_lowercase()),
            Self::ChooseIcon { replace: false } => "Add icon…".into(),
            Self::ChooseIcon { replace: true } | Self::ReplaceIcon(..) => "Change the icon…".into(),
            Self::ChoosePicture | Self::PlacePicture(_) | Self::PictureRead(..) | Self::Dropped(_) => {
                "Add picture…".into()
            }
            Self::ChooseFont | Self::ReadFonts(_) | Self::FontsRead(..) => "Add a font…".into(),
            Self::Delete => "Delete".into(),
            Self::Duplicate => "Duplicate".into(),
            Self::Order(order) => super::chosen::order_label(*order).into(),
            Self::Group => "Group".into(),
            Self::Ungroup => "Ungroup".into(),
            Self::SelectAll => "Choose all elements".into(),
            Self::SelectNone => "Choose nothing".into(),
            Self::Arrange(arrange) => arrange.label().into(),
            Self::Formed(..) => "Change the outline".into(),
            Self::Palette(_) => "Change the colours".into(),
            Self::Step { down: true, more: false } => "Choose the element below".into(),
            Self::Step { down: false, more: false } => "Choose the element above".into(),
            Self::Step { down: true, more: true } => "Choose the element below, too".into(),
            Self::Step { down: false, more: true } => "Choose the element above, too".into(),
            Self::Lock => "Lock or unlock".into(),
            Self::Hide => "Hide or show".into(),
            Self::Pointer(_) | Self::Key(_) => "Work with the tool".into(),
            Self::DragGuide(..) => "Add a guide".into(),
            Self::PickColor { .. } | Self::PickFor(_) => "Take a colour of the badge".into(),
            Self::Look(_) => "Move the view".into(),
            Self::Habits(_) => "Change how tools work".into(),
            Self::Switch(switch) => switch.label().into(),
            Self::AddGuide { upright: true } => "Add an upright guide".into(),
            Self::AddGuide { upright: false } => "Add a level guide".into(),
            Self::Tool(ToolKind::Paint) => "Change paint on the badge".into(),
            Self::Tool(ToolKind::Eyedropper) => "Take a colour of the badge".into(),
            Self::Tool(ToolKind::Zoom) => "Zoom with the pointer".into(),
            Self::ZoomChosen => "Show what is chosen".into(),
            Self::Nudge(..) => "Nudge".into(),
            Self::Tool(ToolKind::Select) => "Choose and move".into(),
            Self::Tool(ToolKind::Nodes) => "Change points".into(),
            Self::Tool(ToolKind::Pen) => "Draw a path".into(),
            Self::Points(change) => change.label().into(),
            Self::StepPoint { back: false } => "Choose the next point".into(),
            Self::StepPoint { back: true } => "Choose the point before".into(),
            Self::Tool(ToolKind::Text) => "Type on the badge".into(),
            Self::Tool(ToolKind::Crop) => "Crop the picture".into(),
            Self::TypeOnChosen | Self::Type(_) | Self::ShowTyped(_) | Self::Typed(_) => {
                "Type on the chosen text".into()
            }
            Self::CopyPicture => "Copy the picture".into(),
            Self::CopySvg => "Copy the picture as SVG".into(),
            Self::PastePicture(None) => "Paste a drawing".into(),
            Self::Paste(_) | Self::PastePicture(_) => "Paste".into(),
            Self::SeeAsOthers => "See it as others do…".into(),
            Self::Tool(ToolKind::Hand) => "Move the view".into(),
            Self::ZoomIn => "Zoom in".into(),
            Self::ZoomOut => "Zoom out".into(),
            Self::ZoomFit => "Show the whole badge".into(),
            Self::ZoomActual => "Actual size".into(),
        }
    }

    pub(in crate::app) fn icon(&self) -> &'static str {
        match self {
            Self::Add(element) => element.icon(),
            Self::ChooseIcon { .. } | Self::ReplaceIcon(..) => "smiley",
            Self::ChoosePicture | Self::PlacePicture(_) | Self::PictureRead(..) | Self::Dropped(_) => "image",
            Self::Delete => "trash",
            Self::Duplicate => "copy",
            Self::Order(Order::Forward) => "arrow-up",
            Self::Order(Order::Backward) => "arrow-down",
            Self::Order(Order::Front) => "arrow-line-up",
            Self::Order(Order::Back | Order::To(_)) => "arrow-line-down",
            Self::Arrange(arrange) => arrange.icon(),
            Self::Group => "selection-all",
            Self::Ungroup => "selection-slash",
            Self::SelectAll | Self::SelectNone => "selection",
            Self::Palette(_) => "palette",
            Self::Nudge(..) => "arrows-out-cardinal",
            Self::Step { .. } => "stack",
            Self::Lock => "lock",
            Self::Hide => "eye-slash",
            Self::Pointer(_) | Self::Key(_) => "cursor",
            Self::PickColor { .. } | Self::PickFor(_) => "eyedropper",
            Self::Look(_) => "hand",
            Self::Habits(_) | Self::Switch(_) | Self::AddGuide { .. } | Self::DragGuide(..) => "ruler",
            Self::Tool(ToolKind::Paint) => "gradient",
            Self::Tool(ToolKind::Eyedropper) => "eyedropper",
            Self::Tool(ToolKind::Zoom) => "magnifying-glass",
            Self::Tool(ToolKind::Select) => "cursor",
            Self::Tool(ToolKind::Nodes) | Self::Points(_) | Self::StepPoint { .. } | Self::Formed(..) => "bezier-curve",
            Self::Tool(ToolKind::Pen) => "pen-nib",
            Self::Tool(ToolKind::Crop) => "crop",
            Self::Tool(ToolKind::Text) | Self::TypeOnChosen | Self::Type(_) | Self::ShowTyped(_) | Self::Typed(_) => {
                "text-t"
            }
            Self::ChooseFont | Self::ReadFonts(_) | Self::FontsRead(..) => "text-t",
            Self::Tool(ToolKind::Hand) => "hand",
            Self::CopyPicture | Self::CopySvg | Self::Paste(_) | Self::PastePicture(_) => "copy",
            Self::SeeAsOthers => "eye",
            Self::ZoomIn => "magnifying-glass-plus",
            Self::ZoomOut => "magnifying-glass-minus",
            Self::ZoomFit | Self::ZoomActual | Self::ZoomChosen => "frame-corners",
        }
    }

    pub(in crate::app) fn shortcut(&self) -> Option<KeyboardShortcut> {
        let key = |modifiers, key| Some(KeyboardShortcut::new(modifiers, key));
        match self {
            Self::Delete => key(Modifiers::NONE, Key::Delete),
            Self::Duplicate => key(Modifiers::COMMAND, Key::D),
            Self::CopyPicture => key(Modifiers::COMMAND | Modifiers::SHIFT, Key::C),
            Self::Group => key(Modifiers::COMMAND, Key::G),
            Self::Ungroup => key(Modifiers::COMMAND | Modifiers::SHIFT, Key::G),
            Self::SelectAll => key(Modifiers::COMMAND, Key::A),
            Self::Order(Order::Forward) => key(Modifiers::COMMAND, Key::CloseBracket),
            Self::Order(Order::Backward) => key(Modifiers::COMMAND, Key::OpenBracket),
            Self::Order(Order::Front) => key(Modifiers::COMMAND | Modifiers::SHIFT, Key::CloseBracket),
            Self::Order(Order::Back) => key(Modifiers::COMMAND | Modifiers::SHIFT, Key::OpenBracket),
            Self::Tool(ToolKind::Select) => key(Modifiers::NONE, Key::V),
            Self::Tool(ToolKind::Nodes) => key(Modifiers::NONE, Key::N),
            Self::Tool(ToolKind::Pen) => key(Modifiers::NONE, Key::P),
            Self::Tool(ToolKind::Text) => key(Modifiers::NONE, Key::T),
            Self::Tool(ToolKind::Hand) => key(Modifiers::NONE, Key::H),
            Self::StepPoint { back: false } => key(Modifiers::NONE, Key::Period),
            Self::StepPoint { back: true } => key(Modifiers::NONE, Key::Comma),
            Self::Points(PointsChange::Add) => key(Modifiers::NONE, Key::Insert),
            Self::Points(PointsChange::Join) => key(Modifiers::COMMAND, Key::J),
            Self::Points(PointsChange::Break) => key(Modifiers::COMMAND | Modifiers::SHIFT, Key::J),
            Self::Tool(ToolKind::Paint) => key(Modifiers::NONE, Key::G),
            Self::Tool(ToolKind::Eyedropper) => key(Modifiers::NONE, Key::I),
            Self::Tool(ToolKind::Zoom) => key(Modifiers::NONE, Key::Z),
            Self::Step { down: true, more: false } => key(Modifiers::NONE, Key::PageDown),
            Self::Step { down: false, more: false } => key(Modifiers::NONE, Key::PageUp),
            Self::Step { down: true, more: true } => key(Modifiers::SHIFT, Key::PageDown),
            Self::Step { down: false, more: true } => key(Modifiers::SHIFT, Key::PageUp),
            Self::Lock => key(Modifiers::COMMAND, Key::L),
            Self::Hide => key(Modifiers::COMMAND, Key::H),
            Self::Switch(Switch::Snapping) => key(Modifiers::SHIFT, Key::S),
            Self::Switch(Switch::Grid) => key(Modifiers::SHIFT, Key::G),
            Self::Switch(Switch::Rulers) => key(Modifiers::SHIFT, Key::R),
            Self::ZoomIn => key(Modifiers::NONE, Key::Plus),
            Self::ZoomOut => key(Modifiers::NONE, Key::Minus),
            Self::ZoomChosen => key(Modifiers::SHIFT, Key::Num2),
            Self::ZoomFit => key(Modifiers::SHIFT, Key::Num1),
            Self::ZoomActual => key(Modifiers::SHIFT, Key::Num0),
            _ => None,
        }
    }

    pub(in crate::app) fn enabled(&self, canvas: &Canvas, desk: &Desk) -> bool {
        if desk.place != Place::Artwork
            && !matches!(self, Self::Add(_) | Self::ChooseIcon { .. } | Self::ChoosePicture | Self::SeeAsOthers)
        {
            return false;
        }
        let chosen = desk.history.selection().len();
        match self {
            Self::Delete | Self::Duplicate | Self::Ungroup | Self::Nudge(..) | Self::SelectNone => chosen > 0,
            Self::Lock | Self::Hide | Self::Order(_) | Self::ZoomChosen => chosen > 0,
            Self::Step { .. } => !desk.artwork().elements.is_empty(),
            Self::TypeOnChosen => chosen == 1,
            Self::StepPoint { .. } | Self::Points(_) => chosen == 1 && canvas.tools.kind() == ToolKind::Nodes,
            Self::Tool(ToolKind::Crop) => croppable(&context(desk, 0.0)).is_some(),
            Self::ZoomIn | Self::ZoomOut => canvas.tools.kind() != ToolKind::Crop,
            Self::Group => chosen > 1,
            Self::Arrange(arrange) => arrange.enabled(chosen),
            _ => true,
        }
    }
}
