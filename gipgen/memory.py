"""How much memory a process keeps that it has once had from the system."""

from __future__ import annotations

LARGE = 30 * 2**20
"""Bytes, a little below the most that glibc learns from."""


def keep_memory() -> None:
    """Keep memory that is free for the next report, as to ask the system for it anew takes up to a tenth of a build.

    glibc gives large pieces back at once, and so what is free at the end of its heap; which piece is large, it learns
    from those that are freed (mallopt(3), M_MMAP_THRESHOLD). This one is never touched, so no memory is taken for it.
    Elsewhere it does nothing.
    """
    bytes(LARGE)
