"""The modules that stand on Whoosh, in one: imported by `index` at the first use of an index."""

from . import asking, matching, parsing, results, schema, storage, writing
from .expansion import Vocabulary


class Rooms:
    """What `index` needs of the other modules."""

    asking = asking
    matching = matching
    results = results
    schema = schema
    storage = storage
    writing = writing
    Vocabulary = Vocabulary
    parse = staticmethod(parsing.parse)
    analyzer = schema.analyzer()
