"""Sentence case and title case, from either, with names kept."""

import pytest

from notes.citations import Reference, names_in
from notes.citations.title_language import is_english
from notes.citations.titles import sentence_case, title_case

NOTHING = Reference()

SENTENCE = [
    ("China-Russia: axis of adversaries", "China-Russia: Axis of adversaries"),
    ("China-Russia: Axis of Adversaries", "China-Russia: Axis of adversaries"),
    ("The Rise of the European Union", "The rise of the European Union"),
    ("A History of the South China Sea", "A history of the South China Sea"),
    ("NATO After the Cold War", "NATO after the Cold War"),
    ("How iPhone Sales Fell in the U.S. Market", "How iPhone sales fell in the U.S. market"),
    ("Putin's War, Xi's Choice", "Putin’s war, Xi’s choice"),
    ("What Next? The Long Road to Peace", "What next? The long road to peace"),
    ("Decision-Making in Anglo-American Firms", "Decision-making in Anglo-American firms"),
    ("Kaspruk and Smith meet in Lviv", "Kaspruk and Smith meet in Lviv"),
    ("CHINA AND RUSSIA: THE NEW AXIS", "China and Russia: The new axis"),
    ("The Genius of Abraham Lincoln", "The genius of Abraham Lincoln"),
    ("The Great Gatsby and Its Readers", "The great Gatsby and its readers"),
    ("The Economy of Latin American Debt", "The economy of Latin American debt"),
    ("The French Revolution and Its Rights", "The French Revolution and its rights"),
    ("A Guide to New York City Schools", "A guide to New York City schools"),
    ("Vitamin C and the Common Cold", "Vitamin C and the common cold"),
    (
        "On <span class=\"nocase\">Big Data</span> and Small Towns",
        "On Big Data and small towns",
    ),
    ("Der Aufstieg der Staaten und die Ordnung", "Der Aufstieg der Staaten und die Ordnung"),
    ("世界的秩序", "世界的秩序"),
    ("Война И Мир", "Война И Мир"),
    ("Sein und Zeit: Ein Kommentar", "Sein und Zeit: Ein Kommentar"),
    ("Surely You're Joking, Mr. Feynman!", "Surely you’re joking, Mr. Feynman!"),
    ("Reading “The Waste Land” in Class", "Reading “The Waste Land” in class"),
    ("The Rise of the “Liberal Order”", "The rise of the “liberal order”"),
    ("ggplot2: Elegant Graphics", "ggplot2: Elegant graphics"),
    ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("title", "expected"), SENTENCE)
def test_sentence_case_keeps_names_and_opens_the_subtitle(title: str, expected: str) -> None:
    assert sentence_case(title, NOTHING) == expected


TITLE = [
    ("China-Russia: axis of adversaries", "China-Russia: Axis of Adversaries"),
    ("the state of the world", "The State of the World"),
    ("a cost-benefit analysis of what to do", "A Cost-Benefit Analysis of What to Do"),
    ("state-of-the-art methods", "State-of-the-Art Methods"),
    ("how mRNA and iPhone changed us", "How mRNA and iPhone Changed Us"),
    ("Turning Off the Lights", "Turning Off the Lights"),
    ("a friendship without limits", "A Friendship without Limits"),
    ("life of Charles de Gaulle", "Life of Charles de Gaulle"),
    ("war - and what it is for", "War - And What It Is For"),
    ("the peril point and after: tariffs", "The Peril Point and After: Tariffs"),
    ("What is it for? A life", "What Is It For? A Life"),
    ("Kramer vs. Kramer", "Kramer vs. Kramer"),
    ("it's the economy", "It’s the Economy"),
    ("Review: “Who Are We?” by Huntington", "Review: “Who Are We?” by Huntington"),
    ("La Chine et les États de la mer du Sud", "La Chine et les États de la mer du Sud"),
]


@pytest.mark.parametrize(("title", "expected"), TITLE)
def test_title_case_leaves_small_words_small(title: str, expected: str) -> None:
    assert title_case(title, NOTHING) == expected


def test_chicago_capitalises_prepositions_of_five_letters() -> None:
    title = "a friendship without limits between two of them"
    expected = "A Friendship Without Limits Between Two of Them"
    assert title_case(title, NOTHING, long_prepositions=True) == expected


def test_harvard_and_bibtex_leave_the_subtitle_small() -> None:
    title = "The Rise of China: Causes and Effects"
    written = sentence_case(title, NOTHING, subtitle_capital=False)
    assert written == "The rise of China: causes and effects"


def test_the_caller_and_the_authors_add_names() -> None:
    item = {
        "author": [{"family": "Kaspruk"}],
        "custom": {"proper-nouns": ["Espreso", "Donbas Strategic Front"]},
    }
    reference = Reference.from_csl_json(item)
    title = "Why Kaspruk Left Espreso for the Strategic Council"
    expected = "Why Kaspruk left Espreso for the Strategic council"
    assert sentence_case(title, reference) == expected
    assert sentence_case(title, NOTHING) == "Why kaspruk left espreso for the strategic council"


ENGLISH = [
    ("Do No Harm", True),
    ("Café Culture", True),
    ("The Life of Garcilaso de la Vega", True),
    ("Vincent van Gogh and Jan van Eyck", True),
    ("La Guardia Airport", True),
    ("Histoire de la sexualité", False),
    ("La condition postmoderne", False),
    ("Cien años de soledad", False),
    ("Il mondo della luna", False),
    ("Der Zauberberg", False),
    ("Война и мир", False),
    ("Η Οδύσσεια", False),
]


@pytest.mark.parametrize(("title", "english"), ENGLISH)
def test_the_small_words_of_a_title_tell_its_language(title: str, english: bool) -> None:
    assert is_english(title) is english


def test_the_language_of_the_source_decides_before_any_guess() -> None:
    german = Reference(language="de-AT")
    assert sentence_case("Krieg Ohne Ende", german) == "Krieg Ohne Ende"
    assert title_case("krieg ohne ende", german) == "krieg ohne ende"
    english = Reference(language="en-GB")
    assert title_case("el Niño y la Niña", english) == "El Niño Y la Niña"


def test_the_text_itself_shows_which_words_of_its_title_are_names() -> None:
    title = "How Nvidia Became a Giant With Huang's Choice"
    text = f"""{title}
Menu of How Nvidia Became

Nobody at Nvidia saw it. The giant grew
under its founder, Huang, who made a choice. It became what it is."""
    assert names_in(title, text) == ("Nvidia", "Huang")
    reference = Reference.from_csl_json({"custom": {"proper-nouns": list(names_in(title, text))}})
    assert sentence_case(title, reference) == "How Nvidia became a giant with Huang’s choice"


def test_a_word_that_only_opens_sentences_is_no_name() -> None:
    assert names_in("Growth and Crisis", "Growth is back. Crisis is not. The crisis ends.") == ()
