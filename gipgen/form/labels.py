"""When two spellings of a label are the same."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from gipgen.patterns import regex

_NUMBER = regex(r"^(?:[(（][0-9一二三四五六七八九十]+[)）][.．、]?|[0-9一二三四五六七八九十]+[.．、])\s*")
_IGNORED = regex(r"[\s\"'“”‘’「」]+")


@lru_cache(maxsize=4096)
def normal(label: str) -> str:
    """Reduce a label to what is compared: NFKC, without spaces, quotes and a leading number such as 1. 一、（一）."""
    return bare(_IGNORED.sub("", unicodedata.normalize("NFKC", label))).casefold()


def bare(label: str) -> str:
    """Strip the leading number of a printed label and keep everything else as printed."""
    return _NUMBER.sub("", label)
