#!/usr/bin/env python3
"""Measure the tables of our PDF and of LibreOffice's of the same report.

usage: tables.py OURS THEIRS

In both files: the lines between the cells are the same; the numbers of a column stand below each
other, by their points or by their last digits; a table that goes on has its headings again; turned
pages carry their number where upright ones have it (GB/T 9704-2012, clause 8).
exit: 0 if all that is so; 1 if not
"""

import re
import sys
from collections import defaultdict
from dataclasses import dataclass, field

import pymupdf

from pdf_lines import MM_PER_POINT, read_pages

# In mm: lines in the two files; ends of lines; points below each other; page numbers.
LINES, ENDS, POINTS, NUMBERS = 0.3, 0.6, 0.2, 0.3
THIN = 1.5  # points
TYPE_AREA = {"left": 28, "right": 26, "bottom": 35}
NUMBER = re.compile(r"[-−+]?\d[\d,]*\.\d+%?")


@dataclass
class Sheet:
    """A page in mm: lines between cells as (place, start, end), words as (x, y, text)."""

    width: float
    height: float
    level: list = field(default_factory=list)
    upright: list = field(default_factory=list)
    characters: list = field(default_factory=list)

    def tables(self):
        """Return where the page's tables begin and end: where upright lines stand."""
        found = []
        for _, start, end in sorted(self.upright, key=lambda line: line[1]):
            if found and start < found[-1][1] + 0.5:
                found[-1][1] = max(found[-1][1], end)
            else:
                found.append([start, end])
        return found


def joined(segments):
    """Join segments on one line that touch or overlap."""
    lines = []
    for place, start, end in sorted(segments):
        near = [line for line in lines[-60:] if abs(line[0] - place) < 0.12 and start <= line[2] + 0.5
                and end >= line[1] - 0.5]
        if near:
            near[0][1], near[0][2] = min(near[0][1], start), max(near[0][2], end)
        else:
            lines.append([place, start, end])
    return sorted(tuple(line) for line in lines)


def read(path):
    """Read the pages of a PDF."""
    sheets = []
    with pymupdf.open(path) as document:
        for page in document:
            sheet = Sheet(page.rect.width * MM_PER_POINT, page.rect.height * MM_PER_POINT)
            level, upright = [], []
            for drawing in page.get_drawings():
                box = [edge * MM_PER_POINT for edge in drawing["rect"]]
                x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
                if box[3] - box[1] < THIN * MM_PER_POINT < box[2] - box[0]:
                    level.append((y, box[0], box[2]))
                elif box[2] - box[0] < THIN * MM_PER_POINT < box[3] - box[1]:
                    upright.append((x, box[1], box[3]))
            sheet.upright = joined(upright)
            # what is not in a table is part of a picture
            tables = sheet.tables()
            sheet.level = [line for line in joined(level)
                           if any(start - 1 < line[0] < end + 1 for start, end in tables)]
            raw = page.get_text("rawdict")
            for block in raw["blocks"]:
                for line in block.get("lines", ()):
                    for span in line["spans"]:
                        for c in span["chars"]:
                            x, y = (edge * MM_PER_POINT for edge in c["origin"])
                            right = c["bbox"][2] * MM_PER_POINT
                            sheet.characters.append((x, y, right, c["c"], tuple(line["dir"])))
            sheets.append(sheet)
    return sheets


def line_faults(ours, theirs):
    """Say where the lines between cells differ."""
    faults = []
    for number, (a, b) in enumerate(zip(ours, theirs), 1):
        for kind, left, right in (("level", a.level, b.level), ("upright", a.upright, b.upright)):
            if len(left) != len(right):
                faults.append(f"page {number}: {len(left)} and {len(right)} {kind} lines")
                continue
            for one, other in zip(left, right):
                apart = abs(one[0] - other[0]), abs(one[1] - other[1]), abs(one[2] - other[2])
                if apart[0] > LINES or max(apart[1:]) > ENDS:
                    faults.append(f"page {number}: {kind} lines {one} and {other}")
    return faults


def cell_of(sheet, x, y):
    """Return the upright lines left and right of a place, as a key, if there are two."""
    around = [place for place, start, end in sheet.upright if start <= y <= end]
    left = [place for place in around if place <= x]
    right = [place for place in around if place > x]
    return (round(max(left), 1), round(min(right), 1)) if left and right else None


