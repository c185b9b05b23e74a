#!/usr/bin/env python3
"""Footnotes: on the page of their mark, with its number, at the foot of the type area, below a line.

usage: footnotes.py [--any-number] REPORT.yaml PDF...    ours, or LibreOffice's of the Word document

With --any-number it does not matter which number a mark and its note have: LibreOffice keeps the one
that a footnote had on the page before, if it has moved its line from there (docs/libreoffice.md).

The grid is that of GB/T 9704-2012: the type area ends 262 mm below the paper's edge (5.2.1).
"""

import argparse
import re
import sys

import pymupdf

from verdict import judge, read_report

MM = 25.4 / 72
LEFT, FOOT = 28, 262
MEASURE = 156
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
BODY = 14  # points: what is smaller and no mark is a note's
NEAR = 0.3
# An exact line's baseline is at four fifths of its height; these are 15 pt high.
BELOW_BASELINE = 15 / 5 * MM
# From the line above the notes to their first baseline: 57 twips and four fifths of a line.
SEPARATOR = (57 / 20 + 12) * MM


def squeeze(text):
    """The text without blanks and markup."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"[\s*`]", "", text)


class Page:
    """The marks in the text of a page, and its notes."""

    def __init__(self, page):
        characters = [
            (c["origin"][1] * MM, c["origin"][0] * MM, c["c"], span["size"])
            for block in page.get_text("rawdict")["blocks"]
            for line in block.get("lines", ())
            if line["dir"][0] > 0.5
            for span in line["spans"]
            for c in span["chars"]
            if not c["c"].isspace()
        ]
        separators = [
            rect for rect in (drawing["rect"] * MM for drawing in page.get_drawings())
            if abs(rect.x0 - LEFT) < NEAR and abs(rect.width - MEASURE / 4) < NEAR and rect.height < 0.5
        ]
        self.separator = max(separators, key=lambda rect: rect.y1, default=None)
        head = self.separator.y1 if self.separator else FOOT
        self.marks = [c for c in sorted(characters) if c[0] < head and c[2] in CIRCLED and c[3] < BODY]
        self.marks = in_order(self.marks)
        notes = [c for c in characters if head < c[0] < FOOT + 1]
        self.lines = sorted({round(y, 1) for y, _, char, _ in notes if char not in CIRCLED})
        self.lines = [y for y, next_y in zip(self.lines, self.lines[1:] + [999]) if next_y - y > 0.5]
        # a number stands higher than its line
        lowered = [(self.line_of(y), x, char) for y, x, char, _ in notes]
        self.notes = "".join(char for _, _, char in sorted(lowered))

    def line_of(self, y):
        """The baseline that something raised stands on."""
        return next((line for line in self.lines if line >= y - 0.2), y)


def in_order(marks):
    """Marks by lines and from left to right: those of a line are within a millimetre."""
    lines = []
    for mark in marks:
        if lines and mark[0] - lines[-1][0][0] < 1:
            lines[-1].append(mark)
        else:
            lines.append([mark])
    return [mark for line in lines for mark in sorted(line, key=lambda mark: mark[1])]


def marks_of(value):
    """The names of the footnotes that a part of a report marks, in order."""
    if isinstance(value, str):
        return re.findall(r"(?<!\\)\[\^([^\]]+)\]", value)
    if isinstance(value, list):
        return [name for item in value for name in marks_of(item)]
    if isinstance(value, dict):
        # a lead stands before its text, a heading before its body, in whatever order they are written
        keys = sorted(value, key=lambda key: (key not in ("heading", "lead"), key == "body"))
        return [name for key in keys for name in marks_of(value[key])]
    return []


def check(report, pages, any_number=False):
    """What is wrong with the footnotes of a report's pages; and how many there are."""
    faults = []
    names = marks_of(report["body"])
    for attachment in report.get("attachments") or []:
        names += marks_of(attachment["body"])
    notes = iter(squeeze(str(report["footnotes"][name])) for name in names)
    count = 0
    for number, page in enumerate(pages, 1):
        place = f"page {number}"
        found = "".join(mark[2] for mark in page.marks)
        printed = page.notes
        if any_number:
            found, printed = (re.sub(f"[{CIRCLED}]", "①", text) for text in (found, printed))
        elif found != CIRCLED[:len(found)]:
            faults.append(f"{place}: the marks read {found}")
        at = 0
        for mark in found:
            count += 1
            note = next(notes, "")
            head = mark + note[:8]
            position = printed.find(head, at)
            if not note or position < 0:
                faults.append(f"{place}: {head!r} is not below the text, but {printed[at:at + 12]!r}")
            else:
                at = position + len(head)
        if page.separator is None:
            if found:
                faults.append(f"{place}: no line above the notes")
            continue
        if abs(page.lines[-1] + BELOW_BASELINE - FOOT) > 0.6:
            faults.append(f"{place}: the notes end {page.lines[-1] + BELOW_BASELINE:.2f} mm from the top")
        apart = page.lines[0] - page.separator.y1
        if abs(apart - SEPARATOR) > NEAR:
            faults.append(f"{place}: the line is {apart:.2f} mm above the notes, not {SEPARATOR:.2f}")
    left = sum(1 for _ in notes)
    if left:
        faults.append(f"{left} footnotes without a mark on any page")
    return faults, count


def main():
    """Check the files that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("report")
    parser.add_argument("pdf", nargs="+")
    parser.add_argument("--any-number", action="store_true", help="any number will do")
    arguments = parser.parse_args()
    report = read_report(arguments.report)

    def of_file(path):
        with pymupdf.open(path) as document:
            pages = [Page(page) for page in document]
        faults, count = check(report, pages, arguments.any_number)
        faults = faults if count else [*faults, "no footnotes"]
        return f"{count} footnotes, {len(faults)} faults", faults

    return judge(arguments.pdf, of_file)


if __name__ == "__main__":
    sys.exit(main())
