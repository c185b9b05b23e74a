#!/usr/bin/env python3
"""The reports that `compare` sets, and python-docx's way of setting them.

usage: compare_texts.py KIND BASE SIZE [REPORT.yaml]   writes BASE.yaml, .typ, .md, .json
       compare_texts.py docx BLOCKS.json OUT.docx
"""

import json
import re
import struct
import sys
import zlib
from pathlib import Path

HALF_WIDTH = re.compile(r"(?<=[^\x00-\x7f])[,:;()]|[,:;()](?=[^\x00-\x7f])")
FULL_WIDTH = dict(zip(",:;()", "，：；（）"))
NUMERALS = "一二三四五六七八九十"

# GB/T 9704—2012: A4, 22 lines of 28 characters, 16 pt on a pitch of 579/20 pt.
TYPST_HEAD = """\
#set document(title: %s)
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


def numeral(number):
    """Return the numeral of a heading or a point."""
    return NUMERALS[number - 1] if number <= len(NUMERALS) else str(number)


def repeated(report, copies):
    """Return a report of copies of another one's body and attachments.

    Numbers keep any two of their texts from being the same, which a compressor or a cache would
    profit by; the cells with no more than a number or a unit in them stay as they are.
    """
    def numbered(copy, body, prefix):
        blocks = []
        for number, block in enumerate(body, 1):
            mark = f"{copy}.{prefix}{number} "
            if isinstance(block, str):
                blocks.append(mark + block)
            elif "heading" in block:
                inner = numbered(copy, block.get("body", []), f"{prefix}{number}.")
                blocks.append({"heading": mark + block["heading"], "body": inner})
            elif "points" in block:
                blocks.append({"points": [{**p, "text": mark + p["text"]} for p in block["points"]]})
            else:
                table = block["table"]
                rows = [[f"{mark}{first}", *rest] for first, *rest in table["rows"]]
                blocks.append({"table": {**table, "rows": rows}})
        return blocks

    attached = [block for part in report.get("attachments", []) for block in part["body"]]
    bodies = [
        {"heading": f"第{copy}部分", "body": numbered(copy, report["body"] + attached, "")}
        for copy in range(1, copies + 1)
    ]
    return {"kind": "plain", "title": "长篇报告", "body": bodies}


def long_table(rows):
    """Return a report of one table of so many rows."""
    columns = [{"title": "序号"}, {"title": "单位", "width": "40%"}, {"title": "数量", "align": "right"},
               {"title": "金额（万元）", "align": "right"}, {"title": "备注"}]
    cells = [
        [str(row), f"第{row}自然资源和规划所", str(row * 37 % 9973), f"{row * 7919 % 99991 / 100:.2f}",
         f"{row % 12 + 1}月办结"]
        for row in range(1, rows + 1)
    ]
    return {"kind": "plain", "title": "办理情况表", "body": [{"table": {"columns": columns, "rows": cells}}]}


def pictures(count, folder):
    """Return a report of so many pictures, which are put into a folder."""
    folder.mkdir(exist_ok=True)
    body = []
    for number in range(1, count + 1):
        (folder / f"{number}.png").write_bytes(png(number))
        caption = f"图{number}　第{number}地块现状图"
        figure = {"file": f"{folder.name}/{number}.png", "caption": caption, "alt": caption, "width": "100mm"}
        body += [f"第{number}地块的现状如图{number}所示。", {"figure": figure}]
    return {"kind": "plain", "title": "地块现状图册", "body": body}


def png(number, width=480, height=320):
    """Return a picture of plots in colours, no two pictures alike."""
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for x in range(width):
            plot = (x // (24 + number % 17)) * 31 + (y // (20 + number % 13)) * 17 + number
            rows += bytes((plot * 53 % 256, plot * 97 % 256, (x + y + plot * 11) % 256))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(bytes(rows), 6)), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def blocks_of(report):
    """Return a report's blocks as other programs set them: kind and what it holds."""
    blocks = [("title", report["title"])]
    add_body(report["body"], 1, blocks)
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
            before = [f"{numeral(number)}、", f"（{numeral(number)}）", f"{number}."][level - 1]
            blocks.append((f"heading{level}", before + full_width(block["heading"])))
            add_body(block.get("body", []), level + 1, blocks)
        elif "points" in block:
            for index, point in enumerate(block["points"], 1):
                text = "。".join(filter(None, [point.get("lead"), point.get("text")]))
                blocks.append(("paragraph", full_width(f"{numeral(index)}是{text}")))
        elif "table" in block:
            columns = [column["title"] for column in block["table"]["columns"]]
            rows = [[str(cell) for cell in row] for row in block["table"]["rows"]]
            blocks.append(("table", [columns, *rows]))
        elif "figure" in block:
            blocks.append(("picture", [block["figure"]["file"], block["figure"]["caption"]]))
        else:
            sys.exit(f"no other program is taught to set {next(iter(block))}")


