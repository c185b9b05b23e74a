#!/usr/bin/env python3
"""Table of contents and references: what they say of a place, and where their links lead.

usage: references.py REPORT.yaml PDF...    the PDFs are ours, or LibreOffice's of the Word document

Headings, captions and attachments are looked for where they stand; the numbers of pages are those
printed at their feet. All of a line of the table and of a reference is a link.
exit: 0 as it should be, 1 not
"""

import re
import sys
import unicodedata
from dataclasses import dataclass

import pymupdf
import yaml

from footnotes import BODY, CIRCLED, Page as Notes
from pdf_lines import MM_PER_POINT as MM, is_page_number, read_pages, visible
from verdict import judge, read_report

RIGHT, FOOT = 184, 262
NEAR = 0.3
GAP = 3  # mm: there is no wider one in a leader
LINE = 10.3  # mm: a link leads to the top of the line
CONTEXT = 12  # characters around a reference
LEADER = re.compile(r"(.*?)\.{3,}(\d+)")
REFERENCE = re.compile(r"(?<!\\)\[((?:[^\]\\]|\\.)*)\]\(#([^)]+)\)")
# as `folded` leaves it
HEADING_NUMBER = r"(\([一二三四五六七八九十百]+\)|[一二三四五六七八九十百]+、|\d+\.|\(\d+\))?"


@dataclass
class Target:
    """A place that can be referred to; `number` and `glyphs` are found in a PDF."""

    kind: str
    title: str
    id: str = None
    level: int = 0
    number: str = ""
    glyphs: tuple = ()

    def pattern(self):
        """Return an expression of how it stands on paper, whose group is its number."""
        title = re.escape(folded(self.title))
        if self.kind == "heading":
            return HEADING_NUMBER + title
        if self.kind == "attachment":
            return r"(附件\d*)" + title
        return r"([表图]\d[\d-]*?)" + title

    def bare_number(self):
        """Return its number without what belongs to a name."""
        return re.sub("[表图附件、().]", "", self.number)


@dataclass(frozen=True)
class Glyph:
    """A character: its page from 0, its edges and baseline in mm."""

    text: str
    page: int
    left: float
    right: float
    baseline: float


def folded(text):
    """Return the visible text, each mark as wide as the others of its kind."""
    forms = (unicodedata.normalize("NFKC", c) for c in visible(text))
    return "".join(form if len(form) == 1 else c for form, c in zip(forms, visible(text)))


def plain(text):
    """Return a text of a report without markup and marks of footnotes."""
    text = re.sub(r"(?<!\\)\[\^[^\]]+\]", "", text)
    text = re.sub(r"\[([^\]]*)\]\([^)#][^)]*\)", r"\1", text)
    return re.sub(r"[*`]|\\(?=\W)", "", text)


# --- what the report asks for --------------------------------------------------------------------


def targets_of(value, level=1):
    """Yield the headings, tables and figures of a part of a report in order."""
    if isinstance(value, list):
        for item in value:
            yield from targets_of(item, level)
    elif isinstance(value, dict) and "heading" in value:
        yield Target("heading", plain(value["heading"]), value.get("id"), level)
        yield from targets_of(value.get("body"), level + 1)
    elif isinstance(value, dict):
        for kind in ("table", "figure"):
            block = value.get(kind)
            if isinstance(block, dict) and "id" in block:
                yield Target(kind, plain(block["caption"]), block["id"])


def all_targets(report):
    """Yield all places of a report that can be referred to, in order."""
    yield from targets_of(report["body"])
    for attachment in report.get("attachments") or []:
        yield Target("attachment", plain(attachment["title"].replace("|", "")), attachment.get("id"))
        yield from targets_of(attachment["body"])


