//! What a file with skills could not say.

use super::Framework;

/// Largest file that is taken in, in bytes.
pub const MAX_BYTES: usize = 64_000_000;
/// Most rows that are taken in.
pub const MAX_ROWS: usize = 200_000;

/// A place in a file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line of the file, or the item of a list, counted from 1.
    pub row: u64,
    /// The column, counted from 1, or the field's name.
    pub column: String,
    /// What is wrong there, as the end of a sentence.
    pub what: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Row {}, column {}: {}", self.row, self.column, self.what)
    }
}

impl Problem {
    pub(super) fn new(row: u64, column: impl Into<String>, what: impl Into<String>) -> Self {
        Self { row, column: column.into(), what: what.into() }
    }
}

/// A framework that was read, and what of the file is not in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The framework, with every row that can be used.
    pub framework: Framework,
    /// The rows that cannot: the first [`Reading::MOST_PROBLEMS`] of them.
    pub problems: Vec<Problem>,
    /// How many there are in all.
    pub problem_count: usize,
    /// How many rows say again what an earlier one says; they are left out.
    pub duplicates: usize,
    /// The first of these.
    pub first_duplicate: Option<Problem>,
}

impl Reading {
    /// How many problems are kept word for word.
    pub const MOST_PROBLEMS: usize = 20;

    pub(super) fn note(&mut self, problem: Problem) {
        self.problem_count += 1;
        if self.problems.len() < Self::MOST_PROBLEMS {
            self.problems.push(problem);
        }
    }

    pub(super) fn note_duplicate(&mut self, problem: Problem) {
        self.duplicates += 1;
        self.first_duplicate.get_or_insert(problem);
    }
}

/// Why nothing of a file can be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// The file is too large.
    #[error("The file is larger than {} MB. Cut it into smaller frameworks.", MAX_BYTES / 1_000_000)]
    TooLarge,
    /// The file has too many rows.
    #[error("The file has more than {MAX_ROWS} rows. Cut it into smaller frameworks.")]
    TooManyRows,
    /// There is nothing in it.
    #[error("The file is empty.")]
    Empty,
    /// It is no text.
    #[error("Row {row}, column {column}: this is not text. Save the file as CSV in UTF-8 and try again.")]
    NotText {
        /// The line, counted from 1.
        row: u64,
        /// The byte of the line, counted from 1.
        column: u64,
    },
    /// It is JSON that cannot be read.
    #[error("Row {row}, column {column}: {what}.")]
    Json {
        /// The line, counted from 1.
        row: usize,
        /// The character of the line, counted from 1.
        column: usize,
        /// What the reader stumbled on.
        what: String,
    },
    /// It is JSON without a list of competences.
    #[error("There is no list “CFItems” in this file, so it is not a CASE package.")]
    NotCase,
    /// No column holds the skills.
    #[error("Choose the column that holds the names of the skills.")]
    NoLabel,
    /// No row can be used.
    #[error("No row of the file can be used. {0}")]
    NothingUsable(Problem),
    /// The reading was ended.
    #[error("Reading was cancelled.")]
    Cancelled,
}
