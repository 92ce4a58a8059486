"""Growing certain places as far as the letters around them agree, and what lies between them."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from notes.annotations.anchoring.shingles import Block, Interval, joined


def extended(old: str, new: str, chain: Iterable[Block]) -> list[Block]:
    """The blocks of a chain, each grown to the right, then to the left, while letters agree.

    Empty blocks only say how far the others may grow.
    """
    blocks = list(joined(chain))
    for number, block in enumerate(blocks):
        follower = blocks[number + 1] if number + 1 < len(blocks) else block
        room = min(follower.old - block.old_end, follower.new - block.new_end)
        if room > 0 and block.length:
            grown = _equal_run(old, new, block.old_end, block.new_end, room)
            blocks[number] = block._replace(length=block.length + grown)
    for number in range(1, len(blocks)):
        before, block = blocks[number - 1], blocks[number]
        room = min(block.old - before.old_end, block.new - before.new_end) if block.length else 0
        grown = _equal_run_back(old, new, block.old, block.new, room)
        blocks[number] = Block(block.old - grown, block.new - grown, block.length + grown)
    return [block for block in joined(blocks) if block.length]


def gaps(chain: Sequence[Block], old_end: int, new_end: int) -> Iterator[tuple[Interval, Interval]]:
    """What lies before, between and after the blocks of a chain, in both texts."""
    old_at = new_at = 0
    for block in (*chain, Block(old_end, new_end, 0)):
        yield (old_at, block.old), (new_at, block.new)
        old_at, new_at = block.old_end, block.new_end


def common_prefix(one: str, other: str) -> int:
    """How many code points two strings share from their beginning; by halving, so in C."""
    most = min(len(one), len(other))
    return _equal_run(one, other, 0, 0, most)


def common_suffix(one: str, other: str, most: int) -> int:
    """How many code points two strings share at their end, at most `most`."""
    return _equal_run_back(one, other, len(one), len(other), most)


def _equal_run(one: str, other: str, at: int, there: int, most: int) -> int:
    return _longest(lambda i, n: one[at + i : at + i + n] == other[there + i : there + i + n], most)


def _equal_run_back(one: str, other: str, end: int, there: int, most: int) -> int:
    def is_equal(done: int, size: int) -> bool:
        low, other_low = end - done - size, there - done - size
        return one[low : low + size] == other[other_low : other_low + size]

    return _longest(is_equal, most)


def _longest(is_equal: Callable[[int, int], bool], most: int) -> int:
    """The longest equal run: steps that double while they agree and halve when they do not."""
    done, step = 0, 64
    while done < most:
        size = min(step, most - done)
        if is_equal(done, size):
            done += size
            step *= 2
        else:
            most = done + size - 1
            step = max(1, size // 2)
    return done
