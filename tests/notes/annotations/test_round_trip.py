"""What is written is what is read."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from notes.annotations.model import COLORS, Annotation, Selector, Tombstone
from notes.annotations.sidecar import Fingerprint, Sidecar, dump, parse
from notes.annotations.w3c import read_time, write_time

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
names = texts.filter(bool)
ids = st.uuids().map(lambda each: each.urn)
offsets = st.integers(0, 10**7) | st.sampled_from([-5, 2**70])
times = st.datetimes(datetime(1970, 1, 1), datetime(9998, 12, 31), timezones=st.just(UTC)).map(
    lambda moment: moment.replace(microsecond=0)
)
fragments = st.just(("", "")) | st.tuples(names, names)
selectors = st.none() | st.builds(
    lambda fragment, *said: Selector(*said, *fragment),
    fragments,
    texts,
    texts,
    texts,
    offsets,
    offsets,
)
digests = st.text("0123456789abcdef", min_size=12, max_size=12)
annotations = st.builds(
    Annotation,
    id=ids,
    selector=selectors,
    note=texts,
    tags=st.lists(names, max_size=4, unique=True).map(tuple),
    color=st.sampled_from(COLORS),
    created=times,
    modified=times,
    rev=st.integers(1, 2**53 - 1),
    anchored_to=texts,
    creator=texts,
    lineage=st.lists(digests, max_size=4, unique=True).map(tuple),
    raw=st.just({}),
)
tombstones = st.builds(
    Tombstone, annotations, rev=st.integers(1, 2**53 - 1), at=times, raw=st.just({})
)
fingerprints = st.builds(Fingerprint, texts, texts, st.integers(0, 10**12), texts, raw=st.just({}))
json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=4,
)
spoiled = json_values.filter(lambda value: not isinstance(value, list | dict) or "id" not in value)
sidecars = st.builds(
    Sidecar,
    document_id=names,
    file_name=texts,
    annotations=st.lists(annotations, max_size=4).map(lambda some: {a.id: a for a in some}),
    tombstones=st.lists(tombstones, max_size=3).map(lambda some: {t.id: t for t in some}),
    metadata=st.dictionaries(names, json_values, max_size=3),
    fingerprints=st.lists(fingerprints, max_size=3).map(tuple),
    spoiled=st.lists(spoiled, max_size=2).map(tuple),
    spoiled_tombstones=st.lists(spoiled, max_size=2).map(tuple),
    format=st.integers(1, 5),
    raw=st.just({}),
)


@given(sidecars)
@settings(deadline=None)
def test_a_sidecar_that_is_written_reads_the_same(sidecar: Sidecar) -> None:
    data = dump(sidecar)
    again = parse(data, "x")
    assert again == sidecar
    assert dump(again) == data


@given(times)
def test_a_time_that_is_written_reads_the_same(moment: datetime) -> None:
    assert read_time(write_time(moment)) == moment


@given(st.text() | st.integers() | st.none() | st.datetimes().map(str))
def test_any_time_of_a_file_can_be_shown_in_local_time(value: object) -> None:
    moment = read_time(value)
    assert moment.astimezone().utcoffset() is not None
    assert moment.year >= 1970
