//! Files made to deceive, to crash, or to be merely odd.

use std::fs;

use badgewright::inspect::Verdict::{self, Genuine, Intact, NotABadge, NotValid, Unconfirmed};

use super::{data, look};

/// What each file may be found to be, and a word that the report must contain.
const EXPECTED: &[(&str, &[Verdict], &str)] = &[
    ("ok-rdfc.png", &[Intact], "Robotics Basics"),
    ("ok-jcs.png", &[Intact], "Robotics Basics"),
    ("ok-jwt.png", &[Intact], "JWT"),
    ("ok-itxt-lang-and-translated-keyword.png", &[Intact], "Robotics Basics"),
    ("dup-two-ob3-second-bad.png", &[Intact], "two badges"),
    ("both-ob2-and-ob3.png", &[Intact], "Open Badges 2.0"),
    ("compressed-bomb.png", &[NotValid], "compressed"),
    ("ztxt.png", &[NotABadge], "compressed"),
    ("legacy-text-url.png", &[Unconfirmed], "https://example.org/assertions/1"),
    ("keyword-case.png", &[NotABadge], "no badge"),
    ("bad-crc.png", &[Unconfirmed], "checksum"),
    ("truncated-chunk.png", &[NotValid], "damaged"),
    ("invalid-utf8.png", &[NotValid], "UTF-8"),
    ("no-null-separators.png", &[NotValid], "cut short"),
    ("json-array.png", &[NotValid], "exactly one"),
    ("apng-actl.png", &[Intact], "Robotics Basics"),
    ("zero-byte.png", &[NotABadge], "empty"),
    ("tamper-name-jcs.json", &[NotValid], "changed after signing"),
    ("reordered-keys-jcs.json", &[Intact], "Robotics Basics"),
    ("undefined-term-added-jcs.json", &[NotValid], "changed after signing"),
    ("proofpurpose-authentication.json", &[NotValid], "authentication"),
    ("issuer-swapped.json", &[NotValid], ""),
    ("proofvalue-base64.json", &[NotValid], "base58"),
    ("context-injected.json", &[NotValid], "protected word “name”"),
    ("proof-array-empty.json", &[NotValid], "no signature"),
    ("jwt-alg-none.jwt", &[NotValid], "not signed"),
    ("jwt-hs256-pubkey.jwt", &[NotValid], "shared secret"),
    ("jwt-sig-truncated.jwt", &[NotValid], ""),
    ("jwt-trailing-newline.jwt", &[Intact], "JWT"),
    ("jwt-https-issuer-self-key.jwt", &[Unconfirmed], ""),
    ("jwt-iss-mismatch.jwt", &[NotValid], "(iss)"),
    ("jwt-jti-mismatch.jwt", &[NotValid], "(jti)"),
    ("jwt-nbf-float.jwt", &[NotValid], "(nbf)"),
    ("jwt-expired.jwt", &[NotValid], "ends before"),
    ("jwt-crit.jwt", &[NotValid], "crit"),
    ("ok-cdata.svg", &[Intact], "Robotics Basics"),
    ("ok-jwt.svg", &[Intact], "JWT"),
    ("ok-escaped-text.svg", &[Intact], "Robotics Basics"),
    ("wrong-namespace.svg", &[NotABadge], "no badge"),
    ("dup-two-credentials.svg", &[Intact], "two badges"),
    ("in-comment.svg", &[NotABadge], "no badge"),
    ("cdata-split.svg", &[Intact], "Robotics Basics"),
    ("xxe.svg", &[NotValid], "DOCTYPE"),
    ("utf16.svg", &[Intact, Unconfirmed, NotABadge], "UTF-16"),
    ("ob2-hosted.svg", &[Unconfirmed], "https://example.org/a/1"),
    ("gzip.svgz.svg", &[NotABadge], "gzip"),
];

#[test]
fn every_hostile_file_is_found_to_be_what_it_is() {
    let Some(folder) = data("hostile") else { return };
    let listed = fs::read_to_string(folder.join("EXPECTED.tsv")).unwrap();
    let listed: Vec<&str> = listed.lines().filter_map(|line| line.split('\t').next()).collect();
    let known: Vec<&str> = EXPECTED.iter().map(|(name, ..)| *name).collect();
    assert_eq!(listed, known);
    let mut wrong = Vec::new();
    for (name, verdicts, word) in EXPECTED {
        let started = cpu_seconds();
        let report = look(&folder.join(name));
        let took = cpu_seconds() - started;
        let text = serde_json::to_string(&report).unwrap();
        if !verdicts.contains(&report.verdict) || !text.contains(word) || took > 1.0 {
            wrong.push(format!("{name} after {took} s: {text}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_confirmed_issuer_makes_the_good_ones_genuine_and_no_other() {
    let Some(folder) = data("hostile") else { return };
    let signer = look(&folder.join("ok-rdfc.png")).signer.unwrap();
    let mut trust = badgewright::inspect::Trust::default();
    trust.add_trusted(signer, "Example Maker Society");
    for (name, verdicts, _) in EXPECTED {
        let sources = badgewright::inspect::Sources::default();
        let question =
            badgewright::inspect::InspectOptions { trust: &trust, sources: &sources, at: super::at(), email: None };
        let report = badgewright::inspect::inspect(&fs::read(folder.join(name)).unwrap(), &question);
        let good = verdicts.contains(&Intact);
        assert!(good || report.verdict > Intact, "{name}: {report:?}");
        if good && !name.contains("jcs") && !name.contains("jwt") {
            assert_eq!(report.verdict, Genuine, "{name}: {report:?}");
        }
    }
}

/// The bomb unpacks to 200 MB; the whole test program stays well below.
#[cfg(target_os = "linux")]
#[test]
fn the_compressed_bomb_is_not_unpacked() {
    let Some(folder) = data("hostile") else { return };
    let peak = || {
        let status = fs::read_to_string("/proc/self/status").unwrap();
        let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
    };
    let before = peak();
    assert_eq!(look(&folder.join("compressed-bomb.png")).verdict, NotValid);
    assert!(peak() - before < 64, "from {before} MB to {} MB", peak());
}

/// Processor time of this thread: what a busy machine does not change.
fn cpu_seconds() -> f64 {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    now.tv_sec as f64 + now.tv_nsec as f64 / 1e9
}
