"""Which words of a title are names, learnt from the text that the title stands over."""

import re

from notes.citations.title_words import WORD

_MOST_TEXT = 200_000  # code points: a name that matters comes early and often
_MOST_WORDS = 60
_POSSESSIVE = re.compile(r"[’']s?$")


def names_in(title: str, text: str) -> tuple[str, ...]:
    """The words of `title` that `text` writes with a capital inside its sentences, and only so.

    For `custom["proper-nouns"]` of a reference: sentence case then keeps them as they are.
    """
    body = _sentences(text[:_MOST_TEXT].replace(title, "\n"))
    written = (_POSSESSIVE.sub("", word) for word in WORD.findall(title) if word[:1].isupper())
    candidates = list(dict.fromkeys(filter(None, written)))[:_MOST_WORDS]
    return tuple(word for word in candidates if _is_name(word, body))


def _sentences(text: str) -> str:
    """The paragraphs that end as sentences do: headlines and menus give capitals to anything."""
    paragraphs = (" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", text))
    return "\n".join(part for part in paragraphs if part.rstrip("”’\"')").endswith((".", "?", "!")))


def _is_name(word: str, body: str) -> bool:
    stem = re.escape(word[:1] + word[1:].lower() if word.isupper() else word)
    if re.search(rf"\b{stem.lower()}\b", body):
        return False
    # After a small letter or a comma no sentence begins, so the capital there is the word's own.
    return re.search(rf"[a-z,] {stem}\b", body) is not None
