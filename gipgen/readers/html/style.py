"""What the attributes of an element say about how it is shown."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gipgen.patterns import regex

Attributes = Mapping[str, str | None]

_PROPERTY = regex(
    r"(?:^|;)\s*(display|visibility|font-weight|font-style|white-space|list-style(?:-type)?|text-align|text-decoration(?:-line)?|vertical-align|mso-list)\s*:([^;]*)"
)
_NUMBER = regex(r"\s*([+-]?[0-9]{1,9})")
_SIDES = {"center": "center", "middle": "center", "right": "right", "end": "right"}
_LEADS = regex(r"(?:https?|ftp|mailto|tel):.|[^:]*(?:[/?#]|$)", re.IGNORECASE | re.DOTALL)
"""An address of the web or of a person, or one without a scheme."""


def properties(attributes: Attributes) -> dict[str, str]:
    """Return the properties in a style attribute that matter to a reader of text, in small letters."""
    style = attributes.get("style")
    if not style:
        return {}
    return {name: value.replace("!important", "").strip() for name, value in _PROPERTY.findall(style.lower())}


def is_hidden(attributes: Attributes, style: Mapping[str, str]) -> bool:
    """Say whether an element is not shown."""
    return "hidden" in attributes or style.get("display") == "none" or style.get("visibility") in {"hidden", "collapse"}


def is_struck(style: Mapping[str, str]) -> bool:
    """Say whether text is struck through by its style."""
    return any("line-through" in style.get(name, "") for name in ("text-decoration", "text-decoration-line"))


def is_bold(style: Mapping[str, str], otherwise: bool) -> bool:
    """Say whether text is bold by its weight."""
    weight = style.get("font-weight", "")
    if weight.isdigit():
        return int(weight[:9]) >= 600
    return {"bold": True, "bolder": True, "normal": False, "lighter": False}.get(weight, otherwise)


def is_italic(style: Mapping[str, str], otherwise: bool) -> bool:
    """Say whether text is italic by its style."""
    return {"italic": True, "oblique": True, "normal": False}.get(style.get("font-style", ""), otherwise)


def side(tag: str, attributes: Attributes, style: Mapping[str, str], otherwise: str) -> str:
    """Return the side to which an element sets its text: `center`, `right`, or empty; a table begins anew."""
    if "text-align" in style:
        return _SIDES.get(style["text-align"], "")
    if tag == "table":
        return ""
    align = "center" if tag == "center" else attributes.get("align")
    return _SIDES.get(align.lower(), "") if align else otherwise


def link(attributes: Attributes) -> str:
    """Return where a link leads; nothing of scripts, and of the page itself."""
    href = "".join((attributes.get("href") or "").split())
    return href if _LEADS.match(href) and not href.startswith("#") else ""


def number(attributes: Attributes, name: str, otherwise: int) -> int:
    """Return a whole number as browsers read it from an attribute."""
    found = _NUMBER.match(value) if (value := attributes.get(name)) else None
    return int(found[1]) if found else otherwise
