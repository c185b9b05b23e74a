"""body.py, closing.py, footnotes.py and references.py find faults: each is tried on pages drawn on the spot,
once as they should be and then with one thing out of its place.
"""

import functools
import io
from pathlib import Path

import pymupdf
from fontTools import subset
from fontTools.ttLib import TTFont

import body
import closing
import footnotes
import references
from test_checks import FONT, Files

MM = 72 / 25.4  # points
CHARACTER, PITCH = closing.CHARACTER, closing.PITCH
LEFT, RIGHT, FOOT = closing.LEFT, closing.RIGHT, closing.FOOT


@functools.cache
def font_file(name):
    """Return a font of the program's with the characters of this file alone, to be quick."""
    font = TTFont(FONT.with_name(f"GW{name}.ttf"))
    subsetter = subset.Subsetter()
    subsetter.populate(text=Path(__file__).read_text(encoding="utf-8"))
    subsetter.subset(font)
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()


@functools.cache
def font_of(name):
    """Return a font to measure texts with."""
    return pymupdf.Font(fontbuffer=font_file(name))


class Drawing:
    """Pages of A4 on which text is written at places in mm."""

    def __init__(self, pages):
        self.document = pymupdf.open()
        for _ in range(pages):
            self.document.new_page(width=595.28, height=841.89)

    def width(self, text, size=16, font="FangSong"):
        """Return how wide a text is."""
        return font_of(font).text_length(text, size) / MM

    def put(self, page, text, left, baseline, size=16, font="FangSong", color=(0, 0, 0)):
        """Write a text."""
        page = self.document[page]
        page.insert_font(fontname=font, fontbuffer=font_file(font))
        page.insert_text((left * MM, baseline * MM), text, fontname=font, fontsize=size, color=color)

    def put_right(self, page, text, right, baseline, size=16):
        """Write a text that ends at a place."""
        self.put(page, text, right - self.width(text, size), baseline, size)

    def rule(self, page, left, right, middle, width=0.35):
        """Draw a level line."""
        ends = (left * MM, middle * MM), (right * MM, middle * MM)
        self.document[page].draw_line(*ends, width=width * MM)

    def circle(self, page, x, y, diameter):
        """Draw a seal, its edge a millimetre thick."""
        radius = (diameter - 1) / 2 * MM
        self.document[page].draw_circle((x * MM, y * MM), radius, color=(1, 0, 0), width=MM)

    def link(self, page, area, to_page, to_top):
        """Make a link of an area: left, top, right, bottom."""
        self.document[page].insert_link({
            "kind": pymupdf.LINK_GOTO,
            "from": pymupdf.Rect(*(edge * MM for edge in area)),
            "page": to_page,
            "to": pymupdf.Point(LEFT * MM, to_top * MM),
        })

    def save(self, folder):
        """Write the file, and return its path."""
        path = str(folder / "drawn.pdf")
        self.document.save(path)
        return path


class Broken(Files):
    """Pages that are right, and then wrong in one thing after another."""

    def hold(self, faults, changes):
        """Check that there is no fault without a change, and that each change is found."""
        self.assertEqual(faults(), [])
        for change in changes:
            with self.subTest(change):
                self.assertTrue(faults(**change))


