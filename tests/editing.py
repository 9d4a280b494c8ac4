"""Changes to the text of a page, as people and templates make them."""

from __future__ import annotations

import re
from collections.abc import Callable

Edit = Callable[[str], str]


def put(*pairs: tuple[str, str]) -> Edit:
    """Replace texts one after the other, each where it stands first."""

    def change(page: str) -> str:
        for old, new in pairs:
            assert old in page, old
            page = page.replace(old, new, 1)
        return page

    return change


def every(old: str, new: str) -> Edit:
    """Replace a pattern wherever it stands."""

    def change(page: str) -> str:
        made, count = re.subn(old, new, page, flags=re.DOTALL)
        assert count, old
        return made

    return change


def last(old: str, new: str) -> Edit:
    """Replace a text where it stands last."""
    return lambda page: new.join(page.rsplit(old, 1))
