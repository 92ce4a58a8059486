"""How often tags are used; the spellings of one tag in different case count as one."""

from collections import Counter
from collections.abc import Iterable


def tag_counts(carried: Iterable[Iterable[str]]) -> dict[str, int]:
    """Every tag with the number of notes that carry it, `carried` being the tags of each note.

    A tag is spelt as it mostly is; of spellings used as often, the first in sorted order is taken.
    """
    notes: Counter[str] = Counter()
    spellings: dict[str, Counter[str]] = {}
    for tags in carried:
        mine = {tag: tag.casefold() for tag in tags}
        notes.update(set(mine.values()))
        for tag, folded in mine.items():
            spellings.setdefault(folded, Counter())[tag] += 1
    return {
        min(used, key=lambda tag: (-used[tag], tag)): notes[folded]
        for folded, used in spellings.items()
    }
