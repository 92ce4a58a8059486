"""The forms of a word by language: Snowball's stemmers as Whoosh brings them."""

from collections.abc import Callable
from functools import cache, lru_cache

DEFAULT_LANGUAGE = "en"
LANGUAGES = ("da", "de", "en", "es", "fi", "fr", "hu", "it", "nl", "no", "pt", "ro", "ru", "sv")
_NORWEGIAN = {"nb": "no", "nn": "no"}


def language_code(tag: str) -> str:
    """The stemming language for a tag such as `en-GB`; English for none, itself if not known."""
    code = tag.replace("_", "-").split("-")[0].strip().lower()
    return _NORWEGIAN.get(code, code) or DEFAULT_LANGUAGE


@cache
def _stemmer(language: str) -> Callable[[str], str] | None:
    if language not in LANGUAGES:
        return None
    from whoosh.lang import stemmer_for_language

    found: Callable[[str], str] = stemmer_for_language(language)
    return found


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """The stem of a folded word; the word itself where stemming does not apply.

    >>> stem("tariffs", "en")
    'tariff'
    """
    stemmer = _stemmer(language)
    if stemmer is None or len(word) < 3 or len(word) > 40 or not word.isalpha():
        return word
    try:
        return stemmer(word) or word
    except (IndexError, ValueError, KeyError):  # a few of the stemmers trip over odd words
        return word
