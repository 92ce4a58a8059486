"""Sets of words, written as people write them: with blanks between."""


def words(*texts: str) -> frozenset[str]:
    """The words of `texts`.

    >>> sorted(words("van von"))
    ['van', 'von']
    """
    return frozenset(word for text in texts for word in text.split())
