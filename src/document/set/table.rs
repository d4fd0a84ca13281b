//! Members of a set from the rows of a table (CSV).

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde_json::Value;

use super::many::{LEVELS, at_level};
use super::{Document, MAX_MEMBERS, Member};
use crate::artwork::{Artwork, Color, ElementId, Kind, Text};
use crate::badge::{cleaned, seen};

/// Largest table that is read, in bytes.
pub const MAX_TABLE_BYTES: usize = 8 * 1024 * 1024;

/// Most columns that are looked at.
const MAX_COLUMNS: usize = 100;

/// Longest text of a cell, in bytes.
const MAX_CELL: usize = 20_000;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// The name of the badge, which every row needs.
    Name,
    /// The short name.
    ShortName,
    /// The description.
    Description,
    /// The learning layer, by name.
    Layer,
    /// The level, by name.
    Level,
    /// The name of an icon.
    Icon,
    /// The primary colour.
    Color,
    /// What a text on the artwork says.
    Text(ElementId),
}

impl Column {
    /// What it is called, and the headings by which it is known.
    fn names(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Name => ("Name", &["name", "title", "badge", "badge name"]),
            Self::ShortName => ("Short name", &["short name", "shortname", "short"]),
            Self::Description => ("Description", &["description", "text", "about"]),
            Self::Layer => ("Learning layer", &["layer", "learning layer"]),
            Self::Level => ("Level", &["level"]),
            Self::Icon => ("Icon", &["icon", "symbol"]),
            Self::Color => ("Colour", &["colour", "color", "primary"]),
            Self::Text(_) => ("Text", &[]),
        }
    }

    /// What it is called; a text by what it says in the design.
    pub fn title(self, design: &Artwork) -> String {
        match self {
            Self::Text(id) => design.element(id).map_or_else(|| "Text".into(), |element| element.title()),
            other => other.names().0.to_owned(),
        }
    }

    /// The columns that a design can take: the words, the icon and colour it
    /// has, and each text that is not filled with the badge's own words.
    pub fn offered(design: &Artwork) -> Vec<Self> {
        let mut offered = vec![Self::Name, Self::ShortName, Self::Description, Self::Layer, Self::Level];
        if main_icon(design).is_some() {
            offered.push(Self::Icon);
        }
        if !design.palette.is_empty() {
            offered.push(Self::Color);
        }
        design.each(|element| {
            if matches!(&element.kind, Kind::Text(Text { content, .. }) if !content.contains('{')) {
                offered.push(Self::Text(element.id));
            }
        });
        offered
    }
}

/// Which column of a table holds what, by its place from the left.
pub type Mapping = BTreeMap<Column, usize>;

/// The icon that a badge is known by: its largest.
pub fn main_icon(artwork: &Artwork) -> Option<ElementId> {
    let mut largest: Option<(f64, ElementId)> = None;
    artwork.each(|element| {
        let area = element.frame.width * element.frame.height;
        if matches!(element.kind, Kind::Icon { .. }) && largest.is_none_or(|(other, _)| area > other) {
            largest = Some((area, element.id));
        }
    });
    largest.map(|(_, id)| id)
}

/// A table with a heading over each column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The headings.
    pub headings: Vec<String>,
    /// The rows, each with its number in the file; the headings are row 1.
    pub rows: Vec<(u64, Vec<String>)>,
}

