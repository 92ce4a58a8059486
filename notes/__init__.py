"""The core of Commonplace: documents, annotations, search and citations, with no terminal."""

__version__ = "0.1.0"
