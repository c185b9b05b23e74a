#!/usr/bin/env python3
"""Check that other programs open a Word document and see all its text.

usage: docx_opens.py (FILE.docx PDF)...

PDF is what LibreOffice made of the document. python-docx, mammoth and docx2txt read the document.
If it carries fonts, LibreOffice must have used no others.

exit: 0 all agree, 1 not
"""

import subprocess
import sys
import zipfile
from collections import Counter

import docx
import docx2txt
import mammoth
from lxml import etree

from pdf_lines import visible, without_subset_tag

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def body_text(path):
    """Return the body's text as python-docx finds it."""
    body = docx.Document(path).element.body
    return visible("".join(element.text or "" for element in body.iter(W + "t")))


def mammoth_text(path):
    """Return the body's text as mammoth finds it."""
    with open(path, "rb") as file:
        return visible(mammoth.extract_raw_text(file).value)


def docx2txt_text(path):
    """Return all text as docx2txt finds it: headers and footers stand around the body."""
    return visible(docx2txt.process(path))


def libreoffice_text(pdf):
    """Return the text of the PDF that LibreOffice made."""
    done = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True)
    return visible(done.stdout.decode())


def carried_fonts(path):
    """Return the PostScript names of the fonts that the document carries, by family."""
    with zipfile.ZipFile(path) as archive:
        table = etree.fromstring(archive.read("word/fontTable.xml"))
    return {
        font.get(W + "name").replace(" ", "")
        for font in table.iter(W + "font")
        if any(etree.QName(child).localname.startswith("embed") for child in font)
    }


def used_fonts(pdf):
    """Return the names of the fonts that a PDF uses."""
    done = subprocess.run(["pdffonts", pdf], capture_output=True, text=True, check=True)
    return {without_subset_tag(line.split()[0]) for line in done.stdout.splitlines()[2:]}


def faults_of(path, pdf):
    """Return what is wrong with a document, its number of characters and of fonts."""
    faults = []
    body = body_text(path)
    if not body:
        faults.append("there is no text")
    if body != mammoth_text(path):
        faults.append("mammoth and python-docx read different texts")
    if body not in docx2txt_text(path):
        faults.append("docx2txt does not read the text that python-docx reads")
    lost = Counter(body) - Counter(libreoffice_text(pdf))
    if lost:
        faults.append(f"LibreOffice does not show {dict(lost.most_common(8))}")
    carried = carried_fonts(path)
    for font in sorted(used_fonts(pdf)) if carried else ():
        if not any(font.replace(" ", "").startswith(family) for family in carried):
            faults.append(f"LibreOffice used the font {font}, which the document does not carry")
    return faults, len(body), len(carried)


def main():
    """Check the documents and PDFs that the command line names."""
    failed = False
    for path, pdf in zip(sys.argv[1::2], sys.argv[2::2]):
        faults, characters, fonts = faults_of(path, pdf)
        print(f"{path}: {characters} characters, {fonts} fonts carried")
        for fault in faults:
            print(f"  {fault}")
        failed |= bool(faults)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
