"""A search without time, or that nobody wants any more, gives what there is and says so."""

from collections.abc import Callable
from itertools import islice

from search_sources import source_text

from notes.search.index import SearchIndex
from notes.search.model import Answer

Ask = Callable[..., Answer]


def test_a_search_that_nobody_wants_any_more_is_partial(ask: Ask) -> None:
    answer = ask("tariff", cancelled=lambda: True)
    assert answer.partial


def test_a_search_out_of_time_is_partial_and_says_so(index: SearchIndex) -> None:
    bodies = {f"{n}.txt": "common words here" for n in range(300)}
    sources = iter([source_text(path, body) for path, body in bodies.items()])
    while batch := list(islice(sources, 100)):
        index.update(batch)
    answer = index.search("common", load_text=bodies.get, deadline=0.0)
    assert answer.partial
    assert 0 < answer.total < 300
    assert answer.hits[0].passages
    whole = index.search("common", load_text=bodies.get, deadline=60.0)
    assert (whole.total, whole.partial) == (300, False)


def test_an_either_or_out_of_time_gives_what_there_was_time_for(index: SearchIndex) -> None:
    bodies = {f"{n}.txt": f"word{n} common" for n in range(20)}
    index.update([source_text(path, body) for path, body in bodies.items()])
    looks = iter(range(1000))

    def cancelled() -> bool:
        return next(looks) > 12

    wanted = " OR ".join(f"word{n}" for n in range(20))
    answer = index.search(wanted, load_text=bodies.get, deadline=60, cancelled=cancelled)
    assert answer.partial
    assert 0 < answer.total < 20
    looks = iter(range(1000))
    excluded = index.search(
        f"common -({wanted})", load_text=bodies.get, deadline=60, cancelled=cancelled
    )
    assert (excluded.partial, excluded.total) == (True, 0)
