//! Toolbox: all tools, and which of them is in hand.

use super::crop_tool::CropTool;
use super::eyedropper::EyedropperTool;
use super::hand::HandTool;
use super::node_tool::NodeTool;
use super::paint_tool::PaintTool;
use super::pen_tool::PenTool;
use super::select_tool::SelectTool;
use super::text_tool::TextTool;
use super::tool::{Tool, ToolContext, ToolEvent, ToolKey, ToolKind, ToolOutput};
use super::zoom::ZoomTool;
use crate::artwork::ElementId;

/// All tools, of which one is in hand.
#[derive(Debug, Default)]
pub struct Toolbox {
    kind: ToolKind,
    /// Chooses; guides are dragged out of rulers with it.
    pub select: SelectTool,
    /// Changes points; commands do so, too.
    pub nodes: NodeTool,
    /// Types; the window has its field.
    pub text: TextTool,
    pen: PenTool,
    crop: CropTool,
    paint: PaintTool,
    eyedropper: EyedropperTool,
    hand: HandTool,
    zoom: ZoomTool,
}

impl Toolbox {
    /// Which tool is in hand.
    pub fn kind(&self) -> ToolKind {
        self.kind
    }

    /// The tool in hand.
    pub fn held(&self) -> &dyn Tool {
        match self.kind {
            ToolKind::Select => &self.select,
            ToolKind::Nodes => &self.nodes,
            ToolKind::Pen => &self.pen,
            ToolKind::Text => &self.text,
            ToolKind::Crop => &self.crop,
            ToolKind::Paint => &self.paint,
            ToolKind::Eyedropper => &self.eyedropper,
            ToolKind::Hand => &self.hand,
            ToolKind::Zoom => &self.zoom,
        }
    }

    /// The tool in hand, to work with.
    pub fn held_mut(&mut self) -> &mut dyn Tool {
        match self.kind {
            ToolKind::Select => &mut self.select,
            ToolKind::Nodes => &mut self.nodes,
            ToolKind::Pen => &mut self.pen,
            ToolKind::Text => &mut self.text,
            ToolKind::Crop => &mut self.crop,
            ToolKind::Paint => &mut self.paint,
            ToolKind::Eyedropper => &mut self.eyedropper,
            ToolKind::Hand => &mut self.hand,
            ToolKind::Zoom => &mut self.zoom,
        }
    }

    /// Takes another tool. Where the keyboard points stays, as long as one points with it.
    pub fn take(&mut self, kind: ToolKind, context: &ToolContext<'_>) -> Vec<ToolOutput> {
        let outputs = self.held_mut().put_down(context);
        let cross = self.held_mut().cross().map(std::mem::take);
        self.kind = kind;
        if let (Some(before), Some(cross)) = (cross, self.held_mut().cross()) {
            *cross = before;
        }
        outputs
    }

    /// Gives an event to the tool in hand, or to the one that it yields to.
    pub fn event(&mut self, event: ToolEvent, context: &ToolContext<'_>) -> Vec<ToolOutput> {
        let mut outputs = Vec::new();
        if let Some(other) = self.held().yields(event, context) {
            outputs = self.take(other, context);
        }
        outputs.extend(self.held_mut().event(event, context));
        outputs
    }

    /// Gives a key to the tool in hand; none where that has no use for it.
    pub fn key(&mut self, key: ToolKey, context: &ToolContext<'_>) -> Option<Vec<ToolOutput>> {
        self.held_mut().key(key, context)
    }

    /// Types on a text, with all of it chosen.
    pub fn type_on(&mut self, id: ElementId, context: &ToolContext<'_>) -> Vec<ToolOutput> {
        let mut outputs = self.text.end(context);
        if self.text.begin(id, None, context) {
            if self.kind != ToolKind::Text {
                outputs.extend(self.take(ToolKind::Text, context));
            }
            outputs.push(ToolOutput::Select(vec![id]));
        }
        outputs
    }
}
