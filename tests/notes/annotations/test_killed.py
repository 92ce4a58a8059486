"""Two hundred programs that are killed while they save: every file whole, every note there."""

import json
import subprocess
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from notes.annotations.sidecar import SUFFIX, parse
from notes.annotations.store import SidecarStore
from notes.documents.model import Document

Child = Callable[[str], "subprocess.Popen[str]"]
KILLS = 200

# One program starts the others by forking, so that none has to load anything first. Several
# sources, so that their note files stay as small as most are.
SCRIPT = """
import json, random, select, shutil, signal
from notes.annotations.sidecar import parse

KILLS = {kills}
dice = random.Random(7)
sources = [path.with_name(f"{{number}}.txt") for number in range(16)]
for source in sources:
    shutil.copy(path, source)

def endless(document, descriptor):
    number = 0
    while True:
        number += 1
        made = notebook.annotate(document, number, number + 9, note="n" * 200)
        os.write(descriptor, f"{{made.id}}\\n".encode())

for kill in range(KILLS):
    source = dice.choice(sources)
    incoming, outgoing = os.pipe()
    if not (pid := os.fork()):
        endless(document._replace(path=source, relative=source.name), outgoing)
    os.close(outgoing)
    acknowledged, wanted = b"", dice.randint(0, 2)
    while acknowledged.count(b"\\n") < wanted:
        acknowledged += os.read(incoming, 65536)
    select.select([], [], [], dice.uniform(0, 0.012))  # waits for nothing: hits it anywhere
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    while more := os.read(incoming, 65536):
        acknowledged += more
    os.close(incoming)
    notes = source.with_name(source.name + ".notes.json")
    there = set(parse(notes.read_bytes(), notes.name).annotations) if notes.exists() else set()
    ids = [line.decode() for line in acknowledged.split(b"\\n")[:-1]]
    print(json.dumps([source.name, ids, sorted(set(ids) - there)]), flush=True)
"""


def test_two_hundred_kills_damage_no_file_and_lose_no_acknowledged_note(
    child: Child, document: Document, store: SidecarStore
) -> None:
    output, _ = child(SCRIPT.format(kills=KILLS)).communicate()
    kills = [json.loads(line) for line in output.splitlines()]
    assert len(kills) == KILLS, "a file could not be read after a kill"
    assert [missing for _, _, missing in kills if missing] == []
    acknowledged: dict[str, set[str]] = defaultdict(set)
    for name, ids, _ in kills:
        acknowledged[name].update(ids)
    assert sum(map(len, acknowledged.values())) >= KILLS // 2
    folder = document.path.parent
    for name, ids in acknowledged.items():
        found = parse((folder / f"{name}{SUFFIX}").read_bytes(), name)
        assert ids <= set(found.annotations)
        assert found.spoiled == ()
        assert store.load(folder / name) is not None
    assert _strays(folder), "no kill fell into a write, so nothing was shown"


def _strays(folder: Path) -> list[Path]:
    return list(folder.glob(".commonplace-*"))
