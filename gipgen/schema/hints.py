"""Where a key belongs that is unknown where it stands."""

from __future__ import annotations

from functools import lru_cache

from gipgen.form import Form, load_envelope, normal
from gipgen.schema.draft import Draft, Path
from gipgen.schema.keys import root_keys
from gipgen.words import Say


def belongs_elsewhere(draft: Draft, text: str, path: Path) -> Say | None:
    """Say where else a key is known: at the top, under another head, in a local addition, in another form."""
    word = normal(text)
    if path and word in root_keys(draft.form, load_envelope()):
        return Say("它应当写在最外层，不要缩进。", "It belongs at the top level; do not indent it.")
    heads = _heads(draft.form, word)
    if len(heads) == 1 and len(path) < 3:
        return Say(f"它属于“{heads[0]}”，请移到那里。", f"It belongs under “{heads[0]}”; move it there.")
    return None if heads else _in_other_forms(draft, word)


def _heads(form: Form, word: str) -> tuple[str, ...]:
    """Return the ways to all rows of that name."""
    return tuple(_ways(form).get(word, ()))


@lru_cache(maxsize=64)
def _ways(form: Form) -> dict[str, list[str]]:
    """Index the ways to all rows by every spelling of their names."""
    ways: dict[str, list[str]] = {}
    for section, table in form.tables:
        for line in table.lines:
            way = " › ".join((section.heading, *line.names[1:-1]))
            for word in set(map(normal, line.row.spellings)):
                ways.setdefault(word, []).append(way)
    return ways


def _in_other_forms(draft: Draft, word: str) -> Say | None:
    for addition in draft.forms.local_to(draft.form.id):
        if _heads(draft.forms.get(draft.form.id, (addition.id,)), word):
            return Say(
                f"这是地方附加（{addition.label}）的一行，请先写 地方附加: {addition.label}。",
                f"This row is a local addition; write local: {addition.id} first.",
            )
    for id_ in draft.forms.ids:
        other = draft.forms.get(id_)
        if _heads(other, word):
            return Say(
                f"这是{other.title}的一行，本报告用的是{draft.form.title}。",
                f"This row is one of form {other.id}; the report is on form {draft.form.id}.",
            )
    return None
