//! What each fuzz target does with its input. The same functions replay the
//! corpus in the project's own tests (`tests/corpus.rs`).

#[path = "respell.rs"]
pub mod respell;

use std::collections::BTreeSet;

use badgewright::carrier::{self, Payload, Standard};
use badgewright::credential::status::Bits;
use badgewright::credential::strict::{self, Words};
use badgewright::credential::{Work, contexts, json};
use badgewright::document::Document;
use badgewright::inspect::{InspectOptions, Report, Sources, Trust, Verdict, inspect};
use oxrdf::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm};
use oxrdf::{Dataset, Quad};
use serde_json::Value;

const JSON: &str = r#"{"type":"OpenBadgeCredential","name":"Kite"}"#;

/// Looks at a file as somebody who knows nobody.
pub fn look(file: &[u8]) -> Report {
    let (trust, sources) = (Trust::default(), Sources::default());
    let at = jiff::Timestamp::UNIX_EPOCH + jiff::SignedDuration::from_hours(24 * 365 * 57);
    inspect(file, &InspectOptions { trust: &trust, sources: &sources, at, email: Some("amy@example.org") })
}

/// Nobody is known, so nothing can be genuine; and whoever has no key cannot
/// make anything intact but what was signed before (the seeds, unchanged in
/// meaning), which bears our seeds' name.
fn never_green_by_chance(file: &[u8]) {
    let report = look(file);
    assert_ne!(report.verdict, Verdict::Genuine, "{report:?}");
    if report.verdict == Verdict::Intact {
        let name = report.badge.and_then(|badge| badge.name);
        assert_eq!(name.as_deref(), Some("Seed"), "something else is intact");
    }
}

/// Baking into any picture either fails or gives the payload back and keeps
/// the rest.
fn bakes_cleanly(picture: &[u8]) {
    for standard in [Standard::Two, Standard::Three] {
        if let Ok(baked) = carrier::bake(picture, JSON, standard) {
            let found = carrier::extract(&baked).expect("what was baked is found");
            assert_eq!(found.payload, Payload::Json(JSON.to_owned()));
            let again = carrier::bake(&baked, JSON, standard).expect("it can be baked again");
            assert_eq!(again, baked, "baking again changes nothing");
        }
    }
}

/// A PNG with or without a badge.
pub fn png_carrier(data: &[u8]) {
    never_green_by_chance(data);
    bakes_cleanly(data);
}

/// An SVG with or without a badge.
pub fn svg_carrier(data: &[u8]) {
    never_green_by_chance(data);
    bakes_cleanly(data);
}

/// Signed badges whose spelling is changed.
const ORIGINALS: [&str; 2] =
    [include_str!("seeds/credential_json/rdfc"), include_str!("seeds/credential_json/rdfc-rich")];

/// What a report shows, aside from what it says of the spelling.
fn shown(report: &Report) -> String {
    let mut shown = report.clone();
    shown.checks.retain(|check| !["standard", "file"].contains(&check.id));
    format!("{shown:?}")
}

/// What a badge says, aside from its signature.
fn said(badge: &Value) -> BTreeSet<String> {
    let object = badge.as_object().expect("a badge is an object");
    let said = strict::said(object, &Words::default(), &["proof"], contexts::bundled_only(), &Work::default());
    let mut said: Dataset = said.expect("every word of it is known").statements.iter().map(Quad::as_ref).collect();
    said.canonicalize(CanonicalizationAlgorithm::Rdfc10 { hash_algorithm: CanonicalizationHashAlgorithm::Sha256 });
    said.iter().map(|quad| quad.to_string()).collect()
}

/// A signed badge in another spelling, which the bytes choose: it says the same,
/// and the report is that of the original, or not green.
pub fn respelled(data: &[u8]) {
    let (first, rest) = data.split_first().unwrap_or((&0, &[]));
    let original = json::parse(ORIGINALS[usize::from(*first) % ORIGINALS.len()].trim()).expect("a seed reads");
    let spelt = respell::respelled(&original, &mut respell::Choices::new(rest));
    assert_eq!(said(&spelt), said(&original), "another graph: {spelt:#}");
    let report = look(spelt.to_string().as_bytes());
    if report.verdict <= Verdict::Intact {
        assert_eq!(shown(&report), shown(&look(original.to_string().as_bytes())), "{spelt:#}");
    }
}

/// A compact token.
pub fn jwt(data: &[u8]) {
    never_green_by_chance(data);
}

/// JSON through the strict reader, the strict check and every proof.
pub fn credential_json(data: &[u8]) {
    if let Ok(text) = std::str::from_utf8(data)
        && let Ok(value) = json::parse(text)
    {
        let written = value.to_string();
        assert_eq!(json::parse(&written).as_ref(), Ok(&value), "what is written reads the same");
    }
    never_green_by_chance(data);
}

/// A list of withdrawn badges.
pub fn status_list(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(bits) = Bits::decode(text) {
        assert_eq!(Bits::decode(&bits.encode()).as_ref(), Ok(&bits));
        for index in [0, 1, 7, 131_071, u64::MAX] {
            for size in [1, 2, 8] {
                let _ = bits.get(index, size);
            }
        }
    }
}

/// A `.badge` document.
pub fn badge_document(data: &[u8]) {
    if let Ok(document) = Document::from_bytes(data) {
        let written = document.to_bytes();
        let again = Document::from_bytes(&written).expect("what is written opens");
        assert_eq!(again.to_bytes(), written, "and is written the same again");
    }
}
