"""From the command to the first painted frame, beside a bare Textual application."""

from collections.abc import Mapping, Sequence

from frame import Bench, Row, Rows, Target
from terminal import BARE_APP, COMMONPLACE, FIRST_FRAME, NOT_LINUX, ON_LINUX, running

MOST = Target("ratio", 1.6)
Sample = dict[str, float]


def rows(bench: Bench) -> Rows:
    """Wall and CPU, on the sample library and on a large one."""
    if not ON_LINUX:
        yield Row.left_out("start to first frame", NOT_LINUX)
        return
    samples = bench.grounds.samples()
    many = bench.grounds.known(bench.sizes.documents)
    programs = {
        "bare": (BARE_APP, bench.grounds.environment(), FIRST_FRAME),
        "samples": ((COMMONPLACE, str(samples.path)), samples.environment, "7 documents"),
        "many": (
            (COMMONPLACE, str(many.path)),
            many.environment,
            f"{bench.sizes.documents:,} documents",
        ),
    }
    taken: dict[str, list[Sample]] = {name: [] for name in programs}
    for turn in range(bench.sizes.rounds + bench.sizes.warm_up):
        for name, program in programs.items():
            sample = start(*program)
            if turn >= bench.sizes.warm_up:
                taken[name].append(sample)
    large = f"{bench.sizes.documents:,} documents"
    yield _row("start to first frame, sample library: wall", "first", taken, "samples", MOST)
    yield _row("start to first frame, sample library: CPU", "first cpu", taken, "samples", MOST)
    yield _row(f"start to first frame, {large}: wall", "first", taken, "many")
    yield _row(f"start to first frame, {large}: CPU", "first cpu", taken, "many")
    yield _row("start to the documents listed, sample library: wall", "listed", taken, "samples")
    yield _row(f"start to the documents listed, {large}: wall", "listed", taken, "many")
    yield _row(f"start to the documents listed, {large}: CPU", "listed cpu", taken, "many")


def start(command: Sequence[str], environment: Mapping[str, str], listed: str) -> Sample:
    """Seconds to the first frame, and to that which shows `listed`; wall and CPU."""
    with running(command, environment) as terminal:
        first = terminal.until(FIRST_FRAME)
        first_cpu = terminal.cpu()
        last = terminal.until(listed)
        return {
            "first": first,
            "first cpu": first_cpu,
            "listed": last,
            "listed cpu": terminal.cpu(),
        }


def _row(
    what: str, which: str, taken: dict[str, list[Sample]], name: str, target: Target | None = None
) -> Row:
    ours = [sample[which] for sample in taken[name]]
    return Row.of(what, "ms", ours, [sample[which] for sample in taken["bare"]], target)
