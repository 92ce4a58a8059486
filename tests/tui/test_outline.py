"""The contents of a document as lines, from plain values."""

from pathlib import Path

from notes.documents.model import Content, Document, Section, Span
from tui.outline import outline


def test_a_page_is_told_by_its_own_words_not_by_its_running_head() -> None:
    head, foot = "Journal of Examples\n\n", "1\n\n"
    pages = [f"{head}The first page.\n\n{foot}", f"{head}{foot}", f"{head}The last page.\n"]
    starts = [sum(map(len, pages[:n])) for n in range(3)]
    text = "".join(pages)
    running = []
    for page, start in zip(pages, starts, strict=True):
        running.append(Span(start, start + len(head) - 2))
        if page.endswith(foot):
            running.append(Span(start + len(page) - len(foot), start + len(page) - 2))
    sections = tuple(Section("", 0, start, str(n)) for n, start in enumerate(starts, 1))
    content = Content(text, sections, boilerplate=tuple(running))
    document = Document("id", Path("a.pdf"), "a.pdf", "pdf", "", "", 0, content)
    assert [(entry.text, entry.remark) for entry in outline(document)] == [
        ("Page 1", "The first page."),
        ("Page 2", ""),
        ("Page 3", "The last page."),
    ]
