//! Replays what the fuzzers began with and what they once found.

#[path = "../../fuzz/bodies.rs"]
pub mod bodies;

use std::fs;
use std::path::{Path, PathBuf};

use badgewright::carrier::{Standard, bake};
use badgewright::credential::endorsement::{Endorsement, endorse};
use badgewright::credential::ob3::Attained;
use badgewright::credential::status::Bits;
use badgewright::credential::{Algorithm, IssuerKey, RandomError, Randomness};
use badgewright::document::{Document, starter};
use badgewright::inspect::Verdict;
use badgewright::issue::{FileKind, Form, IssueOptions, award, prepare};

type Target = fn(&[u8]);

const TARGETS: &[(&str, Target)] = &[
    ("png_carrier", bodies::png_carrier),
    ("svg_carrier", bodies::svg_carrier),
    ("jwt", bodies::jwt),
    ("credential_json", bodies::credential_json),
    ("status_list", bodies::status_list),
    ("badge_document", bodies::badge_document),
    ("respelled", bodies::respelled),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    files.sort();
    files
}

#[test]
fn every_seed_and_every_file_that_once_broke_something_is_taken_well() {
    for (name, target) in TARGETS {
        let seeds = files(&folder().join("seeds").join(name));
        assert!(!seeds.is_empty(), "{name} has no seeds");
        for path in seeds.iter().chain(&files(&folder().join("regressions").join(name))) {
            let data = fs::read(path).unwrap();
            std::panic::catch_unwind(|| target(&data)).unwrap_or_else(|_| panic!("{}", path.display()));
        }
    }
}

#[test]
fn the_signed_seeds_are_intact_so_that_the_targets_start_from_good_ones() {
    for name in [
        "png_carrier/ob3",
        "svg_carrier/ob3",
        "jwt/es256",
        "jwt/eddsa",
        "credential_json/rdfc",
        "credential_json/rdfc-rich",
        "credential_json/jcs",
    ] {
        let data = fs::read(folder().join("seeds").join(name)).unwrap();
        assert_eq!(bodies::look(&data).verdict, Verdict::Intact, "{name}");
    }
}

/// Numbers that look random and are always the same, so that seeds are, too.
struct Counted(u64);

impl Randomness for Counted {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomError> {
        for byte in bytes {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = (self.0 >> 56) as u8;
        }
        Ok(())
    }
}

/// A badge with whatever an award can carry.
fn rich(document: &Document, now: jiff::Timestamp) -> Vec<u8> {
    let mut random = Counted(11);
    let mut key = |name: &str| IssuerKey::generate(name, Algorithm::Ed25519, now, &mut random).unwrap();
    let (ours, club) = (key("Seed"), key("Club"));
    let mut badge = (*document.badge).clone();
    let words = Endorsement { id: "urn:uuid:5", subject: &badge.id, comment: "Well done.", endorser: "Club" };
    badge.endorsement.push(endorse(&words, &club, now).unwrap());
    let document = Document { badge: badge.into(), ..document.clone() };
    let mut award = award("did:example:amy", now).unwrap();
    award.id = "urn:uuid:6".into();
    award.image = Some("data:image/png;base64,iVBORw0KGgo=".into());
    award.name = Some("Amy Jones".into());
    award.evidence = vec!["https://example.org/a".into(), "https://example.org/b".into()];
    award.expires = Some("2099-01-01T00:00:00Z".parse().unwrap());
    award.results = vec![Attained { result_description: "urn:uuid:7".into(), value: "Pass".into() }];
    let options = IssueOptions::new(Form::Ob3, FileKind::Record, None);
    prepare(&document, &options).unwrap().award(Some(&ours), &award, now).unwrap().file
}

/// Writes the seeds anew when `BADGEWRIGHT_WRITE_SEEDS` is set.
#[test]
fn the_seeds_are_made_here() {
    if std::env::var_os("BADGEWRIGHT_WRITE_SEEDS").is_none() {
        return;
    }
    let now = "2026-03-14T10:00:00Z".parse().unwrap();
    let mut document = starter("first-aid").unwrap().document("urn:uuid:1".into()).unwrap();
    let mut badge = (*document.badge).clone();
    (badge.name, badge.issuer.name) = ("Seed".into(), "Seed".into());
    document.badge = std::sync::Arc::new(badge);
    // An empty artwork keeps the pictures small.
    let small = Document { artwork: std::sync::Arc::default(), ..document.clone() };
    let mut random = Counted(7);
    let mut made = |algorithm, form, kind, issuer: Option<&str>| {
        let key = IssuerKey::generate("Seed", algorithm, now, &mut random).unwrap();
        let mut award = award("did:example:amy", now).unwrap();
        award.id = "urn:uuid:2".into();
        award.image = Some("https://example.org/seed.png".into());
        let options = IssueOptions::new(form, kind, issuer);
        prepare(&small, &options).unwrap().award(Some(&key), &award, now).unwrap().file
    };
    let site = Some("https://example.org/issuer.json");
    let png = FileKind::Png { side: 16 };
    let mut bits = Bits::clear();
    bits.set(94_567, true).unwrap();
    let seeds: Vec<(&str, Vec<u8>)> = vec![
        ("png_carrier/ob3", made(Algorithm::Ed25519, Form::Ob3, png, None)),
        ("png_carrier/ob3-jwt", made(Algorithm::P256, Form::Ob3Jwt, png, None)),
        ("png_carrier/ob2-hosted", made(Algorithm::Rsa, Form::Ob2Hosted, png, site)),
        ("svg_carrier/ob3", made(Algorithm::Ed25519, Form::Ob3, FileKind::Svg, None)),
        ("svg_carrier/ob3-jwt", made(Algorithm::Ed25519, Form::Ob3Jwt, FileKind::Svg, None)),
        ("svg_carrier/ob2-hosted", made(Algorithm::Rsa, Form::Ob2Hosted, FileKind::Svg, site)),
        ("svg_carrier/plain", b"<svg xmlns=\"http://www.w3.org/2000/svg\"><!-- a --><circle r=\"4\"/></svg>".to_vec()),
        ("jwt/es256", made(Algorithm::P256, Form::Ob3Jwt, FileKind::Record, None)),
        ("jwt/eddsa", made(Algorithm::Ed25519, Form::Ob3Jwt, FileKind::Record, None)),
        ("jwt/ob2-signed", made(Algorithm::P256, Form::Ob2Signed, FileKind::Record, site)),
        ("credential_json/rdfc", made(Algorithm::Ed25519, Form::Ob3, FileKind::Record, None)),
        ("credential_json/rdfc-rich", rich(&small, now)),
        ("credential_json/jcs", made(Algorithm::Ed25519, Form::Ob3Jcs, FileKind::Record, None)),
        ("credential_json/ob2-hosted", made(Algorithm::Rsa, Form::Ob2Hosted, FileKind::Record, site)),
        ("status_list/one-set", bits.encode().into_bytes()),
        ("badge_document/first-aid", document.to_bytes()),
        ("badge_document/small", small.to_bytes()),
        ("respelled/plain", vec![0]),
        ("respelled/rich", vec![1]),
        ("respelled/rich-otherwise", (0..=255).chain(0..=255).collect()),
    ];
    for (name, bytes) in seeds {
        let path = folder().join("seeds").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let again = bake(&fs::read(folder().join("seeds/png_carrier/ob3")).unwrap(), "{}", Standard::Two).unwrap();
    fs::write(folder().join("seeds/png_carrier/replaced"), again).unwrap();
}
