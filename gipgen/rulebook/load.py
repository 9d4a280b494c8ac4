"""schemas/rules.yaml → the rule book."""

from __future__ import annotations

from functools import cache
from itertools import starmap
from typing import Any

from gipgen.packaged import SCHEMAS
from gipgen.rulebook.model import LEVELS, Family, Rule, RuleBook, family_of
from gipgen.source.entry import Entry, FormError, read_data
from gipgen.words import Say


@cache
def rulebook() -> RuleBook:
    """Read schemas/rules.yaml; raises FormError."""
    data = read_data(SCHEMAS / "rules.yaml")
    families = tuple(sorted(starmap(_family, data["families"].items()), key=lambda family: family.prefix))
    rules = {id_: _rule(id_, entry, families) for id_, entry in sorted(data["rules"].items())}
    return RuleBook(families, rules, data["sound"])


def _family(id_: str, data: dict[str, Any]) -> Family:
    entry = Entry(data, f"rules.yaml: {id_}")
    family = Family(
        id_,
        entry.text("prefix"),
        _say(entry, "title"),
        _say(entry, "basis"),
        entry.flag("statutory"),
        data=not entry.flag("machine"),
        foreign=entry.flag("foreign"),
        waivable=not entry.flag("unwaivable"),
    )
    entry.close()
    return family


def _rule(id_: str, data: dict[str, Any], families: tuple[Family, ...]) -> Rule:
    entry = Entry(data, f"rules.yaml: {id_}")
    family = family_of(id_, families)
    if family is None:
        raise FormError(f"{entry.origin}: belongs to no family")
    years = Entry(entry.mapping("years", {}), f"{entry.origin}: years")
    level = entry.text("level")
    rule = Rule(
        id_,
        family,
        level,
        tuple(map(str, entry.list("forms", []))),
        (years.number("from", None), years.number("to", None)),
        _say(entry, "title"),
        _say(entry, "message"),
        _say(entry, "advice"),
        _say(entry, "basis") if "basis" in data else family.basis,
        entry.text("example", ""),
        entry.text("mended", ""),
        entry.flag("whole"),
        statutory=entry.flag("statutory") or (family.statutory and level == "error"),
        waivable=family.waivable and not entry.flag("unwaivable"),
        placed=entry.flag("placed"),
    )
    if rule.level not in LEVELS:
        raise FormError(f"{entry.origin}: level {rule.level}")
    years.close()
    entry.close()
    return rule


def _say(entry: Entry, key: str) -> Say:
    words = Entry(entry.mapping(key), f"{entry.origin}: {key}")
    said = Say(words.text("zh"), words.text("en"))
    words.close()
    return said
