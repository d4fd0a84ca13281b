#!/usr/bin/env python3
"""Makes assets/fonts/ui/: the window's letters and its icons."""

import re
from pathlib import Path

from fonts import LATIN, cut
from registry import ASSETS, copy_licence, npm_package

OUT = ASSETS / "fonts" / "ui"


def wanted_icons():
    text = (Path(__file__).parent / "ui_icons.txt").read_text()
    names = [name for line in text.splitlines() if not line.startswith("#") for name in line.split()]
    if len(names) != len(set(names)):
        raise SystemExit("ui_icons.txt names an icon twice")
    return sorted(names)


def code_points(stylesheet):
    """Icon name -> code point, as the style sheet of a weight has it."""
    found = re.findall(r'\.ph-([a-z0-9-]+):before \{\s*content: "\\([0-9a-f]+)"', stylesheet.read_text())
    return {name: int(code, 16) for name, code in found}


def set_names(font, family, style):
    """Both weights get one family name, which also says that they are cut down."""
    full = f"{family} {style}"
    for name_id, text in {1: family, 2: style, 3: full, 4: full, 6: full.replace(" ", "")}.items():
        font["name"].removeNames(nameID=name_id)
        font["name"].setName(text, name_id, 3, 1, 0x409)


def make_icons():
    package = npm_package("@phosphor-icons/web")
    regular, fill = package / "src" / "regular", package / "src" / "fill"
    codes = code_points(regular / "style.css")
    codes_of_fill = code_points(fill / "style.css")
    names = wanted_icons()
    for name in names:
        if name not in codes or codes[name] != codes_of_fill.get(name):
            raise SystemExit(f"ui_icons.txt: no icon {name} with one code point in both weights")

    unicodes = [codes[name] for name in names]
    for source, style in [(regular / "Phosphor.ttf", "Regular"), (fill / "Phosphor-Fill.ttf", "Fill")]:
        # The originals' only shaping turns typed words into icons, which the window never wants.
        font = cut(source, unicodes, shaping=False)
        set_names(font, "Phosphor UI", style)
        font.save(OUT / f"PhosphorUI-{style}.ttf")

    head = "# Icon name and code point (hexadecimal), the same in both weights of PhosphorUI.\n"
    rows = "".join(f"{name}\t{codes[name]:04x}\n" for name in names)
    (OUT / "icons.tsv").write_text(head + rows)
    copy_licence(package, "LICENSE", OUT / "LICENSE-phosphor.txt")
    print(f"{len(names)} icons")


def make_letters():
    package = npm_package("@expo-google-fonts/atkinson-hyperlegible-next")
    for weight in ["400Regular", "600SemiBold", "700Bold"]:
        style = weight[3:]
        source = package / weight / f"AtkinsonHyperlegibleNext_{weight}.ttf"
        cut(source, LATIN).save(OUT / f"AtkinsonHyperlegibleNext-{style}.ttf")
    copy_licence(package, "LICENSE_FONT", OUT / "OFL-AtkinsonHyperlegibleNext.txt")


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    make_icons()
    make_letters()
