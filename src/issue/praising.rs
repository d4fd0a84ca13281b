//! What endorsements say of an award that carries them: words in favour, and
//! nothing else. In what is signed, everything that is said of one identifier is
//! said of one thing, so that whoever endorses could otherwise add skills, results
//! or a name to it, in the voice of its issuer.

use std::collections::HashSet;

use jiff::Timestamp;
use oxrdf::vocab::rdf;
use oxrdf::{GraphName, NamedOrBlankNode, Quad, Term};
use serde_json::{Value, json};

use super::IssueError;
use super::web_folder::unsigned;
use crate::badge::{Badge, one_line, quoted};
use crate::credential::ob3::{Award, CredentialError};
use crate::credential::proof::ProofError;
use crate::credential::strict::{self, ENDORSEMENT, Said, StrictError, Words};
use crate::credential::view::{Moment, entries, text};
use crate::credential::{Recipient, Work, contexts, dates};
use crate::inspect::{Endorser, endorser};

const COMMENT: &str = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#endorsementComment";
const ENDORSED: &str = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#EndorsementSubject";
const SUBJECT: &str = "https://www.w3.org/2018/credentials#credentialSubject";
const ISSUER: &str = "https://www.w3.org/2018/credentials#issuer";
const NAME: &str = "https://schema.org/name";

/// The name of whoever says to endorse, as it may stand within a sentence.
fn named(endorsement: &Value) -> String {
    let name = name_in(endorsement).filter(|name| !one_line(name).is_empty());
    name.map_or_else(|| "somebody without a name".to_owned(), |name| quoted(&name))
}

/// Endorser of what has this identifier, at the time of its award. That may be dated
/// before the words that travel with it.
pub(super) fn endorser_of(endorsement: &Value, about: &str, at: Timestamp) -> Endorser {
    let at = if let (Moment::At(from), _) = dates::span(endorsement) { at.max(from) } else { at };
    endorser(endorsement, about, at)
}

/// Name that the endorser goes by in an endorsement, JSON or a token.
pub(super) fn name_in(endorsement: &Value) -> Option<String> {
    let token = endorsement.as_str().and_then(unsigned);
    text(token.as_ref().unwrap_or(endorsement).get("issuer")?.get("name"))
}

/// Words that an endorsement, JSON or a token, says in favour, in every language in
/// which it does; `None` where that is not written as words are.
pub(super) fn words_of(endorsement: &Value) -> Option<Vec<String>> {
    let token = endorsement.as_str().and_then(unsigned);
    let subjects = entries(token.as_ref().unwrap_or(endorsement).get("credentialSubject"));
    let mut words = Vec::new();
    for said in subjects.flat_map(|subject| entries(subject.get("endorsementComment"))) {
        match said {
            Value::String(said) => words.push(said.clone()),
            Value::Object(literal) if literal.contains_key("@value") => {
                words.push(literal.get("@value")?.as_str()?.to_owned());
            }
            Value::Object(languages) => {
                for (language, said) in
                    languages.iter().flat_map(|(of, all)| entries(Some(all)).map(move |one| (of, one)))
                {
                    // Other ways of writing a value are no languages.
                    if language.starts_with('@') {
                        return None;
                    }
                    words.push(said.as_str()?.to_owned());
                }
            }
            _ => return None,
        }
    }
    Some(words)
}

/// Endorsements of a badge: that they say nothing of its award but words that are shown
/// before it is signed. `bare` is the credential of the award without them.
///
/// # Errors
/// Names the endorsement that says more, and of what.
pub(super) fn only_praises(badge: &Badge, bare: &Value, award: &Award, issuer: &str) -> Result<(), IssueError> {
    let tokens = badge.endorsement_jwt.iter().map(|token| Value::String(token.clone()));
    for endorsement in badge.endorsement.iter().cloned().chain(tokens) {
        if words_of(&endorsement).is_none() {
            return Err(IssueError::UnseenWords(named(&endorsement)));
        }
    }
    if badge.endorsement.is_empty() {
        return Ok(());
    }
    let own = of(bare).map_err(|error| CredentialError::from(ProofError::from(error)))?;
    let described: HashSet<NamedOrBlankNode> =
        own.statements.iter().flat_map(|quad| [thing(&quad.object), Some(quad.subject.clone())]).flatten().collect();
    for endorsement in &badge.endorsement {
        let who = || named(endorsement);
        let mut whole = bare.clone();
        // As it will stand in the award, since its words mean there what they mean.
        if let Some(achievement) = whole.pointer_mut("/credentialSubject/achievement") {
            achievement["endorsement"] = json!([endorsement]);
        }
        let all = of(&whole).map_err(|error| IssueError::UntoldEndorsement { who: who(), why: error.to_string() })?;
        let added = Added { own: &own, all: &all, described: &described, endorsement, badge: &badge.id };
        if let Some(id) = added.says_more(award.issued_on) {
            return Err(IssueError::SaysMore { who: who(), of: called(id, badge, award, issuer) });
        }
        if added.has_unseen_words() {
            return Err(IssueError::UnseenWords(who()));
        }
    }
    Ok(())
}

