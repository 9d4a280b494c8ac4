"""White space of a page → the spaces, line ends and paragraphs that a reader of it sees."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from gipgen.patterns import regex
from gipgen.readers.document import Run
from gipgen.readers.unseen import seen

LINE = "\v"
"""A line break that was meant, while text is collected."""
SPACE, TAB = "\x02", "\x03"
"""White space that is shown as it is written."""

_STYLE, _PARAGRAPH = "\x00", "\x01"
_GAP = regex("[ \t\n\r\f\v\x00\xa0\u2002\u2003\u3000]+")
_FOLDED = regex("[ \t\n\r\f]+")
_INDENT = regex("[\xa0\u2002\u2003\u3000]{2}|[\u2003\u3000]")
_CONTROL = regex("[\x00-\x08\v\x0e-\x1f\x7f]")
_EDGE = " \t\n\xa0\u2002\u2003\u3000"
_SIGNS = frozenset("—‘’“”…·")


class Style(NamedTuple):
    """How text looks, and where it leads."""

    bold: bool = False
    italic: bool = False
    link: str = ""


PLAIN = Style()


def folded(text: str) -> str:
    """Take out of the text of a page what nobody sees, and what marks gaps here."""
    return seen(text if text.isprintable() else _CONTROL.sub("", text))


def kept(text: str) -> str:
    """Mark the white space of preformatted text as meant."""
    text = text.replace("\r\n", "\n").replace("\n", LINE)
    return text.replace(" ", SPACE).replace("\t", TAB)


def paragraphs(pieces: Sequence[tuple[Style, str]]) -> Iterator[tuple[Run, ...]]:
    """Split collected text into paragraphs: at two line breaks, and at one before an indented line.

    White space is folded as a browser does; a line of the source that ends between two Chinese characters leaves none.
    """
    if len(pieces) == 1 and not _GAP.search(text := pieces[0][1].strip(_EDGE)):
        text = text if text.isprintable() else text.replace(SPACE, " ").replace(TAB, "\t").strip(_EDGE)
        if text:
            yield (Run(text, *pieces[0][0]),)
        return
    styles, texts = zip(*pieces, strict=True)
    found = _GAP.sub(_gap, _STYLE.join(texts)).replace(SPACE, " ").replace(TAB, "\t")
    number = 0
    for part in found.split(_PARAGRAPH):
        split = part.split(_STYLE)
        if runs := _runs(zip(styles[number : number + len(split)], split, strict=True)):
            yield runs
        number += len(split) - 1


def joined(lines: Iterable[str]) -> str:
    """Put lines of one text together: with a space between letters or figures, with none beside Chinese."""
    text = ""
    for line in lines:
        part = line.strip(_EDGE)
        text += f" {part}" if text and part and not (_is_wide(text[-1]) or _is_wide(part[0])) else part
    return text


def _gap(match: re.Match[str]) -> str:
    """Return what a gap shows, in the style in which it begins."""
    gap = match[0]
    if lines := gap.count(LINE):
        after = gap.rpartition(LINE)[2].replace(_STYLE, "")
        return _placed(_PARAGRAPH if lines > 1 or _INDENT.search(after) else "\n", gap, gap.index(LINE))
    if not (first := _FOLDED.search(gap)):
        return gap
    seen = _FOLDED.sub(" ", gap)
    if seen.replace(_STYLE, "").strip(" "):
        return seen
    text, (start, end) = match.string, match.span()
    splits = "\n" in gap and start and end < len(text) and _is_wide(text[start - 1]) and _is_wide(text[end])
    return _placed("" if splits else " ", gap, first.start())


def _placed(sign: str, gap: str, at: int) -> str:
    """Put a sign between the changes of style before and after it."""
    return _STYLE * gap.count(_STYLE, 0, at) + sign + _STYLE * gap.count(_STYLE, at)


def _is_wide(character: str) -> bool:
    """Say whether a character needs no space beside it: ideographs, full-width signs, Chinese punctuation; digits do."""
    return (character >= "\u2e80" and not character.isdecimal()) or character in _SIGNS


def _runs(pieces: Iterable[tuple[Style, str]]) -> tuple[Run, ...]:
    """Put text of one style together, without white space at the ends."""
    texts: list[tuple[Style, list[str]]] = []
    for style, text in pieces:
        if text and texts and texts[-1][0] == style:
            texts[-1][1].append(text)
        elif text and (texts or text.strip(_EDGE)):
            texts.append((style, [text if texts else text.lstrip(_EDGE)]))
    found = [(style, "".join(parts)) for style, parts in texts]
    while found and not found[-1][1].strip(_EDGE):
        found.pop()
    if found:
        found[-1] = (found[-1][0], found[-1][1].rstrip(_EDGE))
    return tuple(Run(text, *style) for style, text in found)
