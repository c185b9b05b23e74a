#!/usr/bin/env python3
"""Write reports that put a table, a heading and a paragraph at every height of a page, and reports of
the published texts that have none in data/.

usage: made_reports.py FOLDER

What happens at the foot of a page depends on the last lines of it, and the samples have few pages.
Here every attachment, which begins a page, has one line more before what is to be tested.
"""

import json
import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LINES = range(8, 22)

TABLE = """\
      - table:
          caption: 各季度办结事项
          columns: [{ title: 季度 }, { title: 件数, align: right }, { title: 说明 }]
          rows:
            - [一季度, 246, 无]
            - [二季度, 259, 无]
            - [三季度, 310, 因系统升级，部分事项转至线下办理，办理时限相应顺延]
            - [四季度, 371, 含延期二件]
"""

# Lines of a row's last cell, in the order of the rows: more rows than fit on a page.
ROW_LINES = [5, 1, 4, 2, 1, 1, 3, 1, 5, 1, 1, 1, 2, 4, 1, 1, 4]
WORDS = "因系统升级部分事项转至线下办理办理时限相应顺延按季度通报进展情况对进度滞后的"

LONG_TABLE = """\
      - table:
          caption: 办结事项明细
          columns: [{ title: 事项 }, { title: 件数, align: right }, { title: 说明, width: 40mm }]
          rows:
""" + "".join(
    f"            - [第{number}项, {number * 37}, {WORDS[:7 * lines - 3]}]\n"
    for number, lines in enumerate(ROW_LINES, 1)
)

TEXT = "坚持问题导向，建立台账，逐项明确责任单位和完成时限，做到件件有着落、事事有回音。"

# Rows that cells reach across, and such a cell that makes them higher; a note below.
MERGED = """\
      - table:
          caption: 分组情况
          unit: 单位：个
          columns: [{ title: 组别, width: 20mm }, { title: 项目, columns: [名称, { title: 数量, align: decimal }] }]
          rows:
            - [{ text: 甲组, rows: 4 }, 一, 1.5]
            - [二, 2]
            - [三, 3.25]
            - [四, 4]
            - [{ text: 这一组的名称非常长要折成许多行才能放得下所有这些文字, rows: 2 }, 五, 5]
            - [六, 6]
            - [{ text: 丙组, rows: 3 }, { text: 跨行, rows: 2 }, 7]
            - [8]
            - [九, 9]
          note: 注：这是一条比较长的表注，长到一行放不下，需要折成两行来排，因此最后一行要和表注的前两行排在同一页上面。
"""

# Rows for two pages, and a note that may not have room on the second.
NOTED = """\
      - table:
          caption: 办结事项
          columns: [{ title: 序号 }, { title: 件数, align: right }]
          rows:
""" + "".join(f"            - [{number}, {number * 3}]\n" for number in range(1, 42)) + """\
          note: 注：这是一条表注。
"""

# Rows that go on on the next page, one of them higher than a page.
BREAKING = f"""\
      - table:
          caption: 可以断开
          break_rows: true
          columns: [序号, {{ title: 内容, width: 60% }}, 说明]
          rows:
            - [1, [{TEXT}, {TEXT}], 短]
            - [2, {TEXT}, 无]
            - [3, 短, {TEXT}]
            - [4, [{", ".join([TEXT] * 12)}], 短]
          note: [注：第一条。, 第二条。]
"""

# Rows that a cell reaches across, more than a page has room for; a row higher than a page.
HIGH = f"""\
      - table:
          caption: 比一页高
          columns: [组别, 序号, 内容]
          rows:
            - [{{ text: 大组, rows: 30 }}, 1, 短]
{"".join(f"            - [{number}, 短]{chr(10)}" for number in range(2, 31))}\
            - [尾, 31, [{", ".join([TEXT] * 16)}]]
"""

HEADINGS = """\
      - heading: 主要做法
        body:
          - heading: 健全工作机制
            body:
              - 坚持问题导向，建立台账，逐项明确责任单位和完成时限，做到件件有着落、事事有回音。
"""

