"""Tree → plain Python data, for our own YAML files: forms, rules, messages."""

from __future__ import annotations

from typing import Any

from gipgen.patterns import regex
from gipgen.source.tree import Mapping, Node, Scalar, Sequence

INTEGER = regex(r"-?(0|[1-9][0-9]*)")
"""A whole number, written in its one way."""

_DECIMAL = regex(r"-?(0|[1-9][0-9]*)\.[0-9]+")
_WORDS = {"true": True, "false": False}


def plain_data(node: Node) -> Any:
    """Turn a tree into dicts, lists, str, int, float, bool and None; whatever is no plain number stays text."""
    if isinstance(node, Mapping):
        return {key.text: plain_data(value) for key, value in node.items}
    if isinstance(node, Sequence):
        return [plain_data(item) for item in node.items]
    return _scalar(node)


def _scalar(node: Scalar) -> Any:
    if node.blank:
        return None
    if not node.style:
        if INTEGER.fullmatch(node.text):
            return int(node.text)
        if _DECIMAL.fullmatch(node.text):
            return float(node.text)
        return _WORDS.get(node.text, node.text)
    return node.text
