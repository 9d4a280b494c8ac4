"""Where the figure stands that a fix changes."""

from __future__ import annotations

from collections.abc import Iterator

from gipgen.findings import Fix
from gipgen.source import Mapping, Node, Place, Scalar, Source, compose


def place_of(fix: Fix, source: Source) -> Place | None:
    """Return the place of the one value in the line of a fix that reads as its old one; None when several do."""
    tree, _errors = compose(source.text)
    found = [one.place for one in _values(tree) if (one.place.line, one.text) == (fix.line, fix.old)]
    return found[0] if len(found) == 1 else None


def _values(node: Node | None) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Mapping):
        for _, value in node.items:
            yield from _values(value)
    elif node:
        for item in node.items:
            yield from _values(item)
