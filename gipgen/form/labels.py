"""When two spellings of a label are the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NUMBER = re.compile(r"^(?:[(（][0-9一二三四五六七八九十]+[)）][.．、]?|[0-9一二三四五六七八九十]+[.．、])\s*")
_IGNORED = re.compile(r"[\s\"'“”‘’「」]+")


@lru_cache(maxsize=4096)
def normal(label: str) -> str:
    """Reduce a label to what is compared: NFKC, without spaces, quotes and a leading number such as 1. 一、（一）."""
    return bare(_IGNORED.sub("", unicodedata.normalize("NFKC", label))).casefold()


def bare(label: str) -> str:
    """Strip the leading number of a printed label and keep everything else as printed."""
    return _NUMBER.sub("", label)
