#!/usr/bin/env python3
"""Draw the pictures of the README from what `tests/run` has left under target/checks.

usage: target/checks/venv/bin/python docs/images/make.py
"""

from pathlib import Path

import pymupdf

HERE = Path(__file__).resolve().parent
CHECKS = HERE.parent.parent / "target/checks"
POINTS_PER_MM = 72 / 25.4
EDGE = 0.6  # the line around a page, pt
GAP = 12  # between two pages, pt


def inside(box):
    """Return the box with room for its line."""
    return box + (EDGE, EDGE, -EDGE, -EDGE)


def place(canvas, box, document, number, clip=None):
    """Draw a page of a document, or a part of it, into a box with a thin grey line around it."""
    canvas.show_pdf_page(box, document, number - 1, clip=clip)
    canvas.draw_rect(box, color=(0.6,) * 3, width=EDGE)


def save(canvas, name, dpi):
    """Write a canvas as a grey PNG of few shades, which is half as large."""
    picture = canvas.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY)
    shades = bytes(round(value / 255 * 15) * 17 for value in picture.samples)
    picture = pymupdf.Pixmap(pymupdf.csGRAY, picture.width, picture.height, shades, False)
    picture.save(HERE / name)
    print(f"{name}: {picture.width} × {picture.height}, {(HERE / name).stat().st_size} bytes")


def one_page(document, number, name, dpi):
    """Draw a whole page."""
    size = document[number - 1].rect
    canvas = pymupdf.open().new_page(width=size.width, height=size.height)
    place(canvas, inside(size), document, number)
    save(canvas, name, dpi)


def in_a_row(document, numbers, name, dpi):
    """Draw whole pages side by side, in colour."""
    size = document[0].rect
    step = size.width + GAP
    canvas = pymupdf.open().new_page(width=len(numbers) * step - GAP, height=size.height)
    for index, number in enumerate(numbers):
        box = pymupdf.Rect(index * step, 0, index * step + size.width, size.height)
        place(canvas, inside(box), document, number)
    canvas.get_pixmap(dpi=dpi).save(HERE / name)
    print(f"{name}: {(HERE / name).stat().st_size} bytes")


def side_by_side(left, right, number, name, dpi):
    """Draw the text of the same page of two documents, with a little margin."""
    x, y = 22 * POINTS_PER_MM, 33 * POINTS_PER_MM
    clip = pymupdf.Rect(x, y, x + 168 * POINTS_PER_MM, y + 107.5 * POINTS_PER_MM)
    canvas = pymupdf.open().new_page(width=2 * clip.width + GAP, height=clip.height)
    for document, start in ((left, 0), (right, clip.width + GAP)):
        box = pymupdf.Rect(start, 0, start + clip.width, clip.height)
        place(canvas, inside(box), document, number, clip=clip)
    save(canvas, name, dpi)


def main():
    """Draw all pictures."""
    ours = pymupdf.open(CHECKS / "out/xuancheng-2024.pdf")
    theirs = pymupdf.open(CHECKS / "libreoffice/xuancheng-2024.embedded.pdf")
    notice = pymupdf.open(CHECKS / "out/notice-seal.pdf")
    in_a_row(notice, [1, 2, 4], "notice-seal.png", 40)
    one_page(ours, 1, "xuancheng-2024-page-1.png", 80)
    side_by_side(ours, theirs, 4, "same-lines.png", 72)


if __name__ == "__main__":
    main()
