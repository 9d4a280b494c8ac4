"""What a data file says beside the form: agency, year, dates, catalogue header, contact, fee."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from gipgen.form.labels import normal
from gipgen.packaged import SCHEMAS
from gipgen.source.entry import FormError, read_data


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """One key of a data file. `kind` is text, prose, year, date, choice, count, money, list, group or names."""

    id: str
    label: str
    spellings: tuple[str, ...]
    kind: str
    need: str
    about: str
    about_en: str
    example: str
    unit: str
    choices: tuple[tuple[str, tuple[str, ...]], ...]
    fields: tuple[Field, ...]

    @property
    def numeric(self) -> bool:
        """Say whether the field is a group of figures, all of which one 0 can stand for."""
        return bool(self.fields) and all(inner.kind in {"count", "money"} for inner in self.fields)

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
    return _field({"id": "report", "label": "年报", "kind": "group", "fields": data["fields"]})


def _field(data: dict[str, Any]) -> Field:
    known = {"id", "label", "aliases", "kind", "need", "about", "about_en", "example", "unit", "choices", "fields"}
    if unknown := set(data) - known:
        raise FormError(f"report.yaml: {data.get('id')}: unknown keys {', '.join(sorted(unknown))}")
    spellings = (data["label"], *data.get("aliases", []), data["id"])
    choices = tuple((id_, tuple(names)) for id_, names in data.get("choices", {}).items())
    return Field(
        data["id"],
        data["label"],
        spellings,
        data.get("kind", "text"),
        data.get("need", "optional"),
        data.get("about", ""),
        data.get("about_en", ""),
        str(data.get("example", "")),
        data.get("unit", ""),
        choices,
        tuple(_field(item) for item in data.get("fields", [])),
    )
