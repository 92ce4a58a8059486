"""The kinds of edit that anchoring is tried on."""

from letter_edits import (
    blanks,
    decomposed,
    hyphenated,
    ligatures,
    noisy_scan,
    renumbered_years,
    retyped,
    rewrapped,
    scanned,
    shouted,
    soft_hyphens,
    split_words,
    typos,
    unaccented,
    wrapped_anywhere,
)
from passage_edits import (
    copied_paragraph,
    deleted_paragraphs,
    deleted_sentences,
    deleted_words,
    inserted_paragraphs,
    inserted_sentences,
    inserted_words,
    mixed,
    moved_and_mistyped,
    moved_paragraph,
    moved_sentences,
    replaced_paragraphs,
    replaced_words,
    reversed_sections,
    shuffled_paragraphs,
    swapped_halves,
    truncated_end,
    truncated_start,
    unrelated,
    with_front_matter,
    with_page_numbers,
)

COSMETIC = (
    rewrapped,
    wrapped_anywhere,
    hyphenated,
    soft_hyphens,
    blanks,
    retyped,
    decomposed,
    unaccented,
    ligatures,
    shouted,
)
NOISE = (typos, scanned, noisy_scan, split_words)
OTHERS = (
    renumbered_years, inserted_paragraphs, inserted_sentences, inserted_words, deleted_paragraphs,
    deleted_sentences, deleted_words, replaced_paragraphs, replaced_words, moved_paragraph,
    moved_and_mistyped, moved_sentences, swapped_halves, reversed_sections, shuffled_paragraphs,
    truncated_end, truncated_start, with_front_matter, with_page_numbers, copied_paragraph,
    unrelated, mixed,
)  # fmt: skip
KINDS = (*COSMETIC, *NOISE, *OTHERS)
