"""The lines of text in a PDF, found by their baselines alone.

Two engines that share no code read the file: MuPDF (fast) and pdfminer through pdfplumber (slow).
Nothing of the program is used: a line is what stands on one baseline.
"""

import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

MM_PER_POINT = 25.4 / 72

# Characters of one line may stand off its baseline by this share of their size (raised dashes).
BASELINE_SHARE = 0.30
INVISIBLE = "\u200b\u200c\u200d\ufeff\u00ad"


@dataclass(frozen=True)
class Character:
    """A character; places in points from the page's left and top edge.

    One that is turned stands where its origin is: how far it reaches depends on the reader.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    font: str


class Line:
    """The characters on one baseline, from left to right."""

    def __init__(self, characters):
        self.characters = sorted(characters, key=lambda c: (c.left, c.right))
        ink = [c for c in self.characters if not c.text.isspace()] or self.characters
        self.left = min(c.left for c in ink)
        self.right = max(c.right for c in ink)
        self.size = Counter(round(c.size * 2) / 2 for c in ink).most_common(1)[0][0]
        of_size = [c.baseline for c in ink if abs(c.size - self.size) < 0.6]
        self.baseline = sorted(of_size)[len(of_size) // 2]
        self.text = visible("".join(c.text for c in self.characters))


@dataclass
class Page:
    """A page; its size in points."""

    width: float
    height: float
    lines: list


def visible(text):
    """Return the text without spaces, its compatibility ideographs as the usual ones."""
    return "".join(
        unicodedata.normalize("NFKC", c) if is_compatibility(c) else c
        for c in text
        if not c.isspace() and c not in INVISIBLE
    )


def is_compatibility(character):
    """Tell whether fonts' maps may hold the character instead of a unified ideograph."""
    code = ord(character)
    return 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF or 0xFB00 <= code <= 0xFB06


def is_page_number(text):
    """Tell whether a line is only a page number: 1, — 1 —, -1-."""
    core = text.strip("-—–－")
    return core.isdecimal() and len(core) <= 5


def without_subset_tag(font):
    """Return a font's name without the six letters of its subset."""
    return font[7:] if len(font) > 7 and font[6] == "+" else font


def lines_of(characters):
    """Gather characters into lines, from top to bottom."""
    lines = []
    for character in sorted(characters, key=lambda c: c.baseline):
        if lines:
            baseline, size, members = lines[-1]
            slack = max(1.5, BASELINE_SHARE * min(character.size, size))
            if abs(character.baseline - baseline) <= slack:
                members.append(character)
                lines[-1] = (baseline, max(size, character.size), members)
                continue
        lines.append((character.baseline, character.size, [character]))
    made = (Line(members) for _, _, members in lines)
    return [line for line in made if line.text]


def read_pages(path, engine="mupdf"):
    """Read the pages of a PDF."""
    return list(ENGINES[engine](Path(path)))


def read_with_mupdf(path):
    """Yield the pages as MuPDF reads them."""
    import pymupdf

    with pymupdf.open(path) as document:
        for page in document:
            raw = page.get_text("rawdict", flags=pymupdf.TEXT_PRESERVE_WHITESPACE)
            lines = (line for block in raw["blocks"] for line in block.get("lines", ()))
            characters = [
                Character(
                    text=c["c"],
                    left=c["bbox"][0] if line["dir"][0] else c["origin"][0],
                    right=c["bbox"][2] if line["dir"][0] else c["origin"][0],
                    baseline=c["origin"][1],
                    size=span["size"],
                    font=without_subset_tag(span["font"]),
                )
                for line in lines
                for span in line["spans"]
                for c in span["chars"]
            ]
            yield Page(page.rect.width, page.rect.height, lines_of(characters))


def read_with_pdfminer(path):
    """Yield the pages as pdfminer reads them."""
    import pdfplumber

    with pdfplumber.open(path) as document:
        for page in document.pages:
            height = float(page.height)
            characters = [
                Character(
                    text=c["text"],
                    left=c["x0"] if c["upright"] else c["matrix"][4],
                    right=c["x1"] if c["upright"] else c["matrix"][4],
                    baseline=height - c["matrix"][5],
                    size=c["size"],
                    font=without_subset_tag(c["fontname"]),
                )
                for c in page.chars
            ]
            yield Page(float(page.width), height, lines_of(characters))
            page.flush_cache()


ENGINES = {"mupdf": read_with_mupdf, "pdfminer": read_with_pdfminer}
