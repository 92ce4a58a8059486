"""The modules that stand on Whoosh, in one: imported by `index` at the first use of an index."""

from . import asking, matching, near_terms, parsing, relating, results, schema, storage, writing
from .expansion import Vocabulary
from .snapshot import Snapshot


class Rooms:
    """What `index` needs of the other modules."""

    asking = asking
    matching = matching
    near_terms = near_terms
    relating = relating
    results = results
    schema = schema
    storage = storage
    writing = writing
    Snapshot = Snapshot
    Vocabulary = Vocabulary
    parse = staticmethod(parsing.parse)
    analyzer = schema.analyzer()
