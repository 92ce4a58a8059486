"""Tags as people type them: `#tag` in the text of a note, or a name on its own."""

import re
from collections.abc import Iterable

# A tag begins after a blank or an opening bracket, so that `C#` and `page#3` are not tags; it holds
# a letter, so that `#1` is not one either.
_TAG = re.compile(r"(?:^|(?<=[\s(\[{,;]))#((?=[\w/.-]*[^\W\d_])[\w/-]+(?:[.][\w/-]+)*)")


def tags_in(text: str) -> tuple[str, ...]:
    """The tags written as `#tag` in `text`, in order, each once."""
    return tuple(dict.fromkeys(match[1] for match in _TAG.finditer(text)))


def with_tag_renamed(text: str, old: str, new: str) -> str:
    """`text` with every `#old`, in any case, as `#new`: a tag in the text is a tag of the note."""
    wanted = old.casefold()
    return _TAG.sub(lambda m: f"#{new}" if m[1].casefold() == wanted else m[0], text)


def with_tag_dropped(text: str, tag: str) -> str:
    """`text` with every `#tag`, in any case, as a plain word: what was written stays."""
    wanted = tag.casefold()
    return _TAG.sub(lambda m: m[1] if m[1].casefold() == wanted else m[0], text)


def tag_being_typed(text: str) -> str | None:
    """The beginning of the tag at the end of `text` (possibly empty), or None."""
    match = re.search(r"(?:^|(?<=[\s(\[{,;]))#([\w/.-]*)\Z", text)
    return match[1] if match else None


def clean_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Names without `#` and outer blanks, inner blanks as `-`, none twice in any case."""
    cleaned: dict[str, str] = {}
    for tag in tags:
        name = "-".join(tag.strip().lstrip("#").split())
        if name:
            cleaned.setdefault(name.casefold(), name)
    return tuple(cleaned.values())
