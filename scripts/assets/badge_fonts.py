#!/usr/bin/env python3
"""Makes assets/fonts/badge/: the typefaces a badge's artwork can be set in."""

from fonts import LATIN, cut
from registry import ASSETS, copy_licence, npm_package

OUT = ASSETS / "fonts" / "badge"

# family, npm package, styles (weight and name), what it is good for
FAMILIES = [
    ("Cabin", "cabin", [(400, "Regular"), (600, "SemiBold"), (700, "Bold")],
     "names and short lines: warm and plain, in the manner of Gill Sans"),
    ("Outfit", "outfit", [(400, "Regular"), (600, "SemiBold"), (700, "Bold")],
     "modern titles: geometric, round, strong in capitals"),
    ("Barlow Condensed", "barlow-condensed", [(500, "Medium"), (700, "Bold")],
     "text on a ring or ribbon: narrow, fits many letters"),
    ("Source Serif 4", "source-serif-4", [(400, "Regular"), (700, "Bold")],
     "academic and formal awards: a calm book serif"),
    ("Zilla Slab", "zilla-slab", [(600, "SemiBold"), (700, "Bold")],
     "crafts, clubs and challenges: a slab serif with character"),
    ("Caveat", "caveat", [(400, "Regular"), (700, "Bold")],
     "thanks and personal touches: a friendly hand, large only"),
]

# The window's letters serve for badges too; they lie in one place only.
SHARED = ("Atkinson Hyperlegible Next", "../ui", [(400, "Regular"), (600, "SemiBold"), (700, "Bold")],
          "small text and wide audiences: letters hard to mistake")


def make(family, package_name, styles):
    package = npm_package(f"@expo-google-fonts/{package_name}")
    stem = family.replace(" ", "")
    for weight, style in styles:
        source = package / f"{weight}{style}" / f"{stem}_{weight}{style}.ttf"
        cut(source, LATIN).save(OUT / f"{stem}-{style}.ttf")
    copy_licence(package, "LICENSE_FONT", OUT / f"OFL-{stem}.txt")


def rows(family, folder, styles, good_for):
    stem = family.replace(" ", "")
    for weight, style in styles:
        yield f"{family}\t{weight}\t{folder}{stem}-{style}.ttf\t{good_for}\n"


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    table = ["# family, weight, file (as seen from this folder), what it is good for\n"]
    for family, package_name, styles, good_for in FAMILIES:
        make(family, package_name, styles)
        table += rows(family, "", styles, good_for)
    family, folder, styles, good_for = SHARED
    table += rows(family, folder + "/", styles, good_for)
    (OUT / "fonts.tsv").write_text("".join(table), encoding="utf-8")
    print(f"{len(table) - 1} styles of {len(FAMILIES) + 1} families")


if __name__ == "__main__":
    main()
