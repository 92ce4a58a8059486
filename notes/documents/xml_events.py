"""The events of an XML file from anywhere, none of which can make the reader do harm."""

from collections.abc import Callable
from typing import NamedTuple
from xml.parsers import expat

from notes.errors import DocumentError


class Handlers(NamedTuple):
    """What takes the events; names have their namespace before a blank (see `local`).

    `entity` is asked for each entity that is defined, as expat calls it, and may raise.
    """

    start: Callable[[str, dict[str, str]], None]
    end: Callable[[str], None]
    data: Callable[[str], None]
    entity: Callable[..., None]


def read_events(data: bytes, name: str, handlers: Handlers) -> None:
    """Read the file `name`; raises DocumentError for what is no XML, and lets handlers raise it."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.EntityDeclHandler = handlers.entity
    parser.StartElementHandler = handlers.start
    parser.EndElementHandler = handlers.end
    parser.CharacterDataHandler = handlers.data
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise DocumentError(f"it is damaged: {name!r} in it is no XML ({error})") from None
    except ValueError:  # an encoding that is not known
        raise DocumentError(f"{name!r} in it is in an encoding that is not known") from None


def local(name: str) -> str:
    """A name without its namespace.

    >>> local("http://purl.org/dc/elements/1.1/ title")
    'title'
    """
    return name.rpartition(" ")[2]
