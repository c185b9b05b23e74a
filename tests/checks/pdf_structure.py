#!/usr/bin/env python3
"""Ask qpdf, MuPDF and poppler whether a PDF is sound: structure, pages, fonts.

exit: 0 none complains, 1 one does
"""

import re
import subprocess
import sys

# What MuPDF says about its own build, not about the file.
HARMLESS = ("ICC support is not available",)


def run(*command):
    """Run a command; return its status, output and complaints."""
    done = subprocess.run(command, capture_output=True, text=True, errors="replace")
    complaints = [
        line for line in done.stderr.splitlines()
        if line.strip() and not any(words in line for words in HARMLESS)
    ]
    return done.returncode, done.stdout, complaints


def qpdf_faults(path):
    """Return what qpdf says against the file."""
    status, output, complaints = run("qpdf", "--check", path)
    if status == 0:
        return []
    warnings = [line for line in output.splitlines() if "WARNING" in line]
    return [f"qpdf: {line}" for line in complaints + warnings] or [f"qpdf: status {status}"]


def mupdf_faults(path):
    """Return what MuPDF says while it draws every page."""
    status, _, complaints = run("mutool", "draw", "-q", "-F", "trace", "-o", "/dev/null", path)
    faults = [f"mutool: {line}" for line in complaints]
    return faults if status == 0 else faults + [f"mutool: status {status}"]


def poppler_faults(path):
    """Return what poppler says about the file, its text and its fonts."""
    faults = []
    for command in (["pdfinfo", path], ["pdftotext", path, "-"], ["pdffonts", path]):
        status, output, complaints = run(*command)
        faults += [f"{command[0]}: {line}" for line in complaints]
        if status != 0:
            faults.append(f"{command[0]}: status {status}")
    return faults + font_faults(output)


def font_faults(table):
    """Return which fonts are not embedded or have no map to Unicode, by `pdffonts`."""
    rows = [line.split() for line in table.splitlines()[2:]]
    if not rows:
        return ["no fonts"]
    faults = []
    for row in rows:
        # From the right: object generation, object, map to Unicode, subset, embedded.
        embedded, _, mapped = row[-5:-2]
        if embedded != "yes":
            faults.append(f"the font {row[0]} is not embedded")
        if mapped != "yes":
            faults.append(f"the font {row[0]} has no map to Unicode")
    return faults


def summary(path):
    """Return pages, version and number of fonts."""
    _, output, _ = run("pdfinfo", path)
    facts = dict(re.findall(r"^([\w ]+):\s*(.*)$", output, re.MULTILINE))
    pages, version = facts.get("Pages", "?"), facts.get("PDF version", "?")
    return f"{pages} pages, PDF {version}, tagged {facts.get('Tagged', '?')}"


def main():
    """Check the files that the command line names."""
    failed = False
    for path in sys.argv[1:]:
        faults = qpdf_faults(path) + mupdf_faults(path) + poppler_faults(path)
        print(f"{path}: {summary(path)}")
        for fault in faults[:10]:
            print(f"  {fault}")
        failed |= bool(faults)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
