"""Word's .docx: paragraphs, headings, lists, tables and notes, as they read.

Source: ECMA-376, Office Open XML, part 1 (WordprocessingML). A reader of our own, because what is
needed of the format is little, and it has to keep within limits that no library for it knows.
"""
