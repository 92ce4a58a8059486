"""Places that are offered for a lost passage are like it; a few common words are not enough."""

from notes.annotations.anchoring.offering import candidates
from notes.annotations.model import Selector

HILLS = "The mill stood below the hills. "
OLD = (
    f"{HILLS}Trade was the first thing to go. "
    "After the flood nobody ground corn there for thirty winters, says the parish book."
)


def marked(words: str) -> Selector:
    start = OLD.index(words)
    return Selector.of(OLD, start, start + len(words))


def test_a_passage_that_was_rewritten_is_offered_where_its_words_are() -> None:
    quote = marked("nobody ground corn there for thirty winters")
    new = f"{HILLS}For thirty winters, the parish book says, no corn was ground by anybody."
    (best, *_) = candidates(new, quote)
    assert "thirty winters" in new[best.start : best.end]


def test_one_or_two_words_that_stand_in_any_text_are_no_reason_to_offer_a_place() -> None:
    quote = marked("Trade was the")._replace(prefix="", suffix="")
    new = f"{HILLS}Diplomacy and the trade of the neighbours kept the valley going for a time."
    assert candidates(new, quote) == []
