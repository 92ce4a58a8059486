"""A note file in which `git merge` left its conflict markers, taken apart into both sides."""

import re

_START, _BASE, _MIDDLE, _END = (
    re.compile(rb"^" + m * 7 + rb"(?: .*)?$") for m in (rb"<", rb"\|", rb"=", rb">")
)


def sides(data: bytes) -> tuple[bytes, bytes, bytes | None] | None:
    """Our side, their side, and the common one where it is shown; None for no such file.

    Markers inside a conflict, from a merge of merges, are not taken apart.
    """
    if b"<<<<<<<" not in data:
        return None
    ours: list[bytes] = []
    theirs: list[bytes] = []
    base: list[bytes] = []
    has_base, where, count = False, "", 0
    for line in data.split(b"\n"):
        bare = line.rstrip(b"\r")
        if not where and _START.match(bare):
            where, count = "ours", count + 1
        elif where == "ours" and _BASE.match(bare):
            where, has_base = "base", True
        elif where in ("ours", "base") and _MIDDLE.match(bare):
            where = "theirs"
        elif where == "theirs" and _END.match(bare):
            where = ""
        else:
            for name, side in (("ours", ours), ("theirs", theirs), ("base", base)):
                if where in ("", name):
                    side.append(line)
    if where or not count:
        return None
    together = b"\n".join(base) if has_base else None
    return b"\n".join(ours), b"\n".join(theirs), together
