"""All forms of one folder: which is in force for a year, which local additions go with it."""

from __future__ import annotations

import copyreg
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from gipgen.cache import stamps
from gipgen.form.additions import LocalAddition, load_addition
from gipgen.form.blocks import read_names
from gipgen.form.labels import normal
from gipgen.form.load import build_form
from gipgen.form.model import Form
from gipgen.packaged import SCHEMAS
from gipgen.source.entry import Entry, FormError, read_data


class Forms(Struct, frozen=True, eq=False):
    """The forms and local additions found in a folder of form files; a form is built when it is first asked for."""

    data: dict[str, tuple[dict[str, Any], str]]
    """By the id of a form the data of its file, and the path of the file for messages."""
    additions: tuple[LocalAddition, ...]
    folders: tuple[Path, ...]
    stamps: tuple[str, ...]
    """What tells these files from others, as it was before they were read."""
    _built: dict[tuple[str, ...], Form] = field(default_factory=dict)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the forms, the oldest first."""
        return tuple(sorted(self.data, key=lambda id_: int(self.data[id_][0]["years"]["from"])))

    @property
    def notices(self) -> dict[str, str]:
        """The number of the notice that prescribes each form, by id."""
        return {id_: str(data.get("notice", "")) for id_, (data, _) in self.data.items()}

    @property
    def section_spellings(self) -> frozenset[str]:
        """All ways to write the sections of all forms as keys; for these no form has to be built."""
        sections = (Entry(item, origin) for data, origin in self.data.values() for item in data["sections"])
        return frozenset(spelling for section in sections for spelling in read_names(section)[-1])

    def get(self, id_: str, local: tuple[str, ...] = ()) -> Form:
        """Return the form with that id and the local additions of those ids, built once; raises KeyError, FormError."""
        key = (id_, *local)
        if key not in self._built:
            data, origin = self.data[id_]
            chosen = [addition for addition in self.local_to(id_) if addition.id in local]
            form = self._built[key] = build_form(data, origin, chosen)
            _homes[form] = self
        return self._built[key]

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as the folders; another process has the forms of these already, or reads them once."""
        return forms_of, self.folders

    def for_year(self, year: int) -> Form | None:
        """Return the form in force for reports on that year, if one is known; the later one when two claim it."""
        return next((form for id_ in reversed(self.ids) if (form := self.get(id_)).in_force(year)), None)

    def extended(self, id_: str) -> Form:
        """Return the form with that id and all its local additions; raises KeyError."""
        return self.get(id_, tuple(addition.id for addition in self.local_to(id_)))

    def local_to(self, id_: str) -> tuple[LocalAddition, ...]:
        """Return the local additions that go with a form."""
        return tuple(addition for addition in self.additions if addition.form == id_)

    def addition(self, spelling: str, id_: str) -> LocalAddition | None:
        """Find the local addition of a form by its id or label."""
        wanted = normal(spelling)
        return next((a for a in self.local_to(id_) if wanted in {normal(a.id), normal(a.label)}), None)


def load_forms(*folders: Path) -> Forms:
    """Read all form files of the folders, later folders over earlier ones; raises FormError."""
    known_by = tuple(stamps(*folders, Path(__file__).parent))
    data: dict[str, tuple[dict[str, Any], str]] = {}
    additions: dict[str, LocalAddition] = {}
    for folder in folders:
        for path in sorted(folder.glob("form-*.yaml")):
            content = read_data(path)
            if not isinstance(content.get("id"), str) or "from" not in (content.get("years") or {}):
                raise FormError(f"{path}: a form needs an id (in quotes) and years: {{from: …}}")
            data[content["id"]] = (content, str(path))
        for path in sorted(folder.glob("local-*.yaml")):
            addition = load_addition(path)
            additions[addition.id] = addition
    for addition in additions.values():
        sections = data[addition.form][0].get("sections", []) if addition.form in data else []
        if not any(section.get("id") == addition.section and "table" in section for section in sections):
            raise FormError(f"local addition {addition.id}: form {addition.form} has no table {addition.section}")
    return Forms(data, tuple(additions.values()), folders, known_by)


@cache
def forms_of(*folders: Path) -> Forms:
    """Return the forms of some folders, read once in a process; raises FormError."""
    return load_forms(*folders)


def packaged_forms() -> Forms:
    """Return the forms that come with gipgen."""
    return forms_of(SCHEMAS)


_homes: dict[Form, Forms] = {}
"""The forms that each form belongs to."""


def made_from(form: Form) -> Iterator[str]:
    """Yield what a form was made from, for the cache: its files, its local additions, and the code that reads them."""
    yield from (form.id, *(addition.id for addition in form.local), *_homes[form].stamps)


def _same(forms: Forms, id_: str, local: tuple[str, ...]) -> Form:
    return forms.get(id_, local)


def _reference(form: Form) -> tuple[Any, ...]:
    return _same, (_homes[form], form.id, tuple(addition.id for addition in form.local))


copyreg.pickle(Form, _reference)  # forms are compared by identity: pickled, each stays the one of its process