def to_typst(blocks):
    """Return a Typst file of blocks."""
    def literal(text):
        return json.dumps(text, ensure_ascii=False)

    lines = [TYPST_HEAD % literal(blocks[0][1])]
    for kind, value in blocks:
        if kind in ("title", "attachment"):
            lead = "#pagebreak()\n" if kind == "attachment" else ""
            font = 'font: ("Liberation Serif", "GW XiaoBiaoSong"), size: 22pt, tracking: 0pt'
            lines.append(f"{lead}#align(center, text({font}, {literal(value)}))\n\\ \n")
        elif kind == "table":
            head = ", ".join(literal(cell) for cell in value[0])
            cells = ", ".join(literal(cell) for row in value[1:] for cell in row)
            columns = f"columns: (1fr,) * {len(value[0])}"
            lines.append(f"#text(size: 14pt, table({columns}, table.header({head}), {cells}))\n")
        elif kind == "picture":
            file, caption = map(literal, value)
            picture = f"image({file}, width: 100mm, alt: {caption})"
            lines.append(f"#figure({picture}, caption: {caption}, numbering: none)\n")
        elif kind == "paragraph":
            lines.append(f"#{literal(value)}\n")
        else:
            lines.append(f"#heading(level: {kind[-1]})[#h(2em)#{literal(value)}]\n")
    return "\n".join(lines)


def to_markdown(blocks):
    """Return blocks as pandoc's Markdown."""
    def escaped(text):
        return re.sub(r"([\\`*_{}\[\]<>#|$~^])", r"\\\1", text)

    lines = [f"---\ntitle: {json.dumps(blocks[0][1], ensure_ascii=False)}\n---\n"]
    for kind, value in blocks[1:]:
        if kind == "table":
            rows = ["| " + " | ".join(map(escaped, row)) + " |" for row in value]
            rows.insert(1, "|---" * len(value[0]) + "|")
            lines.append("\n".join(rows) + "\n")
        elif kind == "picture":
            lines.append(f"![{escaped(value[1])}]({value[0]}){{width=100mm}}\n")
        elif kind == "paragraph":
            lines.append(re.sub(r"^(\d+)([.)])", r"\1\\\2", escaped(value)) + "\n")
        else:
            lines.append("#" * int(kind[-1]) + f" {escaped(value)}\n" if kind[-1].isdigit() else f"# {value}\n")
    return "\n".join(lines)


def write_docx(blocks, folder, path):
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
        elif kind == "picture":
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
            paragraph.add_run().add_picture(str(folder / value[0]), width=Mm(100))
            document.add_paragraph(value[1]).alignment = WD_ALIGN_PARAGRAPH.CENTER
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
        source = Path(sys.argv[2])
        write_docx(json.loads(source.read_text(encoding="utf-8")), source.parent, sys.argv[3])
        return
    import yaml

    kind, base, size = sys.argv[1], sys.argv[2], int(sys.argv[3])
    text = None
    if kind == "table":
        report = long_table(size)
    elif kind == "pictures":
        report = pictures(size, Path(f"{base}-files"))
    else:
        text = Path(sys.argv[4]).read_text(encoding="utf-8")
        report = yaml.safe_load(text)
        if size:
            report, text = repeated(report, size), None
    text = text or yaml.safe_dump(report, allow_unicode=True, sort_keys=False, width=100_000)
    blocks = blocks_of(report)
    outputs = {"yaml": text, "typ": to_typst(blocks), "md": to_markdown(blocks),
               "json": json.dumps(blocks, ensure_ascii=False)}
    for extension, output in outputs.items():
        Path(f"{base}.{extension}").write_text(output, encoding="utf-8")


if __name__ == "__main__":
    main()
