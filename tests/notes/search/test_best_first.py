"""What comes first: the word as it was typed, the passage that tells, the very same passage."""

import random

from notes.search.clock import Clock
from notes.search.expansion import MOST_EXPANDED
from notes.search.index import SearchIndex
from notes.search.model import SourceText

FILLING = "the of to a how in and that it is by with"


def text(path: str, body: str, title: str = "") -> SourceText:
    return SourceText(path, path, "1", title, (), "", "txt", "en", body)


def test_the_very_word_comes_before_those_that_are_spelt_nearly_so(index: SearchIndex) -> None:
    bodies = {f"{number}.txt": f"parent {FILLING}" for number in range(3)}
    bodies |= {f"other{number}.txt": f"a patent on it {FILLING * 9}" for number in range(40)}
    index.update(text(path, body, "Parent" * (len(path) < 6)) for path, body in bodies.items())
    hits = index.search("patent~", limit=43, load_text=bodies.get, deadline=30).hits
    assert [hit.path.startswith("other") for hit in hits] == [True] * 40 + [False] * 3


def test_of_words_spelt_nearly_so_the_commonest_was_meant(index: SearchIndex) -> None:
    bodies = {"tree.txt": "A walk with Werner."}
    bodies |= {f"{n}.txt": f"{FILLING * 9} the kernel of it {FILLING * 9}" for n in range(30)}
    bodies |= {f"other{n}.txt": FILLING for n in range(100)}
    index.update(text(path, body) for path, body in bodies.items())
    hits = index.search("kerner~", limit=40, load_text=bodies.get, deadline=30).hits
    assert [hit.path == "tree.txt" for hit in hits] == [False] * 30 + [True]


def test_two_letters_may_differ_among_very_many_words(index: SearchIndex) -> None:
    chance = random.Random(1)
    many = {"".join(chance.choices("abcdefghilmnorstu", k=8)) for _ in range(60_000)}
    index.update([text("many.txt", " ".join(sorted(many))), text("law.txt", "A licence for all.")])
    answer = index.search("lisenze~2", load_text={"law.txt": "A licence for all."}.get)
    assert "law.txt" in [hit.path for hit in answer.hits]
    assert not answer.partial
    assert not answer.hints


def test_of_too_many_words_the_nearest_are_taken(index: SearchIndex) -> None:
    letters = "abcdefghiklmnopqrstuvwxyz"
    shapes = ("c{0}t{1}", "{0}{1}t", "{0}a{1}")
    words = {shape.format(one, other) for shape in shapes for one in letters for other in letters}
    index.update([text("words.txt", " ".join(sorted(words)))])
    near_cat = index._current.ask(
        lambda state: state.vocabulary.near(("body",), "cat", 2, Clock(30))
    )
    assert near_cat is not None
    found, complete = near_cat
    assert (len(found), complete) == (MOST_EXPANDED, False)
    assert {f"cat{letter}" for letter in letters} <= found.keys()


def test_the_passage_with_the_rare_words_is_shown(index: SearchIndex) -> None:
    body = f"{FILLING} how to do a thing. {'Filling. ' * 60}Undo one commit so."
    bodies = {"git.txt": body, **{f"{n}.txt": f"how to do a thing {n}" for n in range(20)}}
    index.update(text(path, body) for path, body in bodies.items())
    (hit, *_) = index.search(
        "how to undo a commit", load_text=bodies.get, deadline=30, passages_per_document=1
    ).hits
    assert hit.path == "git.txt"
    assert "Undo one commit" in hit.passages[0].snippet


def test_a_long_document_with_the_very_passage_is_related(index: SearchIndex) -> None:
    said = "Ministries enforce these rules through quotas and their inspectors."
    bodies = {"long.txt": f"{'Rules and quotas are filling here. ' * 3000}{said}", "own": said}
    bodies |= {f"{n}.txt": f"Inspectors enforce nothing {n}. {FILLING}" for n in range(30)}
    bodies |= {f"other{n}.txt": f"Quite another thing {n}." for n in range(200)}
    index.update(text(path, body) for path, body in bodies.items())
    hits = index.related(said, exclude="own", load_text=bodies.get, deadline=30)
    assert hits[0].path == "long.txt"
    assert said[:40] in hits[0].passages[0].snippet
