"""Characters as PDF files name them → those that people type."""

from __future__ import annotations

import unicodedata

from gipgen.patterns import regex
from gipgen.readers.unseen import seen, straight

UNREADABLE = "\ufffd"
"""Stands for a glyph of which the file does not say what character it is."""

_NAMELESS = regex(r"\(cid:\d+\)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

_RADICALS = dict(
    zip(
        map(ord, "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳⺟⼾⾭⿈"),
        "民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟母户青黄",
        strict=True,
    )
)
"""Radicals that Unicode does not fold, or folds to a traditional form (戶 靑 黃), and the ideographs whose glyphs they share in many fonts."""

_UPRIGHT = str.maketrans(
    "︐︑︒︓︔︕︖︗︘︙︱︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈",
    "，、。：；！？〖〗…—（）｛｝〔〕【】《》〈〉「」『』［］",
)
"""The punctuation of vertical text."""

_FOLDED = regex("[\u2f00-\u2fdf\uf900-\ufad9\ufb00-\ufb06]")


def plain(text: str) -> str:
    """Return the characters of a glyph: ideographs for radicals, letters for ligatures, a mark for the unreadable."""
    if len(text) == 1 and (" " <= text <= "~" or "\u4e00" <= text <= "\u9fff"):
        return text
    # glyphs stand where they are seen, whatever the direction of writing
    text = straight(seen(_NAMELESS.sub(UNREADABLE, text))).translate(_RADICALS).translate(_UPRIGHT)
    text = _FOLDED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return text.replace("\xa0", " ").replace("\t", " ").replace("\n", " ").replace("\r", " ")


_WIDE = regex("[\u2e80-\u2fff\u3001-\u9fff\uac00-\ud7af\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff“”‘’—…·]")


def wide(character: str) -> bool:
    """Say whether a character belongs to Chinese text, where lines break without spaces."""
    return bool(_WIDE.match(character))


CLOSING = frozenset("，。、；：？！）》〉】〕」』”’…,.;:?!)]}%％")
"""What stands at no line's beginning."""
OPENING = frozenset("（《〈【〔「『“‘([{")
"""What stands at no line's end."""
