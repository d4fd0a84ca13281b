//! Learning layers: the kind of learning experience a badge records.
//!
//! A layer is not a level, and no order is required. The set is data
//! (`assets/standards`), because the scheme changes and others exist.

use std::sync::LazyLock;

use serde::Deserialize;

/// A badge standard and its learning layers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Standard {
    /// Our own code for this version of the standard, such as `col-2018`.
    pub code: String,
    /// The standard's name.
    pub name: String,
    /// Where the standard is described.
    pub url: String,
    /// Its layers, in the order in which people meet them.
    pub layers: Vec<Layer>,
}

/// One learning layer of a [`Standard`].
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Layer {
    /// Code of the standard and the layer, such as `col-2018/engage`.
    pub code: String,
    /// The layer's name, such as "Engage".
    pub name: String,
    /// What it means in two or three words.
    pub short: String,
    /// What it means, in a sentence or two.
    pub meaning: String,
    /// What the criteria of such a badge say.
    pub shows: String,
    /// Activities it fits.
    pub activities: Vec<String>,
    /// Name of an icon of the bundled set.
    pub icon: String,
    /// The question whose "yes" proposes this layer.
    pub question: String,
    /// The reason to give for the proposal, after "because".
    pub reason: String,
}

#[expect(clippy::expect_used, reason = "the file is compiled in and a test reads it")]
static CITIES_OF_LEARNING: LazyLock<Standard> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../assets/standards/cities-of-learning.json"))
        .expect("the bundled standard is well formed")
});

impl Standard {
    /// The Cities of Learning Badge Standard, as bundled.
    pub fn bundled() -> &'static Self {
        &CITIES_OF_LEARNING
    }

    /// Proposes a layer from the answers to the layers' questions, asked from
    /// the last layer to the first: the first yes, else the first layer.
    /// `yes` tells the answer for a layer.
    pub fn propose(&self, yes: impl Fn(&Layer) -> bool) -> Option<&Layer> {
        self.layers.iter().rev().find(|layer| yes(layer)).or(self.layers.first())
    }
}

impl Layer {
    /// The bundled layer with this code.
    pub fn by_code(code: &str) -> Option<&'static Self> {
        Standard::bundled().layers.iter().find(|layer| layer.code == code)
    }

    /// The bundled layer with this name, in any case ("engage").
    pub fn by_name(name: &str) -> Option<&'static Self> {
        Standard::bundled().layers.iter().find(|layer| layer.name.eq_ignore_ascii_case(name.trim()))
    }
}
