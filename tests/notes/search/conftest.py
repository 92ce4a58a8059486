"""A small index over real files, and the makers of what goes into it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from notes.search.index import SearchIndex
from notes.search.model import Answer, SourceNote, SourceText

TEXTS = {
    "tariffs.txt": (
        "Tariffs and trade\n\nThe ministry raised the tariff on steel. Nobody in the trade had "
        "asked for it.\nTo be or not to be: that was the question of the e-mail."
    ),
    "axis.txt": (
        "An axis of adversaries\n\nThe axis of two capitals is an old idea. A partnership without "
        "limits was signed in February; the tariffs came later."
    ),
    "straße.txt": "Die Straße nach İstanbul. Ein Café, eine ﬁne Idee, Łódź. Häuser am Weg.",
    "中文.txt": "中国人民和俄罗斯的伙伴关系。贸易没有上限。",
    "code.txt": "She writes C++ and C# for R&D at U.S. firms; ask @name about snake_case.",
}


def text(path: str, body: str, *, version: str = "1", language: str = "en") -> SourceText:
    """A document as the library would give it."""
    title = body.split("\n")[0][:60]
    return SourceText(
        path, f"id-{path}", version, title, ("Ada Author",), "", "txt", language, body
    )


def note(name: str, path: str, *, version: str = "1", **values: object) -> SourceNote:
    """An annotation as the library would give it."""
    filled: dict[str, object] = {
        "quote": "",
        "note": "",
        "tags": (),
        "color": "",
        "start": None,
        "end": None,
        "modified": "",
    }
    return SourceNote(name, path, version, **{**filled, **values})  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where an index may be made."""
    return tmp_path / "index"


@pytest.fixture
def index(folder: Path) -> Iterator[SearchIndex]:
    """An index that is closed at the end."""
    made = SearchIndex(folder)
    yield made
    made.close()


@pytest.fixture
def filled(index: SearchIndex) -> SearchIndex:
    """The index of the small library above, with two annotations."""
    quote = "axis of two capitals"
    start = TEXTS["axis.txt"].index(quote)
    index.update(
        [text(path, body, language="de" if "ß" in path else "en") for path, body in TEXTS.items()],
        [
            note(
                "n1",
                "axis.txt",
                quote=quote,
                note="What does the tariff buy?",
                tags=("trade", "rhetoric/war"),
                color="yellow",
                start=start,
                end=start + len(quote),
            ),
            note("n2", "gone.txt", quote="a lost place", note="Beijing answers", tags=("steel",)),
        ],
    )
    return index


Ask = Callable[..., Answer]


@pytest.fixture
def texts() -> dict[str, str]:
    """The texts of the small library by path."""
    return dict(TEXTS)


@pytest.fixture
def ask(filled: SearchIndex) -> Ask:
    """Search the small library, with time enough for a busy machine."""

    def search(query: str, **options: object) -> Answer:
        options = {"deadline": 30.0, "load_text": TEXTS.get, **options}
        return filled.search(query, **options)  # type: ignore[arg-type]

    return search
