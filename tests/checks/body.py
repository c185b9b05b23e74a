#!/usr/bin/env python3
"""Measures title, addressees, headings, paragraphs and page numbers (GB/T 9704-2012, 5.2, 7.3.1 to 7.3.3, 7.5).

usage: body.py REPORT.yaml PDF...    the PDFs are ours, or LibreOffice's of the Word document

What the report has is read from its YAML, where it stands and how it looks from the PDF with MuPDF.
Lengths are mm from the paper's left and upper edge.
exit: 0 as the clauses ask, 1 not
"""

import re
import sys

import pymupdf
import yaml

from closing import CHARACTER, FOOT, LEFT, MM, PITCH, RIGHT, Check, as_list
from letterhead import Page
from references import HEADING_NUMBER, folded, plain
from verdict import judge, read_report

# 7.5: lengths in mm, sizes in points
NUMBER_SIZE, BELOW = 14, 7
LOOKS = ["HeiTi", "Kai", "FangSong", "FangSong"]
NUMBERS = [r"[一二三四五六七八九十百]+、", r"\([一二三四五六七八九十百]+\)", r"\d+\.", r"\(\d+\)"]
SIZE, TITLE_SIZE = 16, 22
RED = 0xC8102E


class Line:
    """The glyphs on a baseline, from left to right."""

    def __init__(self, page, glyphs):
        self.page = page
        self.glyphs = sorted(glyphs, key=lambda glyph: glyph.left)
        self.text = "".join(folded(glyph.text) for glyph in self.glyphs)
        self.left, self.right = self.glyphs[0].left, self.glyphs[-1].right
        self.baseline = self.glyphs[-1].baseline

    def looks(self, text, font, size):
        """Tell whether the Han characters that a text begins with are of a font and size."""
        han = [glyph for glyph in self.glyphs[:len(text)] if "\u3400" < glyph.text < "\u9fff"]
        return all(font in glyph.font and abs(glyph.size - size) < 0.1 for glyph in han)


def lines_of(pages):
    """Return the lines of the type areas of upright pages; marks of footnotes are not in them."""
    lines = []
    for number, page in enumerate(pages):
        rows = {}
        for glyph in page.glyphs:
            if glyph.baseline < FOOT + 2 and glyph.size > 12:
                rows.setdefault(round(glyph.baseline * 2), []).append(glyph)
        lines += [Line(number, rows[row]) for row in sorted(rows)]
    return lines


def has_own_page(report):
    """Tell whether a report's 版记 is on an even page."""
    return bool(report.get("colophon")) and report.get("kind") != "letter"


def check_page_numbers(report, pages, check):
    """7.5: on every page but a letter's first, and but the blank one before the 版记 and that."""
    blank = {at for at, page in enumerate(pages) if not page.glyphs}
    bare = blank | {at + 1 for at in blank} if has_own_page(report) else set()
    if report.get("kind") == "letter" and "letterhead" in report:
        bare.add(0)  # 10.1
    for at, page in enumerate(pages):
        if page.page.rect.width > page.page.rect.height:
            continue  # tables.py
        foot = sorted((g for g in page.glyphs if g.baseline > FOOT + 3), key=lambda glyph: glyph.left)
        text = "".join(glyph.text for glyph in foot)
        wanted = "" if at in bare else f"—{at + 1}—"
        check.holds(f"7.5: page {at + 1} has the number {text!r}, not {wanted!r}", text == wanted)
        if not foot or text != wanted:
            continue
        right_size = all(abs(glyph.size - NUMBER_SIZE) < 0.1 for glyph in foot)
        check.holds(f"7.5: number of page {at + 1} in 4号 宋体", right_size and all("SongTi" in g.font for g in foot))
        free = NUMBER_SIZE * MM
        if at % 2 == 0:
            check.near(f"7.5: right of the number of page {at + 1}", RIGHT - foot[-1].right, free)
        else:
            check.near(f"7.5: left of the number of page {at + 1}", foot[0].left - LEFT, free)
        if at < 4:
            check.near(f"7.5: dash of page {at + 1}", page.ink(foot[:1])[0], FOOT + BELOW, 0.3)


def check_colors(pages, check):
    """5.2.4: black, but for the 标志."""
    for at, page in enumerate(pages):
        for glyph in page.glyphs:
            of_mark = at == 0 and glyph.color == RED and "XiaoBiaoSong" in glyph.font
            if glyph.color != 0 and not of_mark:
                check.holds(f"5.2.4: {glyph.text} on page {at + 1} is {glyph.color:06x}", False)
                break
        else:
            check.measured += 1