PARAGRAPH = """\
      - 坚持问题导向，建立台账，逐项明确责任单位和完成时限，做到件件有着落、事事有回音，
        并按季度通报进展情况，对进度滞后的及时提醒督促，确保全年各项目标任务按期保质完成。
"""


# Texts that are also set by CLREQ, which no Word file follows: full of marks, and of numbers.
CLREQ_TEXTS = ["xuancheng-2024", "government-work-2024"]


LATIN = "official documents of the Party and government organs (GB/T 9704) e.g. layout-rules; "

# Han of the second plane that the fonts have.
RARE = "𠅤𠙶𠳐𡎚𡐓𣗋𣲗𣲘𣸣𤧛𤩽𤫉"


def odd_lines():
    """Return a report of paragraphs as nobody should write them."""
    def between(inserted):
        text = "".join(
            WORDS[at % 30:at % 30 + 2 + at % 7] + inserted[at % len(inserted)] for at in range(60)
        )
        return [text + "。"] * 2

    paragraphs = [
        "见https://www.example.gov.cn/" + "a" * 371,
        "见https://www.example.gov.cn/" + "/".join(f"path{n}-x_y.z?q={n}" for n in range(25)),
        "国" + "）" * 200 + "国",
        "国" + "》" * 200,
        WORDS[:20] + "，。" * 100,
        "国" + "—" * 10000 + "国",
        "国" + "…" * 2000 + "国",
        (LATIN * 9).strip(),
        *between(RARE),
        *between(["cafe\u0301", "nai\u0308ve", "u\u0308ber", "x\u0302"]),
        *between("\u0301"),
        *between("\u200b\u00ad\u2060\u200d\u200e\u2028"),
        *between(["２０２４", "ＡＢＣ", "１２．５％"]),
        ((WORDS + "，") * 600)[:20000],
    ]
    body = "".join(f"  - {json.dumps(text, ensure_ascii=False)}\n" for text in paragraphs)
    return f"kind: plain\ntitle: 不寻常的行\nbody:\n{body}"


def report(title, tested):
    """Return a report whose attachments have ever more lines before `tested`."""
    parts = [f"kind: plain\ntitle: {title}\nbody: [正文见附件。]\nattachments:\n"]
    for lines in LINES:
        parts.append(f"  - title: 前有{lines}行\n    body:\n")
        parts += [f"      - 第{number}行。\n" for number in range(1, lines + 1)]
        parts.append(tested)
        parts.append("      - 其后一段。\n")
    return "".join(parts)


# How many characters the notes have, in the order of their marks: from a line to more than a page.
NOTE_LENGTHS = [12, 30, 60, 18, 110, 25, 260, 14, 40, 75, 9, 160, 33, 700, 20, 52]