def words(sheet):
    """Yield runs of characters on a baseline without space: text, places of its characters."""
    rows = defaultdict(list)
    for x, y, right, text, direction in sheet.characters:
        if direction == (1.0, 0.0) and not text.isspace():
            rows[round(y, 1)].append((x, right, text))
    for y, row in rows.items():
        row.sort()
        word = []
        for character in row:
            if word and character[0] - word[-1][1] > 0.8:
                yield y, word
                word = []
            word.append(character)
        if word:
            yield y, word


def point_faults(sheets):
    """Say which numbers of a column stand below each other neither by points nor by ends."""
    faults, count = [], 0
    for number, sheet in enumerate(sheets, 1):
        columns = defaultdict(list)
        for y, word in words(sheet):
            text = "".join(character for _, _, character in word)
            cell = cell_of(sheet, word[0][0], y)
            if cell and NUMBER.fullmatch(text):
                point = text.index(".")
                columns[cell].append((word[point][0], word[-1][1]))
        for cell, places in columns.items():
            count += len(places)
            spread = [max(edge) - min(edge) for edge in zip(*places)]
            if min(spread) > POINTS:
                faults.append(f"page {number}: numbers between {cell} mm, points {spread[0]:.2f} mm apart")
    return faults, count


def heading_faults(path, sheets):
    """Say which tables go on on the next page without the headings they began with."""
    faults, count, before = [], 0, None
    for number, (sheet, page) in enumerate(zip(sheets, read_pages(path)), 1):
        lines = [(line.baseline * MM_PER_POINT, line.text) for line in page.lines]
        lines = [line for line in lines if line[0] < sheet.height - TYPE_AREA["bottom"]]
        tables = [(start, end, next((text for y, text in lines if y > start), ""))
                  for start, end in sheet.tables()]
        if before and tables and tables[0][0] < lines[0][0]:
            count += 1
            if tables[0][2] != before:
                faults.append(f"page {number}: goes on with {tables[0][2]!r}, not {before!r}")
        before = tables[-1][2] if tables and lines[-1][0] < tables[-1][1] else None
    return faults, count


def number_faults(sheets):
    """Say which turned pages have their number elsewhere than upright ones."""
    faults, turned = [], []
    upright = {}
    for index, sheet in enumerate(sheets):
        if sheet.height > sheet.width:
            foot = [c for c in sheet.characters if c[1] > sheet.height - TYPE_AREA["bottom"]]
            if foot:
                upright[index % 2] = (sheet.height - foot[0][1],
                                      min(c[0] for c in foot if not c[3].isspace()))
    for index, sheet in enumerate(sheets):
        if sheet.height > sheet.width:
            continue
        number = [c for c in sheet.characters if c[4] == (0.0, 1.0) and not c[3].isspace()]
        text = "".join(c[3] for c in sorted(number, key=lambda c: c[1]))
        if text != f"—{index + 1}—":
            faults.append(f"page {index + 1}: the number that runs down is {text!r}")
            continue
        turned.append(index + 1)
        baseline, begin = number[0][0], min(c[1] for c in number)
        end = sheet.height - max(c[1] for c in number)
        if index % 2 in upright:
            expected, start = upright[index % 2]
            if abs(baseline - expected) > NUMBERS:
                faults.append(f"page {index + 1}: number {baseline:.2f} mm from the foot, not {expected:.2f}")
            if index % 2 and abs(begin - start) > NUMBERS:
                faults.append(f"page {index + 1}: number {begin:.2f} mm from the left, not {start:.2f}")
        if index % 2 == 0 and not TYPE_AREA["right"] < end < TYPE_AREA["right"] + 12:
            faults.append(f"page {index + 1}: number ends {end:.2f} mm from the right")
    return faults, turned


def main():
    """Check the two files that the command line names."""
    ours, theirs = sys.argv[1:3]
    read_ours, read_theirs = read(ours), read(theirs)
    faults = line_faults(read_ours, read_theirs)
    if len(read_ours) != len(read_theirs):
        faults.append(f"{len(read_ours)} and {len(read_theirs)} pages")
    for path, sheets in ((ours, read_ours), (theirs, read_theirs)):
        lines = sum(len(sheet.level) + len(sheet.upright) for sheet in sheets)
        points, numbers = point_faults(sheets)
        headings, repeated = heading_faults(path, sheets)
        places, turned = number_faults(sheets)
        print(f"{path}: {lines} lines, {numbers} numbers aligned, headings repeated {repeated} times, "
              f"turned pages {turned}")
        faults += [f"{path}: {fault}" for fault in points + headings + places]
    for fault in faults[:20]:
        print(f"  {fault}")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
