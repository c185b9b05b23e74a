#!/usr/bin/env python3
"""Measure the type area and the grid of a PDF: by default those of GB/T 9704—2012.

A4; margins 37, 35, 28 and 26 mm (± 1 mm); 22 lines of 28 characters of 16 pt a page. Whatever
stands above or below the type area (page numbers) is left out, as are footnotes and turned pages (横排).

exit: 0 as it should be, 1 not
"""

import argparse
import statistics
import sys
from collections import Counter
from dataclasses import dataclass, field

from pdf_lines import MM_PER_POINT, read_pages

# The em box of an ideograph: 0.88 em above its baseline, 0.12 em below.
ABOVE, BELOW = 0.88, 0.12
OPENING = set("《（“‘【〈「『〔［｛(")
CLOSING = set("，。、；：？！》）”’】〉」』〕］｝…—,.;:?!)")


@dataclass
class Expected:
    """What the page should be like; lengths in mm, the type size in points."""

    size: float = 16
    lines: int = 22
    characters: int = 28
    top: float = 37
    bottom: float = 35
    left: float = 28
    right: float = 26
    tolerance: float = 1.0
    page: tuple = (210, 297)
    has_letterhead: bool = False  # page 1 begins with a 版头


@dataclass
class Measured:
    """What was found; lengths in mm, pitches in points."""

    faults: list = field(default_factory=list)
    lefts: list = field(default_factory=list)
    rights: list = field(default_factory=list)
    tops: list = field(default_factory=list)
    bottoms: list = field(default_factory=list)
    line_pitches: list = field(default_factory=list)
    character_pitches: list = field(default_factory=list)
    line_counts: list = field(default_factory=list)
    solid_counts: list = field(default_factory=list)
    sizes: Counter = field(default_factory=Counter)


def is_han(character):
    """Tell whether a character is an ideograph."""
    return "\u3400" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff"


def edges(line, width, expected):
    """Return a line's distance from the left and right edge of the page in mm.

    A mark trimmed to half its width at a line's end keeps its whole cell in the PDF: such a half
    cell outside the type area is blank and does not count.
    """
    left = line.left * MM_PER_POINT
    right = (width - line.right) * MM_PER_POINT
    half = line.size / 2 * MM_PER_POINT
    if line.text[0] in OPENING and left < expected.left - 0.3:
        left += half
    if line.text[-1] in CLOSING and right < expected.right - 0.3:
        right += half
    return left, right


def in_type_area(line, expected):
    """Tell whether a line stands between the head and the foot margin."""
    top = (line.baseline - ABOVE * line.size) * MM_PER_POINT
    bottom = (line.baseline + BELOW * line.size) * MM_PER_POINT
    return top > expected.top - 2 and bottom < expected.page[1] - expected.bottom + 2


def measure(pages, expected):
    """Measure all pages."""
    found = Measured()
    for number, page in enumerate(pages, 1):
        size = page.width * MM_PER_POINT, page.height * MM_PER_POINT
        if all(abs(a - b) < 0.5 for a, b in zip(size, reversed(expected.page))):
            continue
        if any(abs(a - b) > 0.5 for a, b in zip(size, expected.page)):
            found.faults.append(f"page {number} is {size[0]:.1f} × {size[1]:.1f} mm")
        body = [line for line in page.lines if in_type_area(line, expected)]
        text = [line for line in body if line.size > 0.75 * expected.size]
        if text:
            measure_page(page, text, expected, found, has_notes=len(text) < len(body))
    return found


def measure_page(page, body, expected, found, has_notes):
    """Add the measures of one page's lines to what was found."""
    for line in body:
        left, right = edges(line, page.width, expected)
        found.lefts.append(left)
        found.rights.append(right)
        found.sizes[line.size] += len(line.text)
        if abs(line.size - expected.size) < 0.6:
            found.character_pitches += character_pitches(line)
    first, last = body[0], body[-1]
    found.tops.append((first.baseline - ABOVE * first.size) * MM_PER_POINT)
    found.bottoms.append((page.height - last.baseline - BELOW * last.size) * MM_PER_POINT)
    pitches = [b.baseline - a.baseline for a, b in zip(body, body[1:])]
    found.line_pitches += [p for p in pitches if p < 3 * expected.size]
    # those of tables are closer together
    found.line_counts.append(sum(line.size > expected.size - 0.6 for line in body))
    if not has_notes and pitches and max(pitches) - min(pitches) < 0.5:
        found.solid_counts.append(len(body))


