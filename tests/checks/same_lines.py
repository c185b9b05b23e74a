#!/usr/bin/env python3
"""Compare two PDFs: the same lines on the same pages?

exit: 0 if at least the given share of the lines is, and the pages are as many; 1 if not
"""

import argparse
import re
import statistics
import sys
from itertools import zip_longest

from pdf_lines import MM_PER_POINT, Page, read_pages

NOTHING = Page(0, 0, [])
OFF_PAGE = 1e9
CIRCLED = re.compile("[①-⑳㉑-㉟㊱-㊿]")


def pair_lines(left, right):
    """Yield page number, line number and the lines of both files that stand there."""
    for page, (a, b) in enumerate(zip_longest(left, right, fillvalue=NOTHING), 1):
        for line, pair in enumerate(zip_longest(a.lines, b.lines), 1):
            yield page, line, *pair


def compare(left, right, any_number=False):
    """Return the number of lines, the differences, and how far same lines stand apart in mm.

    With `any_number` circled numbers are all the same.
    """
    def text(line):
        return CIRCLED.sub("①", line.text) if any_number else line.text

    total, differences, offsets = 0, [], []
    for page, number, a, b in pair_lines(left, right):
        total += 1
        if a and b and text(a) == text(b):
            apart = max(abs(a.left - b.left), abs(a.baseline - b.baseline))
            offsets.append(apart * MM_PER_POINT)
        else:
            texts = [line.text if line else "(none)" for line in (a, b)]
            differences.append((page, number, *texts))
    return total, differences, offsets


def main():
    """Compare the two files that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("left")
    parser.add_argument("right")
    parser.add_argument("--least", type=float, default=99.9, help="share of lines, per cent")
    parser.add_argument("--apart", type=float, default=OFF_PAGE, help="mm between same lines")
    parser.add_argument("--show", type=int, default=5, help="how many differences to print")
    parser.add_argument(
        "--any-number",
        action="store_true",
        help="circled numbers are all the same: LibreOffice keeps the number that a footnote had on the"
        " page before, if it has moved its line from there",
    )
    parser.add_argument("--engine", choices=["mupdf", "pdfminer"], default="mupdf")
    arguments = parser.parse_args()
    left = read_pages(arguments.left, arguments.engine)
    right = read_pages(arguments.right, arguments.engine)
    total, differences, offsets = compare(left, right, arguments.any_number)
    share = 100 * len(offsets) / total if total else 0
    apart = (
        f"median {statistics.median(offsets):.2f}, most {max(offsets):.2f} mm apart"
        if offsets else "none alike"
    )
    pages = f"{len(left)} and {len(right)} pages"
    print(f"{arguments.left}: {len(offsets)} of {total} lines = {share:.2f} %, {pages}; {apart}")
    for page, line, a, b in differences[:arguments.show]:
        print(f"  page {page} line {line}\n    {a}\n    {b}")
    too_far = bool(offsets) and max(offsets) > arguments.apart
    return int(share < arguments.least or len(left) != len(right) or too_far)


if __name__ == "__main__":
    sys.exit(main())
