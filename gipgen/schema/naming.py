"""Tree → draft: every key by any of its names becomes an id, every text a value."""

from __future__ import annotations

from gipgen.form import Field, Form, Forms
from gipgen.schema.draft import Draft, Path, Spot
from gipgen.schema.fields import read_field, read_prose
from gipgen.schema.keys import root_keys
from gipgen.schema.numbers import WANTED
from gipgen.schema.reading import Room, misshapen, named
from gipgen.schema.tables import read_table
from gipgen.source import Mapping, Node, Scalar
from gipgen.words import Say


def draft_report(tree: Mapping, form: Form, forms: Forms, envelope: Field) -> Draft:
    """Read a data file under the names of a form; whatever cannot be placed becomes a finding of the draft."""
    draft = Draft(form, forms)
    draft.spots[()] = Spot(None, tree.place)
    names = [field.label for field in envelope.fields] + [section.name for section in form.sections]
    ids = [*(field.id for field in envelope.fields), *(section.id for section in form.sections)]
    known = root_keys(form, envelope)
    room = Room((), dict(known), tuple(names), tuple(ids), Say("年报", "the report"))
    for key, value, part in named(draft, tree, room):
        path: Path = (part.id,)
        draft.spots[path] = Spot(key.place, value.place, key.text)
        if isinstance(part, Field):
            draft.data[part.id] = read_field(draft, part, value, path)
        elif part.table:
            draft.data[part.id] = read_table(draft, part, value)
        else:
            draft.data[part.id] = _prose(draft, value, path)
    draft.withdraw()
    return draft


def _prose(draft: Draft, node: Node, path: Path) -> str | None:
    if not isinstance(node, Scalar):
        misshapen(draft, path, node, WANTED["prose"])
        return None
    return read_prose(draft, node, path)
