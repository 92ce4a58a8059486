"""Whether a title is in English: no other language's capitals are changed."""

from notes.citations.title_words import WORD

# Small words of other languages: each that is an English word too would make English foreign.
_FOREIGN_WORDS = """
le les une des du et est dans pour sur aux avec entre chez ou où
der das und ein eine von zu zur im für mit auf nach aus ist wie
el los las una del y por con entre sobre como lo gli della delle dei nel tra
het een van en voor met naar uit zijn uma os da em na para com
"""
_ENGLISH_WORDS = "the of and to with is from by a an for in on at as its how what why"
_LOANWORDS = "café cafés naïve façade résumé cliché clichés élite élites émigré née"
_FOREIGN = frozenset(_FOREIGN_WORDS.split())
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_LOANS = frozenset(_LOANWORDS.split())
# In English titles these are in names: they tell a language only where no name follows.
_IN_NAMES = frozenset(("de", "la", "le", "van", "von", "der", "den", "del", "du", "el", "zu"))
_LAST_LATIN = "\u024f"


def is_english(title: str, language: str = "") -> bool:
    """True unless the language says otherwise, or the title's script, letters or small words do."""
    if language:
        return language.lower().startswith("en")
    letters = [character for character in title if character.isalpha()]
    if sum(letter > _LAST_LATIN for letter in letters) * 2 > len(letters):
        return False
    found = WORD.findall(title)
    strange = sum(map(_is_foreign, found, (*found[1:], "")))
    return sum(word.lower() in _ENGLISH for word in found) >= strange


def _is_foreign(word: str, following: str) -> bool:
    """True for a small word of another language, and for accents where no name has them."""
    if word.lower() in _IN_NAMES and (word.islower() or following[:1].islower()):
        return following[:1].islower()
    if word.lower() in _FOREIGN:
        return True
    return word[0].islower() and not word.isascii() and "’" not in word and word not in _LOANS
