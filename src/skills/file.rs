//! How frameworks are kept: a table of lines and tabs, packed. The bundled one
//! is the same kind of file, made by `scripts/assets/skills.py`.

use std::fmt::Write as _;
use std::io::{Read as _, Write as _};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

use super::framework::{Entry, Framework, LABEL_MARK};
use super::{MAX_BYTES, MAX_ROWS};
use crate::badge::cleaned;

/// In the last column of entries that come first.
const FIRST: &str = "first";

/// Why a kept framework cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DamagedFramework {
    /// It cannot be unpacked.
    #[error("it is damaged or not a kept framework")]
    Packing,
    /// It is larger than any framework that was taken in.
    #[error("it is too large")]
    TooLarge,
    /// A line lacks columns.
    #[error("line {0} does not have six columns")]
    Line(usize),
}

impl Framework {
    /// Reads a kept framework.
    ///
    /// # Errors
    /// When it is damaged, or larger than what can be taken in.
    pub fn from_bytes(packed: &[u8]) -> Result<Self, DamagedFramework> {
        let mut text = String::new();
        let most = 2 * MAX_BYTES as u64;
        GzDecoder::new(packed).take(most + 1).read_to_string(&mut text).map_err(|_| DamagedFramework::Packing)?;
        if text.len() as u64 > most {
            return Err(DamagedFramework::TooLarge);
        }
        let mut framework = Self::default();
        for (at, line) in text.lines().enumerate() {
            if let Some((key, value)) = line.strip_prefix('#').and_then(|head| head.split_once('\t')) {
                match key {
                    "framework" => framework.name = value.to_owned(),
                    "version" => framework.version = value.to_owned(),
                    "address" => framework.address = value.to_owned(),
                    "type" => framework.kind = value.to_owned(),
                    "credit" => framework.credit = value.to_owned(),
                    _ => {}
                }
                continue;
            }
            if framework.entries.len() == MAX_ROWS {
                return Err(DamagedFramework::TooLarge);
            }
            framework.entries.push(entry(line).ok_or(DamagedFramework::Line(at + 1))?);
        }
        Ok(framework)
    }

    /// The framework as it is kept.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut text = String::new();
        for (key, value) in [
            ("framework", &self.name),
            ("version", &self.version),
            ("address", &self.address),
            ("type", &self.kind),
            ("credit", &self.credit),
        ] {
            // Memory takes all text, here and below.
            let _ = writeln!(text, "#{key}\t{}", one_line(value));
        }
        for entry in &self.entries {
            let first = if entry.first { FIRST } else { "" };
            let others = one_line(&entry.others);
            let [url, code, label, description] =
                [&entry.url, &entry.code, &entry.label, &entry.description].map(|text| one_line(text));
            let _ = writeln!(text, "{url}\t{code}\t{label}\t{others}\t{description}\t{first}");
        }
        let mut packed = GzEncoder::new(Vec::new(), Compression::default());
        let _ = packed.write_all(text.as_bytes());
        packed.finish().unwrap_or_default()
    }
}

fn entry(line: &str) -> Option<Entry> {
    let mut columns = line.split('\t');
    let mut next = || columns.next();
    Some(Entry {
        url: next()?.into(),
        code: next()?.into(),
        label: next()?.into(),
        others: next()?.into(),
        description: next()?.into(),
        first: next()? == FIRST,
    })
}

/// A text without what parts lines and columns.
pub(super) fn one_line(text: &str) -> String {
    cleaned(text, false).0.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A label without what parts labels, too.
pub(super) fn one_label(text: &str) -> String {
    one_line(&text.replace(LABEL_MARK, " "))
}
