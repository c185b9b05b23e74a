#!/usr/bin/env python3
"""Check a Word document's package and the references in it that schemas don't see.

Parts, content types, relationships; styles, numbering, bookmarks, fields, notes, drawings, table
cells; pictures and embedded fonts. All of them are reasons for Word to offer a repair.

exit: 0 no findings, 1 findings
"""

import io
import posixpath
import re
import sys
import zipfile
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

from fontTools.ttLib import TTFont
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
OFFICE = R[1:-1] + "/"
TYPES = "[Content_Types].xml"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

# What the relationship behind an element's r:id must be.
KINDS = {
    "headerReference": "header", "footerReference": "footer", "blip": "image",
    "svgBlip": "image", "hyperlink": "hyperlink", "embedRegular": "font", "embedBold": "font",
    "embedItalic": "font", "embedBoldItalic": "font",
}
SIGNATURES = {
    "image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff", "image/svg+xml": b"<",
}
# What an editor of the document may type.
TABLE = Path(__file__).resolve().parents[2] / "data/text/common-characters.txt"
COMMON = set("".join(line for line in TABLE.read_text("utf-8").splitlines() if line[0] != "#"))
FONT_TABLES = ("cmap", "head", "hhea", "hmtx", "maxp", "name", "OS/2", "post", "glyf", "loca")


def value(element, name="val"):
    """Return an attribute of the main namespace."""
    return element.get(W + name)


def local(element):
    """Return an element's name without its namespace."""
    return etree.QName(element).localname


def repeated(values):
    """Return the values that occur more than once."""
    return [v for v, count in Counter(values).items() if count > 1]


