"""What a single value may be once YAML has read it, when text may look like a number; VS Code says errorMessage."""

from __future__ import annotations

from itertools import groupby

from gipgen.form import KINDS, Kind
from gipgen.rulebook import rulebook
from gipgen.schema.fields import LINE
from gipgen.schema.jsonschema.book import Json
from gipgen.schema.numbers import DIGITS

_MOST = 10**DIGITS - 1
_MONTHS = (
    ("0?[13578]|1[02]", "0?[1-9]|[12][0-9]|3[01]"),
    ("0?[469]|11", "0?[1-9]|[12][0-9]|30"),
    ("0?2", "0?[1-9]|1[0-9]|2[0-8]"),
)
_LEAP_YEAR = "[0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00"
_DAY = "|".join(f"({month})月({day})" for month, day in _MONTHS)
_LONG_DATE = f"([0-9]{{4}}年({_DAY})|({_LEAP_YEAR})年0?2月29)日"
_ISO_DATE = _LONG_DATE.replace("0?", "0").replace("年", "-").replace("月", "-").replace("日", "")

_TENS = groupby((id_.removeprefix("GIP") for id_ in rulebook().rules), key=lambda digits: digits[:2])
_RULES = "|".join(f"{ten}[{''.join(digits[2] for digits in ids)}]" for ten, ids in _TENS)

_READ_AS_TEXT = ["string", "number", "boolean"]
_TEXTS: dict[str, Json] = {
    "text": {"type": _READ_AS_TEXT, "pattern": rf"^\s*\S([^\n]{{0,{LINE - 2}}}\S)?\s*$"},
    "prose": {"type": _READ_AS_TEXT, "pattern": r"\S"},
    "date": {"type": ["string"], "pattern": rf"^\s*({_ISO_DATE}|{_LONG_DATE})\s*$"},
    "year": {"type": ["integer"], "minimum": 1000, "maximum": 9999},
    "rule": {"type": ["string"], "pattern": rf"^\s*[Gg][Ii][Pp]({_RULES})\s*$"},
}


def _figure(kind: Kind) -> Json:
    number = "integer" if kind.whole else "number"
    return {"type": [number], "minimum": -_MOST if kind.signed else 0, "maximum": _MOST}


VALUES: dict[str, Json] = {
    name: {**schema, "errorMessage": f"应当是{KINDS[name].wanted.zh}"}
    for name, schema in ({name: _figure(kind) for name, kind in KINDS.items() if kind.figure} | _TEXTS).items()
}
"""By kind. A choice and names depend on the field: see `spelled`."""

BLANK: Json = {"type": ["string", "null"], "pattern": r"^\s*$"}
ZERO: Json = {"if": {"type": "number"}, "then": {"const": 0, "errorMessage": "只有 0 可以代表下面的各项"}}
"""Of numbers only 0."""
REST_ZERO: Json = {"const": 0, "title": "其余全部为零", "errorMessage": "其余只能是 0"}


def or_blank(kind: Json) -> Json:
    """Return a kind that may be left blank; its limits bind numbers only, its pattern text only."""
    patterns = [BLANK["pattern"], *([kind["pattern"]] if "pattern" in kind else [])]
    return {**kind, "type": list(dict.fromkeys([*kind["type"], *BLANK["type"]])), "pattern": "|".join(patterns)}