def report_with_footnotes():
    """Return a report with notes of all lengths, marked now often, now seldom, in text of all kinds.

    LibreOffice moves some of their lines after it has numbered them, and keeps the old numbers.
    """
    parts = ["kind: plain\ntitle: 脚注各处\nbody:\n"]
    notes, count = [], 0
    text = TEXT * 40

    def mark():
        nonlocal count
        count += 1
        length = NOTE_LENGTHS[count * 7 % len(NOTE_LENGTHS)]
        start = count * 11 % len(TEXT)
        notes.append(f"  注{count}: 第{count}条，{text[start:start + length]}\n")
        return f"[^注{count}]"

    for index in range(200):
        start = index * 3 % len(TEXT)
        words = text[start:start + 15 + index * 37 % 150]
        every = [1, 3, 2, 4, 1][index // 10 % 5]
        at = index * 29 % len(words)
        marked = words[:at] + (mark() if index % every == 0 else "") + words[at:]
        kind = index % 12
        if kind == 5:
            heading = words[:9].rstrip("，。、") + (mark() if index % 24 == 5 else "")
            parts.append(f"  - heading: {heading}\n    body: [{words[9:30]}]\n")
        elif kind == 8:
            parts.append(f'  - list: ["{words[:60]}{mark()}", {words[:20]}]\n')
        elif kind == 9:
            parts.append(f'  - quote: "{marked}"\n')
        elif kind == 10 and index % 5 == 0:
            parts.append(TABLE.replace("      - table", "  - table").replace("\n      ", "\n  "))
        else:
            parts.append(f'  - "{marked}"\n')
    used = [note for note in notes if "[^" + note.split(":")[0].strip() + "]" in "".join(parts)]
    return "".join(parts) + "footnotes:\n" + "".join(used)


def report_of_text(text, settings=""):
    """Return a report of a text: its first line is the title, 一、 before a short line a heading."""
    title, *lines = (line.strip() for line in text.splitlines() if line.strip())
    parts = [f"kind: plain\ntitle: {json.dumps(title, ensure_ascii=False)}\nbody:\n"]
    indent = "  "
    for line in lines:
        heading = re.fullmatch(r"[一二三四五六七八九十]+、([^。；;]{1,40})", line)
        quoted = json.dumps(heading[1] if heading else line, ensure_ascii=False)
        if heading:
            parts.append(f"  - heading: {quoted}\n    body:\n")
            indent = "      "
        else:
            parts.append(f"{indent}- {quoted}\n")
    return "".join(parts) + settings


def signed(lines, end, style="seal", issuers="某市数据管理局"):
    """Return a report with so many lines before what ends its body, and a signature."""
    body = [f"第{line}行。" for line in range(1, lines + 1)]
    report = {
        "kind": "plain", "title": "正文末尾", "issuer": issuers, "body": [*body, *end],
        "signature": {"date": "2024-03-05", "style": style},
    }
    return json.dumps(report, ensure_ascii=False, indent=1)


def signed_reports():
    """Return reports whose signature has no room on the page where the body ends, by name."""
    rows = {count: [[f"第{row}项", row] for row in range(1, count + 1)] for count in (4, 28)}
    table = {count: {"table": {"columns": ["事项", "件数"], "rows": rows[count]}} for count in rows}
    mixed = "按照GB/T 9704—2012的要求，2024年办结1,145件，同比增长12.5%，" + TEXT * 2
    return {
        "room-lines": signed(13, [mixed]),
        "room-foot": signed(18, [mixed]),
        "room-short": signed(15, [TEXT]),
        "room-long": signed(19, [TEXT * 8]),
        "room-plain": signed(14, [mixed], "plain"),
        "room-list": signed(12, [{"list": [TEXT * 2], "ordered": True}]),
        "room-quotation": signed(12, [{"quote": [TEXT * 2]}]),
        "room-rows": signed(11, [table[4]]),
        "room-long-table": signed(10, [table[28]]),
        # more seals, or names, than a page has room for
        "joint-seals": signed(8, [mixed], "seal", [f"某市第{number}局" for number in range(1, 15)]),
        "joint-names": signed(8, [TEXT], "plain", [f"某市第{number}局" for number in range(1, 26)]),
    }


def closing_reports():
    """Return reports with what follows a body and no sample has, by name."""
    offices = ["某市数据管理局", "某市财政局", "某市教育局"]
    seals = [f"images/seal-{name}.svg" for name in ("data", "finance", "education")]
    stamp = "images/stamp-mayor.svg"
    many = [f"某市{part}{office}" for part in "东南西北中上下左右前" for office in ("区自然资源局", "区农业农村局", "区水利局")]
    number = {"document_number": "某数发〔2024〕15号"}
    printed = {"copy_to": [f"市第{count}局" for count in range(1, 16)], "printed_by": "某市数据管理局办公室",
               "printed_on": "2024-03-06"}
    reports = {
        # a seal would be printed over 附注 on the line below the date
        "note-seals": {"issuer": offices[:2], "note": "此件公开发布"},
        "note-seal": {"issuer": offices[0], "note": "联系人：某某，联系电话：0000-00000000，传真：0000-00000000"},
        "note-lines": {"issuer": offices, "note": "联系人：某某，" * 6 + "联系电话：0000-00000000"},
        "names": {"issuer": offices, "note": "此件公开发布", "signature": {"date": "2024-03-05"}},
        "stamps": {"issuer": offices[:2], "signature": {
            "date": "2024-03-05", "stamp": [{"title": title, "file": stamp} for title in ("局　长", "代理局长")]}},
        "addressees": {"issuer": offices[0], "letterhead": number, "addressees": many, "colophon": printed},
        "attachments": {"issuer": offices[0], "attachments": [
            {"title": title, "body": ["内容。"]} for title in (WORDS + "方案", "分工表", WORDS * 2 + "清单")]},
    }
    table = {"table": {"turned": True, "caption": "横表", "columns": ["甲", "乙"], "rows": [[1, 2]]}}
    # page 1 shows the body though there is no room below it for the signature
    many = [*offices, "某市水利局", "某市林业局"]
    for name, text in (("line", "特此通知。"), ("short", TEXT * 2), ("long", TEXT * 4)):
        signature = {"date": "2024-03-05", "style": "seal", "level": "prefecture"}
        reports[f"first-{name}"] = {
            "issuer": many, "letterhead": number | {"urgency": "特急"}, "body": [text], "colophon": printed,
            "attachments": [{"title": "名单", "body": ["无。"]}], "signature": signature}
    # the 版记 behind a turned page, on the next one and after a blank one
    for name, body in (("turned", ["内容。", table]), ("turned-even", ["内容。", table, table])):
        attached = [{"title": "分工表", "body": body}]
        reports[name] = {"issuer": offices[0], "attachments": attached, "colophon": printed}
    for report in reports.values():
        sealed = {"date": "2024-03-05", "level": "prefecture"}
        count = 1 if isinstance(report["issuer"], str) else len(report["issuer"])
        report.setdefault("signature", sealed | {"seal": seals[:count]})
    common = {"kind": "notice", "title": "关于做好有关工作的通知", "body": [TEXT, "特此通知。"]}
    return {
        f"closing-{name}": json.dumps(common | report, ensure_ascii=False, indent=1)
        for name, report in reports.items()
    }


def sectioned_reports():
    """Return reports with sections that end on a page's last line, or in what is referred to, by name."""
    turned = {"table": {"turned": True, "caption": "横表", "columns": ["甲", "乙"], "rows": [[1, 2]]}}
    figure = {"file": "images/quarters.svg", "caption": "季度", "alt": "图", "width": "100mm"}

    def before_turned(lines):
        heading = {"heading": "安排", "id": "work", "body": [turned, "其后一段。"]}
        body = ["见[“{title}”](#work)和[](#quarters)。", *[f"第{line}行。" for line in range(lines)], heading]
        attachments = [{"title": "图表", "body": [
            {"figure": figure | {"id": "quarters"}}, turned, {"figure": figure | {"turned": True}}]}]
        return {"title": "横排之前", "body": body, "attachments": attachments}

    headings = [{"heading": f"第{number}件事", "body": [f"编号{100 + number}，见[](#h{number})。"], "id": f"h{number}"}
                for number in range(20)]
    reports = {
        "section-ends": before_turned(18),
        "section-heads": before_turned(19),
        "contents-full": {"title": "满页的目录", "body": headings, "settings": {"toc": True}},
        "contents-more": {"title": "满页的目录", "body": headings + [{"heading": "再一件"}], "settings": {"toc": True}},
    }
    return {
        name: json.dumps({"kind": "plain"} | report, ensure_ascii=False, indent=1)
        for name, report in reports.items()
    }


def headed_reports():
    """Return reports with footnotes on the page of their 版头, by name."""
    first = TEXT + "按照GB/T 9704—2012的要求，比例尺不小于1:500[^甲]，全年办结1,145件，同比增长12.5%，" + TEXT
    noted = f"{TEXT}增长12.5%[^乙]，{TEXT}"
    # where LibreOffice moves a mark to the next page, it may keep the number that it had
    bodies = {
        "letter-notes": [first, {"list": [noted, TEXT]}, *[TEXT * 3] * 4],
        "joint-notes": [first, *[TEXT * 3] * 4, {"list": [noted, TEXT]}],
    }
    heads = {
        "letter-notes": {"kind": "letter", "issuer": "某市数据管理局"},
        "joint-notes": {"kind": "report", "issuer": ["某市数据管理局", "某市财政局"]},
    }
    number = {"document_number": "某数发〔2024〕15号"}
    common = {
        "title": "关于2024年有关工作情况的报告",
        "signature": {"date": "2024-03-05", "style": "plain"}, "footnotes": {"甲": TEXT, "乙": TEXT * 2},
    }
    signers = {"joint-notes": {"signatories": ["张三", "李四"]}}
    return {
        name: json.dumps(
            head | common | {"body": bodies[name], "letterhead": number | signers.get(name, {})},
            ensure_ascii=False, indent=1,
        )
        for name, head in heads.items()
    }


def table_after_note():
    """Return a report with a footnote and a table of one column on its first page that ends on the second."""
    rows = [[f"第{row}项"] for row in range(1, 34)]
    table = {"table": {"columns": ["事项"], "rows": rows, "caption": "办结事项"}}
    body = [TEXT[:9], TEXT[:9] + "[^甲]", table]
    report = {"kind": "plain", "title": "脚注和表格", "body": body, "footnotes": {"甲": "以上数据截至年底。"}}
    return json.dumps(report, ensure_ascii=False, indent=1)


def turned_report():
    """Return a report with turned pages behind pages with footnotes, odd ones and even ones."""
    def turned(rows):
        cells = [[f"第{row}项", row] for row in range(1, rows + 1)]
        return {"table": {"columns": ["事项", "件数"], "rows": cells, "caption": "横排", "turned": True}}

    long = [TEXT * 3] * 9
    body = [*long, TEXT + "[^甲]", turned(4), TEXT + "[^乙]", turned(40), *long[:1], TEXT + "[^丙]", turned(3), TEXT]
    notes = {name: TEXT for name in "甲乙丙"}
    return json.dumps({"kind": "plain", "title": "横排", "body": body, "footnotes": notes}, ensure_ascii=False, indent=1)


def main():
    """Write the reports into the folder that the command line names."""
    folder = Path(sys.argv[1])
    shutil.copytree(ROOT / "data/images", folder / "images", dirs_exist_ok=True)
    made = {
        "tables": TABLE,
        "long-tables": LONG_TABLE,
        "merged-tables": MERGED,
        "noted-tables": NOTED,
        # LibreOffice moves tables without a caption on in another way
        "bare-tables": "".join(line for line in NOTED.splitlines(True) if "caption:" not in line),
        "breaking-tables": BREAKING,
        "high-tables": HIGH,
        "headings": HEADINGS,
        "paragraphs": PARAGRAPH,
    }
    for name, tested in made.items():
        path = folder / f"{name}-everywhere.yaml"
        path.write_text(report("版面各处", tested), encoding="utf-8")
    (folder / "footnotes-everywhere.yaml").write_text(report_with_footnotes(), encoding="utf-8")
    made = signed_reports() | headed_reports() | closing_reports() | sectioned_reports()
    for name, text in made.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    (folder / "table-after-note.yaml").write_text(table_after_note(), encoding="utf-8")
    (folder / "turned-notes.yaml").write_text(turned_report(), encoding="utf-8")
    (folder / "odd-lines.yaml").write_text(odd_lines(), encoding="utf-8")
    for name in CLREQ_TEXTS:
        text = (ROOT / f"tests/corpus/{name}.txt").read_text("utf-8")
        path = folder / f"clreq-{name}.yaml"
        path.write_text(report_of_text(text, "settings: { line_breaking: clreq }\n"), encoding="utf-8")
    for text in sorted((ROOT / "tests/corpus").glob("*.txt")):
        if not (ROOT / "data" / f"{text.stem}.yaml").exists():
            path = folder / f"{text.stem}.yaml"
            path.write_text(report_of_text(text.read_text("utf-8")), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
