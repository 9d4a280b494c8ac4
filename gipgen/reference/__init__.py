"""The rule book for people and programs: each rule with its example and what a check of it finds."""

from gipgen.reference.json import families_to_json, to_json
from gipgen.reference.markdown import families_to_markdown, to_markdown
from gipgen.reference.text import list_families, list_rules, to_text

__all__ = [
    "families_to_json",
    "families_to_markdown",
    "list_families",
    "list_rules",
    "to_json",
    "to_markdown",
    "to_text",
]
