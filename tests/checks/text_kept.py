#!/usr/bin/env python3
"""Check that every sentence of a text stands in a file made of it, in order.

usage: text_kept.py SOURCE.txt FILE...

Half-width and full-width forms count as the same, as do straight and curly quotes, and one dash
and two; blanks, line ends and page numbers do not count. Three things may differ, since they are what setting a text means: the
number before a heading, which a Word document holds as a numbering; the full stop after a heading
that ran on in the source but has a line of its own in the file; and a document number (发文字号) on
a line of its own, which belongs to a letterhead and not to the text.

exit: 0 no character is lost, 1 some are
"""

import re
import sys
import unicodedata

import docx

from pdf_lines import is_page_number, read_pages, visible

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NUMBER = re.compile(r"(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d+\.|\(\d+\))")
DOCUMENT_NUMBER = re.compile(r"\w+\[\d{4}\]\d+号")
# „ ‟ are the brackets of a document number as a scanner reads them.
FORMS = str.maketrans("〔〕【】„‟“”‘’", "[][][]\"\"''")


def fold(text):
    """Return the text in one form, whatever its punctuation's width."""
    text = unicodedata.normalize("NFKC", visible(text)).translate(FORMS)
    return re.sub("—+|--+", "—", text)


def sentences(source):
    """Split a text after 。！？； and line ends."""
    lines = (fold(line) for line in source.splitlines())
    text = "\n".join(line for line in lines if not DOCUMENT_NUMBER.fullmatch(line))
    pieces = re.findall(r"[^。!?;\n]*[。!?;]?", text)
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
        """Return where a sentence ends that stands behind `start`, or None.

        Without its number it must begin a line, without its full stop it must end one, too.
        """
        bare = NUMBER.sub("", sentence, count=1) if NUMBER.match(sentence) else sentence
        ends = [
            self.find_at(sentence, start, lambda begin, end: True),
            self.find_at(bare, start, lambda begin, end: begin in self.starts),
            self.find_at(bare.rstrip("。"), start,
                         lambda begin, end: begin in self.starts and end in self.ends),
        ]
        return min((end for end in ends if end is not None), default=None)

    def find_at(self, words, start, fits):
        """Return where the first occurrence of words ends that fits, or None."""
        begin = self.text.find(words, start)
        while begin >= 0:
            end = begin + len(words)
            if fits(begin, end):
                return end
            begin = self.text.find(words, begin + 1)
        return None


def read(path):
    """Read a PDF's lines or a Word document's paragraphs."""
    if path.endswith(".docx"):
        body = docx.Document(path).element.body
        return ["".join(t.text or "" for t in p.iter(W + "t")) for p in body.iter(W + "p")]
    lines = [line.text for page in read_pages(path) for line in page.lines]
    return [line for line in lines if not is_page_number(line)]


def compare(source, text):
    """Return the sentences that are missing or out of order."""
    position, lost = 0, []
    for sentence in sentences(source):
        end = text.find(sentence, position)
        if end is None:
            lost.append(sentence)
        else:
            position = end
    return lost


def main():
    """Check the files that the command line names."""
    source_path, *paths = sys.argv[1:]
    with open(source_path, encoding="utf-8") as file:
        source = file.read()
    failed = False
    for path in paths:
        lost = compare(source, Text(read(path)))
        print(f"{path}: {sum(map(len, lost))} of {len(fold(source))} characters lost")
        for sentence in lost[:5]:
            print(f"  {sentence}")
        failed |= bool(lost)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
