#!/usr/bin/env python3
"""Does a screen reader hear the report, in order?

The text along the structure tree of a PDF, as pdfminer reads both, against the text of the Word
document of the same report, paragraph by paragraph. What Word and the PDF's author number by
themselves (一、 1. ·) may stand between; nothing else may be more, nothing less. Marks of footnotes stand
where they stand in the Word document; the notes are compared apart: where a reader meets them is between
him and the page.
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

# What stands for the mark of a footnote, whatever its number.
MARK = "※"


def squeeze(text):
    """The text without blanks."""
    return re.sub(r"\s+", "", text)


# What stands in elements of a role, and in what they stand; where a role is not named all may be.
KIDS = {
    "L": {"LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "LBody": {"P", "L", "Link", "Note", "Reference", "Span"},
    "TOC": {"TOCI", "TOC", "Caption"},
    "TOCI": {"Lbl", "Reference", "P", "TOC"},
    "Table": {"TR", "Caption"},
    "TR": {"TH", "TD"},
    "Caption": {"P", "Lbl"},
    "BlockQuote": {"P"},
    "Note": {"Lbl", "P"},
}
PARENTS = {
    "LI": {"L"},
    "LBody": {"LI"},
    "TOCI": {"TOC"},
    "TR": {"Table"},
    "TH": {"TR"},
    "TD": {"TR"},
    "Sect": {"Document", "Sect"},
}
# Elements that only hold other elements: a child there that is no element is text.
GROUPS = {"Document", "Sect", "Div", "L", "LI", "TOC", "TOCI", "Table", "TR", "Caption", "BlockQuote", "Note"}
HEADING = re.compile(r"H([1-6])")


class Node:
    """An element: its role, its attributes, and its kids, which are elements or texts."""

    def __init__(self, role, element):
        self.role, self.element, self.kids = role, element, []
        self.has_annotation = False

    @property
    def nodes(self):
        """The kids that are elements."""
        return [kid for kid in self.kids if isinstance(kid, Node)]

    def attribute(self, name):
        """What its attributes say, as a string; a list of strings for a list."""
        value = resolve1(self.element.get("A")) or []
        for attributes in value if isinstance(value, list) else [value]:
            found = resolve1((resolve1(attributes) or {}).get(name))
            if found is not None:
                return found.name if isinstance(found, PSLiteral) else found
        return None

    def text(self):
        """All text in it."""
        return "".join(kid.text() if isinstance(kid, Node) else kid for kid in self.kids)

    def show(self, depth=0):
        """Print it with its kids."""
        text = squeeze("".join(kid for kid in self.kids if not isinstance(kid, Node)))
        print("  " * depth + self.role, text if len(text) < 50 else text[:47] + "...")
        for kid in self.nodes:
            kid.show(depth + 1)


def all_nodes(node):
    """An element and all below it, in order."""
    yield node
    for kid in node.nodes:
        yield from all_nodes(kid)


def role_faults(node):
    """Where elements stand that may not, from this one downwards."""
    faults = []
    for parent in all_nodes(node):
        for kid in parent.nodes:
            if kid.role not in KIDS.get(parent.role, {kid.role}):
                faults.append(f"{kid.role} in {parent.role}: {kid.text()[:20]!r}")
            elif parent.role not in PARENTS.get(kid.role, {parent.role}):
                faults.append(f"{kid.role} in {parent.role}: {kid.text()[:20]!r}")
        if parent.role in GROUPS:
            text = squeeze("".join(kid for kid in parent.kids if isinstance(kid, str)))
            if text:
                faults.append(f"text directly in {parent.role}: {text[:20]!r}")
    return faults


def section_faults(node, level=0):
    """Where sections don't follow their headings: each begins with its only one, deeper than that
    of the section it is in; there is no heading outside."""
    faults = []
    if node.role == "Sect":
        first = node.nodes[0] if node.nodes else None
        heading = first and HEADING.fullmatch(first.role)
        if heading and int(heading[1]) <= level:
            faults.append(f"{first.role} in a section of level {level}: {first.text()[:20]!r}")
        level = int(heading[1]) if heading else 0
    for index, kid in enumerate(node.nodes):
        if HEADING.fullmatch(kid.role) and (node.role != "Sect" or index > 0):
            faults.append(f"{kid.role} is no section's heading: {kid.text()[:20]!r}")
        faults += section_faults(kid, level)
    return faults


def detail_faults(root):
    """What elements don't say of themselves that their role has to."""
    faults = []
    nodes = list(all_nodes(root))
    ids = {node.element.get("ID") for node in nodes if node.role == "TH"}
    for node in nodes:
        roles = [kid.role for kid in node.nodes]
        if node.role == "LI" and roles != ["Lbl", "LBody"]:
            faults.append(f"LI of {roles}: {node.text()[:20]!r}")
        if node.role == "L" and node.attribute("ListNumbering") in (None, "None"):
            faults.append(f"L without ListNumbering: {node.text()[:20]!r}")
        if node.role == "TOCI" and "Reference" not in roles:
            faults.append(f"TOCI without Reference: {node.text()[:20]!r}")
        if node.role == "TH" and node.attribute("Scope") is None:
            faults.append(f"TH without Scope: {node.text()[:20]!r}")
        if node.role == "Figure" and (not node.element.get("Alt") or not node.attribute("BBox")):
            faults.append("Figure without Alt or BBox")
        if node.role == "Note" and (roles != ["Lbl", "P"] or not node.element.get("ID")):
            faults.append(f"Note of {roles}, or without ID: {node.text()[:20]!r}")
        if node.role == "Link" and not node.has_annotation:
            faults.append(f"Link without its annotation: {node.text()[:20]!r}")
        if node.role == "Table":
            faults += header_faults(node, ids)
    return faults


