"""A template that was made ready, as data that the cache keeps."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Any

from gipgen.render.stretch import Stretch
from gipgen.render.word.parts import Template
from gipgen.render.word.prepared import AsText, Names, Piece, Prepared
from gipgen.words import Say
from gipgen.zipped import Member


def to_data(prepared: Prepared) -> dict[str, Any]:
    """Write a template as JSON holds it."""
    template = prepared.template
    return {
        "styles": dict(template.styles),
        "numbering": template.numbering.decode(),
        "relationships": dict(template.relationships),
        "kept": dict(prepared.kept),
        "text": None if prepared.text is None else _text_to_data(prepared.text),
        "reason": prepared.reason,
        "names_figures": prepared.names_figures,
    }


def from_data(data: dict[str, Any]) -> Prepared:
    """Read what to_data wrote."""
    template = Template(data["styles"], data["numbering"].encode(), data["relationships"])
    text = None if data["text"] is None else _text_from_data(data["text"])
    reason = None if data["reason"] is None else Say(*data["reason"])
    return Prepared(template, data["kept"], text, reason, data["names_figures"])


def _text_to_data(text: AsText) -> dict[str, Any]:
    names = text.names
    return {
        "pieces": {name: [piece.head, piece.source, piece.foot] for name, piece in text.pieces.items()},
        "word": text.word,
        "stretches": [[stretch.between, stretch.cells] for stretch in text.stretches],
        "names": [names.main, names.relationships, names.numbering, names.core],
        "relationships": text.relationships,
        "members": {
            name: [member.flags, member.crc, member.size, b64encode(member.deflated).decode()]
            for name, member in text.members.items()
        },
    }


def _text_from_data(data: dict[str, Any]) -> AsText:
    members = {
        name: Member(name.encode(), flags, crc, size, b64decode(deflated))
        for name, (flags, crc, size, deflated) in data["members"].items()
    }
    stretches = tuple(Stretch(tuple(between), tuple(cells)) for between, cells in data["stretches"])
    pieces = {name: Piece(*piece) for name, piece in data["pieces"].items()}
    return AsText(pieces, data["word"], stretches, Names(*data["names"]), data["relationships"], members)
