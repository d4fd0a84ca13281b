//! Frameworks as 1EdTech CASE 1.0 exchanges them: a `CFPackage` with its
//! `CFDocument` and `CFItems`.

use std::collections::HashSet;

use serde::Deserialize;

use super::file::{one_label, one_line};
use super::framework::{Entry, Framework};
use super::mapping::is_address;
use super::{MAX_BYTES, MAX_ROWS, Problem, ReadError, Reading, decode};

/// A package, or an object that wraps one.
#[derive(Deserialize)]
struct Package {
    #[serde(rename = "CFPackage")]
    inner: Option<Box<Package>>,
    #[serde(rename = "CFDocument")]
    document: Option<CfDocument>,
    #[serde(rename = "CFItems")]
    items: Option<Vec<CfItem>>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct CfDocument {
    title: String,
    creator: String,
    version: Option<String>,
    #[serde(alias = "officialSourceURL")]
    official_source_url: Option<String>,
}

/// An item; what is missing is told by its place, so nothing is required here.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct CfItem {
    uri: Option<String>,
    full_statement: Option<String>,
    abbreviated_statement: Option<String>,
    alternative_label: Option<String>,
    human_coding_scheme: Option<String>,
    concept_keywords: Option<Vec<String>>,
}

/// True for a file that is to be read as JSON.
pub fn looks_like(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.iter().find(|byte| !byte.is_ascii_whitespace()).is_some_and(|byte| matches!(byte, b'{' | b'['))
}

/// The skills of a CASE package.
///
/// # Errors
/// When it is too large, is not well-formed JSON, has no items, or none that
/// can be used.
pub fn read(bytes: &[u8]) -> Result<Reading, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge);
    }
    let text = decode::text(bytes)?;
    let outer: Package = serde_json::from_str(&text).map_err(|error| ReadError::Json {
        row: error.line(),
        column: error.column(),
        what: what(&error),
    })?;
    let package = match outer.inner {
        Some(inner) => *inner,
        None => outer,
    };
    let items = package.items.ok_or(ReadError::NotCase)?;
    if items.len() > MAX_ROWS {
        return Err(ReadError::TooManyRows);
    }
    let document = package.document.unwrap_or_default();
    let name = if document.title.trim().is_empty() { "CASE framework" } else { &document.title };
    let mut reading = Reading {
        framework: Framework {
            name: one_line(name),
            version: one_line(&document.version.unwrap_or_default()),
            address: one_line(&document.official_source_url.unwrap_or_default()),
            kind: "CFItem".to_owned(),
            credit: one_line(&document.creator),
            entries: Vec::new(),
        },
        ..Reading::default()
    };
    let mut known = HashSet::new();
    for (at, item) in items.into_iter().enumerate() {
        let row = at as u64 + 1;
        match entry(row, item) {
            Ok(entry) if known.insert((entry.label.to_lowercase(), entry.url.clone())) => {
                reading.framework.entries.push(entry);
            }
            Ok(entry) => {
                let what = format!("“{}” stands in an earlier item already.", entry.label);
                reading.note_duplicate(Problem::new(row, "fullStatement", what));
            }
            Err(problem) => reading.note(problem),
        }
    }
    match reading.problems.first() {
        Some(problem) if reading.framework.entries.is_empty() => Err(ReadError::NothingUsable(problem.clone())),
        _ if reading.framework.entries.is_empty() => Err(ReadError::Empty),
        _ => Ok(reading),
    }
}

fn entry(row: u64, item: CfItem) -> Result<Entry, Problem> {
    let full = item.full_statement.map(|text| one_label(&text)).unwrap_or_default();
    let short = item.abbreviated_statement.map(|text| one_label(&text)).unwrap_or_default();
    let label = if short.is_empty() { full.clone() } else { short };
    if label.is_empty() {
        return Err(Problem::new(row, "fullStatement", "there is no statement."));
    }
    let url = item.uri.unwrap_or_default();
    if !(url.is_empty() || is_address(&url)) {
        return Err(Problem::new(row, "uri", format!("“{}” is not a web address.", super::mapping::shortened(&url))));
    }
    let others: Vec<String> = item
        .alternative_label
        .into_iter()
        .chain(item.concept_keywords.unwrap_or_default())
        .map(|other| one_label(&other))
        .filter(|other| !other.is_empty() && *other != label)
        .collect();
    Ok(Entry {
        description: if full == label { "".into() } else { full.into() },
        label: label.into(),
        others: others.join("|").into(),
        url: url.into(),
        code: one_line(&item.human_coding_scheme.unwrap_or_default()).into(),
        first: false,
    })
}

/// What the reader stumbled on, without the place, which is told apart.
fn what(error: &serde_json::Error) -> String {
    let said = error.to_string();
    said.split(" at line ").next().unwrap_or_default().to_owned()
}
