//! Which column of a table means what.

use std::collections::HashSet;

use super::file::{one_label, one_line};
use super::framework::{ESCO_KIND, Entry, Framework, LABEL_MARK};
use super::{Problem, ReadError, Reading, Table, Watch};
use crate::badge::is_unseen;

/// What a column can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// The names of the skills.
    Label,
    /// Other names, several in a cell.
    OtherLabels,
    /// What the skills mean.
    Description,
    /// Their addresses.
    Url,
    /// Their codes.
    Code,
}

impl Column {
    /// All of them, in the order in which they are asked for.
    pub const ALL: [Self; 5] = [Self::Label, Self::OtherLabels, Self::Description, Self::Url, Self::Code];

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Label => "Name of the skill",
            Self::OtherLabels => "Other names",
            Self::Description => "Description",
            Self::Url => "Web address",
            Self::Code => "Code",
        }
    }

    /// Headers that tell such a column, in small letters without spaces.
    fn headers(self) -> &'static [&'static str] {
        match self {
            Self::Label => &[
                "preferredlabel",
                "label",
                "name",
                "skill",
                "title",
                "skillname",
                "competence",
                "competency",
                "preferredterm",
                "statement",
                "fullstatement",
                "skilllabel",
            ],
            Self::OtherLabels => {
                &["altlabels", "alternativelabels", "otherlabels", "othernames", "synonyms", "aliases", "altlabel"]
            }
            Self::Description => &["description", "definition", "meaning", "scopenote"],
            Self::Url => &["concepturi", "uri", "url", "address", "webaddress", "link", "identifier", "id"],
            Self::Code => &["code", "humancodingscheme", "notation", "number", "skillcode", "identifier", "id"],
        }
    }
}

/// Which columns of a table mean what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// What the framework is called.
    pub name: String,
    label: Vec<usize>,
    others: Option<usize>,
    description: Option<usize>,
    url: Vec<usize>,
    code: Vec<usize>,
    /// Whether the file is one of ESCO's own.
    esco: bool,
}

impl Mapping {
    /// One that maps nothing, for a framework that has no columns.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// What the headers say. A table that goes from the general to the
    /// particular (ESCO's hierarchy: "Level 0 URI", "Level 0 preferred term",
    /// "Level 1 URI" …) has a column a level; the last one filled counts.
    pub fn guess(table: &Table, file_name: &str) -> Self {
        let plain: Vec<String> = table.headers.iter().map(|header| plain(header)).collect();
        let one = |column: Column| {
            let known = column.headers().iter();
            known.filter_map(|header| plain.iter().position(|have| have == header)).next()
        };
        let levels = |ending: &str| -> Vec<usize> {
            let is_level = |have: &String| {
                have.strip_prefix("level")
                    .and_then(|rest| rest.strip_suffix(ending))
                    .is_some_and(|level| !level.is_empty() && level.bytes().all(|digit| digit.is_ascii_digit()))
            };
            plain.iter().enumerate().filter(|(_, have)| is_level(have)).map(|(at, _)| at).collect()
        };
        let or_levels = |column: Column, ending: &str| one(column).map_or_else(|| levels(ending), |at| vec![at]);
        let mut mapping = Self {
            name: file_name.to_owned(),
            label: or_levels(Column::Label, "preferredterm"),
            others: one(Column::OtherLabels),
            description: one(Column::Description),
            url: or_levels(Column::Url, "uri"),
            code: or_levels(Column::Code, "code"),
            esco: false,
        };
        let told = |row: &(u64, Vec<String>)| deepest(&row.1, &mapping.url).to_owned();
        let addresses: Vec<String> =
            table.rows.iter().take(5).map(told).filter(|address| !address.is_empty()).collect();
        if !addresses.is_empty() && !addresses.iter().any(|address| is_address(address)) {
            // "id" and its like may hold numbers.
            mapping.url.clear();
        }
        mapping.esco = addresses.iter().any(|address| address.contains("data.europa.eu/esco/"));
        if mapping.esco {
            mapping.name = format!("ESCO ({file_name})");
        }
        mapping
    }

    /// True when nothing has to be asked: ESCO's own files say all.
    pub fn is_sure(&self) -> bool {
        self.esco && !self.label.is_empty()
    }