def character_pitches(line):
    """Return how far each ideograph stands from the ideograph before it."""
    pairs = zip(line.characters, line.characters[1:])
    pitches = [b.left - a.left for a, b in pairs if is_han(a.text) and is_han(b.text)]
    return [pitch for pitch in pitches if pitch < 1.6 * line.size]


def judge(found, expected):
    """Return what is wrong, and a line about what was found."""
    faults = list(found.faults)
    if not found.lefts or not found.character_pitches or not found.line_pitches:
        return faults + ["there is no running text"], "nothing to measure"
    tolerance = expected.tolerance
    left, right = min(found.lefts), min(found.rights)
    pitch = statistics.median(found.line_pitches)
    spare = (pitch - expected.size) / 2 * MM_PER_POINT
    advance = statistics.median(found.character_pitches)
    if expected.has_letterhead:
        # so short that lines stretched to the edge, whose characters stand wider, are its most
        advance = statistics.quantiles(found.character_pitches, n=10)[0]
    area = expected.page[0] - left - right, expected.page[1] - expected.top - expected.bottom
    lines = area[1] / MM_PER_POINT / pitch
    characters = area[0] / MM_PER_POINT / advance
    tops = found.tops
    if expected.has_letterhead:
        tops = tops[1:] or [expected.top]
    top, bottom = statistics.median(tops), min(found.bottoms)

    def fault(wrong, text):
        if wrong:
            faults.append(text)

    fault(abs(left - expected.left) > tolerance, f"left margin {left:.2f} mm")
    fault(abs(right - expected.right) > tolerance, f"right margin {right:.2f} mm")
    fault(len(found.tops) > 1 and not
          expected.top - tolerance <= top <= expected.top + spare + tolerance,
          f"text starts {top:.2f} mm from the top")
    fault(bottom < expected.bottom - tolerance, f"text ends {bottom:.2f} mm from the bottom")
    fault(found.solid_counts and bottom > expected.bottom + 2 * spare + tolerance,
          f"the fullest page ends {bottom:.2f} mm from the bottom")
    fault(abs(lines - expected.lines) > 0.1, f"the type area holds {lines:.2f} lines")
    fault(max(found.line_counts) > expected.lines,
          f"a page has {max(found.line_counts)} lines")
    solid = Counter(found.solid_counts[:-1]).most_common(1)
    fault(solid and solid[0][0] != expected.lines,
          f"a page of text alone has {solid[0][0] if solid else 0} lines")
    fault(abs(characters - expected.characters) > 0.25,
          f"a line holds {characters:.2f} characters")
    size = found.sizes.most_common(1)[0][0]
    fault(abs(size - expected.size) > 0.3, f"the body is set in {size:g} pt")
    summary = (
        f"{lines:.2f} lines × {characters:.2f} characters, "
        f"margins {top:.1f}/{bottom:.1f}/{left:.1f}/{right:.1f} mm"
    )
    return faults, summary


def main():
    """Check the files that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pdf", nargs="+")
    parser.add_argument("--letterhead", action="store_true", help="page 1 begins with a 版头")
    parser.add_argument("--engine", choices=["mupdf", "pdfminer"], default="mupdf")
    arguments = parser.parse_args()
    expected = Expected(has_letterhead=arguments.letterhead)
    failed = False
    for path in arguments.pdf:
        faults, summary = judge(measure(read_pages(path, arguments.engine), expected), expected)
        print(f"{path}: {summary}")
        for fault in faults:
            print(f"  {fault}")
        failed |= bool(faults)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
