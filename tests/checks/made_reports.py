#!/usr/bin/env python3
"""Write reports that put a table, a heading and a paragraph at every height of a page.

usage: made_reports.py FOLDER

What happens at the foot of a page depends on the last lines of it, and the samples have few pages.
Here every attachment, which begins a page, has one line more before what is to be tested.
"""

import sys
from pathlib import Path

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


def report(title, tested):
    """Return a report whose attachments have ever more lines before `tested`."""
    parts = [f"kind: plain\ntitle: {title}\nbody: [正文见附件。]\nattachments:\n"]
    for lines in LINES:
        parts.append(f"  - title: 前有{lines}行\n    body:\n")
        parts += [f"      - 第{number}行。\n" for number in range(1, lines + 1)]
        parts.append(tested)
        parts.append("      - 其后一段。\n")
    return "".join(parts)


def main():
    """Write the reports into the folder that the command line names."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    made = {
        "tables": TABLE,
        "long-tables": LONG_TABLE,
        "headings": HEADINGS,
        "paragraphs": PARAGRAPH,
    }
    for name, tested in made.items():
        path = folder / f"{name}-everywhere.yaml"
        path.write_text(report("版面各处", tested), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
