#!/usr/bin/env python3
"""Measure the 版头 of a report in its PDFs: GB/T 9704—2012, 7.2, 7.3.1, 10.1 to 10.3.

usage: letterhead.py REPORT.yaml REPORT.docx PDF...

What the report asks for is read from its YAML; where it stands is measured with MuPDF: baselines and
edges of the text, lines as they are drawn, and the edges of the ink of marks and numbers on pages
rendered at 720 pixels an inch. Lengths are mm from the paper's left and upper edge.

exit: 0 as the clauses ask, 1 not
"""

import sys
import zipfile
from dataclasses import dataclass

import pymupdf
import yaml
from lxml import etree

MM = 25.4 / 72
HEAD, LEFT, WIDTH, PAPER = 37.0, 28.0, 156.0, (210.0, 297.0)
RIGHT = LEFT + WIDTH
LINE = 225 / 22  # 行
CHARACTER = 16 * MM  # 字
TOLERANCE = 0.2
RESOLUTION = 720
UPWARD = ("report", "request")
WORDS = {"order": "令", "minutes": "纪要", "letter": ""}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Glyph:
    """A character; lengths in mm, its size in points."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    font: str
    color: int


def is_red(rgb):
    """Tell whether a colour, 0xRRGGBB, is a red."""
    red, green, blue = rgb >> 16, rgb >> 8 & 255, rgb & 255
    return red > 180 and green < 60 and blue < 80


class Page:
    """A page: its characters, its red rules, and its ink."""

    def __init__(self, page):
        self.page = page
        raw = page.get_text("rawdict", flags=pymupdf.TEXT_PRESERVE_WHITESPACE)
        lines = (line for block in raw["blocks"] for line in block.get("lines", ()))
        self.glyphs = [
            Glyph(c["c"], c["origin"][0] * MM, c["bbox"][2] * MM, c["origin"][1] * MM,
                  span["size"], span["font"], span["color"])
            for line in lines for span in line["spans"] for c in span["chars"]
            if not c["c"].isspace()
        ]
        self.rules = sorted(
            (tuple(edge * MM for edge in drawing["rect"])
             for drawing in page.get_drawings()
             if drawing.get("fill") and is_red(rgb(drawing["fill"]))
             and drawing["rect"].width * MM > 100),
            key=lambda rect: rect[1],
        )

    def find(self, text, after=0.0, red=False):
        """Return the glyphs of a text, the first that begins below `after`; they stand in order."""
        solid = "".join(text.split())
        glyphs = [glyph for glyph in self.glyphs if is_red(glyph.color)] if red else self.glyphs
        characters = "".join(glyph.text for glyph in glyphs)
        at = characters.find(solid)
        while at >= 0:
            found = glyphs[at:at + len(solid)]
            if found[0].baseline > after:
                return found
            at = characters.find(solid, at + 1)
        return None

    def ink(self, glyphs):
        """Return the upper and lower edge of the ink of glyphs on one line."""
        # MuPDF's size of narrowed characters lies between their width and their height
        size = 1.3 * max(glyph.size for glyph in glyphs) * MM
        base = glyphs[0].baseline
        clip = pymupdf.Rect(glyphs[0].left, base - size, glyphs[-1].right, base + 0.13 * size)
        clip = pymupdf.Rect(*(edge / MM for edge in clip))
        pixels = self.page.get_pixmap(dpi=RESOLUTION, clip=clip, colorspace=pymupdf.csGRAY)
        row = pixels.width
        dark = [at for at in range(pixels.height)
                if min(pixels.samples[at * row:(at + 1) * row]) < 128]
        per_mm = 25.4 / RESOLUTION
        return (pixels.y + dark[0]) * per_mm, (pixels.y + dark[-1] + 1) * per_mm


def rgb(parts):
    """Return a colour of three parts of one as 0xRRGGBB."""
    red, green, blue = (round(part * 255) for part in parts)
    return red << 16 | green << 8 | blue


def strings(value):
    """Return a text, or a list of them, as a list."""
    if value is None:
        return []
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


class Measure:
    """The faults of one PDF, and how many measures were taken."""

    def __init__(self, report, path):
        self.report = report
        self.head = report["letterhead"]
        self.kind = report["kind"]
        self.document = pymupdf.open(path)
        self.page = Page(self.document[0])
        self.faults = []
        self.taken = 0

    def near(self, clause, what, found, wanted, tolerance=TOLERANCE):
        """Check a length."""
        self.taken += 1
        if abs(found - wanted) > tolerance:
            self.faults.append(f"{clause}: {what}: {found:.2f} mm, not {wanted:.2f}")

    def holds(self, clause, what, is_so):
        """Check what is no length."""
        self.taken += 1
        if not is_so:
            self.faults.append(f"{clause}: not so: {what}")

    def text(self, clause, text, after=0.0, red=False):
        """Find a text on page 1."""
        found = self.page.find(text, after, red)
        self.holds(clause, f"{text} stands on page 1{' in red' if red else ''}", found is not None)
        return found

    def looks(self, clause, glyphs, font, size):
        """Check font and size of glyphs."""
        name = glyphs[0].text
        self.holds(clause, f"{name}… in {font}", all(font in g.font for g in glyphs))
        self.holds(clause, f"{name}… of {size} pt", all(abs(g.size - size) < 0.1 for g in glyphs))

    # --- the parts -----------------------------------------------------------------------------

    def run(self):
        """Measure everything."""
        if self.kind == "letter":
            last = self.letter()
        else:
            self.elements(lambda row: HEAD + LINE * row + 0.8 * LINE, has_gap=True)
            last = self.number(self.mark())
        if self.kind == "order":
            body = self.text("10.2", strings(self.report["body"])[0][:10], last)
            self.near("10.2", "2 blank lines above the body", body[0].baseline - last, 2.8 * LINE)
            if self.report.get("title"):
                title = self.page.find(self.report["title"], last - LINE)
                self.holds("10.2", "no title", title is None)
        else:
            self.title(last)
        self.body()
        if self.kind == "minutes":
            self.attendance()
        return self

    def elements(self, baseline, has_gap):
        """7.2.1 to 7.2.3. Returns the baseline of the last line."""
        words = []
        if number := self.head.get("copy_number"):
            words.append(("7.2.1", str(number), None))
        if security := self.head.get("security"):
            if has_gap and not words:
                words.append(None)
            term = f"★{security['term']}" if "term" in security else ""
            words.append(("7.2.2", security["level"] + term, "HeiTi"))
        if urgency := self.head.get("urgency"):
            words.append(("7.2.3", urgency, "HeiTi"))
        last = None
        for row, word in enumerate(words):
            if word is None:
                continue
            clause, text, font = word
            glyphs = self.text(clause, text)
            if glyphs is None:
                continue
            last = baseline(row)
            self.near(clause, f"{text} flush left", glyphs[0].left, LEFT)
            self.near(clause, f"baseline of {text}", glyphs[0].baseline, last)
            if font:
                self.looks(clause, glyphs, font, 16)
            else:
                self.holds(clause, "six digits of 16 pt",
                           len(glyphs) == 6 and all(abs(g.size - 16) < 0.1 for g in glyphs))
        return last

    def mark_lines(self):
        """Return the lines of the 标志, and what stands at their right."""
        mark = self.head.get("mark")
        issuers = strings(self.report.get("issuer"))
        word = WORDS.get(self.kind, "文件")
        if self.kind == "letter":
            return [strings(mark)[0] if mark else issuers[0]], None
        if isinstance(mark, list):
            names = strings(mark)
            return (names[:-1], names[-1]) if names[-1] == "文件" else (names, None)
        if mark:
            return [mark], None
        return ([issuers[0] + word], None) if len(issuers) == 1 else (issuers, word)

    def mark(self):
        """7.2.4. Returns the lower edge of the 标志."""
        names, word = self.mark_lines()
        top = HEAD + (20 if self.kind == "order" else 35)
        clause = {"order": "10.2", "minutes": "10.3"}.get(self.kind, "7.2.4")
        lines = [self.text(clause, name, red=True) for name in names]
        if None in lines:
            return top
        for line in lines:
            self.looks(clause, line, "XiaoBiaoSong", lines[0][0].size)
        self.near(clause, "upper edge of the 标志", self.page.ink(lines[0])[0], top)
        ends = [min(line[0].left for line in lines), max(line[-1].right for line in lines)]
        if len(names) > 1:
            self.joint(lines, word, ends)
        self.near(clause, "middle of the 标志", sum(ends) / 2, LEFT + WIDTH / 2, 0.5)
        self.holds(clause, "inside the type area", ends[0] > LEFT - 0.3 and ends[1] < RIGHT + 0.3)
        return self.page.ink(lines[-1])[1]

    def joint(self, lines, word, ends):
        """7.2.4: names of one width in even rows, 文件 at their right, halfway down."""
        for line in lines:
            self.near("7.2.4", "names begin below each other", line[0].left, lines[0][0].left)
            self.near("7.2.4", "names end below each other", line[-1].right, lines[0][-1].right)
            gaps = [b.left - a.left for a, b in zip(line, line[1:])]
            self.near("7.2.4", "names evenly set", max(gaps), min(gaps), 0.2)
        pitches = [b[0].baseline - a[0].baseline for a, b in zip(lines, lines[1:])]
        self.near("7.2.4", "rows evenly set", max(pitches), min(pitches), 0.1)
        if not word:
            return
        glyphs = [g for g in self.page.glyphs if is_red(g.color) and g.left > ends[1]]
        self.holds("7.2.4", f"{word} at the right", "".join(g.text for g in glyphs) == word)
        if glyphs:
            middle = (lines[0][0].baseline + lines[-1][0].baseline) / 2
            self.near("7.2.4", f"{word} in the middle", glyphs[0].baseline, middle)
            ends[1] = glyphs[-1].right

    def number(self, above):
        """7.2.5 to 7.2.7. Returns where the red line ends, or the line of a 令号."""
        number = self.head.get("document_number")
        signatories = strings(self.head.get("signatories"))
        rows = max(1, (len(signatories) + 1) // 2)
        clause = "10.2" if self.kind == "order" else "7.2.5"
        baseline = above + (2 + rows - 1 + 0.8) * LINE
        glyphs = self.text(clause, number, above)
        if glyphs is None:
            return baseline
        self.near(clause, "baseline of the number", glyphs[0].baseline, baseline)
        if self.kind in UPWARD or signatories:
            self.near(clause, "1 字 left of the number", glyphs[0].left, LEFT + CHARACTER)
            self.signatories(signatories, above, glyphs[0].baseline)
        else:
            middle = (glyphs[0].left + glyphs[-1].right) / 2
            self.near(clause, "middle of the number", middle, LEFT + WIDTH / 2, 0.5)
        if self.kind == "order":
            return glyphs[0].baseline + 0.2 * LINE
        return self.red_line(self.page.ink(glyphs)[1])

    def signatories(self, names, above, last):
        """7.2.6: two a line, below each other, the last on the line of the number."""
        if not names:
            return
        label = self.text("7.2.6", "签发人：", above)
        if label is None:
            return
        self.looks("7.2.6", label, "FangSong", 16)
        self.near("7.2.6", "2 blank lines above 签发人", label[0].baseline, above + 2.8 * LINE)
        found = [self.text("7.2.6", name, above) for name in names]
        if None in found:
            return
        for at, name in enumerate(found):
            self.looks("7.2.6", name, "Kai", 16)
            self.near("7.2.6", "names two a line", name[0].baseline,
                      label[0].baseline + at // 2 * LINE)
            self.near("7.2.6", "names below each other", name[0].left, found[at % 2][0].left)
        self.near("7.2.6", "the number beside the last name", last, found[-1][0].baseline)
        right = max(name[-1].right for name in found)
        self.near("7.2.6", "1 字 right of the names", right, RIGHT - CHARACTER)
        self.near("7.2.6", "the first name after the label", found[0][0].left, label[-1].right, 0.5)

    def red_line(self, above):
        """7.2.7. Returns its lower edge."""
        self.holds("7.2.7", "one red line", len(self.page.rules) == 1)
        if not self.page.rules:
            return above
        left, top, right, bottom = self.page.rules[0]
        self.near("7.2.7", "red line below the number", top - above, 4)
        self.near("7.2.7", "left end of the red line", left, LEFT)
        self.near("7.2.7", "right end of the red line", right, RIGHT)
        self.holds("7.2.7", "0.35 to 0.6 mm thick", 0.3 < bottom - top < 0.65)
        return bottom

    def letter(self):
        """10.1. Returns the baseline of the last element."""
        (name,), _ = self.mark_lines()
        glyphs = self.text("10.1", name, red=True)
        if glyphs is None:
            return 0
        self.looks("10.1", glyphs, "XiaoBiaoSong", glyphs[0].size)
        top, bottom = self.page.ink(glyphs)
        self.near("10.1", "upper edge of the 标志", top, 30)
        self.near("10.1", "middle of the 标志", (glyphs[0].left + glyphs[-1].right) / 2, 105, 1.1)
        self.holds("10.1", "two double lines", len(self.page.rules) == 4)
        if len(self.page.rules) != 4:
            return bottom
        for rule in self.page.rules:
            self.near("10.1", "width of a red line", rule[2] - rule[0], 170)
            self.near("10.1", "middle of a red line", (rule[0] + rule[2]) / 2, 105)
        first, second, third, fourth = self.page.rules
        thickness = [rule[3] - rule[1] for rule in self.page.rules]
        self.holds("10.1", "thick over thin, thin over thick",
                   thickness[0] > thickness[1] and thickness[2] < thickness[3])
        self.near("10.1", "double line below the 标志", first[1] - bottom, 4)
        self.near("10.1", "double line above the paper's foot", PAPER[1] - fourth[3], 20)
        number = self.text("10.1", self.head["document_number"], second[3])
        self.near("10.1", "number flush right", number[-1].right, RIGHT)
        row = [g for g in self.page.glyphs if abs(g.baseline - number[0].baseline) < 0.5]
        row.sort(key=lambda glyph: glyph.left)
        self.near("10.1", "first elements below the line", self.page.ink(row)[0] - second[3],
                  7 / 8 * CHARACTER)
        base = number[0].baseline
        last = self.elements(lambda line: base + line * LINE, has_gap=False)
        self.holds("10.1", "no page number on page 1",
                   not any(g.baseline > HEAD + 225 for g in self.page.glyphs))
        # as if a line ended with the last element
        return (last or base) + 0.2 * LINE

    def title(self, above):
        """7.3.1, 10.1: two blank lines above the title."""
        clause = "10.1" if self.kind == "letter" else "7.3.1"
        title = self.report["title"].replace("|", "")
        glyphs = self.text(clause, title, above)
        if glyphs is None:
            return
        self.near(clause, "2 blank lines above the title", glyphs[0].baseline - above, 2.8 * LINE)
        han = [glyph for glyph in glyphs if glyph.text > "\u2e80"]
        self.looks(clause, han, "XiaoBiaoSong", 22)

    def body(self):
        """7.3.3: page 1 shows body text."""
        block = self.report["body"][0]
        self.holds("7.3.3", "body text on page 1",
                   isinstance(block, str) and self.page.find(block[:12]) is not None)

    def attendance(self):
        """10.3: 出席, 请假, 列席, turned lines below the first name."""
        labels = zip(("出席", "请假", "列席"), ("present", "absent", "observers"))
        pages = [Page(page) for page in self.document]
        for label, key in labels:
            names = "、".join(strings(self.report.get("attendance", {}).get(key)))
            if not names:
                continue
            found = [(page, page.find(f"{label}：{names}")) for page in pages]
            page, glyphs = next(((p, g) for p, g in found if g), (None, None))
            self.holds("10.3", f"{label}：{names[:8]}…", glyphs is not None)
            if glyphs is None:
                continue
            self.looks("10.3", glyphs[:2], "HeiTi", 16)
            self.looks("10.3", glyphs[3:], "FangSong", 16)
            self.near("10.3", f"2 字 left of {label}", glyphs[0].left, LEFT + 2 * CHARACTER)
            lines = sorted({round(glyph.baseline, 1) for glyph in glyphs})
            turned = [next(g for g in glyphs if round(g.baseline, 1) == y) for y in lines[1:]]
            for glyph in turned:
                self.near("10.3", "turned line below the first name", glyph.left, glyphs[3].left)
            before = [g.baseline for g in page.glyphs if g.baseline < glyphs[0].baseline - 1]
            if label == "出席" and before:
                gap = glyphs[0].baseline - max(before)
                self.near("10.3", "1 blank line above 出席", gap, 2 * LINE)


STYLES = {
    "copy_number": "份号",
    "security": "密级和保密期限",
    "urgency": "紧急程度",
    "document_number": "发文字号",
    "signatories": "签发人",
}


def styles(report, path):
    """Return what is wrong with the styles of a Word document: each element has one of its own."""
    with zipfile.ZipFile(path) as package:
        sheet = etree.fromstring(package.read("word/styles.xml"))
        body = etree.fromstring(package.read("word/document.xml"))
    by_name = {style.find(W + "name").get(W + "val"): style for style in sheet.iter(W + "style")}
    used = {style.get(W + "val") for style in body.iter(W + "pStyle")}
    wanted = {name for key, name in STYLES.items() if report["letterhead"].get(key)}
    if report["kind"] == "letter":
        # the number's line carries its style, whatever else stands on it
        wanted -= {"份号"}
        wanted -= {"密级和保密期限"} if not report["letterhead"].get("copy_number") else set()
        wanted -= {"紧急程度"} if len(report["letterhead"]) < 3 else set()
    if len(strings(report["letterhead"].get("signatories"))) < 3:
        wanted -= {"签发人"}
    faults = []
    for name in sorted(wanted | {"发文机关标志"}):
        style = by_name.get(name)
        if style is None or style.find(W + "qFormat") is None:
            faults.append(f"Word's gallery has no style {name}")
        elif style.get(W + "styleId") not in used:
            faults.append(f"nothing has the style {name}")
    return faults


def main():
    """Measure the files that the command line names."""
    source, word, *pdfs = sys.argv[1:]
    with open(source, encoding="utf-8") as file:
        report = yaml.load(file, Loader=yaml.BaseLoader)
    faults = [f"{word}: {fault}" for fault in styles(report, word)]
    taken = 0
    for path in pdfs:
        measure = Measure(report, path).run()
        taken += measure.taken
        faults += [f"{path}: {fault}" for fault in measure.faults]
    print(f"{source}: {taken} measures of the letterhead, {len(faults)} faults")
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
