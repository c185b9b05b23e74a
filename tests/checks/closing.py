#!/usr/bin/env python3
"""Measures what stands after the body, in millimetres (GB/T 9704-2012, 7.3.4 to 7.4).

usage: closing.py REPORT.yaml PDF...    the PDFs are ours, or LibreOffice's of the Word document
"""

import re
import sys

import pymupdf

from verdict import judge, read_report

MM = 25.4 / 72
CHARACTER = 16 * MM  # 字: the width of a 三号 character
PITCH = 225 / 22
LEFT, RIGHT, FOOT = 28, 184, 262
DIAMETERS = {"state": 60, "province": 50, "prefecture": 45, "county": 45, "township": 42}
NEAR = 0.6
COLOPHON_PITCH = 20 * MM


class Line:
    def __init__(self, page, characters):
        self.page = page
        self.characters = characters
        self.text = "".join(c["c"] for c in characters).strip()
        kept = [c for c in characters if not c["c"].isspace()] or characters
        self.left, self.right = kept[0]["bbox"][0] * MM, kept[-1]["bbox"][2] * MM
        self.baseline = kept[0]["origin"][1] * MM
        self.fonts = {(c["font"], round(c["points"], 1)) for c in kept if "\u3400" < c["c"] < "\u9fff"}

    def left_of(self, index):
        """Where a character begins."""
        kept = [c for c in self.characters if not c["c"].isspace()]
        return kept[min(index, len(kept) - 1)]["bbox"][0] * MM

    def looks(self, font, size):
        """Whether its Han characters are of a font and a size in points."""
        return all(font in name and abs(points - size) < 0.1 for name, points in self.fonts)

    @property
    def middle(self):
        return (self.left + self.right) / 2

    def __repr__(self):
        return f"p{self.page + 1} {self.left:.1f}-{self.right:.1f} y{self.baseline:.1f} {self.text[:24]}"


def lines_of(document):
    """The lines of all pages; where a wide gap parts two texts, they are two."""
    lines = []
    for number, page in enumerate(document):
        rows = {}
        for block in page.get_text("rawdict")["blocks"]:
            for line in block.get("lines", []):
                for span in line["spans"]:
                    for char in span["chars"]:
                        char |= {"font": span["font"], "points": span["size"]}
                        rows.setdefault(round(char["origin"][1]), []).append(char)
        for row in sorted(rows):
            characters = sorted((c for c in rows[row] if not c["c"].isspace()), key=lambda c: c["origin"][0])
            part = []
            for char in characters:
                if part and char["bbox"][0] - part[-1]["bbox"][2] > 24:
                    lines.append(Line(number, part))
                    part = []
                part.append(char)
            if part:
                lines.append(Line(number, part))
    return lines


def seals_of(document):
    """Round red drawings and pictures, as page and rectangle in mm."""
    found = []
    for number, page in enumerate(document):
        rects = [pymupdf.Rect(image["bbox"]) for image in page.get_image_info()]
        rects += [d["rect"] + (-w, -w, w, w) for d in page.get_drawings() for w in [(d["width"] or 0) / 2]]
        for rect in rects:
            rect = pymupdf.Rect(*(v * MM for v in rect))
            is_round = abs(rect.width - rect.height) < 1 and 38 < rect.width < 64
            if is_round and not any(p == number and (rect.tl - r.tl).norm() < 3 for p, r in found):
                found.append((number, rect))
    return sorted(found, key=lambda seal: (seal[0], round(seal[1].y0), seal[1].x0))


class Check:
    def __init__(self):
        self.faults = []
        self.measured = 0

    def near(self, what, is_, ought, by=NEAR):
        self.measured += 1
        if abs(is_ - ought) > by:
            self.faults.append(f"{what}: {is_:.2f} mm, not {ought:.2f}")

    def holds(self, what, condition):
        self.measured += 1
        if not condition:
            self.faults.append(what)


