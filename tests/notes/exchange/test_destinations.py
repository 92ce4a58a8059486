"""Where an export goes: what is proposed, what the user named, what is in the way, what fails."""

from pathlib import Path

import pytest
from disks import filled

from notes import destinations
from notes.errors import UserError
from notes.exporting import FORMATS, export
from notes.library import Library


@pytest.fixture
def library(home: Path) -> Library:
    folder = home / "papers"
    folder.mkdir()
    (folder / "a.txt").write_text("On a\n\nOne two three.\n", "utf-8")
    library = Library(folder)
    document = library.open("a.txt")
    start = document.text.index("two")
    library.annotate(document, start, start + 3, note="a note")
    return library


def test_each_format_has_a_place_of_its_own_outside_the_library(
    library: Library, home: Path
) -> None:
    found = {format: destinations.proposed(library, format) for format in FORMATS}
    assert len(set(found.values())) == len(FORMATS)
    assert found["markdown"] == home / "papers-notes"
    assert found["csv"] == home / "papers-notes.csv"
    assert not any(path.is_relative_to(library.root) for path in found.values())


def test_a_library_that_is_the_home_folder_has_them_beside_it(home: Path) -> None:
    with Library(home) as library:
        assert destinations.proposed(library, "csv").parent == home.parent


def test_what_cannot_be_typed_is_not_proposed(home: Path) -> None:
    odd = home / "odd\x1b[31m\nname"
    odd.mkdir()
    with Library(odd) as library:
        assert destinations.proposed(library, "csv") == home / "odd_[31m_name-notes.csv"


def test_a_place_is_remembered_for_its_format_and_library(library: Library, home: Path) -> None:
    destinations.remember(library, "csv", home / "other.csv")
    assert destinations.proposed(library, "csv") == home / "other.csv"
    assert destinations.proposed(library, "org") == home / "papers-notes.org"
    assert destinations.last_format(library) == "csv"
    other = home / "elsewhere"
    other.mkdir()
    with Library(other) as second:
        assert destinations.proposed(second, "csv") == home / "elsewhere-notes.csv"


def test_what_was_typed_is_a_path_as_the_shell_reads_it(
    library: Library, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    resolved = destinations.resolved
    assert resolved(library, "csv", " ~/x.csv ") == home / "x.csv"
    assert resolved(library, "csv", "x.csv") == home / "x.csv"
    assert resolved(library, "csv", "~") == home / "papers-notes.csv", "a folder is no file"
    assert resolved(library, "csv", "~/new/") == home / "new" / "papers-notes.csv"
    assert resolved(library, "markdown", "~/vault") == home / "vault"
    for typed in ("", "  ", "~nobody-of-that-name/x.csv", "a\0b"):
        with pytest.raises(UserError) as error:
            resolved(library, "csv", typed)
        assert "\n" not in str(error.value) and "\0" not in str(error.value)


def test_what_would_be_written_over_is_named(library: Library, home: Path) -> None:
    path = home / "x.csv"
    assert destinations.in_the_way(library, "csv", path) == ""
    path.write_text("mine", "utf-8")
    assert "is there already" in destinations.in_the_way(library, "csv", path)
    vault = home / "vault"
    vault.mkdir()
    assert destinations.in_the_way(library, "markdown", vault) == "", "it is brought up to date"
    inside = library.root / "vault"
    assert "among its documents" in destinations.in_the_way(library, "markdown", inside)
    inside.mkdir()
    assert destinations.in_the_way(library, "markdown", inside) == "", "it was chosen before"
    source = library.root / "a.txt"
    assert "is a document" in destinations.in_the_way(library, "csv", source)


def test_a_note_file_is_never_written_over(library: Library) -> None:
    path = library.root / "a.txt.notes.json"
    before = path.read_bytes()
    for format in FORMATS:
        with pytest.raises(UserError, match="holds notes"):
            export(library, format, to=path)
    link = library.root / "link.csv"
    link.symlink_to(path)
    with pytest.raises(UserError, match="holds notes"):
        export(library, "csv", to=link)
    assert path.read_bytes() == before


@pytest.mark.parametrize("format", ["csv", "markdown"])
def test_a_folder_where_a_file_should_be_and_a_file_where_a_folder_should_be(
    library: Library, home: Path, format: str
) -> None:
    (home / "file").write_text("mine", "utf-8")
    (home / "folder").mkdir()
    wrong = [home / "file" / "x.csv", home / "file" / "deep" / "x.csv"]
    wrong += [home / "folder"] if format == "csv" else [home / "file"]
    for path in wrong:
        with pytest.raises(UserError, match=r"is (a|no) folder|is a file") as error:
            export(library, format, to=path)
        assert "\n" not in str(error.value)
    assert (home / "file").read_text("utf-8") == "mine"


def test_a_name_that_is_too_long_is_one_line(library: Library, home: Path) -> None:
    with pytest.raises(UserError, match="cannot be written"):
        export(library, "csv", to=home / ("x" * 300 + ".csv"))


def test_a_full_disk_leaves_what_was_there(library: Library, small_disk: Path) -> None:
    path = small_disk / "x.csv"
    path.write_text("what was there", "utf-8")
    filled(small_disk)
    with pytest.raises(UserError, match="cannot be written"):
        export(library, "csv", to=path)
    assert path.read_text("utf-8") == "what was there"
    assert {one.name for one in small_disk.iterdir()} == {"x.csv", "ballast"}


def test_a_vault_that_is_up_to_date_is_left_alone(library: Library, home: Path) -> None:
    export(library, "markdown", to=home / "vault")
    path = home / "vault" / "a.txt.md"
    before = path.stat()
    export(library, "markdown", to=home / "vault")
    after = path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_link_to_a_file_stays_a_link(library: Library, home: Path) -> None:
    (home / "real.csv").write_text("", "utf-8")
    (home / "link.csv").symlink_to(home / "real.csv")
    export(library, "csv", to=home / "link.csv")
    assert (home / "link.csv").is_symlink()
    assert "two" in (home / "real.csv").read_text("utf-8")


def test_only_the_notes_that_were_chosen_are_written(library: Library) -> None:
    document = library.open("a.txt")
    library.annotate(document, 0, 2, note="another")
    chosen = [note for note in library.notes() if note.note == "another"]
    for format in FORMATS:
        done = export(library, format, notes=chosen)
        assert done.notes == 1
        assert "a note" not in done.text
