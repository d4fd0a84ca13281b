//! A CSV file as rows and columns.

use super::{MAX_BYTES, MAX_ROWS, Problem, ReadError, Watch, decode};

/// More columns no table of skills has.
const MAX_COLUMNS: usize = 100;
/// Longer cells come of a quotation mark that is not closed.
const LONGEST_CELL: usize = 20_000;

/// A table that was read: all cells as text, and what could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The cells of the first row.
    pub headers: Vec<String>,
    /// The other rows, each as wide as the first, with their lines in the file.
    pub rows: Vec<(u64, Vec<String>)>,
    /// Rows that are wider than the first or do not end.
    pub problems: Vec<Problem>,
}

impl Table {
    /// Reads a CSV file: commas, semicolons, tabs or bars between the cells,
    /// whichever its first row has most of.
    ///
    /// # Errors
    /// When it is empty, too large, or no text, or `watch` ends it.
    pub fn read(bytes: &[u8], watch: Watch<'_>) -> Result<Self, ReadError> {
        if bytes.len() > MAX_BYTES {
            return Err(ReadError::TooLarge);
        }
        let text = decode::text(bytes)?;
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter(&text))
            .from_reader(text.as_bytes());
        let mut table = Self::default();
        let mut record = csv::StringRecord::new();
        let mut lines = Lines { text: text.as_bytes(), at: 0, line: 1 };
        let mut last = (0, 0);
        loop {
            // Text was decoded already, so nothing is left that a row can fail by.
            if !reader.read_record(&mut record).unwrap_or(false) {
                break;
            }
            let start = record.position().map_or(0, csv::Position::byte);
            let line = lines.line_at(usize::try_from(start).unwrap_or(usize::MAX));
            last = (start, line);
            if table.headers.is_empty() {
                table.headers = record.iter().take(MAX_COLUMNS).map(|cell| cell.trim().to_owned()).collect();
                continue;
            }
            if table.rows.len() == MAX_ROWS {
                return Err(ReadError::TooManyRows);
            }
            table.take(line, &record);
            #[expect(clippy::cast_precision_loss, reason = "a fraction for the eye")]
            if table.rows.len().is_multiple_of(1024) && !watch(start as f32 / text.len() as f32) {
                return Err(ReadError::Cancelled);
            }
        }
        if table.headers.is_empty() {
            return Err(ReadError::Empty);
        }
        let rest = text.get(usize::try_from(last.0).unwrap_or_default()..).unwrap_or_default();
        table.end(rest, last.1);
        Ok(table)
    }

    /// The last row runs to the end of the file where a quotation mark is not
    /// closed: everything behind it would be taken for one cell.
    fn end(&mut self, rest: &str, line: u64) {
        let is_open = rest.bytes().filter(|byte| *byte == b'"').count() % 2 == 1;
        if let Some((_, cells)) = self.rows.pop_if(|(at, _)| *at == line && is_open) {
            let what = "a quotation mark is not closed, so the rest of the file is missing.";
            self.problems.push(Problem::new(line, self.column(cells.len() - 1), what));
        }
    }

    fn take(&mut self, line: u64, record: &csv::StringRecord) {
        if let Some(at) = record.iter().position(|cell| cell.len() > LONGEST_CELL) {
            let what = format!("it has more than {LONGEST_CELL} characters. Is a quotation mark not closed?");
            self.problems.push(Problem::new(line, self.column(at), what));
        } else if record.len() > self.headers.len() {
            let what = format!("the row has {} cells, the first one has {}.", record.len(), self.headers.len());
            self.problems.push(Problem::new(line, self.column(self.headers.len()), what));
        } else if record.iter().any(|cell| !cell.trim().is_empty()) {
            // Empty cells at the end of a row are often left out.
            let cells = record.iter().map(|cell| cell.trim().to_owned()).chain(std::iter::repeat(String::new()));
            self.rows.push((line, cells.take(self.headers.len()).collect()));
        }
    }

    /// A column as a problem names it: its number and its header.
    pub(super) fn column(&self, at: usize) -> String {
        match self.headers.get(at) {
            Some(header) if !header.is_empty() => format!("{} ({header})", at + 1),
            _ => format!("{}", at + 1),
        }
    }
}

/// Tells the line of a byte; bytes are asked for in order.
struct Lines<'t> {
    text: &'t [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line on which the first sign after `byte` stands: blank lines before
    /// a row belong to none.
    fn line_at(&mut self, byte: usize) -> u64 {
        let mut to = byte.clamp(self.at, self.text.len());
        while matches!(self.text.get(to), Some(b'\n' | b'\r')) {
            to += 1;
        }
        self.line += self.text[self.at..to].iter().filter(|byte| **byte == b'\n').count() as u64;
        self.at = to;
        self.line
    }
}

fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut quoted = false;
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0), (b'|', 0)];
    for byte in first.bytes() {
        quoted ^= byte == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(sign, _)| *sign == byte && !quoted) {
            *count += 1;
        }
    }
    // Of those that are as frequent, the first.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(sign, _)| *sign)
}
