"""Two texts → where they differ, whatever their spaces, widths of characters and quotation marks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from unicodedata import decomposition, normalize

from rapidfuzz.distance import Indel

AROUND = 12
"""Characters that are told around the first difference of two texts."""
_SHOWN = 30
_NEAR = 6
"""Characters that two places must at least have between them to be told apart."""
_MATCHED = 400_000_000
"""Up to which product of lengths texts are compared character by character; the memory grows with it."""
_WIDTHS = frozenset({"<wide>", "<narrow>", "<compat>"})
"""The kinds of characters that are others in another width; ① and ² are no digits."""
_QUOTES = dict.fromkeys("“”„″＂「」『』", '"') | dict.fromkeys("‘’′＇", "'") | dict.fromkeys("—–―－‐‑−", "-")

Stretch = tuple[int, int]


def plain(text: str) -> str:
    """Write a text without spaces and each character in its usual form."""
    return _folded("".join(text.split()))


def _folded(text: str) -> str:
    """Write each character in its usual form; all keep their places."""
    return "".join(map(_usual, text))


@lru_cache(maxsize=8192)
def _usual(sign: str) -> str:
    kind = decomposition(sign).split(" ")[0]
    usual = normalize("NFKC", sign) if kind in _WIDTHS or (kind and not kind.startswith("<")) else sign
    return _QUOTES.get(sign) or (usual if len(usual) == 1 else sign)


def changes(one: str, other: str) -> Iterator[tuple[Stretch, Stretch]]:
    """Yield where two texts differ, what lies close together in one; long texts only from the first place to the last."""
    one, other = _folded(one), _folded(other)
    if one == other:
        return
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if (len(one) - same) * (len(other) - same) > _MATCHED:
        yield (same, len(one)), (same, len(other))
        return
    left: tuple[int, int, int, int] | None = None
    for step in Indel.opcodes(one, other):
        a, b, c, d = step.src_start, step.src_end, step.dest_start, step.dest_end
        if step.tag == "equal":
            continue
        if left and a - left[1] >= _NEAR:
            yield left[:2], left[2:]
            left = None
        left = (left[0], b, left[2], d) if left else (a, b, c, d)
    if left:
        yield left[:2], left[2:]


def cut(text: str, start: int, end: int) -> str:
    """Return a stretch with a little of what stands around it, its middle left out when it is long."""
    inner = text[start:end]
    if len(inner) > _SHOWN:
        inner = f"{inner[: _SHOWN // 2]}…{inner[-_SHOWN // 2 :]}"
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return f"{before}【{inner}】{after}"
