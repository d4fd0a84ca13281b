//! JSON-LD contexts at work: which words mean what at one place of a document.
//!
//! This is the part of the JSON-LD 1.1 context algorithms (Context Processing,
//! Create Term Definition, IRI Expansion) that credentials use. Features that
//! no bundled context needs and that hide data from a signature (`@import`,
//! `@base`, `@reverse`, `@nest`, `@index`, `@direction`) are refused.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, LazyLock, RwLock};

use serde_json::{Map, Value};

use super::error::{Problem, StrictError};
use super::words::{is_absolute, is_keyword, is_language, is_prefix, looks_like_keyword, strings};
use crate::credential::contexts::{self, Fetched};

/// How deep contexts may name other contexts.
const MAX_NESTING: usize = 8;

/// How many contexts may stand in one list. Each takes its time even where it
/// only says again what one before it said.
const MAX_ENTRIES: usize = 100;

/// How many words may be known at one place: the bundled contexts together
/// define some hundreds.
const MAX_WORDS: usize = 1_000;

/// The longest address that a context may give to a word, in bytes. It is
/// written out wherever the word stands.
const MAX_ADDRESS: usize = 1_024;

/// What values of a term are turned into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Coercion {
    /// A plain literal, or one of a named data type: kept as it is.
    Literal,
    /// A data type by its address.
    Datatype(String),
    /// An address.
    Id,
    /// A word of the vocabulary, or an address.
    Vocab,
    /// Any JSON, kept whole.
    Json,
}

/// The meaning of one word.
#[derive(Clone, Debug)]
pub(super) struct Term {
    /// The address the word stands for, a keyword, or `None` when it is
    /// switched off.
    pub(super) iri: Option<String>,
    pub(super) coercion: Coercion,
    pub(super) containers: BTreeSet<String>,
    /// The context for what stands below this word.
    pub(super) context: Option<Arc<Value>>,
    /// The language of its texts: `Some(None)` says that they have none.
    pub(super) language: Option<Option<String>>,
    /// Whether a bundled context says all this, which never changes.
    bundled: bool,
    prefix: bool,
    protected: bool,
}

impl Term {
    /// Whether a bundled context defines it.
    pub(super) fn is_bundled(&self) -> bool {
        self.bundled
    }

    /// Whether both say the same, protection aside.
    fn same_meaning(&self, other: &Self) -> bool {
        self.iri == other.iri
            && self.coercion == other.coercion
            && self.containers == other.containers
            && self.context == other.context
            && self.language == other.language
            && self.prefix == other.prefix
    }
}

/// The words known at one place of a document.
#[derive(Clone, Debug)]
pub(super) struct Active {
    terms: Arc<HashMap<String, Arc<Term>>>,
    vocabulary: Option<Arc<str>>,
    /// The language of texts whose word says nothing else.
    pub(super) language: Option<Arc<str>>,
    /// Its number among those that were worked out before; `None` when a
    /// stranger's words are in it.
    number: Option<usize>,
    /// What to return to below a node whose type brought its own words.
    pub(super) previous: Option<Arc<Active>>,
}

/// Whether a context is allowed to change protected words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Protection {
    /// Protected words stay as they are.
    Holds,
    /// The context belongs to a property, which may redefine them.
    Lifted,
}

impl Default for Active {
    fn default() -> Self {
        Self { terms: Arc::default(), vocabulary: None, language: None, number: Some(0), previous: None }
    }
}

/// A step from one set of words to the next by a bundled context: where from,
/// by which context (its place in memory, since bundled ones stay), how.
type Step = (usize, usize, bool, bool);

/// The steps worked out so far, so that no bundled context is read twice.
static STEPS: LazyLock<RwLock<HashMap<Step, Active>>> = LazyLock::new(RwLock::default);

/// Credentials need some dozens of steps. Strangers could name bundled contexts
/// in any order, so what is kept is bounded.
const MAX_STEPS: usize = 400;

/// The result of a step, worked out at most once.
fn remembered(step: Step, work: impl FnOnce() -> Result<Active, StrictError>) -> Result<Active, StrictError> {
    if let Some(known) = STEPS.read().ok().and_then(|steps| steps.get(&step).cloned()) {
        return Ok(known);
    }
    let mut made = work()?;
    made.number = None;
    if let Ok(mut steps) = STEPS.write() {
        if let Some(known) = steps.get(&step) {
            return Ok(known.clone());
        }
        if steps.len() < MAX_STEPS {
            made.number = Some(steps.len() + 1);
            steps.insert(step, made.clone());
        }
    }
    Ok(made)
}

