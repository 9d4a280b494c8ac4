"""How much memory a process keeps that it has once had from the system."""

from __future__ import annotations

LARGE = 30 * 2**20
"""Bytes; a little below 32 MiB, the largest block that glibc adapts to."""


def keep_memory() -> None:
    """Keep memory that is free for the next report, instead of asking the system for it anew.

    glibc returns large blocks, and free memory at the top of its heap, to the system at once. To free one large block
    raises both limits (mallopt(3), M_MMAP_THRESHOLD). The block is never touched, so it costs no memory. Other C
    libraries are not affected.
    """
    bytes(LARGE)
