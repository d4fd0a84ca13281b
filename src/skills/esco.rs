//! ESCO, the European Union's classification of skills, as bundled.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Framework, Index};

static PACKED: &[u8] = include_bytes!("../../assets/skills/esco.tsv.gz");

#[expect(clippy::expect_used, reason = "the file is compiled in and a test reads it")]
static ESCO: LazyLock<Framework> =
    LazyLock::new(|| Framework::from_bytes(PACKED).expect("the bundled framework is well formed"));

// Nobody ends this reading.
static INDEX: LazyLock<Index> = LazyLock::new(|| Index::of(&ESCO, &|_| true).unwrap_or_default());

static BY_ADDRESS: LazyLock<HashMap<&'static str, usize>> =
    LazyLock::new(|| ESCO.entries.iter().enumerate().map(|(at, entry)| (&*entry.url, at)).collect());

/// The bundled skills of ESCO, the transversal ones first. Unpacked when first
/// asked for, which takes longer than a frame: ask beside the window.
pub fn esco() -> &'static Framework {
    &ESCO
}

/// The index of [`esco`]. Made when first asked for, which takes longer than a
/// frame: ask beside the window.
pub fn esco_index() -> &'static Index {
    &INDEX
}

/// All labels of the ESCO skill with this address, its own first; none for
/// other addresses. Unpacks ESCO for addresses that look like its own.
pub fn esco_labels(address: &str) -> impl Iterator<Item = &'static str> {
    let of_esco = address.contains("data.europa.eu/esco/skill/");
    // The same skill is named with either scheme.
    let plain = address.trim().strip_prefix("https://").map(|rest| format!("http://{rest}"));
    let entry = of_esco
        .then(|| BY_ADDRESS.get(plain.as_deref().unwrap_or(address.trim())))
        .flatten()
        .map(|at| &ESCO.entries[*at]);
    entry.into_iter().flat_map(|entry| std::iter::once(&*entry.label).chain(entry.other_labels()))
}
