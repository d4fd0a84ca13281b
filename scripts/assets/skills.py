#!/usr/bin/env python3
"""Makes assets/skills/esco.tsv.gz: the skills of ESCO that the PyPI package laiser carries.

Every row is a skill: address, code, label, other labels, description, and a
mark for the transversal ones, which come first. The format is the one in which
the program keeps the frameworks that users take in (src/skills/file.rs).
"""

import csv
import gzip
import hashlib
import io
import re
import subprocess
import sys
import zipfile

from registry import ASSETS, CACHE

PACKAGE, RELEASE = "laiser", "1.0"
SHA256 = "3892957419a28a0a3171746557c9b684d15f600cc21fc72102cc9302eb18cb60"
OUT = ASSETS / "skills"
TABLE = "laiser/public/faiss_skills.csv"

# The package puts ESCO's collections one after the other: digital competences,
# then the transversal skills. One of the latter is also a digital competence
# and stands with those.
FIRST_TRANSVERSAL, LAST_TRANSVERSAL = "show initiative", "keep an open mind"
ALSO_TRANSVERSAL = "manage digital identity"

HEAD = [
    ("framework", "ESCO"),
    ("version", "1.2"),
    ("address", "https://esco.ec.europa.eu/"),
    ("type", "ext:ESCOSkill"),
    ("credit", "ESCO, © European Union, reused under Decision 2011/833/EU; adapted: labels in English, a part of its skills"),
]


def plain(text):
    """One line, single spaces, none of the signs that part columns and labels."""
    return re.sub(r"\s+", " ", text.replace("|", " ")).strip().rstrip(";")


def fetch():
    CACHE.mkdir(parents=True, exist_ok=True)
    wheel = CACHE / f"{PACKAGE}-{RELEASE}-py3-none-any.whl"
    if not wheel.exists():
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
             "--dest", str(CACHE), f"{PACKAGE}=={RELEASE}"],
            check=True,
        )
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if digest != SHA256:
        raise SystemExit(f"{wheel.name}: its sha256 is {digest}, not the pinned one")
    with zipfile.ZipFile(wheel) as archive:
        return list(csv.DictReader(io.TextIOWrapper(archive.open(TABLE), encoding="utf-8", newline="")))


def other_labels(skill, by_comma):
    parts = skill["aliases"].split(", " if by_comma else "\n")
    if by_comma and any(part.startswith(("and ", "or ")) for part in parts):
        return []  # commas within a label: where one ends cannot be told
    label = plain(skill["skill_name"])
    return sorted({plain(part) for part in parts} - {"", label})


def main():
    skills = [row for row in fetch() if row["taxonomy"] == "ESCO"]
    names = [row["skill_name"] for row in skills]
    # The first collections part other labels by commas, the rest by lines.
    by_lines = next(at for at, row in enumerate(skills) if "\n" in row["aliases"])
    transversal = set(range(names.index(FIRST_TRANSVERSAL), names.index(LAST_TRANSVERSAL) + 1))
    transversal.add(names.index(ALSO_TRANSVERSAL))

    rows = []
    for at, skill in enumerate(skills):
        first = at in transversal
        rows.append((not first, plain(skill["skill_name"]), [
            skill["original_id"],
            "",
            plain(skill["skill_name"]),
            "|".join(other_labels(skill, at < by_lines)),
            plain(skill["description"]),
            "first" if first else "",
        ]))
    rows.sort(key=lambda row: (row[0], row[1].lower(), row[2][0]))
    lines = ["#" + "\t".join(pair) for pair in HEAD] + ["\t".join(row[2]) for row in rows]
    OUT.mkdir(parents=True, exist_ok=True)
    with open(OUT / "esco.tsv.gz", "wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(("\n".join(lines) + "\n").encode())
    print(f"skills/esco.tsv.gz: {len(rows)} skills, {sum(not row[0] for row in rows)} transversal")


if __name__ == "__main__":
    main()
