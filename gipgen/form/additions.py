"""Local additions: rows that one place asks for beside the statutory form, each a file of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from gipgen.patterns import regex
from gipgen.source.entry import Entry, FormError, read_data

_ID = regex(r"[a-z][a-z0-9_]*")


class LocalAddition(Struct, frozen=True):
    """Rows that one place asks for: blocks, as data of a form file, for the end of a table of a form."""

    id: str
    label: str
    title: str
    form: str
    section: str
    blocks: tuple[dict[str, Any], ...]


def load_addition(path: Path) -> LocalAddition:
    """Read a file of local rows; raises FormError."""
    entry = Entry(read_data(path), str(path))
    id_ = entry.text("id")
    if not _ID.fullmatch(id_):
        raise FormError(f"{path}: id {id_!r} is not a word of small letters, digits and _")
    blocks = entry.list("blocks")
    if any(block.get("id", id_) != id_ for block in blocks):
        raise FormError(f"{path}: the blocks of a local addition have its id, {id_!r}")
    addition = LocalAddition(
        id=id_,
        label=entry.text("label"),
        title=entry.text("title"),
        form=entry.text("form"),
        section=entry.text("table"),
        blocks=tuple({**block, "id": id_} for block in blocks),
    )
    entry.close()
    return addition


def extend(data: dict[str, Any], additions: Sequence[LocalAddition]) -> dict[str, Any]:
    """Return the data of a form file with the blocks of local additions below those of their tables."""
    sections = []
    for section in data["sections"]:
        blocks = [block for addition in additions if addition.section == section["id"] for block in addition.blocks]
        table = {"table": {**section["table"], "blocks": [*section["table"]["blocks"], *blocks]}} if blocks else {}
        sections.append(section | table)
    return {**data, "sections": sections}