class Package:
    """A Word document taken apart, with what is wrong in it."""

    def __init__(self, path):
        self.faults = []
        self.parts = {}
        self.types = {}
        self.relations = {}
        self.trees = {}
        self.main = None
        self.load(path)
        self.read_content_types()
        for name in self.parts:
            if name.endswith(".rels"):
                self.read_relationships(name)
        self.check_reachable()

    def fault(self, part, text):
        """Record what is wrong in a part."""
        self.faults.append(f"{part}: {text}")

    def load(self, path):
        """Read and parse all parts."""
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if entries[0].filename != TYPES:
                self.fault(entries[0].filename, f"stands before {TYPES}")
            for name in repeated(entry.filename.lower() for entry in entries):
                self.fault(name, "is in the package twice")
            for entry in entries:
                name = entry.filename
                if name.endswith("/") or not name.isascii() or "\\" in name:
                    self.fault(name, "is no name for a part")
                if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                    self.fault(name, f"is packed by method {entry.compress_type}")
                self.parts[name] = archive.read(entry)
        for name, data in self.parts.items():
            if name.endswith((".xml", ".rels")):
                self.parse(name, data)

    def parse(self, name, data):
        """Parse an XML part."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        try:
            tree = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            self.fault(name, f"is not well-formed: {error}")
            return
        if tree.getroottree().docinfo.internalDTD is not None:
            self.fault(name, "has a DTD")
        # A reader of today takes the first choice; the fallback says the same again.
        for fallback in list(tree.iter(MC + "Fallback")):
            fallback.getparent().remove(fallback)
        self.trees[name] = tree

    def read_content_types(self):
        """Find the content type of every part."""
        defaults, overrides = {}, {}
        for element in self.trees.get(TYPES, ()):
            if local(element) == "Default":
                key, kinds = element.get("Extension").lower(), defaults
            else:
                key, kinds = element.get("PartName"), overrides
                if key.lstrip("/") not in self.parts:
                    self.fault(TYPES, f"{key} is not in the package")
            if key in kinds:
                self.fault(TYPES, f"{key} has two types")
            kinds[key] = element.get("ContentType")
        for name in self.parts:
            extension = name.rpartition(".")[2].lower()
            self.types[name] = overrides.get("/" + name) or defaults.get(extension)
            if self.types[name] is None and name != TYPES:
                self.fault(name, "has no content type")

    def read_relationships(self, name):
        """Read what a part points at; `` is the package itself."""
        folder, base = posixpath.split(name)
        source = posixpath.join(posixpath.dirname(folder), base[: -len(".rels")])
        if source and source not in self.parts:
            self.fault(name, f"{source} is not in the package")
        found = self.relations.setdefault(source, {})
        for element in self.trees.get(name, ()):
            key, kind, target = (element.get(a) for a in ("Id", "Type", "Target"))
            if key in found:
                self.fault(name, f"{key} occurs twice")
            if element.get("TargetMode") == "External":
                if not target.isascii() or re.search(r'[\s<>"{}|\\^`]', target):
                    self.fault(name, f"{target!r} is not a URI")
                found[key] = kind, None
                continue
            path = posixpath.join("/", posixpath.dirname(source), unquote(target))
            part = posixpath.normpath(path).lstrip("/")
            if part not in self.parts:
                self.fault(name, f"{key} points at {target}, which is not in the package")
            found[key] = kind, part

    def check_reachable(self):
        """Look for the main part and for parts that nothing points at."""
        mains = [part for kind, part in self.relations.get("", {}).values()
                 if kind == OFFICE + "officeDocument"]
        if len(mains) != 1:
            self.fault("_rels/.rels", f"{len(mains)} main documents")
        self.main = mains[0] if mains else None
        reached, rest = {TYPES}, [""]
        while rest:
            for _, part in self.relations.get(rest.pop(), {}).values():
                if part and part not in reached:
                    reached.add(part)
                    rest.append(part)
        for name in self.parts:
            if name not in reached and not name.endswith(".rels"):
                self.fault(name, "nothing points at it")

    def related(self, kind):
        """Return the parts of a kind that the main document points at."""
        relations = self.relations.get(self.main, {}).values()
        return [part for type_, part in relations if type_ == OFFICE + kind and part in self.trees]

    def tree_of(self, kind):
        """Return the one part of a kind, or an empty element."""
        parts = self.related(kind)
        return (parts[0], self.trees[parts[0]]) if parts else (kind, etree.Element("none"))

    def stories(self):
        """Return the parts with text: body, headers, footers, notes."""
        kinds = ("header", "footer", "footnotes", "endnotes")
        return {n: self.trees[n] for n in [self.main, *(p for k in kinds for p in self.related(k))]}

    def check(self):
        """Check all references; return what is wrong."""
        if self.main not in self.trees:
            return self.faults
        self.check_relationship_ids()
        self.check_styles()
        self.check_numbering()
        self.check_notes()
        self.check_bookmarks()
        self.check_unique_ids()
        for name, story in self.stories().items():
            self.check_fields(name, story)
            self.check_tables(name, story)
            self.check_text(name, story)
        self.check_pictures()
        self.check_fonts()
        return self.faults

    def check_relationship_ids(self):
        """Every r:id has a relationship of its kind; every relationship of these kinds a use."""
        for name, tree in self.trees.items():
            relations, used = self.relations.get(name, {}), set()
            for element in tree.iter(etree.Element):
                for attribute, key in element.attrib.items():
                    if not attribute.startswith(R) or not key:
                        continue
                    used.add(key)
                    kind = relations.get(key, ("none", None))[0]
                    wanted = KINDS.get(local(element))
                    if key not in relations or wanted and kind != OFFICE + wanted:
                        self.fault(name, f"{local(element)} {key} is a relationship to {kind}")
            for key, (kind, _) in relations.items():
                if key not in used and kind in {OFFICE + k for k in KINDS.values()}:
                    self.fault(name, f"the relationship {key} is not used")

    def check_styles(self):
        """Styles are unique, of one default a type, and whatever refers to one finds it."""
        name, tree = self.tree_of("styles")
        styles = tree.findall(W + "style")
        kinds = {value(s, "styleId"): value(s, "type") for s in styles}
        for key in repeated(value(s, "styleId") for s in styles):
            self.fault(name, f"the style {key} occurs twice")
        for key in repeated(value(s.find(W + "name")).lower() for s in styles):
            self.fault(name, f"two styles are called {key!r}")
        for kind in repeated(value(s, "type") for s in styles if value(s, "default") == "1"):
            self.fault(name, f"two default styles of type {kind}")
        references = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table",
                      "basedOn": None, "next": None, "link": None}
        others = [self.tree_of("numbering"), self.tree_of("styles")]
        for part, story in [*self.stories().items(), *others]:
            for tag, kind in references.items():
                for element in story.iter(W + tag):
                    found = kinds.get(value(element))
                    if found is None or kind and found != kind:
                        self.fault(part, f"{tag} {value(element)} is a style of type {found}")

    def check_numbering(self):
        """Numberings are unique, and whatever refers to one finds it."""
        name, tree = self.tree_of("numbering")
        abstract = [value(e, "abstractNumId") for e in tree.findall(W + "abstractNum")]
        numbers = [value(e, "numId") for e in tree.findall(W + "num")]
        for key in repeated(abstract) + repeated(numbers):
            self.fault(name, f"the numbering {key} occurs twice")
        for element in tree.findall(f"{W}num/{W}abstractNumId"):
            if value(element) not in abstract:
                self.fault(name, f"the numbering {value(element)} is missing")
        for part, story in [*self.stories().items(), self.tree_of("styles")]:
            for element in story.iter(W + "numId"):
                if value(element) not in [*numbers, "0"]:
                    self.fault(part, f"the numbering {value(element)} is missing")

    def check_notes(self):
        """Notes are unique and referred to by what exists."""
        for kind in ("footnote", "endnote"):
            name, tree = self.tree_of(kind + "s")
            ids = [value(e, "id") for e in tree.findall(W + kind)]
            for key in repeated(ids):
                self.fault(name, f"the {kind} {key} occurs twice")
            for element in self.trees[self.main].iter(f"{W}{kind}Reference"):
                if value(element, "id") not in ids:
                    self.fault(self.main, f"the {kind} {value(element, 'id')} is missing")

    def check_bookmarks(self):
        """Bookmarks open and close once; links and references find theirs."""
        stories = self.stories()
        starts = [e for t in stories.values() for e in t.iter(W + "bookmarkStart")]
        ends = [value(e, "id") for t in stories.values() for e in t.iter(W + "bookmarkEnd")]
        ids = [value(e, "id") for e in starts]
        names = [value(e, "name") for e in starts]
        for key in repeated(ids) + repeated(ends) + repeated(n.lower() for n in names):
            self.fault(self.main, f"the bookmark {key} occurs twice")
        for key in set(ids) ^ set(ends):
            self.fault(self.main, f"the bookmark {key} does not open and close")
        for name in names:
            if len(name) > 40 or not re.fullmatch(r"[^\W\d]\w*", name):
                self.fault(self.main, f"{name!r} is no name for a bookmark")
        for part, story in stories.items():
            anchors = [value(e, "anchor") for e in story.iter(W + "hyperlink")]
            codes = (e.text or "" for e in story.iter(W + "instrText"))
            found = (re.match(r"\s*(?:PAGE|NOTE)?REF\s+(\S+)", code) for code in codes)
            for anchor in anchors + [match[1] for match in found if match]:
                if anchor and anchor not in names:
                    self.fault(part, f"the bookmark {anchor} is missing")

    def check_unique_ids(self):
        """Ids of drawings occur once."""
        for key in repeated([e.get("id") for t in self.stories().values() for e in t.iter(WP + "docPr")]):
            self.fault(self.main, f"the id {key} occurs twice")

    def check_fields(self, name, story):
        """Fields begin, separate and end in this order and are closed in their part."""
        open_fields = []
        for element in story.iter(W + "fldChar", W + "instrText"):
            step = value(element, "fldCharType")
            if step == "begin":
                open_fields.append("code")
            elif not open_fields or (step != "end" and open_fields[-1] != "code"):
                self.fault(name, f"a field's {step or 'code'} stands where none may")
            elif step == "separate":
                open_fields[-1] = "result"
            elif step == "end":
                open_fields.pop()
        if open_fields:
            self.fault(name, "a field does not end")

    def check_tables(self, name, story):
        """Cells end with a paragraph, rows are as wide as their table."""
        for cell in story.iter(W + "tc"):
            if local(cell[-1]) != "p":
                self.fault(name, "a cell does not end with a paragraph")
        for table in story.iter(W + "tbl"):
            columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
            for row in table.findall(W + "tr"):
                cells = row.findall(W + "tc")
                spans = (cell.find(f"{W}tcPr/{W}gridSpan") for cell in cells)
                width = sum(1 if span is None else int(value(span)) for span in spans)
                if width != columns:
                    self.fault(name, f"a row of {width} cells in a table of {columns} columns")

    def check_text(self, name, story):
        """Blanks at the ends of a text are marked; text has no line ends."""
        for element in story.iter(W + "t", W + "instrText"):
            text = element.text or ""
            if text != text.strip() and element.get(SPACE) != "preserve":
                self.fault(name, f"the blanks of {text[:20]!r} will be lost")
            if "\n" in text or "\t" in text:
                self.fault(name, f"{text[:20]!r} has a line end or tab")

    def check_pictures(self):
        """Pictures are what their content type says."""
        for name, kind in self.types.items():
            start = SIGNATURES.get(kind)
            if start and not self.parts[name].lstrip(b"\xef\xbb\xbf \r\n").startswith(start):
                self.fault(name, f"is not {kind}")

    def check_fonts(self):
        """Embedded fonts can be read, may be embedded, and bear the name they are used by."""
        name, tree = self.tree_of("fontTable")
        embedded = [(font.get(W + "name"), element) for font in tree.findall(W + "font")
                    for element in font if local(element).startswith("embed")]
        for family, element in embedded:
            _, part = self.relations[name].get(element.get(R + "id"), (None, None))
            if part in self.parts:
                self.check_font(family, part, value(element, "fontKey"))
        _, settings = self.tree_of("settings")
        if bool(embedded) != (settings.find(W + "embedTrueTypeFonts") is not None):
            self.fault("settings", "embedTrueTypeFonts and the fonts in the package disagree")

    def check_font(self, family, part, key):
        """Check one embedded font, once its first 32 bytes are put right."""
        mask = bytes.fromhex(re.sub("[^0-9A-Fa-f]", "", key))[::-1]
        data = bytearray(self.parts[part])
        data[:32] = (byte ^ mask[i % 16] for i, byte in enumerate(data[:32]))
        try:
            font = TTFont(io.BytesIO(data))
            families = {record.toUnicode() for record in font["name"].names
                        if record.nameID in (1, 4, 16)}
            missing = [table for table in FONT_TABLES if table not in font]
            characters = set(map(chr, font.getBestCmap()))
        except Exception as error:  # fonttools has no common base for its errors
            self.fault(part, f"can't be read as a font: {error}")
            return
        if family not in families:
            self.fault(part, f"is used as {family}, but is called {sorted(families)}")
        if "一" in characters and not COMMON <= characters:
            self.fault(part, f"lacks common characters: {sorted(COMMON - characters)[:8]}")
        if missing:
            self.fault(part, f"lacks the tables {missing}")
        elif font["OS/2"].fsType & 0xF not in (0, 8):
            self.fault(part, f"may not be embedded (fsType {font['OS/2'].fsType})")


def main():
    """Check the files that the command line names."""
    failed = False
    for path in sys.argv[1:]:
        package = Package(path)
        faults = package.check()
        print(f"{path}: {len(package.parts)} parts")
        for fault in faults[:10]:
            print(f"  {fault}")
        failed |= bool(faults)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
