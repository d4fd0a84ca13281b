//! Learning layers: the kind of learning experience a badge records.
//!
//! A layer is not a level, and no order is required. The set is data
//! (`assets/standards`), because the scheme changes and others exist. A badge
//! of another standard carries that standard's definition with it, so that it
//! reads the same wherever it is opened.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::needs_cleaning;
use crate::{Extra, is_default};

/// A badge standard and its learning layers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Standard {
    /// Our own code for this version of the standard, such as `col-2018`.
    pub code: String,
    /// The standard's name.
    pub name: String,
    /// Where the standard is described.
    #[serde(default, skip_serializing_if = "is_default")]
    pub url: String,
    /// Its layers, in the order in which people meet them.
    pub layers: Vec<Layer>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// One learning layer of a [`Standard`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Layer {
    /// Code of the standard and the layer, such as `col-2018/engage`.
    pub code: String,
    /// The layer's name, such as "Engage".
    pub name: String,
    /// What it means in two or three words.
    #[serde(skip_serializing_if = "is_default")]
    pub short: String,
    /// What it means, in a sentence or two.
    #[serde(skip_serializing_if = "is_default")]
    pub meaning: String,
    /// What the criteria of such a badge say.
    #[serde(skip_serializing_if = "is_default")]
    pub shows: String,
    /// Activities it fits.
    #[serde(skip_serializing_if = "is_default")]
    pub activities: Vec<String>,
    /// Name of an icon of the bundled set.
    #[serde(skip_serializing_if = "is_default")]
    pub icon: String,
    /// The question whose "yes" proposes this layer.
    #[serde(skip_serializing_if = "is_default")]
    pub question: String,
    /// The reason to give for the proposal, after "because".
    #[serde(skip_serializing_if = "is_default")]
    pub reason: String,
    /// The standard's running example as it goes at this layer.
    #[serde(skip_serializing_if = "is_default")]
    pub story: String,
    /// Criteria for that example.
    #[serde(skip_serializing_if = "is_default")]
    pub statements: Vec<String>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Largest file that is taken as a standard, in bytes.
pub const MAX_STANDARD_BYTES: usize = 256 * 1024;

/// Most layers of a standard.
pub const MAX_LAYERS: usize = 24;

const LONGEST_CODE: usize = 40;
const LONGEST_NAME: usize = 120;
const LONGEST_TEXT: usize = 1000;
const MOST_ENTRIES: usize = 12;

