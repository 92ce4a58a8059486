"""The `info.yaml` that papis keeps beside each document, as its metadata."""

from collections.abc import Iterator
from typing import Any

from notes.bibliographies.bib_entries import entry_of
from notes.bibliographies.entry import Entry, is_complete


def read_papis(source: str) -> Iterator[Entry]:
    """The one entry of the file; of a file that is something else, none."""
    import yaml

    from notes.documents.plain_yaml import plain_yaml

    try:
        found = plain_yaml(source)
    except (yaml.YAMLError, ValueError, RecursionError):
        return
    if not isinstance(found, dict):
        return
    fields = {str(name).lower(): value for name, value in found.items() if isinstance(value, str)}
    people = _people(found.get("author_list"))
    if people:
        fields["author"] = people
    entry = entry_of(fields.get("type", "document").lower(), fields.get("ref", ""), fields)
    files = found.get("files")
    named = [one for one in files if isinstance(one, str)] if isinstance(files, list) else []
    entry = entry._replace(files=tuple(named) or entry.files)
    if is_complete(entry):
        yield entry


def _people(value: Any) -> str:
    """`[{family: A, given: B}]` as BibTeX writes names."""
    names = []
    for person in value if isinstance(value, list) else ():
        if isinstance(person, dict):
            parts = (person.get("family"), person.get("given"))
            names.append(", ".join(part for part in parts if isinstance(part, str) and part))
    return " and ".join(filter(None, names))
