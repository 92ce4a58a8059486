"""Documents read in a process of their own: within limits, cached, and never twice."""

import os
import platform
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile import pdf_of_endless_work
from making_epub import epub, page
from making_pdf import Words, column, embedded_font, pdf

from notes.documents.extractor import Extractor
from notes.documents.formats import BY_NAME
from notes.documents.model import Document
from notes.documents.reading import read_document
from notes.documents.source import Source
from notes.documents.text_cache import TextCache
from notes.errors import DocumentError, MissingReader

WORDS = pdf([[Words(72, 700, "Words on a page")]])


@pytest.fixture
def cache(tmp_path_factory: pytest.TempPathFactory) -> TextCache:
    return TextCache(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def extractor(cache: TextCache) -> Iterator[Extractor]:
    with Extractor(cache, seconds=2.0) as made:
        yield made


def write(folder: Path, name: str, data: bytes = WORDS) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def read(path: Path, extractor: Extractor) -> Document:
    return read_document(path, path.parent, "urn:uuid:x", extractor=lambda: extractor)


def processes(extractor: Extractor) -> list[int]:
    return [worker._process.pid for worker in extractor._idle]


def page_faults(pids: list[int]) -> int:
    """How often processes were given memory that they had not, or not any more."""
    stats = (Path(f"/proc/{pid}/stat").read_text("ascii") for pid in pids)
    return sum(int(stat.rpartition(")")[2].split()[7]) for stat in stats)


def test_one_process_reads_one_document_after_the_other(
    tmp_path: Path, extractor: Extractor
) -> None:
    assert read(write(tmp_path, "a.pdf"), extractor).text == "Words on a page\n"
    first = processes(extractor)
    book = epub({"c.xhtml": page("<p>words</p>")})
    assert read(write(tmp_path, "b.epub", book), extractor).text == "words\n"
    assert processes(extractor) == first and len(first) == 1


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another library has the heap")
def test_a_page_is_read_in_the_memory_of_the_one_before(
    tmp_path: Path, extractor: Extractor
) -> None:
    """Pages ask for a good deal of memory, and to get it from the system each time takes long."""
    page = column(60, ["Words enough that a page takes some memory of its own. " * 2] * 52)
    font = embedded_font()
    read(write(tmp_path, "before.pdf", pdf([page], font=font)), extractor)
    before = page_faults(processes(extractor))
    read(write(tmp_path, "a.pdf", pdf([page] * 40, font=font)), extractor)
    assert page_faults(processes(extractor)) - before < 40 * 40


def test_everything_found_in_a_document_comes_over(
    tmp_path: Path, extractor: Extractor, cache: TextCache
) -> None:
    """Long web pages are read by the other process; their links were lost on the way."""
    page = b"<title>T</title><h1 id=top>Head</h1><p>Go <a href=#top>up</a> or "
    page += b"<a href='https://e.org/x'>on</a>.</p><!--" + b"x" * 5_000_000 + b"-->"
    path = write(tmp_path, "long.html", page)
    assert BY_NAME["html"].is_isolated(len(page))
    here = BY_NAME["html"].reader(Source.of(page))
    assert [one.address for one in here.hyperlinks] == ["#top", "https://e.org/x"]
    assert here.names["top"] == 0
    assert read(path, extractor).content == here
    with Extractor(cache) as another:  # from the cache
        assert read(path, another).content == here


def test_what_was_read_is_not_read_again(tmp_path: Path, cache: TextCache) -> None:
    with Extractor(cache) as extractor:
        first = read(write(tmp_path, "a.pdf"), extractor)
    with Extractor(cache) as extractor:
        again = read(write(tmp_path, "copy.pdf"), extractor)
        assert processes(extractor) == []
    assert again.content == first.content


def test_a_damaged_entry_of_the_cache_is_read_again(
    tmp_path: Path, cache: TextCache, extractor: Extractor
) -> None:
    path = write(tmp_path, "a.pdf")
    first = read(path, extractor)
    cache.put(f"{first.sha256}.pdf", b'{"text": 7}')
    assert read(path, extractor).content == first.content


def test_too_slow_a_document_is_given_up_and_the_next_is_read(
    tmp_path: Path, extractor: Extractor
) -> None:
    with pytest.raises(DocumentError, match=r"slow\.pdf: it takes more than 2 seconds"):
        read(write(tmp_path, "slow.pdf", pdf_of_endless_work()), extractor)
    assert read(write(tmp_path, "b.pdf"), extractor).text == "Words on a page\n"


def test_a_process_that_ended_meanwhile_is_replaced(tmp_path: Path, extractor: Extractor) -> None:
    read(write(tmp_path, "a.pdf"), extractor)
    (pid,) = processes(extractor)
    extractor._idle[0]._process.kill()
    extractor._idle[0]._process.wait()
    other = pdf([[Words(72, 700, "Other words")]])
    assert read(write(tmp_path, "b.pdf", other), extractor).text == "Other words\n"
    assert processes(extractor) not in ([], [pid])


def test_threads_do_not_wait_for_each_other(tmp_path: Path, extractor: Extractor) -> None:
    slow = write(tmp_path, "slow.pdf", pdf_of_endless_work())
    begun, read_other = threading.Event(), threading.Event()

    def pause(done: int, total: int) -> None:
        begun.set()
        read_other.wait(30)

    def read_slowly() -> None:
        with pytest.raises(DocumentError), slow.open("rb") as file:
            extractor.read(file, BY_NAME["pdf"], on_progress=pause)

    other = threading.Thread(target=read_slowly)
    other.start()
    assert begun.wait(30)
    assert read(write(tmp_path, "a.pdf"), extractor).text == "Words on a page\n"
    assert other.is_alive()
    read_other.set()
    other.join()


def test_progress_is_told_in_pages(tmp_path: Path, extractor: Extractor) -> None:
    told: list[tuple[int, int]] = []
    path = write(tmp_path, "slow.pdf", pdf_of_endless_work())
    with pytest.raises(DocumentError):
        read_document(
            path,
            tmp_path,
            "id",
            extractor=lambda: extractor,
            on_progress=lambda done, total: told.append((done, total)),
        )
    assert told and told == sorted(told)
    assert {total for _, total in told} == {5_000}


def test_a_file_that_changes_while_it_is_read_is_not_remembered(
    tmp_path: Path, extractor: Extractor, cache: TextCache
) -> None:
    path = write(tmp_path, "slow.pdf", pdf_of_endless_work())

    class Growing(Extractor):
        def _read(self, *arguments: object) -> bytes:
            path.write_bytes(WORDS + b"\n")
            return b"{}"

    with (
        Growing(cache) as growing,
        pytest.raises(DocumentError, match="changed while it was read"),
    ):
        read(path, growing)


def test_a_missing_package_is_named_with_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shadow = tmp_path / "shadow" / "pypdfium2.py"
    shadow.parent.mkdir()
    shadow.write_text("raise ImportError('not installed')", "utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(shadow.parent), *sys.path]))
    with Extractor() as extractor, pytest.raises(MissingReader) as raised:
        read(write(tmp_path, "a.pdf"), extractor)
    assert str(raised.value) == (
        "a.pdf: reading PDF documents needs one more package: pip install 'commonplace[pdf]'"
    )


def test_closing_ends_the_processes(tmp_path: Path) -> None:
    with Extractor() as extractor:
        read(write(tmp_path, "a.pdf"), extractor)
        (pid,) = processes(extractor)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_the_cache_drops_what_was_not_read_for_longest(cache: TextCache) -> None:
    for number, name in enumerate(("aa1", "bb2", "cc3")):
        cache.put(name, os.urandom(1000))
        os.utime(cache._path(name), (number, number))
    cache.prune(2_500)
    assert [cache.get(name) is not None for name in ("aa1", "bb2", "cc3")] == [False, True, True]


def test_a_cache_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = TextCache(tmp_path / "file")
    cache.put("key", b"data")
    assert cache.get("key") is None