    /// The column that is taken to hold this; the last one where several do.
    pub fn column(&self, column: Column) -> Option<usize> {
        match column {
            Column::Label => self.label.last().copied(),
            Column::OtherLabels => self.others,
            Column::Description => self.description,
            Column::Url => self.url.last().copied(),
            Column::Code => self.code.last().copied(),
        }
    }

    /// Takes another column for it, or none.
    pub fn set(&mut self, column: Column, at: Option<usize>) {
        match column {
            Column::Label => self.label = at.into_iter().collect(),
            Column::OtherLabels => self.others = at,
            Column::Description => self.description = at,
            Column::Url => self.url = at.into_iter().collect(),
            Column::Code => self.code = at.into_iter().collect(),
        }
    }

    /// The skills of the table.
    ///
    /// # Errors
    /// When no column holds the names, no row can be used, or `watch` ends it.
    pub fn apply(&self, table: &Table, watch: Watch<'_>) -> Result<Reading, ReadError> {
        if self.label.is_empty() {
            return Err(ReadError::NoLabel);
        }
        let kind = if self.esco { ESCO_KIND } else { "ext:Skill" };
        let credit = if self.esco { "© European Union, reused under Decision 2011/833/EU; adapted" } else { "" };
        let mut reading = Reading {
            framework: Framework {
                name: one_line(&self.name),
                kind: kind.to_owned(),
                credit: credit.to_owned(),
                ..Framework::default()
            },
            ..Reading::default()
        };
        for problem in &table.problems {
            reading.note(problem.clone());
        }
        let mut known = HashSet::new();
        for (number, (line, cells)) in table.rows.iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "a fraction for the eye")]
            if number.is_multiple_of(1024) && !watch(number as f32 / table.rows.len() as f32) {
                return Err(ReadError::Cancelled);
            }
            match self.entry(table, *line, cells) {
                Ok(entry) => {
                    let key = (entry.label.to_lowercase(), entry.url.clone());
                    if known.insert(key) {
                        reading.framework.entries.push(entry);
                    } else {
                        let column = table.column(self.label.last().copied().unwrap_or_default());
                        let what = format!("“{}” stands in an earlier row already.", entry.label);
                        reading.note_duplicate(Problem::new(*line, column, what));
                    }
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

    fn entry(&self, table: &Table, line: u64, cells: &[String]) -> Result<Entry, Problem> {
        let label = one_label(deepest(cells, &self.label));
        if label.is_empty() {
            let column = table.column(self.label.last().copied().unwrap_or_default());
            return Err(Problem::new(line, column, "there is no name of a skill."));
        }
        let url = deepest(cells, &self.url);
        if !(url.is_empty() || is_address(url)) {
            let column = table.column(self.url.last().copied().unwrap_or_default());
            return Err(Problem::new(line, column, format!("“{}” is not a web address.", shortened(url))));
        }
        let cell = |column: Option<usize>| column.and_then(|at| cells.get(at)).map_or("", String::as_str);
        let others: Vec<String> = cell(self.others)
            .split([LABEL_MARK, '\n', ';'])
            .map(one_label)
            .filter(|other| !other.is_empty() && *other != label)
            .collect();
        Ok(Entry {
            label: label.into(),
            others: others.join("|").into(),
            description: one_line(cell(self.description)).into(),
            url: url.into(),
            code: one_line(deepest(cells, &self.code)).into(),
            first: false,
        })
    }
}

/// The last of these cells that is filled.
fn deepest<'c>(cells: &'c [String], columns: &[usize]) -> &'c str {
    let filled = |at: &usize| cells.get(*at).map(String::as_str).filter(|cell| !cell.is_empty());
    columns.iter().rev().find_map(filled).unwrap_or_default()
}

/// Whether a text is an absolute web address.
pub(super) fn is_address(text: &str) -> bool {
    let rest = ["http://", "https://"].iter().find_map(|scheme| text.strip_prefix(scheme));
    rest.is_some_and(|rest| !rest.is_empty())
        && !text.contains(|letter: char| letter.is_whitespace() || is_unseen(letter))
}

/// The beginning of a long text.
pub(super) fn shortened(text: &str) -> String {
    const LONGEST: usize = 40;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST - 1).chain(['…']).collect()
}

fn plain(header: &str) -> String {
    header.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