impl Active {
    /// How many words are known.
    pub(super) fn len(&self) -> usize {
        self.terms.len()
    }

    /// Whether going on from here costs nothing, since it was done before.
    pub(super) fn is_remembered(&self) -> bool {
        self.number.is_some()
    }

    /// The meaning of a word, if it has one.
    pub(super) fn term(&self, word: &str) -> Option<&Arc<Term>> {
        self.terms.get(word)
    }

    /// These words and those that a word or a type brings for what stands below
    /// it; with `propagate` false they hold only for the node itself.
    pub(super) fn scoped(
        &self,
        term: &Term,
        propagate: bool,
        protection: Protection,
        path: &str,
        fetched: &Fetched,
    ) -> Result<Self, StrictError> {
        let Some(context) = &term.context else { return Ok(self.clone()) };
        let work = || Reader { path, bundled: term.bundled, fetched }.process(self, context, propagate, protection, 0);
        match self.number {
            Some(from) if term.bundled => {
                let place = Arc::as_ptr(context) as usize;
                remembered((from, place, propagate, protection == Protection::Holds), work)
            }
            _ => work(),
        }
    }

    /// These words and those of `local`; with `propagate` false they hold only
    /// for the node itself.
    pub(super) fn extended(
        &self,
        local: &Value,
        propagate: bool,
        protection: Protection,
        path: &str,
        fetched: &Fetched,
    ) -> Result<Self, StrictError> {
        Reader { path, bundled: false, fetched }.process(self, local, propagate, protection, 0)
    }

    /// Whether a word is this keyword or another name for it.
    pub(super) fn means(&self, word: &str, keyword: &str) -> bool {
        word == keyword || self.terms.get(word).is_some_and(|term| term.iri.as_deref() == Some(keyword))
    }

    /// The address that a word, an abbreviated or a full address stands for;
    /// a keyword stays a keyword. `None` when it is switched off or looks like
    /// a keyword without being one. Words without a meaning come back as they
    /// are.
    pub(super) fn expand(&self, value: &str, vocab: bool) -> Option<String> {
        if looks_like_keyword(value) {
            return is_keyword(value).then(|| value.to_owned());
        }
        if let Some(term) = self.terms.get(value) {
            let iri = term.iri.as_ref()?;
            if vocab || is_keyword(iri) {
                return Some(iri.clone());
            }
        }
        if let Some((prefix, rest)) = value.split_once(':') {
            if prefix == "_" || rest.starts_with("//") {
                return Some(value.to_owned());
            }
            if let Some(term) = self.terms.get(prefix)
                && term.prefix
                // Only in front of something is it a prefix; alone it would be a name for all of it.
                && !rest.is_empty()
                && let Some(iri) = &term.iri
            {
                return Some(format!("{iri}{rest}"));
            }
            if is_absolute(value) {
                return Some(value.to_owned());
            }
        }
        match &self.vocabulary {
            Some(vocabulary) if vocab => Some(format!("{vocabulary}{value}")),
            _ => Some(value.to_owned()),
        }
    }
}

/// Reads contexts found at one place of the document.
#[derive(Clone, Copy)]
struct Reader<'a> {
    path: &'a str,
    /// Whether all of it is bundled.
    bundled: bool,
    /// Contexts beside the bundled ones.
    fetched: &'a Fetched,
}

