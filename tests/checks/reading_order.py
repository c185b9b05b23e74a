#!/usr/bin/env python3
"""Does a screen reader hear the report, in order?

The text along the structure tree of a PDF, as pdfminer reads both, against the text of the Word
document of the same report, paragraph by paragraph. What Word and the PDF's author number by
themselves (一、 1. ·) may stand between; nothing else may be more, nothing less. Footnotes are compared
apart: where a reader meets them is between him and the page.
"""

import argparse
import re
import sys
import zipfile

import pdfplumber
from lxml import etree
from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import decode_text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

# What a native number is made of, and a bullet.
NUMBER = re.compile(r"[0-9零一二三四五六七八九十百千①-⑳㉑-㉟㊱-㊿（）()、.·•—]*")


def squeeze(text):
    """The text without blanks."""
    return re.sub(r"\s+", "", text)


class Tree:
    """The text of a PDF along its structure tree."""

    def __init__(self, path):
        self.text, self.notes = [], []
        with pdfplumber.open(path) as pdf:
            self.pages = {page.page_obj.pageid: number for number, page in enumerate(pdf.pages)}
            self.content = {}
            for number, page in enumerate(pdf.pages):
                for char in page.chars:
                    if char["mcid"] is not None and char["tag"] != "Artifact":
                        key = number, char["mcid"]
                        self.content.setdefault(key, []).append(char["text"])
            root = resolve1(pdf.doc.catalog.get("StructTreeRoot"))
            if root is None:
                sys.exit(f"{path}: no structure tree")
            self.seen = set()
            self.walk(root, None, self.text)
        self.missed = [
            "".join(text)
            for key, text in sorted(self.content.items())
            if key not in self.seen and squeeze("".join(text))
        ]

    def walk(self, node, page, out):
        """Follow an element, a marked-content id, or an array of them."""
        node = resolve1(node)
        if isinstance(node, list):
            for child in node:
                self.walk(child, page, out)
            return
        if isinstance(node, int):
            key = page, node
            self.seen.add(key)
            out.extend(self.content.get(key, []))
            return
        if not isinstance(node, dict):
            return
        own = node.get("Pg")
        if isinstance(own, PDFObjRef):
            page = self.pages.get(own.objid, page)
        kind = node.get("Type")
        kind = kind.name if isinstance(kind, PSLiteral) else kind
        if kind == "OBJR":
            return
        if kind == "MCR":
            self.walk(node["MCID"], page, out)
            return
        role = node.get("S")
        role = role.name if isinstance(role, PSLiteral) else role
        if role == "Note":
            out = []
            self.notes.append(out)
        if "ActualText" in node:
            out.append(decode_text(resolve1(node["ActualText"])))
            self.walk(node.get("K", []), page, [])
            return
        self.walk(node.get("K", []), page, out)


def paragraphs(package, part):
    """The texts of the paragraphs of a part of a Word document."""
    if part not in package.namelist():
        return []
    root = etree.fromstring(package.read(part))
    for fallback in list(root.iter(FALLBACK)):
        fallback.getparent().remove(fallback)
    texts = []
    for paragraph in root.iter(W + "p"):
        own = [t for t in paragraph.iter(W + "t") if next(t.iterancestors(W + "p")) is paragraph]
        texts.append(squeeze("".join(t.text or "" for t in own)))
    return [text for text in texts if text]


def compare(name, heard, written):
    """The first difference between a text and the paragraphs that it should be made of."""
    at = 0
    for index, text in enumerate(written):
        found = heard.find(text, at)
        between = heard[at:found] if found >= 0 else ""
        if found < 0 or NUMBER.fullmatch(between) is None:
            return (
                f"{name}: paragraph {index + 1} of {len(written)}, {text[:30]!r}, "
                f"is not what comes next: {heard[at:at + 40]!r}"
            )
        at = found + len(text)
    if NUMBER.fullmatch(heard[at:]) is None:
        return f"{name}: more than the report says: {heard[at:at + 40]!r}"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pdf")
    parser.add_argument("docx")
    args = parser.parse_args()
    tree = Tree(args.pdf)
    with zipfile.ZipFile(args.docx) as package:
        body = paragraphs(package, "word/document.xml")
        notes = paragraphs(package, "word/footnotes.xml")
    heard = squeeze("".join(tree.text))
    faults = [compare("text", heard, body)]
    faults.append(compare("footnotes", squeeze("".join("".join(note) for note in tree.notes)), notes))
    faults += [f"outside the structure: {text!r}" for text in tree.missed]
    faults = [fault for fault in faults if fault]
    print(f"{args.pdf}: {len(heard)} characters along the structure, {len(body)} paragraphs")
    for fault in faults[:20]:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
