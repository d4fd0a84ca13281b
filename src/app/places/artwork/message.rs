//! What the canvas is told.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui;
use kurbo::Point;

use super::arrange::Arrange;
use super::switch::Switch;
use crate::app::desk::{Notice, Out};
use crate::artwork::{Color, ElementId, Guide, IconWeight, OwnFont};
use crate::document::{Document, Order};
use crate::editing::tool::ToolOutput;
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
    FontsRead(Vec<Arc<OwnFont>>),
    /// Files were dropped on the canvas: pictures and fonts are put on the
    /// badge, badges are opened.
    Dropped(Vec<PathBuf>),
    /// Puts a picture from the clipboard on the badge.
    PastePicture(Option<Arc<egui::ColorImage>>),
    /// A picture file was read, for this badge.
    PictureRead(Box<Placed>),
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

impl From<ToolOutput> for Out<Message> {
    fn from(output: ToolOutput) -> Self {
        match output {
            ToolOutput::Select(ids) => Self::Select(ids),
            ToolOutput::Show(id) => Self::Mine(Message::ShowTyped(id)),
            ToolOutput::Edit(edits, label, group) => Self::Edit { edits, label, group },
            ToolOutput::Undo => Self::Undo,
            ToolOutput::Seal => Self::Seal,
            ToolOutput::Take(tool) => Self::Mine(Message::Tool(tool)),
            ToolOutput::Type(id) => Self::Mine(Message::Type(id)),
            ToolOutput::Look(look) => Self::Mine(Message::Look(look)),
            ToolOutput::PickColor { at, line } => Self::Mine(Message::PickColor { at, line }),
            ToolOutput::Say(words) => Self::Say(Notice::done(words)),
            ToolOutput::Refuse(words) => Self::Say(Notice::error(words)),
        }
    }
}

impl NewElement {
    /// The command that puts it on the badge.
    pub(super) fn command(&self) -> Out<Message> {
        Out::Mine(Message::Add(self.clone()))
    }
}
