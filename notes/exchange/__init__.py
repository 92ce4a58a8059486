"""Notes for other programs, and from them: pure functions over plain values."""
