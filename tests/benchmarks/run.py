"""Run the benchmarks and print one table: run.py [--quick] [--articles N] [--without-whoosh]
[--json] [--only NAME]...

Each row is measured beside its reference in the same run; the numbers are medians. The ratio is
what counts: times differ from machine to machine, ratios much less.
"""

import argparse
import json
import sys
import tempfile
from dataclasses import replace
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from frame import FULL, QUICK, Bench, heading
from grounds import Grounds

NAMES = (
    "start",
    "commands",
    "reader",
    "scrolling",
    "stalls",
    "scanning",
    "searching",
    "latency",
    "memory",
    "saving",
    "notefiles",
    "anchoring",
    "citing",
    "extracting",
)


def main() -> int:
    """Measure what was asked for; each row is printed as soon as it is known."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="tiny sizes, to see that all runs")
    parser.add_argument(
        "--articles", type=int, action="append", help="libraries to index beside others, as 100000"
    )
    parser.add_argument(
        "--without-whoosh",
        action="store_true",
        help="search is measured beside SQLite alone: Whoosh as it comes takes hours for 100,000",
    )
    parser.add_argument("--json", action="store_true", help="one JSON document, at the end")
    parser.add_argument("--only", action="append", choices=NAMES, metavar="NAME", help="only this")
    arguments = parser.parse_args()
    found: dict[str, list[dict[str, object]]] = {}
    with tempfile.TemporaryDirectory(prefix="commonplace-bench-") as base:
        sizes = QUICK if arguments.quick else FULL
        if arguments.articles:
            sizes = replace(sizes, articles=tuple(arguments.articles))
        if arguments.without_whoosh:
            sizes = replace(sizes, beside_whoosh=False)
        bench = Bench(sizes, Grounds(Path(base)))
        if not arguments.json:
            print(heading(), flush=True)
        for name in arguments.only or NAMES:
            found[name] = []
            for row in import_module(name).rows(bench):
                found[name].append(row.facts())
                if not arguments.json:
                    print(row.line(), flush=True)
    if arguments.json:
        print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