/// Names by which the issuer has endorsed the badge as well: readers are shown each.
pub(super) fn own_names(badge: &Badge, issuer: &str, at: Timestamp) -> Vec<String> {
    let by = |endorsement: &&Value| {
        let by = endorsement.get("issuer");
        by.and_then(|by| by.get("id").unwrap_or(by).as_str()) == Some(issuer)
    };
    let own = badge.endorsement.iter().filter(by);
    own.filter(|endorsement| endorser_of(endorsement, &badge.id, at).stands == Some(true))
        .filter_map(|endorsement| text(endorsement.get("issuer")?.get("name")))
        .collect()
}

/// What has this identifier in an award.
fn called(id: &str, badge: &Badge, award: &Award, issuer: &str) -> &'static str {
    match &award.recipient {
        _ if id == badge.id => "the badge",
        _ if id == issuer => "its issuer",
        Recipient::Id(earner) if id == earner => "its earner",
        _ if id == award.id => "the award",
        _ => "something else of the badge",
    }
}

/// The statements of an award with one endorsement, beside its own.
struct Added<'a> {
    own: &'a Said<'a>,
    all: &'a Said<'a>,
    /// Whatever the award itself speaks of.
    described: &'a HashSet<NamedOrBlankNode>,
    endorsement: &'a Value,
    /// The identifier of the badge.
    badge: &'a str,
}

impl Added<'_> {
    /// What is said of things; proofs speak of themselves only.
    fn plain(&self) -> impl Iterator<Item = &Quad> {
        self.all.statements.iter().filter(|quad| quad.graph_name == GraphName::DefaultGraph)
    }

    fn objects(&self, of: &NamedOrBlankNode, field: &str) -> Vec<NamedOrBlankNode> {
        let found = self.plain().filter(|quad| quad.subject == *of && quad.predicate.as_str() == field);
        found.filter_map(|quad| thing(&quad.object)).collect()
    }

    fn is_badge(&self, thing: &NamedOrBlankNode) -> bool {
        matches!(thing, NamedOrBlankNode::NamedNode(node) if node.as_str() == self.badge)
    }

    /// Whatever endorses the badge in it.
    fn roots(&self) -> Vec<NamedOrBlankNode> {
        let links = self.plain().filter(|quad| self.is_badge(&quad.subject) && quad.predicate.as_str() == ENDORSEMENT);
        links.filter_map(|quad| thing(&quad.object)).collect()
    }

    /// The identifier of something that the award speaks of and of which something is
    /// said that is neither the award's own nor what an endorsement says of what it
    /// endorses. What has no identifier is nobody else's to speak of.
    fn says_more(&self, at: Timestamp) -> Option<&str> {
        let own: HashSet<&Quad> = self.own.statements.iter().collect();
        let roots = self.roots();
        let by: Vec<NamedOrBlankNode> = roots.iter().flat_map(|root| self.objects(root, ISSUER)).collect();
        // Its issuer, too, may endorse it, and may have done so under an earlier name.
        let is_name = |quad: &Quad| {
            by.contains(&quad.subject)
                && quad.predicate.as_str() == NAME
                && endorser_of(self.endorsement, self.badge, at).stands == Some(true)
        };
        let is_the_endorsement =
            |quad: &Quad| roots.len() == 1 && self.is_badge(&quad.subject) && quad.predicate.as_str() == ENDORSEMENT;
        // Things without an identifier cannot be compared, but there are as many of them.
        let nameless = |said: &Said<'_>, like: &Quad| {
            let is_like = |quad: &&Quad| quad.subject == like.subject && quad.predicate == like.predicate;
            said.statements.iter().filter(is_like).filter(|quad| matches!(quad.object, Term::BlankNode(_))).count()
        };
        let is_due = |quad: &Quad| match &quad.object {
            _ if is_the_endorsement(quad) => true,
            Term::Literal(_) => quad.predicate.as_str() == COMMENT || own.contains(quad) || is_name(quad),
            Term::NamedNode(kind) => own.contains(quad) || (quad.predicate == rdf::TYPE && kind.as_str() == ENDORSED),
            Term::BlankNode(_) => nameless(self.all, quad) == nameless(self.own, quad),
        };
        self.plain().filter(|quad| self.described.contains(&quad.subject)).find_map(|quad| match &quad.subject {
            NamedOrBlankNode::NamedNode(node) if !is_due(quad) => Some(node.as_str()),
            _ => None,
        })
    }

    /// Whether it says anything in favour that is not among the words that are shown.
    fn has_unseen_words(&self) -> bool {
        let shown = words_of(self.endorsement).unwrap_or_default();
        let subjects: Vec<NamedOrBlankNode> =
            self.roots().iter().flat_map(|root| self.objects(root, SUBJECT)).collect();
        self.plain()
            .filter(|quad| quad.predicate.as_str() == COMMENT)
            .filter(|quad| subjects.contains(&quad.subject) || self.described.contains(&quad.subject))
            .any(|quad| !matches!(&quad.object, Term::Literal(said) if shown.iter().any(|one| one == said.value())))
    }
}

fn thing(object: &Term) -> Option<NamedOrBlankNode> {
    match object {
        Term::NamedNode(node) => Some(node.clone().into()),
        Term::BlankNode(node) => Some(node.clone().into()),
        Term::Literal(_) => None,
    }
}

/// What a credential says.
fn of(credential: &Value) -> Result<Said<'_>, StrictError> {
    match credential {
        Value::Object(object) => {
            strict::said(object, &Words::default(), &[], contexts::bundled_only(), &Work::default())
        }
        _ => Err(StrictError::Refused { path: String::new(), problem: strict::Problem::Unsupported("a list".into()) }),
    }
}
