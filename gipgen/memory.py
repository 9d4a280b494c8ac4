"""How a process of ours handles memory: it makes much that goes with its report, and little that needs to be looked for."""

from __future__ import annotations

import gc
from contextlib import suppress

LARGE = 30 * 2**20
"""Bytes; a little below 32 MiB, the largest block that glibc adapts to."""
SELDOM = 5_000, 20, 50
"""How many more objects are made than freed before Python looks for cycles; its own 700 took up to a tenth of a build."""


def keep_memory() -> None:
    """Keep memory that is free for the next report, and look for garbage seldom.

    glibc returns large blocks, and free memory at the top of its heap, to the system at once. To free one large block
    raises both limits (mallopt(3), M_MMAP_THRESHOLD). The block is never touched, so it costs no memory. Other C
    libraries are not affected.
    """
    gc.set_threshold(*SELDOM)
    with suppress(MemoryError):  # where a process may have little, it works without
        bytes(LARGE)