class SignatureTest(Broken):
    """closing.py, what stands below the body"""

    DATE = "2025年1月20日"

    def plain(self, name="某市人民政府办公室", name_right=2.0, shift=2.0, below=1.0, note=2.0, body=True,
              above=2.0, size=16, note_size=16, words="此件公开发布", down=1.0):
        """Return what is wrong with a signature without a seal; lengths in 字 and lines."""
        drawing = Drawing(1)
        if body:
            drawing.put(0, "特此通知。", LEFT, 80 - above * PITCH)
        left = RIGHT - name_right * CHARACTER - drawing.width(name, size)
        drawing.put(0, name, left, 80, size)
        drawing.put(0, self.DATE, left + shift * CHARACTER, 80 + below * PITCH)
        drawing.put(0, f"（{words}）", LEFT + note * CHARACTER, 80 + (below + down) * PITCH, note_size)
        report = {"issuer": name, "signature": {"date": "2025-01-20"}, "note": "此件公开发布"}
        return closing.measure(report, drawing.save(self.folder)).faults

    def test_without_a_seal(self):
        self.hold(self.plain, [
            {"name_right": 1.5}, {"shift": 1.5}, {"below": 1.2}, {"note": 1}, {"body": False},
            {"above": 1}, {"size": 15}, {"note_size": 14}, {"words": "此件不公开"}, {"down": 2},
        ])

    def sealed(self, right=4.0, name_shift=0.0, diameter=45, across=0.0, down=3.0, room=5.0, seals=1):
        """Return what is wrong with a sealed signature; lengths in 字 and mm."""
        drawing, name, baseline = Drawing(1), "某市教育局", 120
        drawing.put_right(0, self.DATE, RIGHT - right * CHARACTER, baseline + PITCH)
        middle = RIGHT - right * CHARACTER - drawing.width(self.DATE) / 2
        drawing.put(0, name, middle + name_shift - drawing.width(name) / 2, baseline)
        y = baseline - 2.14 + PITCH / 2 - down
        for _ in range(seals):
            drawing.circle(0, middle + across, y, diameter)
        drawing.put(0, "特此通知。", LEFT, y - diameter / 2 - room - PITCH / 5)
        report = {"issuer": name, "signature": {"date": "2025-01-20", "seal": "seal.svg"}}
        return closing.measure(report, drawing.save(self.folder)).faults

    def noted(self, words="此件公开发布", down=1.0):
        """Return what is wrong with a note beside or below a seal; lengths in lines."""
        drawing, name, baseline = Drawing(1), "某市教育局", 120
        middle = RIGHT - 4 * CHARACTER - drawing.width(self.DATE) / 2
        drawing.put_right(0, self.DATE, RIGHT - 4 * CHARACTER, baseline + PITCH)
        drawing.put(0, name, middle - drawing.width(name) / 2, baseline)
        y = baseline - 2.14 + PITCH / 2 - 3
        drawing.circle(0, middle, y, 45)
        drawing.put(0, "特此通知。", LEFT, y - 22.5 - 5 - PITCH / 5)
        drawing.put(0, f"（{words}）", LEFT + 2 * CHARACTER, baseline + (1 + down) * PITCH)
        report = {"issuer": name, "note": words, "signature": {"date": "2025-01-20", "seal": "seal.svg"}}
        return closing.measure(report, drawing.save(self.folder)).faults

    def test_note_beside_a_seal(self):
        self.hold(self.noted, [{"down": 2}, {"down": 1.3}, {"words": "此件公开发布，" * 2 + "此件公开发"}])

    def test_note_below_a_seal(self):
        words = "此件公开发布，" * 2 + "此件公开发"
        self.hold(functools.partial(self.noted, words=words, down=2), [{"down": 1}, {"down": 3}])

    def stamped(self, right=4.0, height=15, gap=2.0, down=0.0, above=2.0, below=1.5, date=4.0,
                stamps=2, apart=5.0):
        """Return what is wrong with a stamped signature; lengths in 字, lines and mm."""
        drawing, top = Drawing(1), 100
        edge = RIGHT - right * CHARACTER
        for number in range(stamps):
            y = top + number * (height + apart)
            area = pymupdf.Rect(edge - 36, y, edge, y + height) * MM
            drawing.document[0].draw_rect(area, color=(1, 0, 0), width=0.1)
            middle = y + height / 2 + 0.38 * CHARACTER + down
            drawing.put_right(0, "市长局长"[2 * number:2 * number + 2], edge - 36 - gap * CHARACTER, middle)
        top += (stamps - 1) * (height + apart)
        drawing.put(0, "现予公布。", LEFT, 100 - PITCH * (above + 0.2))
        drawing.put_right(0, self.DATE, RIGHT - date * CHARACTER, top + height + PITCH * (below + 0.8))
        signers = [{"title": title, "file": "stamp.svg"} for title in ("市长", "局长")]
        signature = {"date": "2025-01-20", "stamp": signers}
        report = {"issuer": "某市人民政府", "signature": signature}
        return closing.measure(report, drawing.save(self.folder)).faults

    def test_with_a_stamp(self):
        self.hold(self.stamped, [
            {"right": 3}, {"height": 16}, {"gap": 1}, {"down": 2}, {"above": 1}, {"below": 0.5}, {"date": 3},
            {"stamps": 1}, {"apart": -1},
        ])

    def test_with_a_seal(self):
        self.hold(self.sealed, [
            {"right": 3}, {"name_shift": 2}, {"diameter": 42}, {"across": 2}, {"down": 6}, {"room": 12},
            {"seals": 0},
        ])


