"""Paragraphs → grids, where a table was copied with one cell, or one row, a line and nothing around it.

Labels are known, so the lines are cut at them: what follows a label are its figures. Blanks leave no line, so that a row
with a blank has too few figures, which is told as in any table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile
from typing import NamedTuple

from msgspec.structs import replace

from gipgen.form import Forms
from gipgen.patterns import regex
from gipgen.readers import Block, Cell, Grid, Origin, Paragraph
from gipgen.recognition.figures import Look, look
from gipgen.recognition.forms import every_table
from gipgen.recognition.headings import Labels, section_labels, titled_by
from gipgen.recognition.labels import bare
from gipgen.recognition.numbers import numbered
from gipgen.recognition.vocabulary import Vocabulary

_WORDS = 4
"""The least labels of a table in its lines, and the least figures."""
_APART = 3
"""The most lines between those of a table: what stands at the end of a page and on top of the next, an unknown label."""
_BROKEN = 6
"""The most lines that a label is broken over."""
_SHORT = 60
"""Characters of a line between those of a table."""

_PAGE = regex(r"\s*[-—–―]+\s*[0-9]+\s*[-—–―]+\s*")
"""The number of a page."""


class _Piece(NamedTuple):
    """What may be a cell."""

    text: str
    origin: Origin

    @property
    def figure(self) -> bool:
        """Say whether it is one, or a sign for none."""
        return look(self.text) in {Look.FIGURE, Look.MARK}


def collected(blocks: Sequence[Block], forms: Forms) -> list[Block]:
    """Make grids of the lines of tables."""
    known, sections = every_table(forms), section_labels(forms)
    words = _words(known)
    found: list[Block] = []
    at = 0
    while at < len(blocks):
        end = _end(blocks, at, words, sections)
        pieces = [piece for block in blocks[at:end] for piece in _pieces(block, words)]
        grid = _grid(pieces, known)
        found += [grid] if grid else [_unjoined(block, words) for block in blocks[at : max(end, at + 1)]]
        at = max(end, at + 1)
    return found


def _words(known: Sequence[Vocabulary]) -> frozenset[str]:
    return frozenset().union(*(one.words for one in known)) - {""}


def _end(blocks: Sequence[Block], start: int, words: frozenset[str], sections: Labels) -> int:
    """Return where the lines end that begin with a cell, over a few others between them."""
    end = start
    while end < len(blocks):
        near = blocks[end : end + 1 + (_APART if end > start else 0)]
        strange = next((at for at, block in enumerate(near) if not _may_stand(block, words, sections)), len(near))
        step = next((at for at, block in enumerate(near[:strange]) if _is_cell(block, blocks[end + at :], words)), None)
        if step is None:
            break
        end += step + 1
    return end


def _may_stand(block: Block, words: frozenset[str], sections: Labels) -> bool:
    """Say whether a block may stand among the lines of a table: no heading of a section, no sentence."""
    if isinstance(block, Grid):
        return False
    short = all(len(piece.text) <= _SHORT and "。" not in piece.text for piece in _pieces(block, words))
    return short and titled_by(numbered(f"{block.marker}{block.text}".strip())[2], sections) is None


def _is_cell(block: Block, below: Sequence[Block], words: frozenset[str]) -> bool:
    """Say whether a paragraph is a label or a figure, or with those below it a label."""
    if any(piece.figure or bare(piece.text) in words for piece in _pieces(block, words)):
        return True
    texts = [one.text if isinstance(one, Paragraph) else "" for one in below[:_BROKEN]]
    return any(bare("".join(texts[:count])) in words for count in range(2, len(texts) + 1))


def _pieces(block: Block, words: frozenset[str]) -> Sequence[_Piece]:
    """Return the cells of the lines of a paragraph: figures behind a label, or several labels, part at spaces."""
    if isinstance(block, Grid):
        return []
    lines = [line for line in f"{block.marker}{block.text}".split("\n") if not _PAGE.fullmatch(line)]
    return [_Piece(text, block.origin) for line in lines for text in _split(line, words)]


def _split(line: str, words: frozenset[str]) -> Sequence[str]:
    parts = line.split()
    first = next((at for at in range(len(parts)) if all(look(part) in _FIGURES for part in parts[at:])), len(parts))
    return [*(_labels(" ".join(parts[:first]), words) if first else []), *parts[first:]]


def _labels(text: str, words: frozenset[str]) -> Sequence[str]:
    """Part a text that is several labels."""
    parts = text.split()
    return parts if len(parts) > 1 and bare(text) not in words and all(bare(one) in words for one in parts) else [text]


def _unjoined(block: Block, words: frozenset[str]) -> Block:
    """Part the labels that stand in one cell of a table that was copied as text."""
    if not isinstance(block, Grid) or block.drawn:
        return block
    rows = [[(cell, text) for cell in row for text in _labels(cell.text, words)] for row in block.rows]
    cells = [replace(cell, column=at, text=text) for row in rows for at, (cell, text) in enumerate(row)]
    return replace(block, cells=tuple(cells)) if len(cells) > len(block.cells) else block


_FIGURES = frozenset({Look.FIGURE, Look.MARK})


def _grid(pieces: Sequence[_Piece], known: Sequence[Vocabulary]) -> Grid | None:
    """Make a grid of the cells of a table, if they are those of one."""
    whole = list(_whole(pieces, _words(known)))
    texts = frozenset(bare(piece.text) for piece in whole if not piece.figure)
    like = max(known, key=lambda one: one.likeness(texts))
    if like.likeness(texts)[1] < _WORDS or sum(piece.figure for piece in whole) < _WORDS:
        return None
    cells = [
        Cell(row, at, piece.text, origin=piece.origin._replace(row=row + 1, column=at + 1))
        for row, inside in enumerate(_rows(whole, like))
        for at, piece in enumerate(inside)
    ]
    return Grid(tuple(cells), whole[0].origin, drawn=False)


def _whole(pieces: Sequence[_Piece], words: frozenset[str]) -> Iterator[_Piece]:
    """Put labels together that are broken over lines."""
    at = 0
    while at < len(pieces):
        texts = [piece.text for piece in takewhile(lambda piece: not piece.figure, pieces[at : at + _BROKEN])] or [
            pieces[at].text
        ]
        count = next((n for n in range(len(texts), 1, -1) if bare("".join(texts[:n])) in words), 1)
        yield pieces[at]._replace(text="".join(texts[:count]))
        at += count


def _rows(pieces: Sequence[_Piece], like: Vocabulary) -> Iterator[Sequence[_Piece]]:
    """Yield rows: heads, then each label with those beside it and the figures that follow."""
    labels: Sequence[_Piece] = ()
    for figures, group in groupby(pieces, key=lambda piece: piece.figure):
        inside = list(group)
        if figures:
            yield [*labels, *inside]
            labels = ()
            continue
        start = _label(inside, like)
        if inside[:start]:
            yield inside[:start]
        labels = inside[start:]
    if labels:
        yield labels


def _label(texts: Sequence[_Piece], like: Vocabulary) -> int:
    """Return where the label of a row begins behind heads of columns, with the heads beside it; the end when there is none.

    What may be a label as well as a head is one of the heads it stands with.
    """
    reduced = [bare(piece.text) for piece in texts]
    among_heads = reduced[-1] not in like.rows and reduced[-1] in like.words and set(reduced) & like.heads
    start = len(texts) if among_heads else len(texts) - 1
    while not among_heads and start and reduced[start - 1] in like.rows:
        start -= 1
    return start
