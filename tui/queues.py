"""Keys on their way: each widget reads those that were forwarded to it from a queue of its own."""

import asyncio
import contextlib

from textual.widget import Widget


async def until_read(field: Widget, seconds: float) -> None:
    """Wait until what was forwarded to `field` has been read, and what followed from it.

    A key goes from a field to the screen from queue to queue, and what its command makes a widget
    say goes up the same way. After `seconds` the wait is given up.
    """
    queues = [node for node in field.ancestors_with_self if isinstance(node, Widget)]
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            for queue in (*queues, *queues):
                reached = asyncio.Event()
                if queue.call_later(reached.set):  # else it is gone, and has nothing left to read
                    await reached.wait()