/// Why a table, or a row of it, makes no badges.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// It is too large.
    #[error("This table has more than {} MB. Is it the right file?", MAX_TABLE_BYTES / 1024 / 1024)]
    TooLarge,
    /// It has too many rows.
    #[error("This table has {rows} rows; a set takes at most {MAX_MEMBERS} badges. Split it into several tables.")]
    TooManyRows {
        /// How many it has.
        rows: usize,
    },
    /// It is in UTF-16, or no text at all.
    #[error("This is not a CSV file in UTF-8. Save the table as “CSV UTF-8” and choose it again.")]
    NotText,
    /// A row has letters in another encoding.
    #[error("Row {row} has letters that are not in UTF-8. Save the table as “CSV UTF-8” and choose it again.")]
    Encoding {
        /// The row.
        row: u64,
    },
    /// A row has another number of cells than there are headings.
    #[error(
        "Row {row} has another number of cells ({cells}) than there are headings ({headings}). Perhaps a text with a comma in it lacks its quotation marks."
    )]
    Uneven {
        /// The row.
        row: u64,
        /// Its cells.
        cells: usize,
        /// The headings.
        headings: usize,
    },
    /// All up to the next mark would be one text.
    #[error(
        "Row {row} has a quotation mark that is not closed where its cell ends, so rows after it would be lost in that cell. Close it, or write it twice where it belongs to the text."
    )]
    OpenQuote {
        /// The row.
        row: u64,
    },
    /// Which of the two counts is not known.
    #[error("Two columns are called “{heading}”. Give one of them another heading, or leave it out.")]
    SameHeading {
        /// Their heading.
        heading: String,
    },
    /// There is nothing below the headings.
    #[error("This table has no rows below its headings.")]
    Empty,
    /// It has too many columns.
    #[error("This table has {columns} columns; at most {MAX_COLUMNS} can be used.")]
    TooManyColumns {
        /// How many.
        columns: usize,
    },
    /// No column holds the names.
    #[error("No column is chosen for the name. Every badge of a set needs a name of its own.")]
    NoNames,
    /// A row without a name.
    #[error("Row {row} has no name.")]
    NoName {
        /// The row.
        row: u64,
    },
    /// Two rows with one name.
    #[error("Row {row} has the name “{name}”, as row {first} has.")]
    SameName {
        /// The later row.
        row: u64,
        /// The earlier one.
        first: u64,
        /// The name.
        name: String,
    },
    /// A cell says what cannot be used.
    #[error("Row {row}: there is no {what} “{said}”. {hint}")]
    Unknown {
        /// The row.
        row: u64,
        /// What was looked for.
        what: &'static str,
        /// What the cell says.
        said: String,
        /// What could stand there.
        hint: String,
    },
    /// A text without end.
    #[error("Row {row} has a text of more than {MAX_CELL} bytes under “{heading}”.")]
    LongCell {
        /// The row.
        row: u64,
        /// The heading of its column.
        heading: String,
    },
    /// What the reader of CSV says.
    #[error("Row {row} cannot be read: {reason}.")]
    Unreadable {
        /// The row.
        row: u64,
        /// What is wrong.
        reason: String,
    },
}

