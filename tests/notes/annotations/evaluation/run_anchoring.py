"""Print how anchoring fares, by kind of edit, on texts and seeds that it was not tuned on.

Run `python tests/notes/annotations/evaluation/run_anchoring.py [--tuning] [--long] [--rounds N]`.
"""

import argparse
import sys
import time
from collections import defaultdict
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[4])]

from anchoring_edits import COSMETIC, NOISE  # noqa: E402
from anchoring_texts import SEEDS, samples  # noqa: E402
from anchoring_trial import LOST, RIGHT, WRONG, Judged, Tally, trial  # noqa: E402

TUNING, JUDGING = 1_000, 31_000  # the first seed of each


def main() -> None:
    arguments = _arguments()
    first = TUNING if arguments.tuning else JUDGING
    texts = samples(long=arguments.long, outside_in=arguments.outside)
    if arguments.only:
        texts = [text for text in texts if text.name == arguments.only]
    began = time.perf_counter()
    judged = list(
        trial(texts, range(first, first + arguments.rounds), with_original=not arguments.without)
    )
    seconds = time.perf_counter() - began
    by_kind = defaultdict(list)
    for one in judged:
        by_kind[one.kind].append(one)
    for kind, those in by_kind.items():
        _line(kind, those)
    print()
    quiet = {kind.__name__ for kind in (*COSMETIC, *NOISE)}
    _line("cosmetic and noise", [one for one in judged if one.kind in quiet])
    _line("contract", [one for one in judged if one.sample.kind == "contract"])
    _line("all but contract", [one for one in judged if one.sample.kind != "contract"])
    for name in dict.fromkeys(one.sample.name for one in judged):
        _line(f"  text {name}", [one for one in judged if one.sample.name == name])
    _line("all", judged)
    print(f"{1000 * seconds / max(1, len(judged)):.1f} ms a passage, diffs and edits included")
    if arguments.show:
        _show([one for one in judged if one.verdict != RIGHT], arguments.show)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tuning", action="store_true", help="the seeds to tune on")
    parser.add_argument("--long", action="store_true", help="also the text of 1 MB")
    parser.add_argument("--without", action="store_true", help="without the old text")
    parser.add_argument("--rounds", type=int, default=4, help="edits of each kind to each text")
    parser.add_argument("--only", help="one text")
    parser.add_argument("--outside", type=Path, default=SEEDS, help="a folder of more texts")
    parser.add_argument("--show", default="", help="show failures: `wrong`, `lost` or a kind")
    return parser.parse_args()


def _line(name: str, judged: list[Judged]) -> None:
    tally = Tally.of(judged)
    print(
        f"{name:22} {tally.total:6} right {100 * tally.share(RIGHT):6.2f}% "
        f"wrong {tally.counts[WRONG]:4} lost {tally.counts[LOST]:4} "
        f"deleted {tally.deleted:5}, wrong {tally.deleted_wrong:3}"
    )


def _show(failures: list[Judged], which: str) -> None:
    for one in failures:
        if which not in (one.verdict, one.kind, "all"):
            continue
        print(f"\n{one.verdict} {one.kind} {one.sample.name} kept {one.kept:.2f}")
        print(
            "  old",
            repr(one.sample.text[one.start - 30 : one.start]),
            repr(one.sample.text[one.start : one.end]),
        )
        if one.expected:
            print("  is ", repr(one.edited.text[slice(*one.expected)]), one.expected)
        if one.anchor:
            print("  got", repr(one.edited.text[one.anchor.start : one.anchor.end]), one.anchor)


if __name__ == "__main__":
    main()
