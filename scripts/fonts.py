"""Make the site's reading face from the published Source Serif 4 files.

Usage: ``python scripts/fonts.py PACKAGE``, where PACKAGE is the unpacked npm package
``@fontsource-variable/source-serif-4`` (made with 5.3.1; ``npm pack`` fetches it).
It writes two WOFF2 files and the licence to ``overrides/assets/fonts``:
upright 400 to 700 with the pinyin vowels, and italic 400.
"""

from __future__ import annotations

import argparse
import sys
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

# The licence reserves the name "Source", so a changed font must carry another.
FAMILY = "Two Oceans Serif"
OUT = Path(__file__).resolve().parent.parent / "overrides" / "assets" / "fonts"

TEXT = "".join(map(chr, range(0x20, 0x7F))) + "ÉÖÜáàâäçéèêëìíïñóòôöúùü" + "\u00a0\u2009‘’“”–—…·•¶§×"
# No syllable begins with i, u or ü, and no other capital occurs at the head of a name.
PINYIN = "ĀāĒēěīŌōūǎǐǒǔǖǘǚǜ"


def read(files: Path, name: str) -> TTFont:
    """Return one file of the package, with its own date, so that every run writes the same bytes."""
    return TTFont(files / f"source-serif-4-{name}.woff2", recalcTimestamp=False)


def upright(files: Path) -> TTFont:
    """Return the upright variable font with the pinyin vowels, which the package keeps in a second file."""
    font, more = (read(files, name) for name in ("latin-wght-normal", "latin-ext-wght-normal"))
    wanted = Subsetter(Options())
    wanted.populate(text=PINYIN)
    wanted.subset(more)
    # Each table is read while the number of glyphs is still the file's own.
    outlines, widths, variations = font["glyf"], font["hmtx"], font["gvar"].variations
    # Glyphs without a character have made-up names, which mean something else in the other file.
    names = {name: name if name in more.getBestCmap().values() else f"more.{name}" for name in more.getGlyphOrder()}
    for old, new in names.items():
        if new not in outlines:
            outlines[new] = more["glyf"][old]
            for part in getattr(outlines[new], "components", []):
                part.glyphName = names[part.glyphName]
            widths[new] = more["hmtx"][old]
            variations[new] = more["gvar"].variations.get(old, [])
    for table in font["cmap"].tables:
        table.cmap.update(more.getBestCmap())
    # HVAR counts glyphs by position; without it the widths come from gvar.
    del font["HVAR"]
    return font


def make(font: TTFont, weight: int | tuple[int, int], characters: str, features: list[str]) -> TTFont:
    """Return the font renamed and cut down to ``characters``, ``features`` and ``weight`` (one value or a range)."""
    missing = [c for c in characters if ord(c) not in font.getBestCmap()]
    if missing:
        raise SystemExit(f"no glyph for {' '.join(missing)}: take them out of TEXT or PINYIN")
    # The subsetter needs the tables as read from a file, not as the instancer leaves them.
    cut = BytesIO()
    instantiateVariableFont(font, {"wght": weight}).save(cut)
    font = TTFont(cut, recalcTimestamp=False)
    options = Options(hinting=False, layout_features=features, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
    subsetter = Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(font)
    names = font["name"]
    full = f"{FAMILY} {names.getDebugName(2)}"
    for name, text in {1: FAMILY, 3: full, 4: full, 6: full.replace(" ", ""), 16: FAMILY}.items():
        names.setName(text, name, 3, 1, 0x409)
    font.flavor = "woff2"
    return font


def licence(package: Path) -> str:
    """Return the OFL text of the package under the copyright line that the font itself carries."""
    text = (package / "LICENSE").read_text(encoding="utf-8")
    start = text.index("This Font Software is licensed")
    holder = read(package / "files", "latin-wght-normal")["name"].getDebugName(0)
    return f"{holder}\n\nChanged for this site: fewer characters and weights, and the name {FAMILY}.\n\n{text[start:]}"


def main() -> None:
    """Write the faces and the licence, and say the size of each face in bytes."""
    parser = argparse.ArgumentParser(description="Make the site's reading face.")
    parser.add_argument("package", type=Path, help="unpacked npm package @fontsource-variable/source-serif-4")
    package = parser.parse_args().package
    italic = read(package / "files", "latin-wght-italic")
    faces = {
        # Kerning is a quarter of a file, so only the upright face, which sets the headings, keeps it.
        "serif": make(upright(package / "files"), (400, 700), TEXT + PINYIN, ["kern", "liga"]),
        "serif-italic": make(italic, 400, TEXT, ["liga"]),
    }
    OUT.mkdir(parents=True, exist_ok=True)
    for name, font in faces.items():
        path = OUT / f"{name}.woff2"
        font.save(path)
        sys.stdout.write(f"{path.stat().st_size:6}  {path.name}\n")
    (OUT / "OFL.txt").write_text(licence(package), encoding="utf-8")


if __name__ == "__main__":
    main()
