"""The screen of the library, part by part; `screen` puts the parts together.

Each part is a mixin that rests on the one above it, and knows nothing of those below or beside it:

    Indexing                     the index, brought up to date by another process
    └ Listing                    the documents
      └ Panes                    where they are open, and which of two is meant
        ├ PageLook               width, spacing, zen
        └ Reading                the open document: how far it was read, and for how long
          └ NotesShown           its notes (with `screens/tagging`: how any note is changed)
            ├ Exchanging         export and import (with `screens/exporting`)
          └ Opening            what opens a document, at a place
              ├ Finding          words in the text
              ├ Searching        the library, as one types
              │ └ Refining       narrowed, sorted, saved, by a passage
              ├ Arranging        its name, and what is known of it
              ├ Going            back, forward, bookmarks, contents
              ├ SideBySide       a second document         ┐  (with Searching and PageLook: Places,
              ├ Following        what others change on disk┤   round the panes and back)
              ├ Recovering       sources that were moved   ┴ Reopening: the start
              └ Annotating       notes
                ├ Highlighting   colours and tags
                │ └ Shaping      where highlights begin and end
                ├ Checking       notes in doubt
                │ └ Collecting   the screens over the whole library
                ├ Copying        passages and citations    (with `screens/clipping`)
                └ Linking        links and references      (with Going and `screens/clipping`)

What is open in one place (document, notes, how far it was read) is all in a `ReadingPane`; on
the screen `self.document` or `self.reader` is that of the pane which is meant (`panes`).
"""
