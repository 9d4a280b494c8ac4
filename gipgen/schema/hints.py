"""Where a key belongs that is unknown where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from gipgen.form import Form, load_envelope, normal
from gipgen.schema.draft import Draft, Path
from gipgen.schema.keys import field_keys, root_keys
from gipgen.words import Say


class Elsewhere(NamedTuple):
    """Where a key belongs: in words, and the path of what it names, if it names one thing."""

    say: Say
    paths: tuple[Path, ...] = ()


def belongs_elsewhere(draft: Draft, text: str, path: Path) -> Elsewhere | None:
    """Say where else a key is known: at the top, under another head, in a local addition, in another form."""
    word = normal(text)
    if path and word in root_keys(draft.form, load_envelope()):
        return Elsewhere(Say("它应当写在最外层，不要缩进。", "It belongs at the top level; do not indent it."))
    heads = _heads(draft.form, word)
    if len(heads) == 1 and len(path) < 3:
        ((head, target),) = heads.items()
        return Elsewhere(Say(f"它属于“{head}”，请移到那里。", f"It belongs under “{head}”; move it there."), (target,))
    if heads:
        return None
    tables = _tables_with_column(draft.form, word)
    if len(tables) == 1 and len(path) < 2:
        return Elsewhere(
            Say(
                f"它是“{tables[0]}”各行的一列，请写到一行的下面，比那一行多缩进两格。",
                f"It is a column of “{tables[0]}”; write it below a row, indented by two more spaces.",
            )
        )
    return None if tables else _in_other_forms(draft, word)


def _heads(form: Form, word: str) -> dict[str, Path]:
    """Return the ways to all rows of that name, or members of a group, each with the path of what is named."""
    return _ways(form).get(word, {})


@lru_cache(maxsize=64)
def _ways(form: Form) -> dict[str, dict[str, Path]]:
    """Index the ways to all rows and to the members of groups by every spelling of their names."""
    ways: dict[str, dict[str, Path]] = {}
    for word, way, path in (*_rows(form), *_members()):
        ways.setdefault(word, {})[way] = path
    return ways


def _rows(form: Form) -> Iterator[tuple[str, str, Path]]:
    for section, table in form.tables:
        for line in table.lines:
            way = " › ".join((section.heading, *line.names[1:-1]))
            for word in set(map(normal, line.row.spellings)):
                yield word, way, (section.id, line.key)


def _members() -> Iterator[tuple[str, str, Path]]:
    for field in load_envelope().fields:
        for word, inner in field_keys(field).items():
            yield word, field.label, (field.id, inner.id)


@lru_cache(maxsize=64)
def _columns(form: Form) -> dict[str, list[str]]:
    """Index the tables that have a column by every spelling of its name."""
    tables: dict[str, list[str]] = {}
    for section, table in form.tables:
        leaves = [leaf for block in table.blocks for leaf in block.leaves]
        for word in {normal(spelling) for leaf in leaves for spelling in leaf.spellings}:
            tables.setdefault(word, []).append(section.heading)
    return tables


def _tables_with_column(form: Form, word: str) -> list[str]:
    return _columns(form).get(word, [])


def _in_other_forms(draft: Draft, word: str) -> Elsewhere | None:
    for addition in draft.forms.local_to(draft.form.id):
        if _heads(draft.forms.get(draft.form.id, (addition.id,)), word):
            return Elsewhere(
                Say(
                    f"这是地方附加（{addition.label}）的一行，请先写 地方附加: {addition.label}。",
                    f"This row is a local addition; write local: {addition.id} first.",
                )
            )
    for id_ in draft.forms.ids:
        other = draft.forms.get(id_)
        if _heads(other, word):
            return Elsewhere(
                Say(
                    f"这是 {other.title}的一行，本报告用的是 {draft.form.title}。",
                    f"This row is one of form {other.id}; the report is on form {draft.form.id}.",
                )
            )
    return None
