"""Finding a passage again in a text that may have changed; what is not certain is said to be so."""

from notes.annotations.anchoring.model import Anchor
from notes.annotations.anchoring.placing import place, place_all, reanchor

__all__ = ["Anchor", "place", "place_all", "reanchor"]