class BehindTest(Broken):
    """closing.py, attachments and 版记"""

    REPORT = {
        "kind": "notice",
        "attachments": [{"title": "分工方案", "body": ["正文。"]}],
        "colophon": {"copy_to": "市档案馆", "printed_by": "某市教育局办公室", "printed_on": "2025-01-20"},
    }

    def attached(self, line=1, left=0.0, title_line=3, title_shift=0.0, note=2.0, blank=1.0, turned=5.0,
                 label="HeiTi", font="XiaoBiaoSong", size=16, rest="的附件", title="分工方案的附件"):
        """Return what is wrong with an attachment and its mention."""
        drawing = Drawing(2)
        drawing.put(0, "特此通知。", LEFT, 60 - PITCH * (1 + blank))
        drawing.put(0, rest, LEFT + turned * CHARACTER, 60 + PITCH)
        drawing.put(0, "附件：分工方案", LEFT + note * CHARACTER, 60, size)
        drawing.put(1, "附件", LEFT + left, 37 + PITCH * (line - 0.2), font=label)
        middle = (LEFT + RIGHT - drawing.width(title, 22)) / 2
        drawing.put(1, title, middle + title_shift, 37 + PITCH * (title_line - 0.2), 22, font)
        report = {"attachments": [{"title": "分工方案的附件", "body": ["正文。"]}]}
        return closing.measure(report, drawing.save(self.folder)).faults

    def test_attachments(self):
        self.hold(self.attached, [
            {"line": 2}, {"left": 3}, {"title_line": 2}, {"title_shift": 3}, {"note": 1},
            {"blank": 0}, {"turned": 3}, {"label": "FangSong"}, {"font": "HeiTi"}, {"size": 14},
            {"rest": "的附件。"}, {"rest": "的"}, {"title": "分工方案"},
        ])

    def numbered(self, second=5.0, number=2, page=2):
        """Return what is wrong with two attachments and their mention."""
        drawing = Drawing(3)
        drawing.put(0, "特此通知。", LEFT, 60 - PITCH * 2)
        drawing.put(0, "附件：1.甲", LEFT + 2 * CHARACTER, 60)
        drawing.put(0, f"{number}.乙", LEFT + second * CHARACTER, 60 + PITCH)
        for at, (label, title) in enumerate([("附件1", "甲"), ("附件2", "乙")]):
            drawing.put((1, page)[at], label, LEFT, 37 + PITCH * 0.8, font="HeiTi")
            middle = (LEFT + RIGHT - drawing.width(title, 22)) / 2
            drawing.put((1, page)[at], title, middle, 37 + PITCH * 2.8, 22, "XiaoBiaoSong")
        report = {"attachments": [{"title": title, "body": ["正文。"]} for title in "甲乙"]}
        return closing.measure(report, drawing.save(self.folder)).faults

    def test_numbered_attachments(self):
        self.hold(self.numbered, [{"second": 6}, {"number": 3}, {"page": 1}])

    def colophon(self, page=1, foot=FOOT, left=LEFT, right=RIGHT, lines=3, stop="。", copies=1.0, turned=4.0,
                 by=1.0, on=1.0, thick=0.35, thin=0.25, size=14, level=0.0, more=""):
        """Return what is wrong with a 版记."""
        drawing, small = Drawing(page + 1), 14 * closing.MM
        for line in range(lines):
            width = thin if line == 1 else thick
            drawing.rule(page, left, right, foot - 0.18 - (0, 9, 25)[line], width)
        drawing.put(page, f"抄送：市委办公室，{more}", LEFT + copies * small, foot - 12 - closing.COLOPHON_PITCH, 14)
        drawing.put(page, "市档案馆" + stop, LEFT + turned * small, foot - 12, 14)
        drawing.put(page, "某市教育局办公室", LEFT + by * small, foot - 3 + level, size)
        drawing.put_right(page, "2025年1月20日印发", RIGHT - on * small, foot - 3, 14)
        report = {"kind": "notice", "colophon": self.REPORT["colophon"]}
        return closing.measure(report, drawing.save(self.folder)).faults

    def test_colophon(self):
        self.hold(self.colophon, [
            {"page": 2}, {"foot": FOOT - 3}, {"left": LEFT + 2}, {"right": RIGHT - 2}, {"lines": 2},
            {"stop": ""}, {"copies": 2}, {"turned": 1}, {"by": 2}, {"on": 2}, {"thick": 0.25}, {"thin": 0.35},
            {"size": 16}, {"level": 2}, {"more": "市人大常委会办公室，" * 3},
        ])

    def letter(self, rule=0.0, foot=FOOT, color=(1, 0, 0)):
        """Return what is wrong with the 版记 of a 函."""
        drawing, small = Drawing(1), 14 * closing.MM
        drawing.document[0].draw_line((20 * MM, 277 * MM), (190 * MM, 277 * MM), color=color, width=1)
        if rule:
            drawing.rule(0, LEFT, RIGHT, rule)
        drawing.put(0, "抄送：市档案馆。", LEFT + small, foot - closing.COLOPHON_PITCH / 5, 14)
        report = {"kind": "letter", "colophon": {"copy_to": "市档案馆"}}
        return closing.measure(report, drawing.save(self.folder)).faults

    def test_colophon_of_a_letter(self):
        self.hold(self.letter, [{"rule": 255}, {"foot": FOOT - 10}])

    def moved(self, page=1, left=1.0, down=1.0, size=14, turned=4.0, twice=False):
        """Return what is wrong with addressees in the 版记."""
        drawing, small, pitch = Drawing(2), 14 * closing.MM, closing.COLOPHON_PITCH
        for below, width in ((16, 0.35), (1, 0.25), (-0.18, 0.35)):
            drawing.rule(1, LEFT, RIGHT, 250 - below if below > 0 else FOOT - 0.18, width)
        drawing.put(page, "主送：市教育局，", LEFT + left * small, 249 - (1 + down) * pitch, size)
        drawing.put(page, "市财政局。", LEFT + turned * small, 249 - down * pitch, 14)
        if twice:
            drawing.put(0, "市教育局：", LEFT, 100)
        drawing.put(1, "抄送：市委办公室。", LEFT + small, 249, 14)
        drawing.put(1, "某市教育局办公室", LEFT + small, FOOT - 3, 14)
        drawing.put_right(1, "2025年1月20日印发", RIGHT - small, FOOT - 3, 14)
        colophon = self.REPORT["colophon"] | {"copy_to": "市委办公室"}
        report = {"kind": "notice", "colophon": colophon, "addressees": ["市教育局", "市财政局"]}
        return closing.measure(report, drawing.save(self.folder)).faults

    def test_addressees_in_the_colophon(self):
        self.hold(self.moved, [
            {"page": 0}, {"left": 2}, {"down": 2}, {"size": 16}, {"turned": 2}, {"twice": True},
        ])


