"""A Content as JSON: how the process that read it hands it over, and how the cache keeps it."""

import json

from notes.documents.model import Content, Fragment, Hyperlink, Link, Section, Span
from notes.documents.record import metadata_from_json, metadata_to_json


def content_to_json(content: Content) -> bytes:
    """Write everything that a format's reader found."""
    values = {
        "text": content.text,
        "sections": [(s.title, s.level, s.start, s.page) for s in content.sections],
        "hyperlinks": [(one.start, one.end, one.address) for one in content.hyperlinks],
        "names": content.names,
        "metadata": metadata_to_json(content.metadata),
        "boilerplate": [(span.start, span.end) for span in content.boilerplate],
        "encoding": content.encoding,
        "notices": content.notices,
        "fragments": content.fragments,
        "fragments_of": content.fragments_of,
        "links": [(link.start, link.end, link.target) for link in content.links],
    }
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "surrogatepass")


def content_from_json(data: bytes) -> Content:
    """Read what `content_to_json` wrote; raises ValueError, TypeError or KeyError for the rest."""
    values = json.loads(data.decode("utf-8", "surrogatepass"))
    return Content(
        text=values["text"],
        sections=tuple(Section(*section) for section in values["sections"]),
        hyperlinks=tuple(Hyperlink(*one) for one in values["hyperlinks"]),
        names=values["names"],
        metadata=metadata_from_json(values["metadata"]),
        boilerplate=tuple(Span(*span) for span in values["boilerplate"]),
        encoding=values["encoding"],
        notices=tuple(values["notices"]),
        fragments=tuple(Fragment(*part) for part in values["fragments"]),
        fragments_of=values["fragments_of"],
        links=tuple(Link(*link) for link in values["links"]),
    )