def texts_of(value):
    """Yield all texts in a part of a report."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from texts_of(item)


# --- what stands in a PDF ------------------------------------------------------------------------


class Stream:
    """Characters in the order of their lines."""

    def __init__(self):
        self.glyphs, self.starts = [], set()

    def add(self, glyphs):
        """Add a line."""
        self.starts.add(len(self.glyphs))
        self.glyphs += glyphs
        self.text = None

    def search(self, pattern, start=0, at_line=False):
        """Return the first match behind `start`."""
        self.text = self.text or "".join(glyph.text for glyph in self.glyphs)
        found = re.compile(pattern).finditer(self.text, start)
        return next((m for m in found if not at_line or m.start() in self.starts), None)


class Links:
    """The links of a PDF that lead to places in it: page, rectangle in mm, page and top in mm."""

    def __init__(self, document):
        pages = {document.page_xref(index): index for index in range(len(document))}
        self.links = []
        for index, page in enumerate(document):
            for link in page.get_links():
                place = document.xref_get_key(link["xref"], "Dest")[1]
                if place == "null":
                    place = document.xref_get_key(link["xref"], "A/D")[1]
                found = re.match(r"\[\s*(\d+) 0 R\s*/XYZ\s+\S+\s+(\S+)", place)
                if found and int(found[1]) in pages:
                    to = pages[int(found[1])]
                    top = (document[to].rect.height - float(found[2])) * MM
                    self.links.append((index, link["from"] * MM, to, top))

    def at(self, glyph):
        """Return the page and top to which the link on a character leads."""
        x, y = (glyph.left + glyph.right) / 2, glyph.baseline - 1
        for page, area, to, top in self.links:
            if page == glyph.page and area.contains((x, y)):
                return to, top
        return None


class Read:
    """A PDF: its table of contents, its text and notes, its links and printed page numbers."""

    def __init__(self, path):
        self.contents, self.main, self.notes, self.numbers = [], Stream(), Stream(), []
        with pymupdf.open(path) as document:
            self.links = Links(document)
            separators = [Notes(page).separator for page in document]
        in_contents = True
        for index, page in enumerate(read_pages(path)):
            turned = "".join(line.text for line in page.lines if line.left == line.right)
            lines = [line for line in page.lines if line.left < line.right]
            foot = [line.text for line in lines if line.baseline * MM > FOOT]
            numbers = [text for text in foot + [turned] if is_page_number(text)]
            self.numbers.append(re.sub(r"\D", "", numbers[-1]) if numbers else None)
            lines = [line for line in lines if not is_page_number(line.text) or line.baseline * MM < FOOT]
            in_contents = in_contents and any(LEADER.fullmatch(line.text) for line in lines)
            head = separators[index].y1 if separators[index] else FOOT + 2
            for line in lines:
                glyphs = [Glyph(folded(c.text), index, c.left * MM, c.right * MM, c.baseline * MM)
                          for c in line.characters
                          if folded(c.text) and not (c.text in CIRCLED and c.size < BODY)]
                if in_contents:
                    self.contents.append(glyphs)
                else:
                    (self.main if line.baseline * MM < head else self.notes).add(glyphs)

    def entries(self):
        """Return the lines of the table of contents, those that turn joined: text, number, glyphs."""
        entries, before = [], ""
        for glyphs in self.contents[1:]:  # the first is its title
            text = "".join(glyph.text for glyph in glyphs)
            found = LEADER.fullmatch(text)
            if found:
                entries.append((before + found[1], found[2], glyphs))
            before = "" if found else before + text
        return entries


# --- the checks ----------------------------------------------------------------------------------


class Check:
    """What is wrong with a PDF, and what was looked at."""

    def __init__(self, report, path):
        self.report, self.read = report, Read(path)
        self.faults, self.lines, self.references = [], 0, 0
        self.targets = list(all_targets(report))
        at = 0
        for target in self.targets:
            found = self.read.main.search(target.pattern(), at, at_line=True)
            if found is None:
                self.faults.append(f"not found: {target.kind} {target.title}")
                continue
            target.number = found[1] or ""
            target.glyphs = self.read.main.glyphs[found.start():found.end()]
            at = found.end()

    def page_of(self, target):
        """Return the number printed on the page of a place."""
        return self.read.numbers[target.glyphs[0].page] if target.glyphs else None

    def leads(self, what, glyphs, target):
        """Check that all characters are links to a place."""
        for to in (self.read.links.at(glyph) for glyph in glyphs):
            if to is None:
                self.faults.append(f"{what} is no link")
                return
            if not any(to[0] == g.page and 0 < g.baseline - to[1] < LINE for g in target.glyphs):
                self.faults.append(f"{what} leads to page {to[0] + 1}, {to[1]:.0f} mm")
                return

    def contents(self):
        """Check the table of contents."""
        toc = self.report.get("settings", {}).get("toc", "false")
        if toc == "false":
            return
        levels = int(toc.get("levels", 3)) if isinstance(toc, dict) else 3
        wanted = [t for t in self.targets if t.kind == "attachment" or t.kind == "heading" and t.level <= levels]
        entries = self.read.entries()
        if len(entries) != len(wanted):
            self.faults.append(f"{len(entries)} lines of contents, not {len(wanted)}")
        for target, (text, number, glyphs) in zip(wanted, entries):
            self.lines += 1
            name = (target.number if target.kind == "heading" else "") + folded(target.title)
            if text != name:
                self.faults.append(f"contents: {text!r}, not {name!r}")
            if number != self.page_of(target):
                self.faults.append(f"contents: {text} on page {number}, not {self.page_of(target)}")
            self.leader(text, glyphs, number)
            self.leads(f"contents: {text}", glyphs, target)

    def leader(self, text, glyphs, number):
        """Check that a line's number ends at the edge of the type area, and that dots lead there."""
        if abs(glyphs[-1].right - RIGHT) > NEAR:
            self.faults.append(f"contents: {text}: ends {glyphs[-1].right:.2f} mm from the left, not {RIGHT}")
        dots = [i for i, glyph in enumerate(glyphs[:-len(number)]) if glyph.text == "."]
        while len(dots) > 1 and dots[0] + 1 != dots[1]:
            dots.pop(0)
        led = glyphs[dots[0] - 1:-len(number) + 1 or None]
        widest = max(b.left - a.right for a, b in zip(led, led[1:]))
        if widest > GAP:
            self.faults.append(f"contents: {text}: a gap of {widest:.2f} mm in the leader")

    def saying(self, words, target):
        """Return what a reference should say."""
        if not words:
            return folded(target.number)
        said = words.replace("{page}", self.page_of(target) or "?").replace("{title}", target.title)
        return folded(plain(said.replace("{number}", target.bare_number())))

    def text(self, text):
        """Check the references of a text."""
        parts = REFERENCE.split(text)
        literals = [folded(plain(part)) for part in parts[::3]]
        targets = [next((t for t in self.targets if t.id == id), None) for id in parts[2::3]]
        if None in targets or not all(target.glyphs for target in targets):
            return  # said already
        wanted = [self.saying(words, target) for words, target in zip(parts[1::3], targets)]
        pattern = re.escape(literals[0][-CONTEXT:])
        for words, literal, is_last in zip(wanted, literals[1:], [False] * (len(wanted) - 1) + [True]):
            literal = literal[:CONTEXT] if is_last else literal
            pattern += ("(.{1,60}?)" if literal else f"(.{{{len(words)}}})") + re.escape(literal)
        for stream in (self.read.main, self.read.notes):
            if found := stream.glyphs and stream.search(pattern):
                break
        else:
            self.faults.append(f"not found: {text[:60]}")
            return
        for index, (words, target) in enumerate(zip(wanted, targets), 1):
            self.references += 1
            if found[index] != words:
                self.faults.append(f"a reference to {target.title} reads {found[index]}, not {words}")
            self.leads(f"a reference to {target.title}", stream.glyphs[slice(*found.span(index))], target)

    def run(self):
        """Check everything."""
        self.contents()
        parts = (self.report.get(key) for key in ("body", "attachments", "footnotes"))
        for text in texts_of(list(parts)):
            if REFERENCE.search(text):
                self.text(text)
        return self


def main():
    """Check the files that the command line names."""
    source, *paths = sys.argv[1:]
    report = read_report(source, yaml.BaseLoader)

    def check(path):
        found = Check(report, path).run()
        faults = found.faults if found.lines + found.references else ["neither contents nor references"]
        return f"{found.lines} lines of contents, {found.references} references, {len(faults)} faults", faults

    return judge(paths, check)


if __name__ == "__main__":
    sys.exit(main())
