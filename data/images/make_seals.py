#!/usr/bin/env python3
"""Draws the seals and stamps of the samples, all of invented offices and persons.

usage: make_seals.py    writes the SVG files beside itself; needs fonttools (tests/checks/requirements.txt)

Each seal has 样章 (specimen) under its star, each stamp beside its name, so that nobody can take one for a real one. Letters are
outlines of the project's own fonts, so that the pictures look the same wherever they are shown.
"""

import math
from pathlib import Path

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
FONTS = HERE.parent.parent / "fonts"
RED = "#c8102e"

# file: name along the ring, diameter in mm
SEALS = {
    "seal-city": ("某市人民政府", 45),
    "seal-data": ("某市数据管理局", 45),
    "seal-finance": ("某市财政局", 45),
    "seal-planning": ("某市发展和改革委员会", 45),
    "seal-industry": ("某市工业和信息化局", 45),
    "seal-education": ("某市教育局", 45),
    "seal-health": ("某市卫生健康委员会", 45),
    "seal-culture": ("某市文化和旅游局", 45),
    "seal-township": ("某县某镇人民政府", 42),
}
STAMPS = {"stamp-mayor": "张某某"}


def outline(font, character, matrix):
    """The path of a character, its em box (1 × 1, baseline at y = 0) moved by a matrix."""
    glyphs = font.getGlyphSet()
    name = font.getBestCmap()[ord(character)]
    scale = 1 / font["head"].unitsPerEm
    a, b, c, d, e, f = matrix
    pen = SVGPathPen(glyphs, ntos=lambda number: f"{number:.1f}".removesuffix(".0"))
    # y points down in an SVG
    glyphs[name].draw(TransformPen(pen, (a * scale, b * scale, -c * scale, -d * scale, e, f)))
    return pen.getCommands()


def along_ring(font, text, center, radius, size):
    """Characters along the upper part of a ring, their feet towards the middle."""
    step = min(math.radians(250) / len(text), size * 1.35 / radius)
    paths = []
    for index, character in enumerate(text):
        angle = (index - (len(text) - 1) / 2) * step
        sine, cosine = math.sin(angle), math.cos(angle)
        # seals have narrow characters
        wide, high = size * 0.82, size
        x, y = center + radius * sine, center - radius * cosine
        left = -wide / 2
        matrix = (wide * cosine, wide * sine, -high * sine, high * cosine,
                  x + left * cosine, y + left * sine)
        paths.append(outline(font, character, matrix))
    return paths


def straight(font, text, center, baseline, size):
    left = center - size * len(text) / 2
    return [outline(font, character, (size, 0, 0, size, left + index * size, baseline))
            for index, character in enumerate(text)]


def star(center, radius):
    points = []
    for index in range(10):
        length = radius if index % 2 == 0 else radius * 0.382
        angle = math.radians(36 * index)
        points.append(f"{center + length * math.sin(angle):.1f} {center - length * math.cos(angle):.1f}")
    return "M" + "L".join(points) + "Z"


def seal(font, name, diameter):
    side = diameter * 10
    center, stroke = side / 2, 12
    ring = (f'<circle cx="{center:g}" cy="{center:g}" r="{center - stroke / 2:g}" fill="none" '
            f'stroke="{RED}" stroke-width="{stroke}"/>')
    paths = [star(center, side * 0.15)]
    paths += along_ring(font, name, center, side * 0.33, side * 0.115)
    paths += straight(font, "样章", center, side * 0.78, side * 0.095)
    return svg(f"{diameter}mm", f"{diameter}mm", side, side, ring, paths)


def stamp(font, name):
    """Name and 样章 side by side in a frame, 36 × 15 mm."""
    frame = f'<rect x="4" y="4" width="352" height="142" fill="none" stroke="{RED}" stroke-width="6"/>'
    paths = straight(font, name, 142, 102, 84) + straight(font, "样", 312, 70, 48)
    paths += straight(font, "章", 312, 122, 48)
    return svg("36mm", "15mm", 360, 150, frame, paths)


def svg(width, height, wide, high, shape, paths):
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {wide} {high}">{shape}<path fill="{RED}" d="{"".join(paths)}"/></svg>\n')


def main():
    song, kai = TTFont(FONTS / "GWSongTi.ttf"), TTFont(FONTS / "GWKaiTi.ttf")
    for name, (text, diameter) in SEALS.items():
        (HERE / f"{name}.svg").write_text(seal(song, text, diameter), encoding="utf-8")
    for name, text in STAMPS.items():
        (HERE / f"{name}.svg").write_text(stamp(kai, text), encoding="utf-8")


if __name__ == "__main__":
    main()