def find(lines, pattern, start=0):
    """Return the index of the first line that begins like this, or None."""
    return next((i for i in range(start, len(lines)) if re.match(pattern, lines[i].text)), None)


def check_title(report, lines, check):
    """7.3.1, 7.3.2. Returns the index of the line after the addressees."""
    title = folded(plain(report.get("title", "").replace("|", "")))
    if report.get("kind") == "order" or not title:
        return 0
    # lines of the title are those of its size
    first = next((i for i, line in enumerate(lines) if title.startswith(line.text)
                  and line.looks(line.text, "XiaoBiaoSong", TITLE_SIZE)), None)
    check.holds("7.3.1: a title of 2号 小标宋", first is not None)
    if first is None:
        return 0
    end = first
    while "".join(line.text for line in lines[first:end]) != title and end < min(first + 9, len(lines)):
        middle = (lines[end].left + lines[end].right) / 2
        check.near("7.3.1: a title's line in the middle", middle, (LEFT + RIGHT) / 2, 0.7)
        end += 1
    check.holds("7.3.1: the whole title", "".join(line.text for line in lines[first:end]) == title)
    if report.get("subtitle"):
        return end + 1
    addressees = folded("、".join(as_list(report.get("addressees"))))
    if not addressees:
        return end
    if not lines[end:] or not lines[end].text.startswith(addressees[:4]):
        moved = find(lines, "主送:")
        check.holds("7.3.2: the addressees below the title, or in the 版记", moved is not None)
        return end
    check.near("7.3.2: a blank line above the addressees", lines[end].baseline - lines[end - 1].baseline, 2 * PITCH)
    at, text = end, ""
    while not text.endswith(":") and at < min(end + 9, len(lines)):
        check.near("7.3.2: the addressees flush left", lines[at].left, LEFT)
        text += lines[at].text
        at += 1
    named = re.sub("[、,]", "", addressees)
    check.holds(f"7.3.2: the addressees, and a colon: {text}", re.sub("[、,]", "", text[:-1]) == named)
    return at


def check_body(blocks, level, lines, at, check):
    """7.3.3: headings and paragraphs, in order. Returns the index of the line after the last that was found."""
    for block in blocks or []:
        if isinstance(block, dict) and "heading" in block:
            text = folded(plain(block["heading"]))
            found = find(lines, HEADING_NUMBER + re.escape(text[:8]), at)
            check.holds(f"7.3.3: {text} on a line", found is not None)
            if found is not None:
                at = found
                line = lines[at]
                check.near(f"7.3.3: {text} 2 字 in", line.left, LEFT + 2 * CHARACTER)
                number = line.text[:line.text.index(text[:8])]
                check.holds(f"7.3.3: number of {line.text[:12]}", re.fullmatch(NUMBERS[level], number) or not number)
                check.holds(f"7.3.3: {text} in {LOOKS[level]}", line.looks(number + text, LOOKS[level], SIZE))
            at = check_body(block.get("body"), min(level + 1, 3), lines, at, check)
        elif isinstance(block, str):
            # what has markup or an insertion at its beginning may look otherwise
            if not (text := folded(re.split(r"[*`\[\\{]", block)[0])[:8]):
                continue
            found = find(lines, re.escape(text), at)
            check.holds(f"7.3.3: {text} on a line", found is not None)
            if found is not None:
                at = found
                check.near(f"7.3.3: {text} 2 字 in", lines[at].left, LEFT + 2 * CHARACTER)
                check.holds(f"7.3.3: {text} in 3号 仿宋", lines[at].looks(text, "FangSong", SIZE))
    return at


def measure(report, path):
    """Measures a PDF of a report."""
    check = Check()
    with pymupdf.open(path) as document:
        pages = [Page(page) for page in document]
        check_page_numbers(report, pages, check)
        check_colors(pages, check)
        lines = lines_of(pages)
        at = check_title(report, lines, check)
        check_body(report["body"], 0, lines, at, check)
    return check


def main():
    """Measure the files that the command line names."""
    source, *paths = sys.argv[1:]
    report = read_report(source, yaml.BaseLoader)

    def check(path):
        taken = measure(report, path)
        return f"{taken.measured} measures, {len(taken.faults)} wrong", taken.faults

    return judge(paths, check)


if __name__ == "__main__":
    sys.exit(main())