impl Table {
    /// Reads a table, whose cells are parted by commas, semicolons or tabs.
    ///
    /// # Errors
    /// When it is too large, is not in UTF-8, or is uneven; the sentence names
    /// the row.
    pub fn read(bytes: &[u8]) -> Result<Self, TableError> {
        if bytes.len() > MAX_TABLE_BYTES {
            return Err(TableError::TooLarge);
        }
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") || bytes.contains(&0) {
            return Err(TableError::NotText);
        }
        let first_line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let count = |mark: u8| first_line.iter().filter(|byte| **byte == mark).count();
        let delimiter =
            [b',', b';', b'\t'].into_iter().max_by_key(|mark| (count(*mark), *mark == b',')).unwrap_or(b',');
        if let Some(row) = open_quote(bytes, delimiter) {
            return Err(TableError::OpenQuote { row });
        }
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .has_headers(false)
            .trim(csv::Trim::All)
            .from_reader(bytes);
        let mut headings: Option<Vec<String>> = None;
        let mut rows = Vec::new();
        let mut count = 0;
        let mut record = csv::ByteRecord::new();
        loop {
            let row = reader.position().record() + 1;
            match reader.read_byte_record(&mut record) {
                Ok(false) => break,
                Ok(true) => {}
                Err(error) => return Err(TableError::Unreadable { row, reason: error.to_string() }),
            }
            if record.iter().all(<[u8]>::is_empty) {
                continue;
            }
            let row = record.position().map_or(row, |position| position.record() + 1);
            let cells: Result<Vec<String>, _> =
                record.iter().map(|cell| std::str::from_utf8(cell).map(|cell| cleaned(cell, true).0)).collect();
            let cells = cells.map_err(|_| TableError::Encoding { row })?;
            let Some(headings) = &headings else {
                if cells.len() > MAX_COLUMNS {
                    return Err(TableError::TooManyColumns { columns: cells.len() });
                }
                let mut known = HashSet::new();
                if let Some(twice) = cells.iter().find(|heading| !heading.is_empty() && !known.insert(plain(heading))) {
                    return Err(TableError::SameHeading { heading: twice.clone() });
                }
                headings = Some(cells);
                continue;
            };
            count += 1;
            if count > MAX_MEMBERS {
                continue;
            }
            if cells.len() != headings.len() {
                return Err(TableError::Uneven { row, cells: cells.len(), headings: headings.len() });
            }
            if let Some(at) = cells.iter().position(|cell| cell.len() > MAX_CELL) {
                return Err(TableError::LongCell { row, heading: headings[at].clone() });
            }
            rows.push((row, cells));
        }
        if count > MAX_MEMBERS {
            return Err(TableError::TooManyRows { rows: count });
        }
        let headings = headings.filter(|_| !rows.is_empty()).ok_or(TableError::Empty)?;
        Ok(Self { headings, rows })
    }

    /// Which column seems to hold what, by the headings.
    pub fn guessed(&self, design: &Artwork) -> Mapping {
        let mut mapping = Mapping::new();
        for column in Column::offered(design) {
            let title = plain(&column.title(design));
            let known = |heading: &String| {
                let heading = plain(heading);
                heading == title || column.names().1.contains(&heading.as_str())
            };
            if let Some(at) = self.headings.iter().position(known)
                && !mapping.values().any(|taken| *taken == at)
            {
                mapping.insert(column, at);
            }
        }
        mapping
    }

    /// A member for each row. Empty cells leave the design as it is.
    ///
    /// # Errors
    /// Everything that is wrong, row by row: then there are no members.
    pub fn members(
        &self,
        design: &Document,
        mapping: &Mapping,
        is_icon: impl Fn(&str) -> bool,
        mut fresh_id: impl FnMut() -> String,
    ) -> Result<Vec<Member>, Vec<TableError>> {
        if !mapping.contains_key(&Column::Name) {
            return Err(vec![TableError::NoNames]);
        }
        let mut wrong = Vec::new();
        let mut names: BTreeMap<String, u64> = BTreeMap::new();
        let mut members = Vec::new();
        for (row, cells) in &self.rows {
            let said = |column: Column| {
                mapping
                    .get(&column)
                    .and_then(|at| cells.get(*at))
                    .map(|cell| cell.trim())
                    .filter(|cell| !seen(cell).is_empty())
            };
            let Some(name) = said(Column::Name) else {
                wrong.push(TableError::NoName { row: *row });
                continue;
            };
            if let Some(first) = names.get(&name.to_lowercase()) {
                wrong.push(TableError::SameName { row: *row, first: *first, name: name.to_owned() });
                continue;
            }
            names.insert(name.to_lowercase(), *row);
            let mut member = Member::new(fresh_id()).saying("/name", name);
            for (column, place) in [(Column::ShortName, "/shortName"), (Column::Description, "/description")] {
                if let Some(words) = said(column) {
                    member.badge.insert(place.into(), words.into());
                }
            }
            if let Some(words) = said(Column::Layer) {
                match design.design_parts().0.standard().layer_named(words) {
                    Some(layer) => member = member.saying("/layer", layer.code.clone()),
                    None => wrong.push(unknown(*row, "learning layer", words, layer_names(design))),
                }
            }
            if let Some(words) = said(Column::Level) {
                match level(words) {
                    Some(code) => member = at_level(design, member, code),
                    None => wrong.push(unknown(
                        *row,
                        "level",
                        words,
                        "There are foundational, intermediate and advanced.".into(),
                    )),
                }
            }
            let icon = said(Column::Icon).map(|icon| icon.to_lowercase().replace(' ', "-"));
            if let Some(icon) = icon.as_ref().filter(|icon| !is_icon(icon)) {
                wrong.push(unknown(
                    *row,
                    "icon",
                    icon,
                    "The icons of the picker have names such as “first-aid-kit”.".into(),
                ));
            }
            let color = said(Column::Color).map(str::parse::<Color>);
            if let Some(Err(error)) = &color {
                wrong.push(unknown(*row, "colour", &error.0, "Write it as #0E6B6B.".into()));
            }
            let texts = mapping.keys().filter_map(|column| match column {
                Column::Text(id) => Some((*id, said(*column)?)),
                _ => None,
            });
            for (id, words) in texts {
                let content = Value::String(words.to_owned());
                member.elements.entry(id).or_default().insert("/kind/text/content".into(), content);
            }
            if let (Some(icon), Some(id)) = (icon, main_icon(design.design_parts().1)) {
                member.elements.entry(id).or_default().insert("/kind/icon/name".into(), icon.into());
            }
            if let Some(Ok(color)) = color {
                let mut palette = design.design_parts().1.palette.clone();
                if let Some(primary) = palette.first_mut() {
                    *primary = color;
                    member.palette = Some(palette);
                }
            }
            members.push(member);
        }
        if wrong.is_empty() { Ok(members) } else { Err(wrong) }
    }

    /// The headings that no part of the design uses.
    pub fn unused(&self, mapping: &Mapping) -> Vec<&str> {
        let used: BTreeSet<usize> = mapping.values().copied().collect();
        self.headings.iter().enumerate().filter(|(at, _)| !used.contains(at)).map(|(_, name)| name.as_str()).collect()
    }
}

