"""The rows of the list are made again only where something has changed, and stay in order."""

import random

import pytest

from notes.documents.record import DocumentRecord
from notes.session import Position
from tui.shown_documents import ShownDocuments

COUNT = 500
RECORDS = [
    DocumentRecord(f"{number:04}.txt", "1", "id", "text", title=f"Title {number:04}")
    for number in range(COUNT)
]


def test_a_row_is_made_once_while_its_record_and_its_place_are_the_same() -> None:
    shown = ShownDocuments()
    rows = shown.rows(RECORDS, {}, {})
    assert (shown.made, len(rows)) == (COUNT, COUNT)
    assert shown.rows(list(RECORDS), {}, {}) is rows
    assert shown.rows([record._replace() for record in RECORDS], {}, {}) is rows
    assert shown.made == COUNT


def test_only_what_changed_is_made_again() -> None:
    shown = ShownDocuments()
    before = shown.rows(RECORDS, {"0003.txt": Position(1, 0.25, 9.0)}, {})
    changed = [RECORDS[0]._replace(title="Title 0000, now read"), *RECORDS[1:]]
    after = shown.rows(changed, {"0003.txt": Position(2, 0.5, 10.0)}, {})
    assert shown.made == COUNT + 2
    assert (after[0].title, after[3].progress, after[3].recent) == (
        "Title 0000, now read",
        0.5,
        10.0,
    )
    others = [n for n in range(COUNT) if n not in (0, 3)]
    assert all(after[n] is before[n] for n in others)


def test_documents_that_come_and_go_are_shown_and_not() -> None:
    shown = ShownDocuments()
    shown.rows(RECORDS, {}, {})
    fewer = shown.rows(RECORDS[1:], {}, {})
    assert [row.id for row in fewer] == [record.relative for record in RECORDS[1:]]
    assert [row.id for row in shown.rows(RECORDS, {}, {})] == [
        record.relative for record in RECORDS
    ]
    assert shown.made == COUNT + 1


def some_record(chance: random.Random, name: str) -> DocumentRecord:
    title = chance.choice(["", "Été", "axis", "Axis", "steel", "zone"])
    return DocumentRecord(name, str(chance.random()), "id", "text", title=title)


@pytest.mark.parametrize("seed", range(5))
def test_an_order_that_is_kept_is_the_order_made_anew(seed: int) -> None:
    chance = random.Random(seed)
    shown = ShownDocuments()
    records = [some_record(chance, f"{number}.txt") for number in range(120)]
    for _ in range(40):
        for number in chance.sample(range(len(records)), chance.choice([0, 1, 7, 60])):
            records[number] = some_record(chance, records[number].relative)
        if chance.random() < 0.3:
            new = some_record(chance, f"new {chance.random()}")
            records.insert(chance.randrange(len(records)), new)
        if chance.random() < 0.3:
            del records[chance.randrange(len(records))]
        positions = {chance.choice(records).relative: Position(1, chance.random(), 2.0)}
        states = {chance.choice(records).relative: chance.choice(["draft", "saved"])}
        assert shown.rows(records, positions, states) == ShownDocuments().rows(
            records, positions, states
        )
