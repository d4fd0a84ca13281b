#!/usr/bin/env python3
"""Checks the finished assets: every outline can be read, every font has its letters."""

import re
import sys

from fontTools.pens.boundsPen import BoundsPen
from fontTools.svgLib.path import parse_path
from fontTools.ttLib import TTFont

from registry import ASSETS

faults = []


def expect(truth, what):
    if not truth:
        faults.append(what)


# How many numbers each command takes at a time.
TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
NUMBER = re.compile(r"-?(\d+\.?\d*|\.\d+)")


def check_outline(name, d):
    """The grammar, strictly: arc flags stand alone, no number has more than two decimals."""
    expect(re.fullmatch(r"[MmLlHhVvCcSsQqTtAaZz0-9.,\- ]+", d), f"{name}: odd characters")
    for command, arguments in re.findall(r"([A-Za-z])([^A-Za-z]*)", d):
        numbers = [match.group() for match in NUMBER.finditer(arguments)]
        left = NUMBER.sub("", arguments).strip(", ")
        expect(not left.replace(",", "").replace(" ", ""), f"{name}: {command}{arguments}")
        takes = TAKES[command.upper()]
        whole = len(numbers) % takes == 0 and numbers if takes else not numbers
        expect(whole, f"{name}: {command} with {len(numbers)} numbers")
        expect(all(len(n.partition(".")[2]) <= 2 for n in numbers), f"{name}: too many decimals")
        if command in "Aa":
            flags = [n for i, n in enumerate(numbers) if i % 7 in (3, 4)]
            expect(set(flags) <= {"0", "1"}, f"{name}: arc flags {flags}")
    pen = BoundsPen(None)
    parse_path(d, pen)
    left, top, right, bottom = pen.bounds
    expect(min(left, top) > -1 and max(right, bottom) < 257, f"{name}: outside the square {pen.bounds}")


def check_icons():
    lines = (ASSETS / "icons" / "phosphor.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    names = [row[0] for row in rows]
    expect(names == sorted(set(names)), "icons are not sorted, or not unique")
    expect(len(rows) == 1512, f"{len(rows)} icons instead of 1512")
    marks = [row[0] for row in rows if row[4:] == ["company"]]
    expect(len(marks) == 77, f"{len(marks)} marks of companies instead of 77")
    expect(all(len(row) == 4 for row in rows if row[0] not in marks), "a row with odd columns")
    for name, words, regular, fill, *_ in rows:
        expect(words and words == words.lower(), f"{name}: words {words!r}")
        expect(len(set(words.split(" "))) == len(words.split(" ")), f"{name}: a word twice")
        check_outline(f"{name} regular", regular)
        check_outline(f"{name} fill", fill)
    print(f"icons/phosphor.tsv: {len(rows)} icons, {2 * len(rows)} outlines")


UI_LETTERS = [f"AtkinsonHyperlegibleNext-{style}.ttf" for style in ("Regular", "SemiBold", "Bold")]

# English, Welsh, Irish, French, German, Polish, Czech, Slovak, Hungarian, Turkish, Maltese …
LETTERS = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    "ŵŷẁẃẅỳâêîôûŴŶ áéíóúÁÉÍÓÚ àçèëïœÿ äöüßẞ ąćęłńśźżĄĆĘŁŃŚŹŻ"
    "čďěňřšťůýžČĎĚŇŘŠŤŮÝŽ ľĺŕô őűŐŰ çğıİöşüÇĞÖŞÜ ċġħż ăâîșțȘȚ āēģīķļņšūž ðþæøå"
    "’‘“”„«»–—…•·†©®™§¶°×÷±−£€$%&@#*/\\|()[]{}<>=+~^_`'\"!?.,:;¡¿ª º½¼¾"
)

# What the originals themselves lack. Named, so that a new gap is noticed.
GAPS = {"Outfit": "†", "BarlowCondensed": "ẞ", "ZillaSlab": "ẞ", "Caveat": "ẞ"}


def check_letters(path):
    font = TTFont(path)
    have = font.getBestCmap()
    missing = "".join(sorted({letter for letter in LETTERS if ord(letter) not in have}))
    known = GAPS.get(path.name.partition("-")[0], "")
    expect(missing == known, f"{path.name} lacks {missing!r}, known is {known!r}")
    expect({"fpgm", "prep", "cvt ", "fvar"}.isdisjoint(font.keys()), f"{path.name}: hinted or variable")
    features = {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}
    expect("kern" in features, f"{path.name} does not kern")
    return len(have)


def check_ui_fonts():
    folder = ASSETS / "fonts" / "ui"
    lines = (folder / "icons.tsv").read_text().splitlines()
    icons = dict(line.split("\t") for line in lines if not line.startswith("#"))
    codes = {int(code, 16) for code in icons.values()}
    expect(len(codes) == len(icons), "icons.tsv: two icons share a code point")
    for style in ("Regular", "Fill"):
        font = TTFont(folder / f"PhosphorUI-{style}.ttf")
        have = font.getBestCmap()
        expect(set(have) == codes, f"PhosphorUI-{style} and icons.tsv differ")
        blank = [hex(code) for code in codes if font["glyf"][have[code]].numberOfContours == 0]
        expect(not blank, f"PhosphorUI-{style}: nothing is drawn at {blank}")
    print(f"fonts/ui/icons.tsv: {len(icons)} icons")
    for name in UI_LETTERS:
        print(f"fonts/ui/{name}: {check_letters(folder / name)} characters")


def check_badge_fonts():
    folder = ASSETS / "fonts" / "badge"
    lines = (folder / "fonts.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    for family, weight, file, _ in rows:
        path = (folder / file).resolve()
        font = TTFont(path)
        own = font["name"].getDebugName(16) or font["name"].getDebugName(1)
        expect(own == family, f"{file} calls itself {own}, fonts.tsv says {family}")
        expect(font["OS/2"].usWeightClass == int(weight), f"{file} is not of weight {weight}")
        have = check_letters(path)
        if path.parent == folder:
            print(f"fonts/badge/{file}: {have} characters")
    listed = {file for _, _, file, _ in rows}
    spare = [path.name for path in folder.glob("*.ttf") if path.name not in listed]
    expect(not spare, f"not in fonts.tsv: {spare}")


def main():
    check_icons()
    check_ui_fonts()
    check_badge_fonts()
    for fault in faults:
        print(fault, file=sys.stderr)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