class FootnotesTest(Broken):
    """footnotes.py"""

    REPORT = {"body": ["甲[^一]乙[^二]"], "footnotes": {"一": "第一条注。", "二": "第二条注。"}}

    def faults(self, marks="①②", numbers="①②", notes=("第一条注。", "第二条注。"), page=0, foot=FOOT,
               line=True, gap=footnotes.SEPARATOR, any_number=False):
        """Return what is wrong with two notes of a line each."""
        drawing, pitch = Drawing(2), 15 * closing.MM
        for at, mark in enumerate(marks):
            drawing.put(0, "甲乙"[at], LEFT + 10 * at, 60)
            drawing.put(0, mark, LEFT + 10 * at + 6, 58, 9.5)
        last = foot - footnotes.BELOW_BASELINE
        for at, (number, note) in enumerate(zip(numbers, notes)):
            baseline = last - (len(notes) - 1 - at) * pitch
            drawing.put(page, number, LEFT, baseline - 1.6, 6)
            drawing.put(page, note, LEFT + 3, baseline, 10.5)
        if line:
            first = last - (len(notes) - 1) * pitch
            area = pymupdf.Rect(LEFT, first - gap - 0.2, LEFT + footnotes.MEASURE / 4, first - gap)
            drawing.document[page].draw_rect(area * MM, color=None, fill=(0, 0, 0), width=0)
        with pymupdf.open(drawing.save(self.folder)) as document:
            pages = [footnotes.Page(page) for page in document]
        return footnotes.check(self.REPORT, pages, any_number)[0]

    def test_notes(self):
        wrong = [
            {"notes": ("第一条注。", "第三条注。")}, {"notes": ("第二条注。", "第一条注。")}, {"page": 1},
            {"foot": FOOT - 3}, {"line": False}, {"gap": 8}, {"marks": "①"}, {"notes": ("第一条注。",)},
        ]
        self.hold(self.faults, [*wrong, {"marks": "①③"}, {"numbers": "①③"}, {"marks": "③①", "numbers": "③①"}])
        stale = {"marks": "③①", "numbers": "③①", "any_number": True}
        self.assertEqual(self.faults(**stale), [])
        for change in wrong:
            self.assertTrue(self.faults(**{"marks": "③①", "any_number": True, **change}), change)


