//! A key press in the finder of skills, and what goes on beside the window.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a benchmark: it stops at what it did not expect")]

use std::fmt::Write as _;

use badgewright::skills::{Framework, Index, Mapping, Table, esco, esco_index};
use divan::Bencher;

/// How many rows the window asks for.
const MOST: usize = 40;

fn main() {
    divan::main();
}

/// What is typed, key press by key press; with slips, and with nothing found.
#[divan::bench(args = ["a", "co", "comm", "communication", "manage a te", "acept critisism", "the of and to", "zzzzqqqqwww"])]
fn key_press_in_esco(bencher: Bencher, typed: &str) {
    esco_index();
    bencher.bench(|| esco_index().search(esco(), typed, MOST));
}

#[divan::bench(sample_count = 10)]
fn unpack_esco() -> Framework {
    Framework::from_bytes(include_bytes!("../assets/skills/esco.tsv.gz")).unwrap()
}

#[divan::bench(sample_count = 10)]
fn index_esco(bencher: Bencher) {
    esco();
    bencher.bench(|| Index::of(esco(), &|_| true));
}

#[divan::bench]
fn suggest_from_four_texts(bencher: Bencher) {
    let texts = [
        "Earner has completed a six-hour practical course in first aid, showing the recovery position.",
        "Earner has supported the first aid post at two public events, showing calm communication.",
        "Earner has kept a record of each case and has talked it through with a mentor who gave feedback.",
        "Earners of this badge have trained for six hours and used those skills as volunteers.",
    ];
    esco_index();
    bencher.bench(|| esco_index().suggest(esco(), &texts, 12));
}

/// A table of 100,000 rows.
fn large() -> String {
    let words = ["plan", "lead", "repair", "teach", "measure", "sing", "write", "listen", "build", "grow"];
    let mut csv = String::from("label,uri\n");
    for row in 0..100_000_usize {
        let (one, two) = (words[row % 10], words[row / 10 % 10]);
        writeln!(csv, "{one} and {two} number {row},https://x.example/{row}").unwrap();
    }
    csv
}

fn framework(csv: &str) -> Framework {
    let table = Table::read(csv.as_bytes(), &|_| true).unwrap();
    Mapping::guess(&table, "large").apply(&table, &|_| true).unwrap().framework
}

#[divan::bench(sample_count = 5)]
fn read_100_000_rows(bencher: Bencher) {
    let csv = large();
    bencher.bench(|| framework(&csv));
}

#[divan::bench(sample_count = 5)]
fn index_100_000_rows(bencher: Bencher) {
    let framework = framework(&large());
    bencher.bench(|| Index::of(&framework, &|_| true));
}

#[divan::bench(args = ["p", "plan and", "plna and lead 47"], sample_count = 50)]
fn key_press_in_100_000_rows(bencher: Bencher, typed: &str) {
    let framework = framework(&large());
    let index = Index::of(&framework, &|_| true).unwrap();
    bencher.bench(|| index.search(&framework, typed, MOST));
}
