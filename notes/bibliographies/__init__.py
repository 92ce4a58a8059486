"""Bibliographies that lie in a library: `.bib`, CSL-JSON, papis; read, and joined to the files."""