class ReferencesTest(Broken):
    """references.py"""

    REPORT = {
        "body": [
            "各项数据见[](#data)（[第{page}页](#data)），安排见[第{number}部分](#work)。",
            {"heading": "基本情况", "body": [{"table": {"id": "data", "caption": "主要数据"}}]},
            {"heading": "工作安排", "id": "work"},
        ],
        "settings": {"toc": "true"},
    }

    def faults(self, number="2", right=RIGHT, dots=60, title="工作安排", table="表1", page="3", part="二",
               printed="3", label="二、", to=2, top=90 - 8.0, linked=True, entries=2):
        """Return what is wrong with a table of contents, and with three references."""
        drawing = Drawing(3)
        drawing.put(0, "目录", 98, 45, 22)
        for at, (text, said) in enumerate([("一、基本情况", number), (f"{label}{title}", "3")][:entries]):
            baseline = 66 + at * PITCH
            drawing.put(0, text, LEFT, baseline)
            drawing.put_right(0, said, right, baseline)
            start, end = LEFT + drawing.width(text), right - drawing.width(said)
            for dot in range(dots):
                drawing.put(0, ".", start + (end - start) * dot / 60, baseline)
            leads = (1, 120 - 8.0) if at == 0 else (to, top)
            drawing.link(0, (LEFT, baseline - 8, RIGHT + 1, baseline + 2), *leads)
        left = LEFT
        for text, leads in (
            ("各项数据见", None), (table, (2, 60 - 8.0)), ("（", None), (f"第{page}页", (2, 60 - 8.0)),
            ("），安排见", None), (f"第{part}部分", (2, 90 - 8.0)), ("。", None),
        ):
            drawing.put(1, text, left, 100)
            if leads and linked:
                drawing.link(1, (left, 92, left + drawing.width(text), 102), *leads)
            left += drawing.width(text)
        drawing.put(1, "一、基本情况", LEFT, 120)
        drawing.put(2, "表1主要数据", LEFT, 60)
        drawing.put(2, "二、工作安排", LEFT, 90)
        for at, text in enumerate(["1", "2", printed]):
            drawing.put(at, f"— {text} —", 100, 271, 14)
        return references.Check(self.REPORT, drawing.save(self.folder)).run().faults

    def test_contents_and_references(self):
        self.hold(self.faults, [
            {"number": "3"}, {"right": RIGHT - 2}, {"dots": 40}, {"title": "工作打算"}, {"table": "表2"},
            {"page": "2"}, {"part": "三"}, {"printed": "4"}, {"label": "三、"}, {"to": 1}, {"top": 110},
            {"linked": False}, {"entries": 1},
        ])


