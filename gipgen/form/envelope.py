"""What a data file says beside the form: agency, year, dates, catalogue header, contact, fee."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from gipgen.form.kinds import FIGURES, KINDS
from gipgen.form.labels import normal
from gipgen.packaged import SCHEMAS
from gipgen.source.entry import Entry, FormError, read_data

STRUCTURES = ("group", "list")
"""Kinds of keys that hold other keys: once, or once an item of a list."""


class Field(Struct, frozen=True, eq=False):
    """One key of a data file that every form shares: a value of one of the `KINDS`, or a structure with `fields`."""

    id: str
    label: str
    spellings: tuple[str, ...]
    """All ways to write the key, the label first and the id last."""
    printed: tuple[str, ...]
    """What documents print instead of the label; no keys."""
    kind: str
    need: str
    """required (an error when missing), expected (a warning) or optional."""
    about: str
    about_en: str
    example: str
    unit: str
    """The unit of a figure, 件 or 元."""
    least: int
    """The fewest characters of a text."""
    choices: tuple[tuple[str, tuple[str, ...]], ...]
    """Of a choice the ids, each with its spellings."""
    fields: tuple[Field, ...]

    @property
    def figure(self) -> bool:
        """Say whether the field holds a number."""
        return self.kind in FIGURES

    @property
    def numeric(self) -> bool:
        """Say whether the field is a group of figures, all of which one 0 can stand for."""
        return bool(self.fields) and all(inner.figure for inner in self.fields)

    def choice(self, spelling: str) -> str | None:
        """Return the id of a choice by any of its spellings."""
        wanted = normal(spelling)
        return next((id_ for id_, names in self.choices if wanted in map(normal, (id_, *names))), None)

    def field(self, id_: str) -> Field:
        """Return the field with that id below this one; raises KeyError."""
        return {field.id: field for field in self.fields}[id_]


Envelope = Field
"""The root field, whose `fields` are the top-level keys that every form shares."""


@cache
def load_envelope() -> Envelope:
    """Read schemas/report.yaml; raises FormError."""
    data = read_data(SCHEMAS / "report.yaml")
    return _field(Entry({"id": "report", "label": "年报", "kind": "group", **data}, "report.yaml"))


def _field(entry: Entry) -> Field:
    id_, label, kind = entry.text("id"), entry.text("label"), entry.text("kind", "text")
    if kind not in (*KINDS, *STRUCTURES):
        raise FormError(f"{entry.origin}: {id_}: unknown kind {kind}")
    field = Field(
        id=id_,
        label=label,
        spellings=(label, *entry.list("aliases", []), id_),
        printed=tuple(entry.list("printed", [])),
        kind=kind,
        need=entry.text("need", "optional"),
        about=entry.text("about", ""),
        about_en=entry.text("about_en", ""),
        example=entry.text("example", ""),
        unit=entry.text("unit", ""),
        least=entry.number("least", 0),
        choices=tuple((choice, tuple(names)) for choice, names in entry.mapping("choices", {}).items()),
        fields=tuple(_field(Entry(item, f"{entry.origin}: {id_}")) for item in entry.list("fields", [])),
    )
    entry.close()
    return field
