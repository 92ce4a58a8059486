"""Every benchmark runs, on little; how fast anything is, no test says."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

RUN = Path(__file__).with_name("run.py")
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


Table = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def table() -> Table:
    """The rows of all benchmarks, by name."""
    done = subprocess.run(
        (sys.executable, RUN, "--quick", "--json"), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_benchmark_gives_rows(name: str, table: Table) -> None:
    rows = table[name]
    assert rows
    for row in rows:
        assert row["what"]
        if row["ours"] is None:
            assert row["why"], "a row that is left out says why"
        else:
            assert row["ours"] > 0
            assert row["unit"]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_compared_has_a_reference_and_a_verdict(name: str, table: Table) -> None:
    for row in table[name]:
        if row["target"] is None or row["ours"] is None:
            assert row["is_met"] is None
            continue
        assert isinstance(row["is_met"], bool)
        if row["target"]["of"] != "value":
            assert row["reference"] > 0


def test_no_benchmark_is_left_untested(table: Table) -> None:
    assert set(table) == set(NAMES)


def test_only_what_is_named_is_run() -> None:
    done = subprocess.run(
        (sys.executable, RUN, "--quick", "--only", "saving"),
        capture_output=True,
        text=True,
        check=True,
    )
    heading, *lines = done.stdout.splitlines()
    assert heading.split() == ["what", "ours", "reference", "ratio", "target", "met?"]
    assert lines and all(line.startswith("annotate") for line in lines)