class BodyTest(Broken):
    """body.py"""

    REPORT = {
        "kind": "notice",
        "title": "关于工作的|通知",
        "addressees": ["各县", "各部门"],
        "body": ["现将有关事项通知如下。", {"heading": "基本情况", "body": [{"heading": "人员", "body": ["均已到位。"]}]}],
    }

    def faults(self, title="XiaoBiaoSong", size=22, shift=0.0, blank=1.0, left=0.0, colon="：", indent=2.0,
               font="FangSong", first="HeiTi", second="KaiTi", number="一、", inner="（一）", heading=2.0, ink=(0, 0, 0),
               said="1", number_size=14, right=1.0, number_left=1.0, foot=0.0, number_font="SongTi"):
        """Return what is wrong with a text on two pages; indents in 字."""
        drawing, baseline = Drawing(2), 45
        for line in ("关于工作的", "通知"):
            middle = (LEFT + RIGHT - drawing.width(line, size)) / 2
            drawing.put(0, line, middle + shift, baseline, size, title)
            baseline += PITCH
        baseline += blank * PITCH
        drawing.put(0, "各县、各部门" + colon, LEFT + left, baseline)
        for text, at, look in (
            ("现将有关事项通知如下。", indent, font), (f"{number}基本情况", heading, first),
            (f"{inner}人员", 2, second), ("均已到位。", 2, "FangSong"),
        ):
            baseline += PITCH
            drawing.put(0, text, LEFT + at * CHARACTER, baseline, 16, look, ink)
        drawing.put(1, "均已到位。", LEFT, 45)
        wide, free = drawing.width("— 1 —", number_size, number_font), 14 * closing.MM
        for page, start in ((0, RIGHT - right * free - wide), (1, LEFT + number_left * free)):
            text = f"— {said if page == 0 else 2} —"
            drawing.put(page, text, start, FOOT + 7 + self.DASH + foot, number_size, number_font)
        return body.measure(self.REPORT, drawing.save(self.folder)).faults

    # The dash of 宋体 of 14 points: from its upper edge to the baseline, in mm.
    DASH = 2.0

    def test_text_and_numbers(self):
        self.hold(self.faults, [
            {"title": "HeiTi"}, {"size": 20}, {"shift": 4}, {"blank": 0}, {"left": 5}, {"colon": ""}, {"indent": 0},
            {"font": "KaiTi"}, {"first": "FangSong"}, {"second": "FangSong"}, {"number": "1."}, {"inner": "一、"},
            {"heading": 0}, {"ink": (0, 0, 1)}, {"said": "2"}, {"number_size": 12}, {"right": 2}, {"number_left": 2},
            {"foot": 1}, {"number_font": "FangSong"},
        ])
