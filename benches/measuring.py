"""What the benchmarks measure with, and on."""

import importlib.metadata
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "target/release/report-export"


def measure(command, folder):
    """Run a command in a folder; return its wall and CPU seconds and its peak memory in MB."""
    start = time.perf_counter()
    with open(os.devnull, "wb") as null:
        process = subprocess.Popen(command, stdout=null, stderr=null, cwd=folder)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command[0]} ended with status {process.returncode}: {' '.join(command)}")
    return (wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def installed(program, copy):
    """Copy a program, as an installation does; return the copy's path.

    A file lies in the system's memory in pieces as large as it was written in; a linker's are small,
    and each costs every start a little: for a program of 50 MB a millisecond in all.
    """
    shutil.copyfile(program, copy)
    copy.chmod(0o755)
    return str(copy)


def peers(names):
    """Return those of other programs that are there, with their versions, and say which are not."""
    def version(command):
        done = subprocess.run([command, "--version"], capture_output=True, text=True, check=False)
        return next(iter(done.stdout.splitlines()), "").split("(")[0].strip()

    found = {}
    for name, command in [("Typst", os.environ.get("TYPST") or "typst"), ("pandoc", "pandoc"),
                          ("LibreOffice", "soffice")]:
        path = shutil.which(command)
        if name in names and path:
            found[name] = (path, version(path))
    if "python-docx" in names and importlib.util.find_spec("docx"):
        found["python-docx"] = (sys.executable, f"python-docx {importlib.metadata.version('python-docx')}"
                                f", Python {platform.python_version()}")
    return found, [name for name in names if name not in found]


def program_version():
    """Return the name and version of our program."""
    return subprocess.run([PROGRAM, "--version"], capture_output=True, text=True, check=True).stdout.strip()


def machine():
    """Return what machine this is, but not whose."""
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo", encoding="utf-8")
                if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{cpu}, {len(os.sched_getaffinity(0))} cores, {memory:.0f} GiB, {platform.system()}"
