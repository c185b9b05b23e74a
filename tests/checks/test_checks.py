"""The checks find faults: each is tried on something broken in the way it is to find.

Pages are drawn and packages damaged on the spot, so nothing of the program is needed but fonts.
"""

import io
import re
import subprocess
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path

import docx
import pymupdf
from fontTools.ttLib import TTFont

import docx_opens
import docx_package
import editing
import grid
import letterhead
import memory
import pdf_structure
import reading_order
import same_lines
import tables
import text_kept
from pdf_lines import MM_PER_POINT, read_pages

FONT = Path(__file__).resolve().parents[2] / "fonts/GWFangSong.ttf"
TEXT = "党建引领自然资源各项工作取得新的成效为全市高质量发展提供有力保障再"


class Files(unittest.TestCase):
    """Tests with a folder of their own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def draw(self, name="a.pdf", left=28, top=38, pitch=28.95, lines=22, pages=2, change=None):
        """Draw pages of full lines, the first `top` mm from the edge.

        `change` may alter the text of a page and line.
        """
        document = pymupdf.open()
        for number in range(pages):
            page = document.new_page(width=595.28, height=841.89)
            page.insert_font(fontname="han", fontfile=FONT)
            shape = page.new_shape()
            for line in range(lines):
                text = TEXT[line % 6:line % 6 + 28]
                text = change(number, line, text) if change else text
                baseline = top / MM_PER_POINT + grid.ABOVE * 16 + line * pitch
                for place, character in enumerate(text):
                    point = (left / MM_PER_POINT + place * 15.79, baseline)
                    shape.insert_text(point, character, fontname="han", fontsize=16)
            shape.commit()
        path = self.folder / name
        document.save(path)
        return str(path)


class ReadingOrderTest(unittest.TestCase):
    """reading_order.py"""

    def fault(self, heard):
        """Return what is wrong with a text that is to be made of two paragraphs."""
        return reading_order.compare("text", heard, ["甲乙丙", "丁戊"])

    def test_numbers_may_stand_before_paragraphs(self):
        self.assertIsNone(self.fault("甲乙丙丁戊"))
        self.assertIsNone(self.fault("一、甲乙丙（一）丁戊"))

    def test_lost_moved_and_added_text_is_found(self):
        for heard in ("甲乙丙丁", "丁戊甲乙丙", "甲乙丙又丁戊", "甲乙丙丁戊己", "甲丙乙丁戊"):
            self.assertIsNotNone(self.fault(heard), heard)


class StructureTest(unittest.TestCase):
    """reading_order.py, the roles"""

    GOOD = (
        "Document(Title P Sect(H1 P Sect(H2 P L(LI(Lbl LBody(P L(LI(Lbl LBody(P))))))) Sect(H2))"
        " Sect(H1 Table(Caption(P P) TR(TH TH) TR(TD TD)) Div(Figure Caption(P)) BlockQuote(P P))"
        " P(Reference(Link)) Note(Lbl(Link) P) Sect(P Title Sect(H1 P)) TOC(TOCI(Reference(Link) TOC(TOCI(Reference(Link))))))"
    )
    SAID = {
        "L": {"A": {"ListNumbering": "Decimal"}},
        "TH": {"A": {"Scope": "Column"}, "ID": b"H1"},
        "Figure": {"A": {"BBox": [0, 0, 1, 1]}, "Alt": b"a"},
        "Note": {"ID": b"N1"},
    }

    def faults(self, text, said=None, linked=True):
        """Return what is wrong with a tree of these roles, of which this is said."""
        said = self.SAID if said is None else said
        root = reading_order.Node("StructTreeRoot", {})
        open_nodes = [root]
        for word in re.findall(r"\w+|[()]", text):
            if word == "(":
                open_nodes.append(open_nodes[-1].kids[-1])
            elif word == ")":
                open_nodes.pop()
            else:
                node = reading_order.Node(word, said.get(word, {}))
                node.has_annotation = linked
                open_nodes[-1].kids.append(node)
        return reading_order.tree_faults(root)

    def test_a_tree_as_it_should_be_passes(self):
        self.assertEqual(self.faults(self.GOOD), [])

    def test_sections_that_do_not_follow_their_headings_are_found(self):
        for broken in (
            "Document(H1 P)",
            "Document(Sect(H1 H2))",
            "Document(Sect(H1 P Sect(H1 P)))",
            "Document(Sect(H2 Sect(H1)))",
            "Document(P(Sect(H1)))",
        ):
            self.assertTrue(self.faults(broken), broken)

    def test_elements_where_they_may_not_stand_are_found(self):
        for broken in (
            "Document(L(P))",
            "Document(LI(Lbl LBody(P)))",
            "Document(L(LI(LBody(P))))",
            "Document(L(LI(Lbl P)))",
            "Document(Table(TR(TH P)))",
            "Document(TOC(TOCI(P)))",
            "Document(TOC(P))",
            "Document(BlockQuote(H1))",
            "Document(Note(P))",
        ):
            self.assertTrue(self.faults(broken), broken)

    def test_text_directly_in_a_group_is_found(self):
        root = reading_order.Node("Document", {})
        root.kids.append("文字")
        self.assertTrue(reading_order.tree_faults(root))

    def test_what_elements_do_not_say_of_themselves_is_found(self):
        for role in self.SAID:
            said = {key: value for key, value in self.SAID.items() if key != role}
            self.assertTrue(self.faults(self.GOOD, said), role)
        self.assertTrue(self.faults(self.GOOD, linked=False))

    def test_cells_below_grouped_headings_name_them(self):
        grouped = "Document(Table(TR(TH) TR(TH TH) TR(TD TD)))"
        self.assertTrue(self.faults(grouped))
        for ids, sound in (([b"H1"], True), ([b"H2"], False)):
            said = {**self.SAID, "TD": {"A": {"Headers": ids}}}
            self.assertEqual(self.faults(grouped, said) == [], sound)


class TablesTest(Files):
    """tables.py"""

    def table(self, shift=0, columns=(40, 80), down="— 2 —"):
        """Read a table of numbers by their points, the second moved by `shift`; and a turned page."""
        document = pymupdf.open()
        mm = 1 / MM_PER_POINT
        page = document.new_page(width=595.28, height=841.89)
        for row, number in enumerate(("1.50", "22.5")):
            y = (60 + 10 * row) * mm
            page.draw_line((40 * mm, y - 20), (80 * mm, y - 20), width=0.5)
            width = pymupdf.get_text_length(number.split(".")[0], fontsize=14)
            page.insert_text(((60 + shift * row) * mm - width, y), number, fontsize=14)
        for x in columns:
            page.draw_line((x * mm, 50 * mm), (x * mm, 75 * mm), width=0.5)
        turned = document.new_page(width=841.89, height=595.28)
        turned.insert_font(fontname="han", fontfile=FONT)
        place = (26 * mm, 33 * mm)
        turned.insert_text(place, down, fontname="han", fontsize=14, rotate=270)
        path = self.folder / "table.pdf"
        document.save(path)
        return tables.read(path)

    def test_numbers_by_their_points_pass_and_others_are_found(self):
        self.assertEqual(tables.point_faults(self.table()), ([], 2))
        self.assertEqual(len(tables.point_faults(self.table(shift=3))[0]), 1)

    def test_another_line_is_found(self):
        self.assertEqual(tables.line_faults(self.table(), self.table()), [])
        for columns in ((40, 80, 60), (40, 81)):
            self.assertTrue(tables.line_faults(self.table(), self.table(columns=columns)), columns)

    def test_numbers_of_turned_pages_run_down(self):
        self.assertEqual(tables.number_faults(self.table()), ([], [2]))
        self.assertTrue(tables.number_faults(self.table(down="2"))[0])


class LetterheadTest(Files):
    """letterhead.py"""

    REPORT = {
        "kind": "notice",
        "title": "关于工作的通知",
        "body": ["经研究，现将有关事项通知如下。"],
        "letterhead": {"mark": "某市教育局文件", "document_number": "某教发〔〕号"},
    }

    def faults(self, mark=35.0, number=0.0, rule=4.0, title=0.0, ink=(0.78, 0.06, 0.18)):
        """Return the clauses that a page breaks on which these are wrong, in mm."""
        document = pymupdf.open()
        page = document.new_page(width=595.28, height=841.89)
        fonts = FONT.parent
        for name, file in (("mark", "GWXiaoBiaoSong.ttf"), ("han", "GWFangSong.ttf")):
            page.insert_font(fontname=name, fontfile=fonts / file)

        def put(text, baseline, size, font, color=(0, 0, 0)):
            """Write a line in the middle of the type area."""
            left = (28 + 78) / MM_PER_POINT - len(text) * size / 2
            point = (left, baseline / MM_PER_POINT)
            page.insert_text(point, text, fontname=font, fontsize=size, color=color)

        def edges(text):
            """Return how far its ink reaches above and below the baseline, in type sizes."""
            font = TTFont(fonts / "GWXiaoBiaoSong.ttf")
            names = [font.getBestCmap()[ord(character)] for character in text]
            boxes = [font["glyf"][name] for name in names]
            em = font["head"].unitsPerEm
            return max(box.yMax for box in boxes) / em, min(box.yMin for box in boxes) / em

        size = 52 * MM_PER_POINT
        above, below = edges("某市教育局文件")
        baseline = 37 + mark + above * size
        put("某市教育局文件", baseline, 52, "mark", ink)
        lower = baseline - below * size
        line = lower + 2.8 * letterhead.LINE + number
        put("某教发〔〕号", line, 16, "han")
        bottom = letterhead.Page(page).ink(letterhead.Page(page).find("某教发〔〕号"))[1]
        red = bottom + rule
        area = pymupdf.Rect(28, red, 184, red + 0.5) / MM_PER_POINT
        page.draw_rect(area, color=None, fill=(0.78, 0.06, 0.18), width=0)
        put("关于工作的通知", red + 0.5 + 2.8 * letterhead.LINE + title, 22, "mark")
        put("经研究，现将有关事项通知如下。", red + 60, 16, "han")
        path = self.folder / "head.pdf"
        document.save(path)
        faults = letterhead.Measure(self.REPORT, path).run().faults
        return {fault.split(":")[0] for fault in faults}

    def test_a_letterhead_as_it_should_be_passes(self):
        self.assertEqual(self.faults(), set())

    def test_each_measure_is_taken(self):
        self.assertEqual(self.faults(mark=35.4), {"7.2.4"})
        self.assertEqual(self.faults(number=0.4), {"7.2.5"})
        self.assertEqual(self.faults(rule=4.4), {"7.2.7"})
        self.assertEqual(self.faults(title=-0.4), {"7.3.1"})
        self.assertIn("7.2.4", self.faults(ink=(0, 0, 0)))


class GridTest(Files):
    """grid.py"""

    def faults(self, **how):
        """Return the faults of pages drawn in this way."""
        pages = read_pages(self.draw(**how))
        return grid.judge(grid.measure(pages, grid.Expected()), grid.Expected())[0]

    def test_a_page_as_it_should_be_passes(self):
        self.assertEqual(self.faults(), [])

    def test_a_wrong_margin_is_found(self):
        self.assertTrue(self.faults(left=26))

    def test_a_type_area_too_high_is_found(self):
        self.assertTrue(self.faults(top=34))

    def test_another_pitch_is_found(self):
        self.assertTrue(self.faults(pitch=29.5))

    def test_a_missing_line_is_found(self):
        self.assertTrue(self.faults(lines=20))


class SameLinesTest(Files):
    """same_lines.py"""

    def differences(self, **how):
        """Return how many lines differ when one file is drawn in this way."""
        pages = read_pages(self.draw("a.pdf")), read_pages(self.draw("b.pdf", **how))
        return len(same_lines.compare(*pages)[1])

    def test_the_same_pages_are_the_same(self):
        self.assertEqual(self.differences(), 0)

    def test_one_other_character_is_found(self):
        swap = lambda page, line, text: text[1:] + "甲" if (page, line) == (1, 3) else text
        self.assertEqual(self.differences(change=swap), 1)

    def test_lines_carried_over_are_found(self):
        self.assertGreater(self.differences(lines=21), 0)


class TextKeptTest(unittest.TestCase):
    """text_kept.py"""

    source = "聚焦履职强,提升牵引力。一是压实责任(试行)。二是从严从实—抓落实!"
    good = ["一、聚焦履职强，提升牵引力", "一是压实责任（试行）。二是从", "严从实——抓落实！"]

    def lost(self, lines):
        """Return the sentences lost in a file of these lines."""
        return text_kept.compare(self.source, text_kept.Text(lines))

    def test_widths_dashes_and_numbers_of_headings_are_no_loss(self):
        self.assertEqual(self.lost(self.good), [])

    def test_a_lost_character_is_found(self):
        self.assertTrue(self.lost([self.good[0], self.good[1].replace("任", ""), self.good[2]]))

    def test_a_lost_mark_is_found(self):
        self.assertTrue(self.lost([*self.good[:2], "严从实——抓落实"]))

    def test_another_order_is_found(self):
        self.assertTrue(self.lost(self.good[::-1]))

    def test_a_heading_run_into_the_text_needs_its_full_stop(self):
        self.assertTrue(self.lost(["一、聚焦履职强，提升牵引力" + self.good[1], self.good[2]]))


class PdfStructureTest(Files):
    """pdf_structure.py"""

    def faults(self, data):
        """Return what the programs say about these bytes."""
        path = self.folder / "b.pdf"
        path.write_bytes(data)
        checks = pdf_structure.qpdf_faults, pdf_structure.mupdf_faults
        return [fault for check in checks for fault in check(str(path))]

    def test_a_sound_file_passes(self):
        self.assertEqual(self.faults(Path(self.draw()).read_bytes()), [])

    def test_a_cut_file_is_found(self):
        data = Path(self.draw()).read_bytes()
        self.assertTrue(self.faults(data[: len(data) // 2]))

    def test_a_font_outside_the_file_is_found(self):
        document = pymupdf.open()
        document.new_page().insert_text((72, 72), "text", fontname="helv")
        path = str(self.folder / "b.pdf")
        document.save(path)
        self.assertTrue(any("not embedded" in fault for fault in pdf_structure.poppler_faults(path)))


class DocxPackageTest(Files):
    """docx_package.py"""

    def faults(self, part="word/document.xml", old="", new=""):
        """Return the faults of a document with a change in a part, but those it had before."""
        made = io.BytesIO()
        document = docx.Document()
        document.add_heading("题目")
        document.add_table(rows=1, cols=1).cell(0, 0).text = "格"
        document.save(made)
        broken = self.folder / "b.docx"
        with zipfile.ZipFile(made) as source, zipfile.ZipFile(broken, "w") as target:
            for name in source.namelist():
                data = source.read(name)
                if name == part and old:
                    self.assertIn(old.encode(), data)
                    data = data.replace(old.encode(), new.encode(), 1)
                target.writestr(name, data)
        return docx_package.Package(broken).check()

    def test_changes_are_found(self):
        changes = {
            "a style that is missing": ("word/document.xml", 'w:val="Heading1"', 'w:val="H"'),
            "a cell without a paragraph": ("word/document.xml", "</w:p></w:tc>", "</w:p><w:tbl/></w:tc>"),
            "a field without an end": (
                "word/document.xml", "<w:t>题目", '<w:fldChar w:fldCharType="begin"/><w:t>题目'),
            "a bookmark without an end": (
                "word/document.xml", "<w:tbl>", '<w:bookmarkStart w:id="1" w:name="a"/><w:tbl>'),
            "a part that is missing": ("word/_rels/document.xml.rels", "styles.xml", "style.xml"),
            "a part without a type": ("[Content_Types].xml", 'Extension="jpeg"', 'Extension="jpg"'),
            "text that is not XML": ("word/document.xml", "题目", "<题目"),
        }
        before = self.faults()
        for name, change in changes.items():
            with self.subTest(name):
                self.assertTrue([f for f in self.faults(*change) if f not in before])


class DocxOpensTest(Files):
    """docx_opens.py"""

    def faults(self, text="甲乙丙", shown="甲乙丙"):
        """Return what is wrong with a document of a text, of which another program shows this."""
        word, pdf = str(self.folder / "a.docx"), str(self.folder / "a.pdf")
        document = docx.Document()
        document.add_paragraph(text)
        document.save(word)
        pages = pymupdf.open()
        page = pages.new_page()
        page.insert_font(fontname="han", fontfile=FONT)
        page.insert_text((72, 72), shown, fontname="han", fontsize=16)
        pages.save(pdf)
        return docx_opens.faults_of(word, pdf)[0]

    def test_lost_text_is_found(self):
        self.assertEqual(self.faults(), [])
        self.assertTrue(self.faults(shown="甲丙"))
        self.assertTrue(self.faults(text="", shown=""))


class EditingTest(Files):
    """editing.py"""

    def test_lines_off_the_grid_are_found(self):
        self.assertEqual(editing.off_grid(read_pages(self.draw())), [])
        document = pymupdf.open(self.draw("b.pdf"))
        document[0].insert_text((100, 400), "offgrid", fontsize=16)
        path = self.folder / "c.pdf"
        document.save(path)
        self.assertTrue(editing.off_grid(read_pages(path)))

    def test_what_was_added_is_missed(self):
        lines = [line for page in read_pages(self.draw()) for line in page.lines]
        for faults in (editing.heading_faults, editing.paragraph_faults, editing.row_faults):
            self.assertTrue(faults(lines), faults.__name__)


class MemoryTest(Files):
    """memory.py"""

    def status(self, program):
        """Return what the check says of a program in Python."""
        path = self.folder / "program"
        path.write_text(f"#!{sys.executable}\n{program}\n", encoding="utf-8")
        path.chmod(0o755)
        # of itself: what its parent has counts for a program that it starts
        command = [sys.executable, memory.__file__, path, self.folder]
        return subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode

    def test_programs(self):
        self.assertEqual(self.status("pass"), 0)
        self.assertEqual(self.status("bytearray(120_000_000)"), 1)
        self.assertEqual(self.status("raise SystemExit(1)"), 1)


if __name__ == "__main__":
    unittest.main()
