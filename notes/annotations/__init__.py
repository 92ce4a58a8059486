"""Annotations: the model, its W3C form, finding passages again, and the note files."""
