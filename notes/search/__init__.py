"""Search over the texts and notes of one library. One room a concern, from the outside in:

`index`       the façade: `SearchIndex.update`, `.search`, `.facets`, `.related`, `.suggest`
`current`     the index as of its latest commit, thrown away when it is damaged
`model`       the values that go in and come out
`parsing`     what was typed -> `query`, the tree of what is looked for, with `lexing`,
              `leaf_reading` (one word of it) and `periods`; `plain_words` is the short way
`folding`     what does not matter to search: case, accents, typographic variants
`analysis`    text -> folded terms with exact offsets; `stems` knows the forms of a word by language
`schema`      the fields of the index; `storage` keeps its files whole, `commits` names them

Filling it: `writing` replaces what changed and decides when to commit; `batch` collects documents,
`inverting` makes postings of them, `merging` joins those of several segments; `segment_writer`
is Whoosh's writer that takes them whole.

Its files: `arrays` (named arrays in one file), `segment_files` (one segment), `postings` (one field
of it) and `terms` (what they are found by). Whoosh keeps the schema, the commits and, for writers,
the table of contents; `codec` and `whoosh_readers` are what it asks for to read our files itself.

Asking: `asking` does a whole query; `snapshot` is one state of the index; `expansion` and
`near_terms` find which terms words and patterns stand for; `evaluation` makes a tree into scored
documents within a deadline (`clock`), with `scoring` of what stands in one segment (`bm25` is the
formula, `norms` are of its fields' lengths), and `found` and `rows` for sets, phrases and nearness;
`remembered` keeps what one types again; `gathering` joins texts and notes, orders them and counts
facets; `results` makes hits of them; `suggestion` is did you mean, `reasons` why nothing was found;
`relating` finds passages that say the same.

Showing: `matching` finds where the terms stand in one text, with the help of `heads` and
`folded_text`; `patterns` says what to light up, `passages` makes the snippets. `rooms` is all that
stands on Whoosh, for `index` to load late.

Only `index` and `model` may be imported from outside. Whoosh and numpy are loaded at the first use
of an index, never at import. The index is a cache: whatever is wrong with it, it is built again.

What is ours over Whoosh, and why. Whoosh's posting lists are pickled tuples, compressed block by
block, and its matchers take one posting at a time through several calls. Of 10,000 articles, arrays
are written about ten times as fast into a third of the room, and queries are answered in a fifth to
a tenth of the time (`make bench`). Scores are Whoosh's BM25F, and its own searcher works on our
files: the tests compare both, on our index and on one that Whoosh's codec wrote. To take it out
again, leave out the codec and give `Evaluator` Whoosh's queries.
"""
