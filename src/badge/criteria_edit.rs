//! Adding, moving, splitting and joining statements. What was said about a
//! statement goes with it, and so do its translations.

use super::{Badge, Criteria};

/// The list of statements, as comments name it.
const LIST: &str = "criteria.statements";

impl Badge {
    /// Puts in a statement, in front of the one at `at`. Each translation that
    /// reaches as far gets an empty one, so that they stay side by side.
    pub fn insert_statement(&mut self, at: usize, text: impl Into<String>) {
        let at = at.min(self.criteria.statements.len());
        self.criteria.statements.insert(at, text.into());
        self.each_translation(|statements| {
            if at < statements.len() {
                statements.insert(at, String::new());
            }
        });
        self.renumber(LIST, |from| Some(if from >= at { from + 1 } else { from }));
    }

    /// Takes a statement away, in every language. Comments on it are kept, as
    /// comments on the criteria.
    pub fn remove_statement(&mut self, at: usize) {
        if at >= self.criteria.statements.len() {
            return;
        }
        self.criteria.statements.remove(at);
        self.each_translation(|statements| {
            if at < statements.len() {
                statements.remove(at);
            }
        });
        self.renumber(LIST, |from| match from.cmp(&at) {
            std::cmp::Ordering::Less => Some(from),
            std::cmp::Ordering::Equal => None,
            std::cmp::Ordering::Greater => Some(from - 1),
        });
    }

    /// Moves a statement to another place.
    pub fn move_statement(&mut self, from: usize, to: usize) {
        let count = self.criteria.statements.len();
        if from >= count || to >= count || from == to {
            return;
        }
        let go = |statements: &mut Vec<String>| {
            let statement = statements.remove(from);
            statements.insert(to, statement);
        };
        go(&mut self.criteria.statements);
        self.each_translation(|statements| {
            if from < statements.len() && to < statements.len() {
                go(statements);
            }
        });
        self.renumber(LIST, |at| {
            Some(match at {
                at if at == from => to,
                at if from < at && at <= to => at - 1,
                at if to <= at && at < from => at + 1,
                at => at,
            })
        });
    }

    /// Makes two statements of one, at a place in its text counted in bytes.
    /// The second begins as criteria begin.
    pub fn split_statement(&mut self, at: usize, byte: usize) {
        let Some(text) = self.criteria.statements.get(at) else { return };
        let Some((first, second)) = text.split_at_checked(byte) else { return };
        let opening = self.issued_to.criterion_opening();
        let (first, second) = (ended(first), begun(second, opening));
        self.insert_statement(at + 1, second);
        self.criteria.statements[at] = first;
    }

    /// Makes one statement of this one and the one after it.
    pub fn join_statement(&mut self, at: usize) {
        let opening = self.issued_to.criterion_opening();
        let [Some(first), Some(second)] = [at, at + 1].map(|at| self.criteria.statements.get(at)) else { return };
        let joined = joined(first, second, opening);
        self.criteria.statements[at] = joined;
        // Their translations become one, too, before the second one goes.
        self.each_translation(|statements| {
            if let Some(second) = statements.get(at + 1).cloned() {
                statements[at] = format!("{} {second}", statements[at]).trim().to_owned();
            }
        });
        self.renumber(LIST, |from| Some(if from == at + 1 { at } else { from }));
        self.remove_statement(at + 1);
    }

    /// Writes the criteria as one text, which may hold Markdown; statements
    /// become the items of a list.
    pub fn criteria_as_one_text(&mut self) {
        self.criteria.statements = vec![self.criteria.narrative()];
        for translation in &mut self.translations {
            translation.criteria.statements = vec![translation.criteria.narrative()];
        }
        self.settle_notes();
    }

    /// Takes one text apart into statements: the items of its lists, or its
    /// paragraphs.
    pub fn criteria_as_statements(&mut self) {
        let apart = |criteria: &Criteria| Criteria::from_narrative(&criteria.narrative()).statements;
        self.criteria.statements = apart(&self.criteria);
        for translation in &mut self.translations {
            translation.criteria.statements = apart(&translation.criteria);
        }
        self.settle_notes();
    }

