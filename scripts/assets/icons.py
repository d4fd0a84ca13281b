#!/usr/bin/env python3
"""Makes assets/icons/: the Phosphor icons as one table of names, words and outlines."""

import json
import re
import subprocess

import pathops
from fontTools.svgLib.path import parse_path

from registry import ASSETS, copy_licence, npm_package, version

PACKAGE = "@phosphor-icons/core"
OUT = ASSETS / "icons"

# In the catalogue's category of brands, but nobody's mark.
NO_LOGOS = {"parallelogram"}


def catalogue(package):
    """The package's own list of icons. It is JavaScript, so Node reads it."""
    script = (
        f"import({json.dumps(str(package / 'dist' / 'index.mjs'))})"
        ".then(m => process.stdout.write(JSON.stringify(m.icons)))"
    )
    return json.loads(subprocess.run(["node", "-e", script], check=True, capture_output=True).stdout)


def words(icon):
    """What an icon can be found by, besides its name: each word once, in the catalogue's order."""
    alias = icon.get("alias", {}).get("name", "").replace("-", " ")
    found = {}
    for phrase in [alias, *icon["tags"], *icon["categories"]]:
        # "*new*" and "*updated*" speak of the catalogue, not of the picture.
        if re.fullmatch(r"\*\w+\*", phrase):
            continue
        for word in phrase.lower().split():
            word = word.rstrip(".,") or word
            if word != "&":
                found[word] = None
    return " ".join(found)


def is_company_mark(icon):
    """Logos of companies and products: drawn under a free licence, but trademarks of others."""
    return "brands" in icon["categories"] and icon["name"] not in NO_LOGOS


def area(d):
    path = pathops.Path()
    parse_path(d, path.getPen(allow_open_paths=False))
    path.simplify(fix_winding=True)
    return path


def same_when_joined(parts):
    """Whether the parts, joined to one path, still cover what they cover one by one:
    where contours of two parts cross, the nonzero rule could open a hole."""
    one_by_one = area(parts[0])
    for part in parts[1:]:
        one_by_one = pathops.op(one_by_one, area(part), pathops.PathOp.UNION)
    return abs(pathops.op(one_by_one, area("".join(parts)), pathops.PathOp.XOR).area) < 0.01


def outline(svg):
    """All paths of an icon as one."""
    text = svg.read_text()
    shapes = set(re.findall(r"<(\w+)", text))
    if shapes != {"svg", "path"} or 'viewBox="0 0 256 256"' not in text or "fill-rule" in text:
        raise SystemExit(f"{svg.name} is not made of plain paths on a 256 square: {shapes}")
    parts = re.findall(r'<path d="([^"]+)"', text)
    if any(not part.startswith("M") for part in parts):
        raise SystemExit(f"{svg.name} has a path that does not begin at an absolute point")
    if len(parts) > 1 and not same_when_joined(parts):
        raise SystemExit(f"{svg.name}: its {len(parts)} paths cannot simply be joined")
    return "".join(parts)


def main():
    package = npm_package(PACKAGE)
    rows = []
    for icon in catalogue(package):
        name = icon["name"]
        regular = outline(package / "assets" / "regular" / f"{name}.svg")
        fill = outline(package / "assets" / "fill" / f"{name}-fill.svg")
        mark = ("company",) if is_company_mark(icon) else ()
        rows.append((name, words(icon), regular, fill, *mark))
    rows.sort()

    OUT.mkdir(parents=True, exist_ok=True)
    head = [
        f"# Phosphor Icons, from the npm package {PACKAGE} {version(PACKAGE)}",
        "# Copyright (c) 2023 Phosphor Icons. MIT licence, see LICENSE-phosphor.txt",
        "# name, words to find it by, outline of the regular weight, outline of the fill weight,",
        "# and for marks of companies, which are not offered, the word company",
        "# Outlines are SVG path data on a 256 by 256 square, filled by the nonzero rule.",
    ]
    lines = head + ["\t".join(row) for row in rows]
    (OUT / "phosphor.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    copy_licence(package, "LICENSE", OUT / "LICENSE-phosphor.txt")
    print(f"{len(rows)} icons, {sum(len(row) == 5 for row in rows)} of them marks of companies")


if __name__ == "__main__":
    main()
