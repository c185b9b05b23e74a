#!/usr/bin/env python3
"""Check that every sentence of a text stands in a file made of it, in order.

usage: text_kept.py SOURCE.txt FILE...

Half-width and full-width forms count as the same, as do straight and curly quotes, and one dash
and two; blanks, line ends and page numbers do not count. Two things may differ, since they are what setting a text means: the
number before a heading, which a Word document holds as a numbering, and the full stop after a
heading that ran on in the source but has a line of its own in the file.

exit: 0 no character is lost, 1 some are
"""

import re
import sys
import unicodedata

import docx

from pdf_lines import is_page_number, read_pages, visible

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NUMBER = re.compile(r"(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d+\.|\(\d+\))")
FORMS = str.maketrans("〔〕【】“”‘’", "[][]\"\"''")


def fold(text):
    """Return the text in one form, whatever its punctuation's width."""
    text = unicodedata.normalize("NFKC", visible(text)).translate(FORMS)
    return re.sub("—+|--+", "—", text)


def sentences(source):
    """Split a text after 。！？； and line ends."""
    pieces = re.findall(r"[^。!?;\n]*[。!?;]?", "\n".join(map(fold, source.splitlines())))
    return [piece for piece in pieces if piece]


class Text:
    """A file's text, and where its lines or paragraphs begin and end."""

    def __init__(self, lines):
        self.text, self.starts, self.ends = "", set(), set()
        for line in filter(None, map(fold, lines)):
            self.starts.add(len(self.text))
            number = NUMBER.match(line)
            if number:
                self.starts.add(len(self.text) + number.end())
            self.text += line
            self.ends.add(len(self.text))

    def find(self, sentence, start):
        """Return where a sentence ends, looking from `start`, or None."""
        found = self.text.find(sentence, start)
        return None if found < 0 else found + len(sentence)

    def find_heading(self, sentence, start):
        """Return where a sentence ends that has a line of its own and lost its full stop."""
        heading = NUMBER.sub("", sentence, count=1) if NUMBER.match(sentence) else sentence
        heading = heading.rstrip("。")
        found = self.text.find(heading, start)
        while found >= 0:
            end = found + len(heading)
            if found in self.starts and end in self.ends:
                return end
            found = self.text.find(heading, found + 1)
        return None


def read(path):
    """Read a PDF's lines or a Word document's paragraphs."""
    if path.endswith(".docx"):
        body = docx.Document(path).element.body
        return ["".join(t.text or "" for t in p.iter(W + "t")) for p in body.iter(W + "p")]
    lines = [line.text for page in read_pages(path) for line in page.lines]
    return [line for line in lines if not is_page_number(line)]


def compare(source, text):
    """Return the sentences that are missing or out of order, and the number of bare headings."""
    position, lost, headings = 0, [], 0
    for sentence in sentences(source):
        end = text.find(sentence, position)
        heading_end = text.find_heading(sentence, position)
        if heading_end is not None and (end is None or heading_end < end):
            headings += 1
            end = heading_end
        if end is None:
            lost.append(sentence)
        else:
            position = end
    return lost, headings


def main():
    """Check the files that the command line names."""
    source_path, *paths = sys.argv[1:]
    with open(source_path, encoding="utf-8") as file:
        source = file.read()
    failed = False
    for path in paths:
        lost, headings = compare(source, Text(read(path)))
        characters = sum(map(len, lost))
        total = len(fold(source))
        print(f"{path}: {characters} of {total} characters lost, {headings} headings on lines of their own")
        for sentence in lost[:5]:
            print(f"  {sentence}")
        failed |= bool(lost)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
