"""Where sentences begin and end, in what people write and in what parliaments do."""

from pathlib import Path

import pytest

from tui.text_units import sentence_at

LGPL = Path("/usr/share/common-licenses/LGPL-2.1")


def sentences(text: str) -> list[str]:
    """All of them, each with its breaks as blanks."""
    spans = dict.fromkeys(sentence_at(text, offset) for offset in range(len(text)))
    return [" ".join(text[start:end].split()) for start, end in spans]


@pytest.mark.parametrize(
    "number",
    [
        "3.",
        "(3)",
        "iv.",
        "IV.",
        "b)",
        "B.",
        "I.",
        "(a.)",
        "[2].",
        "Art. 3.",
        "Article 12.",
        "Section 4a.",
        "§ 12.",
        "§§ 3.",
        "1.2.3.",
        "- 7.",
        "## 2.",
        "Статья 5.",
    ],
)
def test_a_clause_begins_with_its_number(number: str) -> None:
    clause = f"{number} You may opt to apply the terms of this one."
    assert sentences(f"Before.\n\n{clause} Then it ends.\n") == ["Before.", clause, "Then it ends."]
    listed = f"These are meant:\n{clause}\n{clause}\n"
    assert sentences(listed) == [f"These are meant: {clause}", clause]


@pytest.mark.parametrize(
    "text",
    [
        "It was in the year\n1999. | Nobody was there.",
        "They were left at\n42. | Nobody came.",
        "So he came, as did\nI. | We both stayed.",
        "See Art. 3. | The next one is void.",
        "He said no. | Then he left.",
        "This is the state of the art. | Nobody knows more.",
        "It is in no. 4 of vol. II, pp. 3-4, as Smith et al. Wrote.",
        "It grew by 3.5 per cent. | In 2.1 it did not.",
        "They came (e.g. Dr. J. K. Rowling, i.e. Ms. Lee, cf. Smith). | All left.",
        "He met J.K. Rowling of the U.S. Senate. | It went well.",
        "It belongs to Acme Inc. | The owner is gone.",
        "He asked: “Who?” | “You.” | (It was me.) | So ‘it is.’ | Now go.",
        "„Ja.“ | Er ging. | « Non. » | **Never.** | Nie.",
        "他说：“好。” | 两国领导人会晤！ | 《书》很好｡ | 完。",
        "यह है। | वह था।",
        "هل هذا؟ | نعم.",
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(text: str) -> None:
    expected = [" ".join(part.split()) for part in text.split("|")]
    assert sentences(text.replace(" | ", " ")) == expected


@pytest.mark.skipif(not LGPL.exists(), reason="no licences are here")
def test_no_clause_of_a_licence_is_cut_to_its_number() -> None:
    text = LGPL.read_text("utf-8")
    for number in range(17):
        start = text.index(f"\n  {number}. ") + 3
        assert len(text[slice(*sentence_at(text, start))]) > 40