impl Reader<'_> {
    fn refuse<T>(&self, problem: Problem) -> Result<T, StrictError> {
        Err(StrictError::refused(self.path, problem))
    }

    fn bad_context<T>(&self, reason: impl Into<String>) -> Result<T, StrictError> {
        self.refuse(Problem::BadContext(reason.into()))
    }

    fn process(
        &self,
        active: &Active,
        local: &Value,
        mut propagate: bool,
        protection: Protection,
        nesting: usize,
    ) -> Result<Active, StrictError> {
        if nesting > MAX_NESTING {
            return self.refuse(Problem::TooDeep);
        }
        match local.get("@propagate") {
            None => {}
            Some(Value::Bool(value)) => propagate = *value,
            Some(_) => return self.bad_context("@propagate is neither true nor false"),
        }
        let mut result = active.clone();
        if !propagate && result.previous.is_none() {
            result.previous = Some(Arc::new(active.clone()));
            result.number = None;
        }
        let entries = match local {
            Value::Array(list) => list.as_slice(),
            single => std::slice::from_ref(single),
        };
        if entries.len() > MAX_ENTRIES {
            return self.refuse(Problem::TooManyWords);
        }
        for entry in entries {
            match entry {
                Value::Null => {
                    let protected = result.terms.iter().find(|(_, term)| term.protected);
                    if let (Protection::Holds, Some((word, _))) = (protection, protected) {
                        return self.refuse(Problem::Protected(word.clone()));
                    }
                    let previous = (!propagate).then(|| Arc::new(result));
                    let number = previous.is_none().then_some(0);
                    result = Active { previous, number, ..Active::default() };
                }
                Value::String(url) => {
                    let Some(bundled) = contexts::parsed(url) else {
                        let other = self.fetched.get(url).ok_or_else(|| StrictError::UnknownContext(url.clone()))?;
                        let inner = Reader { bundled: false, ..*self };
                        result = inner.process(&result, other, true, Protection::Holds, nesting + 1)?;
                        result.number = None;
                        continue;
                    };
                    let inner = Reader { bundled: true, ..*self };
                    let work = || inner.process(&result, bundled, true, Protection::Holds, nesting + 1);
                    result = match result.number {
                        Some(from) => remembered((from, std::ptr::from_ref(bundled) as usize, true, true), work)?,
                        None => work()?,
                    };
                }
                Value::Object(definitions) => {
                    result.number = None;
                    self.read(&mut result, definitions, protection)?;
                }
                _ => return self.bad_context("it is neither an address nor a list of words"),
            }
        }
        Ok(result)
    }

    fn read(&self, result: &mut Active, local: &Map<String, Value>, protection: Protection) -> Result<(), StrictError> {
        let mut protect = false;
        for (keyword, value) in local.iter().filter(|(word, _)| word.starts_with('@')) {
            match (keyword.as_str(), value) {
                ("@version", version) if version.as_f64() == Some(1.1) => {}
                ("@propagate", Value::Bool(_)) => {}
                ("@language", Value::Null) => result.language = None,
                ("@language", Value::String(tag)) if is_language(tag) => result.language = Some(tag.as_str().into()),
                ("@protected", Value::Bool(value)) => protect = *value,
                ("@vocab", Value::Null) => result.vocabulary = None,
                ("@vocab", Value::String(value)) if value.len() > MAX_ADDRESS => return self.refuse(Problem::TooLong),
                ("@vocab", Value::String(value)) => match result.expand(value, true) {
                    Some(iri) if is_absolute(&iri) => result.vocabulary = Some(iri.into()),
                    _ => return self.bad_context(format!("the vocabulary “{value}” is not a full address")),
                },
                _ => return self.bad_context(format!("“{keyword}” is not used in credentials")),
            }
        }
        let mut definer = Definer { reader: self, local, protect, protection, begun: HashMap::new() };
        for word in local.keys().filter(|word| !word.starts_with('@')) {
            definer.define(result, word)?;
            if result.terms.len() > MAX_WORDS {
                return self.refuse(Problem::TooManyWords);
            }
        }
        Ok(())
    }
}

/// Defines the words of one context, in whatever order they need one another.
struct Definer<'a> {
    reader: &'a Reader<'a>,
    local: &'a Map<String, Value>,
    protect: bool,
    protection: Protection,
    /// Words begun (`false`) and finished (`true`).
    begun: HashMap<String, bool>,
}

