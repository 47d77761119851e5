"""Cuts the typefaces: `python scripts/subset_fonts.py FOLDER`.

FOLDER holds the files `…-latin.woff2` made as static/fonts/README.md says. Of each come `…-latin.woff2`,
with the letters of French and English, which every page loads, and `…-latin-rest.woff2` with the others,
which a page loads that has one of them. Needs fontTools with brotli.
"""

import sys
from pathlib import Path

from fontTools import subset

FONTS = Path(__file__).resolve().parent.parent / "static" / "fonts"
FRENCH_AND_ENGLISH = (
    "20-7E,A0,AB,B0,B2,B3,BB,C0,C2,C7-CB,CE,CF,D4,D9,DB,E0,E2,E7-EB,EE,EF,F4,F9,FB,FC,152,153,2009,2013,2014,"
    "2018-201E,2022,2026,202F,20AC,2212"
)
LATIN = "20-FF,131,152,153,2BB,2BC,2C6,2DA,2DC,2000-206F,20AC,2122,2212,2215,FEFF,FFFD"
FEATURES = ["kern", "liga", "tnum", "pnum", "mark", "mkmk", "ccmp", "rvrn"]
# Set in a few words at a time: kerning is two fifths of the file.
WITHOUT_KERNING = {"newsreader-italic"}


def main(folder):
    common = _numbers(FRENCH_AND_ENGLISH)
    for file in sorted(folder.glob("*-latin.woff2")):
        name = file.name.removesuffix("-latin.woff2")
        _cut(file, FONTS / f"{name}-latin.woff2", common, name in WITHOUT_KERNING)
        _cut(file, FONTS / f"{name}-latin-rest.woff2", _numbers(LATIN) - common, name in WITHOUT_KERNING)


def _numbers(ranges):
    found = set()
    for part in ranges.split(","):
        first, _dash, last = part.partition("-")
        found |= set(range(int(first, 16), int(last or first, 16) + 1))
    return found


def _cut(source, target, letters, without_kerning):
    features = [feature for feature in FEATURES if not (without_kerning and feature == "kern")]
    options = subset.Options(flavor="woff2", hinting=False, layout_features=features)
    font = subset.load_font(source, options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=letters)
    cutter.subset(font)
    subset.save_font(font, target, options)
    print(f"{target.name}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
