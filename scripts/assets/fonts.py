"""What both font scripts do to a font."""

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.removeOverlaps import removeOverlaps

# Latin and Latin Extended with the marks, signs and ligatures that go with
# them. What of it a font has depends on the font; check.py says what each must have.
LATIN = [
    *range(0x0020, 0x007F), *range(0x00A0, 0x0250),  # Basic Latin to Extended-B
    0x0259, *range(0x02B0, 0x0370),                  # schwa, modifiers, combining marks
    0x0394, 0x03A9, 0x03BC, 0x03C0,                  # the Greek letters that are also signs
    *range(0x1E00, 0x1F00),                          # Extended Additional
    *range(0x2000, 0x20D0),                          # punctuation, super- and subscripts, money
    0x2113, 0x2116, 0x2117, 0x2122, 0x2126, *range(0x2150, 0x215F),  # signs, fractions
    *range(0x2190, 0x219A),                          # arrows
    0x2202, 0x2205, 0x2206, 0x220F, 0x2211, 0x2212, 0x2215, 0x2219, 0x221A, 0x221E,
    0x222B, 0x2248, 0x2260, 0x2264, 0x2265,          # mathematics
    0x25A0, 0x25A1, 0x25CA, 0x25CB, 0x25CF, 0x2605, 0x2606, 0x2713, 0x2717,
    *range(0xFB00, 0xFB07), 0xFFFD,
]


def cut(source, unicodes, shaping=True):
    """The part of a font which the code points need: unhinted, and with overlapping
    contours merged, because artwork also draws letters by their edge."""
    options = subset.Options()
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.drop_tables += ["STAT", "DSIG", "gasp"]
    if not shaping:
        options.drop_tables += ["GSUB", "GPOS", "GDEF"]
    # The same input must give the same bytes: the time of making stays out.
    font = TTFont(source, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=unicodes)
    subsetter.subset(font)
    removeOverlaps(font)
    return font
