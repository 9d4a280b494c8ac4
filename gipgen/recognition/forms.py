"""Grids → which table of which form each one is."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from gipgen.form import Form, Forms
from gipgen.readers import Block, Cell, Grid
from gipgen.recognition.figures import Look, look
from gipgen.recognition.labels import bare, last, told_in_one
from gipgen.recognition.vocabulary import Vocabulary, vocabularies

_SURE = 0.6
"""The share of its rows by which a table is known that stands under another heading, or none."""

_ALONE = 0.8
"""The share of its texts that are labels by which a part of a table is known that has no heading."""


def tables_of(sections: Mapping[str, Sequence[Block]], others: Sequence[Block], forms: Forms) -> dict[str, list[Grid]]:
    """Return the grids of each statutory table: those under its heading that share its words or go on with it, else what surely is it."""
    known = every_table(forms)
    grids = [
        (section, block)
        for section, blocks in (*sections.items(), ("", others))
        for block in blocks
        if isinstance(block, Grid)
    ]
    found: dict[str, list[Grid]] = {}
    strays: dict[str, list[Grid]] = {}
    for section, grid in grids:
        if _belongs(grid, section, known) or (section in found and _only_labels(grid, section, known)):
            found.setdefault(section, []).append(grid)
        elif id_ := surely(grid, sections, known):
            strays.setdefault(id_, []).append(grid)
    return {**strays, **{section: _own(grids, section, known) for section, grids in found.items()}}


def _own(grids: Sequence[Grid], section: str, known: Sequence[Vocabulary]) -> list[Grid]:
    """Leave out tables of other things: most texts are strange, and all labels in them stand in another grid as well."""
    labels = frozenset().union(*(one.words for one in known if one.section.id == section))
    own = []
    for grid in grids:
        texts = words(grid)
        elsewhere = frozenset().union(*(words(other) for other in grids if other is not grid))
        strange = texts - labels
        if not strange or len(strange) * 2 < len(texts) or not texts & labels <= elsewhere:
            own.append(grid)
    return own


def every_table(forms: Forms) -> list[Vocabulary]:
    """Return what each table of each form calls its parts."""
    return [one for id_ in forms.ids for one in vocabularies(forms.extended(id_))]


def _belongs(grid: Grid, section: str, known: Sequence[Vocabulary]) -> bool:
    """Say whether a grid is of the table under whose heading it stands."""
    texts = words(grid)
    rows, labels = max((one.likeness(texts) for one in known if one.section.id == section), default=(0, 0))
    return rows > 0 and labels * 2 >= max(one.likeness(texts)[1] for one in known)


def _only_labels(grid: Grid, section: str, known: Sequence[Vocabulary]) -> bool:
    """Say whether no text of a grid is strange to the table that it may go on with."""
    texts = words(grid)
    return any(texts <= one.words for one in known if one.section.id == section)


def surely(grid: Grid, headed: Container[str], known: Sequence[Vocabulary]) -> str:
    """Return the section whose table a grid is by its rows: most of them, or any when its heading is left out."""
    texts = words(grid)
    best = max(known, key=lambda one: one.likeness(texts))
    rows, labels = best.likeness(texts)
    alone = best.section.id not in headed and labels >= _ALONE * len(texts)
    return best.section.id if rows >= 2 and (rows >= _SURE * len(best.table.lines) or alone) else ""


def words(grid: Grid) -> frozenset[str]:
    """Return the reduced texts of a grid that may be labels."""
    texts = [last(cell.text) for cell in grid.cells if look(cell.text) is Look.TEXT]
    return frozenset(bare(inside[0] if (inside := told_in_one(text)) else text) for text in texts) - {""}


def fitting(section: str, grids: Sequence[Grid], forms: Forms) -> list[Vocabulary]:
    """Return the tables, one or more when forms share it, that are most like some grids; the last form first.

    A row of figures counts more than a word: what is a row in one form may be a head over rows in another.
    """
    texts = frozenset().union(*map(words, grids))
    labels = [label for grid in grids for row in grid.rows if (label := _label(row))]
    known = [
        one for id_ in reversed(forms.ids) for one in vocabularies(forms.extended(id_)) if one.section.id == section
    ]
    like = [(sum(label in one.lines for label in labels), *one.likeness(texts)) for one in known]
    return [one for one, share in zip(known, like, strict=True) if share == max(like)]


def _label(row: Sequence[Cell]) -> str:
    """Return the reduced innermost label of a row of figures; empty when it is none."""
    looks = [look(cell.text) for cell in row]
    first = looks.index(Look.FIGURE) if Look.FIGURE in looks else 0
    texts = [cell.text for cell, one in zip(row[:first], looks, strict=False) if one is Look.TEXT]
    return bare(last(texts[-1])) if texts else ""


def form_of(fits: Mapping[str, Sequence[Vocabulary]], year: int, forms: Forms) -> Form:
    """Choose the form of the data file: that of the year when a table is printed on it, else what most tables are on."""
    votes = {id_: sum(id_ in {one.form.id for one in found} for found in fits.values()) for id_ in forms.ids}
    current = forms.for_year(year)
    best = max(votes.values())
    if current and (votes[current.id] == best or _told_apart(fits, current)):
        return current
    return forms.get(max(id_ for id_ in forms.ids if votes[id_] == best))


def _told_apart(fits: Mapping[str, Sequence[Vocabulary]], form: Form) -> bool:
    """Say whether a table is printed on this form and on no other."""
    return any({one.form.id for one in found} == {form.id} for found in fits.values())
