"""Search over the texts and notes of one library. One room a concern, from the outside in:

`index`       the façade: `SearchIndex.update`, `.search`, `.all_matches`, `.suggest`
`model`       the values that go in and come out
`parsing`     what was typed -> `query`, the tree of what is looked for
`folding`     what does not matter to search: case, accents, typographic variants
`analysis`    text -> folded terms with exact offsets; `stems` knows the forms of a word by language
`schema`      the fields of the index; `storage` keeps its files whole; `writing` fills it
`expansion`   words, prefixes and near words -> the terms of this index
`evaluation`  a tree -> scored index documents, within a deadline (`clock`)
`results`     joins what was found in texts and in notes into hits; `asking` does a whole query
`matching`    where the terms stand in one text; `patterns` says what to light up, `passages`
              makes the snippets
`suggestion`  did you mean
`rooms`       all that stands on Whoosh, for `index` to load late

Only `index` and `model` may be imported from outside. Whoosh is loaded at the first use of an
index, never at import. The index is a cache: whatever is wrong with it, it is built again.
"""