/// A heading as it is compared.
fn plain(heading: &str) -> String {
    heading.to_lowercase().replace(['_', '-'], " ").trim().to_owned()
}

/// Where in a cell one is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    /// Before its first sign.
    Nothing,
    /// Among signs that stand for themselves.
    Text,
    /// Behind a quotation mark that is open.
    Quotes,
    /// Behind one that closed, or is the first half of one in the text.
    Closed,
    /// In the space behind a closed one.
    Space,
}

/// The row of the first cell whose quotation mark is not closed where the cell ends: readers take all up to the
/// next mark into it. Rows are counted as they are read, without blank lines.
fn open_quote(bytes: &[u8], delimiter: u8) -> Option<u64> {
    let (mut row, mut is_blank, mut at) = (1, true, Within::Nothing);
    for byte in bytes {
        let is_end = matches!(byte, b'\n' | b'\r');
        at = match (at, byte) {
            (Within::Quotes, b'"') => Within::Closed,
            (Within::Quotes, _) | (Within::Closed, b'"') => Within::Quotes,
            _ if is_end || *byte == delimiter => Within::Nothing,
            (Within::Nothing, b'"') => Within::Quotes,
            (Within::Closed | Within::Space, b' ') => Within::Space,
            (Within::Closed | Within::Space, _) => return Some(row),
            (Within::Nothing | Within::Text, _) => Within::Text,
        };
        if at == Within::Nothing && is_end {
            row += u64::from(!is_blank);
        }
        is_blank = at == Within::Nothing && is_end;
    }
    (at == Within::Quotes).then_some(row)
}

fn unknown(row: u64, what: &'static str, said: &str, hint: String) -> TableError {
    TableError::Unknown { row, what, said: said.chars().take(60).collect(), hint }
}

fn layer_names(design: &Document) -> String {
    let names: Vec<&str> = design.design_parts().0.standard().layers.iter().map(|layer| layer.name.as_str()).collect();
    format!("There are {}.", names.join(", "))
}

fn level(words: &str) -> Option<&'static str> {
    LEVELS.iter().find(|(code, _)| code.eq_ignore_ascii_case(words)).map(|(code, _)| *code)
}