def as_list(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def written(date):
    year, month, day = str(date).split("-")
    return f"{int(year)}年{int(month)}月{int(day)}日"


def find(lines, text, after=None):
    text = re.sub(r"\s", "", text)
    for line in lines:
        if re.sub(r"\s", "", line.text) == text and (after is None or line.page >= after.page):
            return line
    return None


def stamps_of(document):
    """Pictures and drawings as high as a stamp, with their pens, as page and rectangle in mm."""
    found = []
    for number, page in enumerate(document):
        for kind, edges in page.get_bboxlog():
            rect = pymupdf.Rect(*(edge * MM for edge in edges))
            if "text" not in kind and 13 < rect.height < 17 and rect.width < 60:
                found.append((number, rect))
    return found


def check_signature(report, lines, seals, stamps, check):
    signature = report.get("signature")
    if not signature:
        return
    date = find(lines, written(signature["date"]))
    check.holds("the date has a line of its own", date is not None)
    if date is None:
        return
    names = as_list(signature.get("issuers") or report.get("issuer"))
    style = signature.get("style") or ("seal" if "seal" in signature else "stamp" if "stamp" in signature else "plain")
    above = [line for line in lines if (line.page, line.baseline) < (date.page, date.baseline - 1)]
    named = [next((l for l in reversed(above) if re.sub(r"\s", "", l.text) == name), None) for name in names]
    if style != "stamp":
        check.holds(f"every name has its line: {named}", all(named))
    if style == "plain" and all(named) and named:
        check_plain(named, lines, date, check)
    elif style == "seal" and all(named) and named:
        check_seals(report, lines, seals, named, date, check)
    elif style == "stamp":
        check.near("right of the date", RIGHT - date.right, 4 * CHARACTER)
        check_stamps(as_list(signature["stamp"]), lines, stamps, date, check)
    body = [l for l in above if l.page == date.page and l not in named]
    check.holds("text of the body on the page of the date", body)
    if body and report.get("kind") == "plain":
        # 孤行: a line alone is a paragraph by itself
        rows = {round(line.baseline) for line in body}
        is_whole = abs(body[0].left - LEFT - 2 * CHARACTER) < 1
        check.holds(f"no line of a paragraph alone above the signature: {body}", len(rows) > 1 or is_whole)
    written_names = [] if style == "stamp" else [name for name in named if name]
    check.holds("署名 and date in 3号 仿宋", all(line.looks("FangSong", 16) for line in [*written_names, date]))
    if report.get("note"):
        places = seals_under(report, named, date) if style == "seal" and all(named) else []
        check_note(report["note"], date, lines, places, check)


def seals_under(report, named, date):
    """Where the seals of the page of the date are, or where ink is to be: their middles and radius."""
    radius = DIAMETERS[report["signature"].get("level", "county")] / 2
    texts = [name for name in named if name.page == date.page]
    places = [(name.middle, name.baseline - 2.14 + PITCH / 2 - 3) for name in texts]
    return [(*place, radius) for place in places or [(date.middle, date.baseline - 2.14 - 3)]]


def check_note(text, date, lines, seals, check):
    """7.3.6: on the line below the date, or where a seal would be printed over it there, below the seals."""
    text = f"（{text}）"
    page = [line for line in lines if line.page == date.page and line.baseline > date.baseline + 1]
    note = next((line for line in page if text.startswith(re.sub(r"\s", "", line.text))), None)
    check.holds(f"{text} below the date", note is not None)
    if note is None:
        return
    check.near("indent of the note", note.left, LEFT + 2 * CHARACTER, 1)
    check.holds("the note in 3号 仿宋", note.looks("FangSong", 16))

    def meets(baseline):
        top = baseline - 0.88 * CHARACTER
        return any(max(x - note.right, 0) ** 2 + max(top - y, 0) ** 2 < (r - 0.3) ** 2 for x, y, r in seals)

    check.holds(f"no seal over {text}", not meets(note.baseline))
    below = round((note.baseline - date.baseline) / PITCH)
    check.near("the note on a line below the date", note.baseline - date.baseline, below * PITCH)
    # 2 mm from a seal are enough, and what a seal reaches across counts as whole lines
    foot = max((y + r for _, y, r in seals), default=0)
    lowest = -(-(foot - date.baseline - PITCH / 5) // PITCH) + 1
    is_near = any(max(x - note.right, 0) ** 2 + (date.baseline + PITCH - 0.88 * CHARACTER - y) ** 2
                  < (r + 2.3) ** 2 for x, y, r in seals)
    check.holds(f"{text} {below} lines below the date", below == 1 or is_near and below <= max(lowest, 2))


def check_plain(named, lines, date, check):
    left = min(line.left for line in named)
    check.near("date right of the first character of the name", date.left - left, 2 * CHARACTER)
    widest = max(line.right for line in named)
    if date.right - date.left > widest - left:
        check.near("right of the date", RIGHT - date.right, 2 * CHARACTER)
    else:
        check.near("right of the name", RIGHT - widest, 2 * CHARACTER)
    check.near("date below the name", date.baseline - named[-1].baseline, PITCH)
    for first, second in zip(named, named[1:]):
        if first.page == second.page:
            check.near(f"{second} below {first}", second.baseline - first.baseline, PITCH)
    first = named[0]
    above = [l.baseline for l in lines if l.page == first.page and l.baseline < first.baseline - 1]
    if above:
        check.near("a blank line above the name", first.baseline - max(above), 2 * PITCH)


def check_seals(report, lines, seals, named, date, check):
    signature = report["signature"]
    diameter = DIAMETERS[signature.get("level", "county")]
    if len(named) == 1 or len(named) < 8:
        wide = max(line.right - line.left for line in named)
        if wide < 80:
            check.near("right of the date", RIGHT - date.right, 4 * CHARACTER)
    check.near("name on the date", named[-1].middle, date.middle)
    check.near("date below the name", date.baseline - named[-1].baseline, PITCH)
    if not signature.get("seal"):
        return
    check.holds(f"{len(named)} seals, not {len(seals)}", len(seals) == len(named))
    for (page, rect), name in zip(seals, named):
        check.holds(f"seal and name on one page: {name}", page == name.page)
        check.near(f"diameter on {name}", rect.width, diameter, 0.7)
        middle = (rect.x0 + rect.x1) / 2
        check.near(f"seal on {name}", middle, name.middle, 0.8)
        check.holds(f"seal inside the type area: {rect}", rect.x0 > LEFT - 0.5 and rect.x1 < RIGHT + 0.5)
        down = name.baseline - 2.14 + PITCH / 2 - (rect.y0 + rect.y1) / 2
        check.near(f"name and date below the seal's middle: {name}", down, 3, 1)
    tops = [round(rect.y0) for _, rect in seals]
    lefts = {round(rect.x0) for _, rect in seals}
    most = max(map(tops.count, tops), default=1)
    check.holds(f"seals in rows and columns: {seals}", len(lefts) <= most)
    for index, (page, rect) in enumerate(seals):
        for other, second in seals[index + 1:]:
            apart = max(abs(rect.x0 - second.x0), abs(rect.y0 - second.y0))
            check.holds("seals neither touch nor cross", page != other or apart > diameter)
    if seals and seals[0][0] == named[0].page:
        page, first = seals[0]
        before = [l for l in lines if l.page == page and l.baseline < first.y0 + 1]
        if before:
            gap = first.y0 - (before[-1].baseline + PITCH / 5)
            check.holds(f"seal within a line of the body: {gap:.2f} mm", -0.5 < gap < PITCH + 0.5)


def check_stamps(signers, lines, stamps, date, check):
    """7.3.5.3, of those whose stamps are pictures: one below the other."""
    if not all(signer.get("file") for signer in signers):
        return
    above = sorted((rect.y0, rect) for page, rect in stamps if page == date.page and rect.y1 < date.baseline)
    check.holds(f"{len(signers)} stamps, not {len(above)}", len(above) == len(signers))
    for signer, (_, stamp) in zip(signers, above):
        middle = (stamp.y0 + stamp.y1) / 2
        texts = [line for line in lines if line.page == date.page and stamp.y0 < line.baseline < stamp.y1]
        title = find(texts, signer["title"])
        check.holds(f"{signer['title']} beside its stamp", title)
        check.near("right of the stamp", RIGHT - stamp.x1, 4 * CHARACTER)
        check.near("height of the stamp", stamp.height, 15)
        if title:
            check.near("title left of the stamp", stamp.x0 - title.right, 2 * CHARACTER)
            check.near("title in the stamp's middle", title.baseline - 0.38 * CHARACTER, middle)
    for (_, first), (_, second) in zip(above, above[1:]):
        check.holds("stamps don't touch", second.y0 > first.y1)
    if not above:
        return
    top, foot = above[0][1].y0, above[-1][1].y1
    text = [l.baseline for l in lines if l.page == date.page and l.baseline < top]
    if text:
        check.near("2 blank lines above the stamp", top - (max(text) + PITCH / 5), 2 * PITCH)
    # whole lines: a stamp is higher than one and lower than two
    free = date.baseline - 0.8 * PITCH - foot
    check.holds(f"a blank line above the date: {free:.2f} mm", PITCH - NEAR < free < 2 * PITCH)


def is_turned(block):
    """Tell whether a block is a table or picture on a turned page."""
    kinds = [block[kind] for kind in ("table", "figure") if isinstance(block, dict) and kind in block]
    return any(kind.get("turned") for kind in kinds)


def check_attachment_note(note, titles, lines, check):
    """7.3.4: a blank line above 附件说明, all names without a mark, turned lines below the name."""
    page = [l for l in lines if l.page == note.page]
    at = page.index(note)
    if at > 0:
        check.near("a blank line above 附件说明", note.baseline - page[at - 1].baseline, 2 * PITCH)
    check.near("附件说明 2 字 in", note.left, LEFT + 2 * CHARACTER, 1)
    check.holds("附件说明 in 3号 仿宋", note.looks("FangSong", 16))
    numbered = [f"{number}.{title}" for number, title in enumerate(titles, 1)]
    wanted = "附件：" + "".join(numbered if len(titles) > 1 else titles)
    text, name, before = "", 0, None
    for line in lines[lines.index(note):]:
        if line.page == note.page and line.baseline > FOOT or text == wanted:
            continue
        lead = re.match(r"(附件：)?(\d+\.)?", line.text)[0]
        if before is None or lead and len(titles) > 1 and text + lead == wanted[:len(text + lead)]:
            check.near(f"numbers below each other: {line.text[:9]}", line.left_of(3 if before is None else 0),
                       note.left_of(3), 1)
            name = line.left_of(len(lead))
        else:
            check.near(f"turned line of 附件说明 below the name: {line.text}", line.left, name, 0.3)
        text, before = text + re.sub(r"\s", "", line.text), line
        if not wanted.startswith(text):
            break
    check.holds(f"附件说明 is {wanted}, not {text}", text == wanted)


def check_attachments(report, lines, check):
    attachments = report.get("attachments") or []
    titles = [re.sub(r"[\s|]", "", attachment["title"]) for attachment in attachments]
    last = 0
    for number, attachment in enumerate(attachments, 1):
        label = f"附件{number}" if len(attachments) > 1 else "附件"
        if is_turned(attachment["body"][0]):
            continue  # its head is at the paper's edge (clause 8)
        found = [l for l in lines if re.sub(r"\s", "", l.text) == label and abs(l.left - LEFT) < 1]
        check.holds(f"{label} flush left on line 1", found)
        if found:
            check.near(f"{label} on line 1", found[0].baseline, 37 + PITCH * 0.8, 1)
            check.holds(f"{label} in 3号 黑体", found[0].looks("HeiTi", 16))
            check.holds(f"{label} on a page after that of the one before", found[0].page > last)
            last = found[0].page
            page = [l for l in lines if l.page == last]
            at = page.index(found[0]) + 1
            check.near(f"title of {label} on line 3", page[at].baseline, 37 + PITCH * 2.8, 1)
            text = ""
            for line in page[at:]:
                if not titles[number - 1].startswith(text + re.sub(r"\s", "", line.text)):
                    break
                text += re.sub(r"\s", "", line.text)
                check.near(f"title of {label} in the middle", line.middle, (LEFT + RIGHT) / 2, 1)
                check.holds(f"title of {label} in 2号 小标宋", line.looks("XiaoBiaoSong", 22))
            check.holds(f"{label} has its title of 附件说明: {text}", text == titles[number - 1])
    note = next((l for l in lines if l.text.startswith("附件：")), None)
    check.holds("附件说明", note or not attachments)
    if note and attachments:
        check_attachment_note(note, titles, lines, check)


def check_turned(first, lines, check):
    """7.4.2: turned lines of 抄送 and 主送 below the first name."""
    below = first.baseline
    for line in lines[lines.index(first) + 1:]:
        if line.baseline - below > COLOPHON_PITCH + 0.5 or line.text.startswith("抄送："):
            break  # beyond the line between, or the next element
        check.near(f"turned line {line.text[:8]} below the first name", line.left, first.left_of(3))
        below = line.baseline


def check_no_lines(page, check):
    """10.1: the 版记 of a 函 has no lines."""
    wide = [d for d in page.get_drawings() if d["rect"].width * MM > 150 and d["rect"].height * MM < 1.2]
    # those of tables end higher up
    black = [d for d in wide if max((d["fill"] or d["color"])[:1]) < 0.3 and d["rect"].y1 * MM > FOOT - 4 * COLOPHON_PITCH]
    check.holds(f"no lines in the 版记 of a 函: {len(black)}", not black)


def check_recipients(report, lines, last, check):
    """7.3.2, 7.4.2: 主送机关 that page 1 has no room for stand above 抄送, without a line between."""
    names = as_list(report.get("addressees"))
    moved = next((l for l in lines if l.text.startswith("主送：")), None)
    if moved is None:
        return
    check.holds("主送 in the 版记 or below the title, not in both",
                not any(l.page < last and l.text.startswith(names[0]) for l in lines))
    check.holds("主送 on the last page", moved.page == last)
    check.near("主送 1 字 in", moved.left, LEFT + 14 * MM)
    check.holds("主送 in 4号 仿宋", moved.looks("FangSong", 14))
    here = [l for l in lines if l.page == moved.page]
    check_turned(moved, here, check)
    copies = next((l for l in here if l.text.startswith("抄送：")), None)
    if copies:
        above = max(l.baseline for l in here if l.baseline < copies.baseline - 1)
        check.near("抄送 on the line below 主送", copies.baseline - above, COLOPHON_PITCH)


def check_colophon(report, document, lines, check):
    colophon = report.get("colophon")
    if not colophon:
        return
    last = len(document) - 1
    is_letter = report.get("kind") == "letter"
    if is_letter:
        # but for the red lines of page 1
        check_no_lines(document[last], check)
    else:
        check.holds(f"版记 on an even page, not {last + 1}", last % 2 == 1)
        drawings = [d for d in document[last].get_drawings() if d["rect"].width * MM > 150 and d["rect"].height * MM < 1.2]
        wide = [d["rect"] for d in drawings]
        # filled areas are as high as they are, strokes as wide as their pen
        thick = sorted((d["rect"].y0, max(d["rect"].height, d["width"] or 0) * MM) for d in drawings)
        edges = sorted({round((r.y0 + r.y1) / 2 * MM, 1) for r in wide})
        groups = ("copy_to" in colophon) + ("printed_by" in colophon)
        check.holds(f"{groups + 1} lines, not {edges}", len(edges) >= groups + 1)
        if wide:
            check.near("last line on the foot of the type area", max(r.y1 for r in wide) * MM, FOOT, 0.7)
            for at, (_, thickness) in enumerate(thick):
                is_outer = at in (0, len(thick) - 1)
                check.near(f"thickness of line {at + 1} of the 版记", thickness, 0.35 if is_outer else 0.25, 0.03)
            check.near("left end of the lines", min(r.x0 for r in wide) * MM, LEFT)
            check.near("right end of the lines", max(r.x1 for r in wide) * MM, RIGHT)
    here = [l for l in lines if l.page == last]
    small = 14 * MM
    check_recipients(report, lines, last, check)
    if "copy_to" in colophon:
        copies = next((l for l in here if l.text.startswith("抄送：")), None)
        check.holds("抄送 on the last page", copies is not None)
        if copies:
            check.near("抄送 1 字 in", copies.left, LEFT + small)
            check_turned(copies, here, check)
            check.holds("抄送 in 4号 仿宋", copies.looks("FangSong", 14))
            end = [l for l in here if l.baseline >= copies.baseline - 1 and l.text.endswith("。")]
            check.holds("。 after the last", end)
            part = [l for l in here if copies.baseline - 1 < l.baseline <= (end or [copies])[0].baseline]
            check.holds("抄送 1 字 from the right", max(l.right for l in part) < RIGHT - small + NEAR)
            if is_letter:
                check.near("版记 of a 函 at the foot", FOOT - end[-1].baseline if end else 0, COLOPHON_PITCH / 5, 2)
    if "printed_by" in colophon:
        by = next((l for l in reversed(here) if l.text.startswith(colophon["printed_by"])), None)
        on = next((l for l in here if l.text.endswith(written(colophon["printed_on"]) + "印发")), None)
        check.holds("印发机关 and 印发日期 on the last page", by and on)
        if by and on:
            check.near("印发机关 1 字 in", by.left, LEFT + small)
            check.near("right of 印发日期", RIGHT - on.right, small)
            check.near("印发机关 and 印发日期 on one line", by.baseline, on.baseline)
            check.holds("both in 4号 仿宋", by.looks("FangSong", 14) and on.looks("FangSong", 14))


def measure(report, path):
    """Measures a PDF of a report."""
    check = Check()
    with pymupdf.open(path) as document:
        lines = lines_of(document)
        check_signature(report, lines, seals_of(document), stamps_of(document), check)
        check_attachments(report, lines, check)
        check_colophon(report, document, lines, check)
    return check


def main():
    """Measure the files that the command line names."""
    source, *paths = sys.argv[1:]
    report = read_report(source)

    def check(path):
        taken = measure(report, path)
        return f"{taken.measured} measures, {len(taken.faults)} wrong", taken.faults

    return judge(paths, check)


if __name__ == "__main__":
    sys.exit(main())