    /// Takes a skill away, in every language.
    pub fn remove_skill(&mut self, at: usize) {
        if at >= self.skills.len() {
            return;
        }
        self.skills.remove(at);
        for translation in &mut self.translations {
            if at < translation.skills.len() {
                translation.skills.remove(at);
            }
        }
        self.renumber("skills", |from| match from.cmp(&at) {
            std::cmp::Ordering::Less => Some(from),
            std::cmp::Ordering::Equal => None,
            std::cmp::Ordering::Greater => Some(from - 1),
        });
    }

    fn each_translation(&mut self, mut change: impl FnMut(&mut Vec<String>)) {
        for translation in &mut self.translations {
            change(&mut translation.criteria.statements);
        }
    }

    /// After statements were made one text, or one text statements: comments become
    /// comments on the criteria. The words of what was left as it is are still there,
    /// so that it stays left.
    fn settle_notes(&mut self) {
        let is_of_statement = |field: &str| field.strip_prefix(LIST).is_some_and(|rest| rest.starts_with('['));
        for comment in self.writing.comments.iter_mut().filter(|comment| is_of_statement(&comment.field)) {
            LIST.clone_into(&mut comment.field);
        }
        let statements = &self.criteria.statements;
        for note in self.writing.suppressions.iter_mut().filter(|note| is_of_statement(&note.field)) {
            let at = statements.iter().position(|text| text.contains(note.words.as_str())).unwrap_or_default();
            note.field = format!("{LIST}[{at}]");
        }
    }

    /// Gives what was said about the entries of a list its new places; `None`
    /// for an entry that is gone.
    fn renumber(&mut self, list: &str, place: impl Fn(usize) -> Option<usize>) {
        // `Some(None)` for a path within the list whose entry is gone.
        let moved = |field: &str| -> Option<Option<String>> {
            let rest = field.strip_prefix(list)?.strip_prefix('[')?;
            let (number, rest) = rest.split_once(']')?;
            Some(place(number.parse().ok()?).map(|to| format!("{list}[{to}]{rest}")))
        };
        for comment in &mut self.writing.comments {
            if let Some(to) = moved(&comment.field) {
                comment.field = to.unwrap_or_else(|| list.to_owned());
            }
        }
        self.writing.suppressions.retain_mut(|note| match moved(&note.field) {
            None => true,
            Some(None) => false,
            Some(Some(to)) => {
                note.field = to;
                true
            }
        });
    }
}

/// The first half of a statement that was split: without what led over to
/// the second, with a full stop.
fn ended(text: &str) -> String {
    let text = text.trim().trim_end_matches([',', ';']).trim_end();
    let text = text.strip_suffix(" and").unwrap_or(text).trim_end_matches([',', ';']).trim_end();
    if text.is_empty() || text.ends_with(['.', '!', '?', ':', '…', '”']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

/// The second half, with the words that a statement opens with.
fn begun(text: &str, opening: &str) -> String {
    let text = text.trim().trim_start_matches([',', ';', '.']).trim_start();
    let text = text.strip_prefix("and ").unwrap_or(text).trim_start();
    if text.starts_with(opening) {
        return text.to_owned();
    }
    let text = text.strip_prefix("has ").unwrap_or(text);
    format!("{opening} {text}")
}

/// Two statements as one: "… and …" when both begin as criteria do.
fn joined(first: &str, second: &str, opening: &str) -> String {
    let (first, second) = (first.trim(), second.trim());
    if first.is_empty() || second.is_empty() || second == opening {
        return format!("{first}{}", if second == opening { "" } else { second });
    }
    match second.strip_prefix(opening).filter(|_| first.starts_with(opening)) {
        Some(rest) => format!("{} and{rest}", first.trim_end_matches('.')),
        None => format!("{first} {second}"),
    }
}
