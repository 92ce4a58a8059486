"""PDF: the text layer of the pages in reading order, with page labels, outline and metadata."""
