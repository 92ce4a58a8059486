"""Going back through what was noted: the notes of a whole library, filtered and sorted."""
