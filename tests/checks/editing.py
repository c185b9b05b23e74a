#!/usr/bin/env python3
"""Check that a Word document can be edited as a clerk edits it.

usage: editing.py edit IN.docx OUT.docx     a heading, a paragraph and a row are added
       editing.py check PDF                 what LibreOffice made of OUT.docx

The heading and the paragraph take the styles that Word gives them: that of the heading before, and
what comes after a heading. The row is a copy of its neighbour, as Word inserts one. Nothing is set
by hand, so numbers, fonts, indents and the grid have to come from the document itself.

exit: 0 all as it should be, 1 not
"""

import copy
import sys

import docx

import grid
from docx_package import W
from pdf_lines import read_pages

HEADING = "聚焦督查落实强，提升执行力，展现新担当。"
PARAGRAPH = (
    "市自然资源和规划局建立督查台账，逐项明确责任单位和完成时限，按季度通报进展情况，对进度滞后的及时提醒"
    "督促，确保全年各项目标任务按期保质完成，以实干实绩推动党建工作与业务工作同向发力、同步提升。"
)
ROW = ["督查督办事项", "36", "件"]
# The added heading is the second one; the one that was the second is the third.
NUMBERED = {"二、": HEADING, "三、": "聚焦履职担当强，提升牵引力，释放新活力。"}
PITCH, SIZE, LEFT = 28.95, 16, 28


def edit(source, target):
    """Add a heading, a paragraph and a row to a document."""
    document = docx.Document(source)
    headings = [p for p in document.paragraphs if p.style.name == "Heading 1"]
    heading = headings[1].insert_paragraph_before(HEADING, headings[0].style)
    headings[1].insert_paragraph_before(PARAGRAPH, heading.style.next_paragraph_style)
    neighbour = document.tables[0].rows[2]
    added = copy.deepcopy(neighbour._tr)
    neighbour._tr.addnext(added)
    for cell, text in zip(document.tables[0].rows[3].cells, ROW):
        runs = cell.paragraphs[0].runs
        runs[0].text = text
        for run in runs[1:]:
            run.text = ""
    document.save(target)
    return 0


def fonts(line):
    """Return the fonts of a line's ideographs."""
    return {c.font for c in line.characters if grid.is_han(c.text)}


def starts_with(lines, text):
    """Return the index of the line that begins with the text, or None."""
    return next((at for at, line in enumerate(lines) if line.text.startswith(text)), None)


def heading_faults(lines):
    """Return what is wrong with the numbers and the looks of the headings."""
    faults, looks = [], []
    for number, text in NUMBERED.items():
        at = starts_with(lines, number + text[:8])
        if at is None:
            faults.append(f"no heading {number}{text}")
        else:
            line = lines[at]
            looks.append((line.size, round(line.left), fonts(line)))
    if looks and any(look != looks[0] for look in looks):
        faults.append(f"the headings look different: {looks}")
    return faults


def paragraph_faults(lines):
    """Return what is wrong with the added paragraph: its font, indent and pitch."""
    first = starts_with(lines, PARAGRAPH[:12])
    model = starts_with(lines, "市自然资源和规划局坚持党组")
    if first is None or model is None:
        return ["the added paragraph is not there"]
    faults = []
    if fonts(lines[first]) != fonts(lines[model]) or lines[first].size != SIZE:
        faults.append(f"the paragraph is set in {fonts(lines[first])}, {lines[first].size} pt")
    indents = [lines[at].left - LEFT / grid.MM_PER_POINT for at in (first, first + 1)]
    if abs(indents[0] - 2 * SIZE) > 0.5 or abs(indents[1]) > 0.5:
        faults.append(f"the paragraph's lines are indented by {indents}")
    return faults


def row_faults(lines):
    """Return what is wrong with the added row: its fonts and its height."""
    at = starts_with(lines, "".join(ROW))
    if at is None:
        return ["the added row is not there"]
    above, row, below = lines[at - 1:at + 2]
    faults = []
    if fonts(row) != fonts(above) or row.size != above.size:
        faults.append(f"the row is set in {fonts(row)}, {row.size} pt")
    for distance in (row.baseline - above.baseline, below.baseline - row.baseline):
        if abs(distance - PITCH) > 0.3:
            faults.append(f"the row's distance from its neighbour is {distance:.2f} pt")
    return faults


def off_grid(pages):
    """Return the lines that don't stand whole lines from the first one of their size.

    Lines of a table stand in the middle of their rows, a little above the lines of the body.
    """
    faults = []
    for number, page in enumerate(pages, 1):
        first = {}
        for line in page.lines:
            if not grid.in_type_area(line, grid.Expected()):
                continue
            steps = (line.baseline - first.setdefault(line.size, line.baseline)) / PITCH
            if abs(steps - round(steps)) * PITCH > 1:
                faults.append(f"page {number}: off the grid by {steps - round(steps):.2f}: {line.text}")
    return faults


def check(path):
    """Print what is wrong with the edited document; return whether anything is."""
    pages = read_pages(path)
    lines = [line for page in pages for line in page.lines]
    faults, summary = grid.judge(grid.measure(pages, grid.Expected()), grid.Expected())
    faults += heading_faults(lines) + paragraph_faults(lines) + row_faults(lines) + off_grid(pages)
    print(f"{path}: {summary}")
    for fault in faults:
        print(f"  {fault}")
    return int(bool(faults))


def main():
    """Edit or check, as the command line says."""
    match sys.argv[1:]:
        case ["edit", source, target]:
            return edit(source, target)
        case ["check", path]:
            return check(path)
    return __doc__


if __name__ == "__main__":
    sys.exit(main())
