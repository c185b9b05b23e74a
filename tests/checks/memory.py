#!/usr/bin/env python3
"""Holds the program to a bound of memory: a table of 10,000 rows, as a PDF and as a Word document.

usage: memory.py PROGRAM FOLDER    the report and the files are written into the folder

What is measured is the most memory that the process has had at once (its resident set), which does not
depend on how fast the machine is or on what else it does.
exit: 0 within the bound, 1 not
"""

import os
import sys
from pathlib import Path

ROWS = 10_000
# bytes; what docs/format.md promises
BOUND = 100_000_000


def report():
    """Return a report with a long table: text, numbers aligned by their points, text."""
    rows = (f"        - [第{row}项, \"{row * 37 % 1000}.{row % 100:02d}\", 万元, 按季度统计，全年累计]\n"
            for row in range(1, ROWS + 1))
    columns = "[事项, { title: 数额, align: decimal }, 单位, 口径, 时段]"
    return ("kind: plain\ntitle: 各项数据\nbody:\n  - table:\n      caption: 明细\n"
            f"      columns: {columns}\n      rows:\n" + "".join(rows).replace("，", ", "))


def peak(command):
    """Run a program, and return its exit status and the most memory that it has had, in bytes."""
    child = os.posix_spawnp(command[0], command, os.environ)
    _, status, usage = os.wait4(child, 0)
    return os.waitstatus_to_exitcode(status), usage.ru_maxrss * 1024


def main():
    """Make both files, and compare."""
    program, folder = sys.argv[1], Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    source = folder / "long-table.yaml"
    source.write_text(report(), encoding="utf-8")
    failed = False
    for kind in ("pdf", "docx"):
        target = folder / f"long-table.{kind}"
        status, memory = peak([program, kind, "-q", str(source), "-o", str(target)])
        print(f"{target}: {memory / 1e6:.0f} MB for {ROWS} rows, {BOUND / 1e6:.0f} at most")
        failed |= status != 0 or memory > BOUND
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