impl Definer<'_> {
    fn define(&mut self, active: &mut Active, word: &str) -> Result<(), StrictError> {
        let Some(value) = self.local.get(word) else { return Ok(()) };
        match self.begun.get(word) {
            Some(true) => return Ok(()),
            Some(false) => return self.reader.bad_context(format!("“{word}” is defined by itself")),
            None => {}
        }
        if word.is_empty() || looks_like_keyword(word) {
            return self.reader.refuse(Problem::LooksLikeKeyword(word.to_owned()));
        }
        self.begun.insert(word.to_owned(), false);
        let before = Arc::make_mut(&mut active.terms).remove(word);
        let mut term = match value {
            Value::Null => self.meaning(active, word, &Map::from_iter([("@id".to_owned(), Value::Null)]), false)?,
            Value::String(_) => {
                self.meaning(active, word, &Map::from_iter([("@id".to_owned(), value.clone())]), true)?
            }
            Value::Object(entries) => self.meaning(active, word, entries, false)?,
            _ => return self.reader.bad_context(format!("the meaning of “{word}” cannot be read")),
        };
        if let Some(before) = before
            && before.protected
            && self.protection == Protection::Holds
        {
            if !before.same_meaning(&term) {
                return self.reader.refuse(Problem::Protected(word.to_owned()));
            }
            term.protected = true;
        }
        Arc::make_mut(&mut active.terms).insert(word.to_owned(), Arc::new(term));
        self.begun.insert(word.to_owned(), true);
        Ok(())
    }

    /// The meaning that `entries` give to `word`; `short` when the context
    /// wrote just an address.
    fn meaning(
        &mut self,
        active: &mut Active,
        word: &str,
        entries: &Map<String, Value>,
        short: bool,
    ) -> Result<Term, StrictError> {
        let mut term = Term {
            iri: None,
            coercion: Coercion::Literal,
            containers: BTreeSet::new(),
            context: None,
            language: None,
            bundled: self.reader.bundled,
            prefix: false,
            protected: self.protect,
        };
        let bad = |what: &str| self.reader.bad_context(format!("“{word}” has {what}"));
        for (entry, value) in entries {
            match (entry.as_str(), value) {
                ("@id" | "@type", _) => {}
                ("@protected", Value::Bool(value)) => term.protected = *value,
                ("@prefix", Value::Bool(value)) => term.prefix = *value,
                ("@language", Value::Null) => term.language = Some(None),
                ("@language", Value::String(tag)) if is_language(tag) => term.language = Some(Some(tag.clone())),
                ("@context", value) => term.context = Some(Arc::new(value.clone())),
                ("@container", value) => match strings(value) {
                    Some(names) => term.containers = names.into_iter().collect(),
                    None => return bad("a container that is not a word"),
                },
                _ => return bad(&format!("“{entry}”, which is not used in credentials")),
            }
        }
        match entries.get("@type") {
            None => {}
            Some(Value::String(name)) => {
                term.coercion = match self.expand(active, name)?.as_deref() {
                    Some("@id") => Coercion::Id,
                    Some("@vocab") => Coercion::Vocab,
                    Some("@json") => Coercion::Json,
                    Some("@none") => Coercion::Literal,
                    Some(iri) if is_absolute(iri) => Coercion::Datatype(iri.to_owned()),
                    _ => return self.reader.bad_context(format!("“{word}” has the unknown type “{name}”")),
                };
            }
            Some(_) => return self.reader.bad_context(format!("“{word}” has a type that is not a word")),
        }
        term.iri = match entries.get("@id") {
            Some(Value::Null) => return Ok(term),
            Some(Value::String(id)) if id != word => self.expand(active, id)?,
            None | Some(Value::String(_)) => self.implied(active, word)?,
            Some(_) => return self.reader.bad_context(format!("“{word}” has an address that is not text")),
        };
        match term.iri.as_deref() {
            Some(iri) if iri.len() > MAX_ADDRESS => return self.reader.refuse(Problem::TooLong),
            Some(iri) if is_keyword(iri) && iri != "@context" => {}
            Some(iri) if is_absolute(iri) => {
                term.prefix |= short && is_prefix(word) && iri.ends_with([':', '/', '?', '#', '[', ']', '@']);
                if term.prefix && !is_prefix(word) {
                    return self.reader.bad_context(format!("“{word}” is no prefix of addresses"));
                }
            }
            _ => return self.reader.bad_context(format!("“{word}” stands for no full address")),
        }
        Ok(term)
    }

    /// The address of a word that its context does not spell out.
    fn implied(&mut self, active: &mut Active, word: &str) -> Result<Option<String>, StrictError> {
        if let Some((prefix, rest)) = word.split_once(':') {
            self.define(active, prefix)?;
            return Ok(Some(match active.terms.get(prefix).and_then(|term| term.iri.as_ref()) {
                Some(iri) => format!("{iri}{rest}"),
                None => word.to_owned(),
            }));
        }
        Ok(active.vocabulary.as_ref().map(|vocabulary| format!("{vocabulary}{word}")))
    }

    /// Expands a value inside the context that is being read: words that it
    /// leans on are defined first.
    fn expand(&mut self, active: &mut Active, value: &str) -> Result<Option<String>, StrictError> {
        if !looks_like_keyword(value) {
            self.define(active, value)?;
            if let Some((prefix, rest)) = value.split_once(':')
                && prefix != "_"
                && !rest.starts_with("//")
            {
                self.define(active, prefix)?;
            }
        }
        Ok(active.expand(value, true))
    }
}
