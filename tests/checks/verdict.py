"""What checkers of several files share: they read a report, and say of each file what is wrong."""

import yaml

SHOWN = 20


def read_report(path, loader=yaml.SafeLoader):
    """The report of a file; `yaml.BaseLoader` leaves all its values text."""
    with open(path, encoding="utf-8") as file:
        return yaml.load(file, Loader=loader)


def judge(paths, check):
    """Say what `check` says of each file, and the first of its faults; return the exit status."""
    failed = False
    for path in paths:
        said, faults = check(path)
        print(f"{path}: {said}")
        for fault in faults[:SHOWN]:
            print(f"  {fault}")
        failed |= bool(faults)
    return int(failed)
