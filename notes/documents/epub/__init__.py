"""EPUB 2 and 3: the chapters in the order of the spine, with contents, page list and metadata.

Sources: EPUB 3.3 (W3C Recommendation, 2023) and OPF 2.0.1 (IDPF, 2010).
"""