def header_faults(table, ids):
    """Cells below several rows of headings that name none, or one that is not there."""
    rows = [row for row in table.nodes if row.role == "TR"]
    heads = [row for row in rows if row.nodes and all(cell.role == "TH" for cell in row.nodes)]
    faults = []
    for cell in (cell for row in rows for cell in row.nodes if cell.role == "TD"):
        named = cell.attribute("Headers") or []
        if len(heads) > 1 and not named:
            faults.append(f"TD without Headers: {cell.text()[:20]!r}")
        if any(name not in ids for name in named):
            faults.append(f"TD with Headers that are not there: {cell.text()[:20]!r}")
    return faults


def tree_faults(root):
    """All that is wrong with a tree, whatever its text."""
    return role_faults(root) + section_faults(root) + detail_faults(root)


class Tree:
    """The text of a PDF along its structure tree."""

    def __init__(self, path):
        self.text, self.notes = [], []
        self.root = Node("StructTreeRoot", {})
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
            self.walk(root, None, self.text, self.root)
        self.missed = [
            "".join(text)
            for key, text in sorted(self.content.items())
            if key not in self.seen and squeeze("".join(text))
        ]

    def walk(self, node, page, out, above):
        """Follow an element, a marked-content id, or an array of them."""
        node = resolve1(node)
        if isinstance(node, list):
            for child in node:
                self.walk(child, page, out, above)
            return
        if isinstance(node, int):
            key = page, node
            self.seen.add(key)
            out.extend(self.content.get(key, []))
            above.kids.append("".join(self.content.get(key, [])))
            return
        if not isinstance(node, dict):
            return
        page_of = node.get("Pg")
        if isinstance(page_of, PDFObjRef):
            page = self.pages.get(page_of.objid, page)
        kind = node.get("Type")
        kind = kind.name if isinstance(kind, PSLiteral) else kind
        if kind == "OBJR":
            above.has_annotation = True
            return
        if kind == "MCR":
            self.walk(node["MCID"], page, out, above)
            return
        role = node.get("S")
        role = role.name if isinstance(role, PSLiteral) else role
        own = above
        if role:
            own = Node(role, node)
            above.kids.append(own)
        if role == "Note":
            out = []
            self.notes.append(out)
        if role == "Reference" and above.role != "TOCI":
            out.append(MARK)
            out = []
        if "ActualText" in node:
            out.append(decode_text(resolve1(node["ActualText"])))
            self.walk(node.get("K", []), page, [], own)
            return
        self.walk(node.get("K", []), page, out, own)


def drop_repeated_headings(table):
    """Take the headings off a table that goes on with the one before, on the page of the signature."""
    separator = table.getprevious()
    before = separator.getprevious() if separator is not None else None
    kept = all(paragraph.find(f"{W}pPr/{W}keepNext") is not None for paragraph in table.iter(W + "p"))
    if before is None or before.tag != W + "tbl" or not kept:
        return
    headings = [
        [row for row in each.iter(W + "tr") if row.find(f"{W}trPr/{W}tblHeader") is not None]
        for each in (before, table)
    ]
    first, again = (["".join(row.itertext()) for row in rows] for rows in headings)
    if first == again:
        for row in headings[1]:
            table.remove(row)


def paragraphs(package, part):
    """The texts of the paragraphs of a part of a Word document."""
    if part not in package.namelist():
        return []
    root = etree.fromstring(package.read(part))
    for fallback in list(root.iter(FALLBACK)):
        fallback.getparent().remove(fallback)
    for table in list(root.iter(W + "tbl")):
        drop_repeated_headings(table)
    texts = []
    for paragraph in root.iter(W + "p"):
        pieces = paragraph.iter(W + "t", W + "footnoteReference")
        own = [piece for piece in pieces if next(piece.iterancestors(W + "p")) is paragraph]
        texts.append(squeeze("".join(t.text or "" if t.tag == W + "t" else MARK for t in own)))
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
    parser.add_argument("docx", nargs="?")
    parser.add_argument("--show", action="store_true", help="print the tree")
    args = parser.parse_args()
    tree = Tree(args.pdf)
    if args.show:
        for node in tree.root.nodes:
            node.show()
    if args.docx is None:
        return 0
    with zipfile.ZipFile(args.docx) as package:
        body = paragraphs(package, "word/document.xml")
        notes = paragraphs(package, "word/footnotes.xml")
    heard = squeeze("".join(tree.text))
    faults = [compare("text", heard, body)]
    faults.append(compare("footnotes", squeeze("".join("".join(note) for note in tree.notes)), notes))
    faults += [f"outside the structure: {text!r}" for text in tree.missed]
    faults += tree_faults(tree.root)
    faults = [fault for fault in faults if fault]
    print(f"{args.pdf}: {len(heard)} characters along the structure, {len(body)} paragraphs, {len(list(all_nodes(tree.root))) - 1} elements")
    for fault in faults[:20]:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
