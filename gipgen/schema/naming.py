"""Tree → draft: every key by any of its names becomes an id, every text a value."""

from __future__ import annotations

from typing import Any

from gipgen.findings import Say
from gipgen.form import Field, Form
from gipgen.schema.draft import Draft, Path, Spot
from gipgen.schema.fields import read_field
from gipgen.schema.keys import root_keys
from gipgen.schema.numbers import WANTED
from gipgen.schema.reading import misshapen, named
from gipgen.schema.tables import read_table
from gipgen.source import Mapping, Node, Scalar


def draft_report(tree: Mapping, form: Form, envelope: Field) -> Draft:
    """Read a data file under the names of a form; whatever cannot be placed becomes a finding of the draft."""
    draft = Draft(form)
    draft.spots[()] = Spot(None, tree.place)
    known = root_keys(form, envelope)
    parent = Say("年报", "the report")
    for key, value, part in named(draft, tree, known, (), parent, _root_words(form, envelope), draft.data):
        path: Path = (part.id,)
        draft.spots[path] = Spot(key.place, value.place, key.text)
        if isinstance(part, Field):
            draft.data[part.id] = read_field(draft, part, value, path)
        elif part.table:
            draft.data[part.id] = read_table(draft, part, value)
        else:
            draft.data[part.id] = _prose(draft, value, path, part.heading)
    return draft


def _root_words(form: Form, envelope: Field) -> list[str]:
    return [field.label for field in envelope.fields] + [section.name for section in form.sections]


def _prose(draft: Draft, node: Node, path: Path, label: str) -> Any:
    if not isinstance(node, Scalar):
        return misshapen(draft, path, node, label, WANTED["prose"])
    return None if node.blank or not node.text.strip() else node.text
