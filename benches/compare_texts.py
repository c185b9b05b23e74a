#!/usr/bin/env python3
"""The texts that `compare` sets, and python-docx's way of setting them.

usage: compare_texts.py texts REPORT.yaml|TEXT.txt BASE COPIES   writes BASE.yaml, .typ, .json
       compare_texts.py docx BLOCKS.json OUT.docx
"""

import json
import re
import sys
from pathlib import Path

HALF_WIDTH = re.compile(r"(?<=[^\x00-\x7f])[,:;()]|[,:;()](?=[^\x00-\x7f])")
FULL_WIDTH = dict(zip(",:;()", "，：；（）"))
NUMERALS = "一二三四五六七八九十"

# GB/T 9704—2012: A4, 22 lines of 28 characters, 16 pt on a pitch of 579/20 pt.
TYPST_HEAD = """\
#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm),
  footer: context align(right, text(font: "GW SongTi", size: 14pt)[— #counter(page).display() —]))
#set text(lang: "zh", region: "cn", font: ("Liberation Serif", "GW FangSong"), size: 16pt,
  tracking: -0.25pt, top-edge: 0.88em, bottom-edge: -0.12em)
#set par(justify: true, leading: 12.95pt, spacing: 12.95pt, first-line-indent: (amount: 2em, all: true))
#show heading: set text(weight: "regular", size: 16pt)
#show heading: set block(above: 12.95pt, below: 12.95pt, sticky: true)
#show heading.where(level: 1): set text(font: ("Liberation Serif", "GW HeiTi"))
#show heading.where(level: 2): set text(font: ("Liberation Serif", "GW KaiTi"))
#set table(stroke: 0.5pt)
"""


def full_width(text):
    """Return the text with the marks of Chinese, as our program sets it."""
    return HALF_WIDTH.sub(lambda mark: FULL_WIDTH[mark[0]], text)


def from_report(path):
    """Return a report's blocks: kind and what it holds."""
    import yaml

    report = yaml.safe_load(path.read_text(encoding="utf-8"))
    blocks = [("title", report["title"])]
    add_body(report.get("body", []), 1, blocks)
    for attachment in report.get("attachments", []):
        blocks.append(("attachment", attachment["title"]))
        add_body(attachment["body"], 1, blocks)
    return blocks


def add_body(body, level, blocks):
    """Add the blocks of a body whose headings are of the given level."""
    number = 0
    for block in body:
        if isinstance(block, str):
            blocks.append(("paragraph", full_width(block)))
        elif "heading" in block:
            number += 1
            numeral = NUMERALS[number - 1]
            before = f"{numeral}、" if level == 1 else f"（{numeral}）"
            blocks.append((f"heading{level}", before + full_width(block["heading"])))
            add_body(block.get("body", []), level + 1, blocks)
        elif "points" in block:
            points = block["points"]
            items = points["items"] if isinstance(points, dict) else points
            for numeral, item in zip(NUMERALS, items):
                texts = [item] if isinstance(item, str) else [item.get("lead"), item.get("text")]
                text = "。".join(filter(None, texts))
                blocks.append(("paragraph", full_width(f"{numeral}是{text}")))
        elif "table" in block:
            columns = [column["title"] for column in block["table"]["columns"]]
            rows = [[str(cell) for cell in row] for row in block["table"]["rows"]]
            blocks.append(("table", [columns, *rows]))
        else:
            sys.exit(f"no other program is taught to set {next(iter(block))}")


def from_text(path, copies):
    """Return a text many times over; numbers keep any two paragraphs from being the same."""
    paragraphs = full_width(path.read_text(encoding="utf-8")).split("\n")
    blocks = [("title", "长篇报告")]
    for copy in range(1, copies + 1):
        blocks.append(("heading1", f"第{copy}部分"))
        blocks += [("paragraph", f"{copy}.{n} {p}") for n, p in enumerate(paragraphs) if p]
    return blocks


def to_yaml(blocks):
    """Return a report of blocks without tables."""
    lines = ["kind: plain", f"title: {blocks[0][1]}", "body:"]
    for kind, text in blocks[1:]:
        if kind == "heading1":
            lines += [f"  - heading: {text}", "    body:"]
        else:
            lines.append(f"      - {json.dumps(text, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


def to_typst(blocks):
    """Return a Typst file of blocks."""
    def literal(text):
        return json.dumps(text, ensure_ascii=False)

    lines = [TYPST_HEAD]
    for kind, value in blocks:
        if kind in ("title", "attachment"):
            lead = "#pagebreak()\n" if kind == "attachment" else ""
            font = 'font: ("Liberation Serif", "GW XiaoBiaoSong"), size: 22pt, tracking: 0pt'
            lines.append(f"{lead}#align(center, text({font}, {literal(value)}))\n\\ \n")
        elif kind == "table":
            cells = ", ".join(literal(cell) for row in value for cell in row)
            lines.append(f"#text(size: 14pt, table(columns: (1fr,) * {len(value[0])}, {cells}))\n")
        elif kind == "paragraph":
            lines.append(f"#{literal(value)}\n")
        else:
            lines.append(f"#heading(level: {kind[-1]})[#h(2em)#{literal(value)}]\n")
    return "\n".join(lines)


def write_docx(blocks, path):
    """Set blocks with python-docx."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(16)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋_GB2312")
    spacing = normal.paragraph_format
    spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(28.95)
    spacing.space_before = spacing.space_after = Pt(0)
    for kind, value in blocks:
        if kind == "table":
            table = document.add_table(rows=len(value), cols=len(value[0]))
            for row, texts in zip(table.rows, value):
                for cell, text in zip(row.cells, texts):
                    cell.text = text
        elif kind in ("title", "attachment"):
            paragraph = document.add_paragraph(value, style="Title")
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif kind == "paragraph":
            paragraph = document.add_paragraph(value)
            paragraph.paragraph_format.first_line_indent = Pt(32)
        else:
            document.add_heading(value, level=int(kind[-1]))
    document.save(path)


def main():
    """Do what the command line says."""
    if sys.argv[1] == "docx":
        write_docx(json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")), sys.argv[3])
        return
    source, base, copies = Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
    blocks = from_text(source, copies) if copies else from_report(source)
    text = to_yaml(blocks) if copies else source.read_text(encoding="utf-8")
    Path(f"{base}.yaml").write_text(text, encoding="utf-8")
    Path(f"{base}.typ").write_text(to_typst(blocks), encoding="utf-8")
    Path(f"{base}.json").write_text(json.dumps(blocks, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