/// Why a file is no standard.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StandardError {
    /// It is too large.
    #[error("The file is larger than {} kB; a standard needs far less.", MAX_STANDARD_BYTES / 1024)]
    TooLarge,
    /// It is not the JSON of a standard.
    #[error("This is not the file of a standard: {0}.")]
    NotRead(String),
    /// A field cannot be used as it is.
    #[error("{field}: {reason}.")]
    Field {
        /// Where, such as `layers[2].code`.
        field: String,
        /// What is wrong and what to write instead.
        reason: String,
    },
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

    /// Reads the file of a standard. A layer may leave out its code, which is
    /// then made of its name, and the standard's own code before it.
    ///
    /// # Errors
    /// When the file is too large or not well formed, and for a field that is
    /// missing, too long or there twice.
    pub fn from_json(bytes: &[u8]) -> Result<Self, StandardError> {
        if bytes.len() > MAX_STANDARD_BYTES {
            return Err(StandardError::TooLarge);
        }
        let mut standard: Self =
            serde_json::from_slice(bytes).map_err(|error| StandardError::NotRead(error.to_string()))?;
        standard.check_head()?;
        let prefix = format!("{}/", standard.code);
        for at in 0..standard.layers.len() {
            let (before, rest) = standard.layers.split_at_mut(at);
            let Some(layer) = rest.first_mut() else { break };
            if layer.code.trim().is_empty() {
                layer.code = plain(&layer.name);
            }
            if !layer.code.starts_with(&prefix) {
                layer.code = format!("{prefix}{}", layer.code.trim());
            }
            layer.check(at, &prefix)?;
            if before.iter().any(|other| other.code == layer.code) {
                return Err(refused(format!("layers[{at}].code"), format!("“{}” is there twice", layer.code)));
            }
        }
        Ok(standard)
    }

    fn check_head(&self) -> Result<(), StandardError> {
        let code_is_plain = self.code.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if self.code.is_empty() || self.code.len() > LONGEST_CODE || !code_is_plain {
            let reason = format!("write small letters, digits and hyphens, {LONGEST_CODE} at most, such as “my-2026”");
            return Err(refused("code", reason));
        }
        if self.code == Self::bundled().code {
            return Err(refused("code", format!("“{}” is the one that is built in; choose another", self.code)));
        }
        text("name", &self.name, LONGEST_NAME, true)?;
        text("url", &self.url, LONGEST_TEXT, false)?;
        if !self.url.is_empty() && !self.url.starts_with("https://") && !self.url.starts_with("http://") {
            return Err(refused("url", "write a web address that begins with https://"));
        }
        if self.layers.is_empty() || self.layers.len() > MAX_LAYERS {
            return Err(refused("layers", format!("a standard has 1 to {MAX_LAYERS} layers")));
        }
        Ok(())
    }

    /// Proposes a layer from the answers to the layers' questions, asked from
    /// the last layer to the first: the first yes, else the first layer.
    /// `yes` tells the answer for a layer.
    pub fn propose(&self, yes: impl Fn(&Layer) -> bool) -> Option<&Layer> {
        self.layers.iter().rev().find(|layer| yes(layer)).or(self.layers.first())
    }

    /// The layer with this code.
    pub fn layer(&self, code: &str) -> Option<&Layer> {
        self.layers.iter().find(|layer| layer.code == code)
    }

    /// The layer with this name, in any case ("engage").
    pub fn layer_named(&self, name: &str) -> Option<&Layer> {
        self.layers.iter().find(|layer| layer.name.eq_ignore_ascii_case(name.trim()))
    }
}

impl Layer {
    /// The bundled layer with this code.
    pub fn by_code(code: &str) -> Option<&'static Self> {
        Standard::bundled().layer(code)
    }

    /// The bundled layer with this name, in any case ("engage").
    pub fn by_name(name: &str) -> Option<&'static Self> {
        Standard::bundled().layer_named(name)
    }

    fn check(&self, at: usize, prefix: &str) -> Result<(), StandardError> {
        let field = |name: &str| format!("layers[{at}].{name}");
        text(&field("name"), &self.name, LONGEST_NAME, true)?;
        text(&field("code"), &self.code[prefix.len().min(self.code.len())..], LONGEST_NAME, true)?;
        let texts = [
            ("short", &self.short),
            ("meaning", &self.meaning),
            ("shows", &self.shows),
            ("icon", &self.icon),
            ("question", &self.question),
            ("reason", &self.reason),
            ("story", &self.story),
        ];
        for (name, said) in texts {
            text(&field(name), said, LONGEST_TEXT, false)?;
        }
        for (name, list) in [("activities", &self.activities), ("statements", &self.statements)] {
            if list.len() > MOST_ENTRIES {
                return Err(refused(field(name), format!("{MOST_ENTRIES} entries are the most")));
            }
            for (index, said) in list.iter().enumerate() {
                text(&field(&format!("{name}[{index}]")), said, LONGEST_TEXT, true)?;
            }
        }
        Ok(())
    }
}

fn refused(field: impl Into<String>, reason: impl Into<String>) -> StandardError {
    StandardError::Field { field: field.into(), reason: reason.into() }
}

fn text(field: &str, said: &str, longest: usize, needed: bool) -> Result<(), StandardError> {
    if needed && said.trim().is_empty() {
        return Err(refused(field, "it is missing"));
    }
    if said.chars().count() > longest {
        return Err(refused(field, format!("it is longer than {longest} characters")));
    }
    if needs_cleaning(said) || said.contains(['\t', '\r']) {
        return Err(refused(field, "it holds control characters"));
    }
    Ok(())
}

/// A name as a code: "Carry on!" becomes `carry-on`.
fn plain(name: &str) -> String {
    let letters: String = name.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    letters.split_whitespace().collect::<Vec<_>>().join("-")
}
