"""What must hold between the parts of a report, and between reports: one module a family, one function a rule."""

from importlib import import_module

from gipgen.rules.registry import AT_HAND, RULES, RUN_RULES, apply, compare, internal
from gipgen.rules.run import Kept, Run, keep
from gipgen.rules.subject import Subject

FAMILIES = (
    "arithmetic",
    "basis",
    "catalogue",
    "completeness",
    "dates",
    "figures_in_prose",
    "leftovers",
    "likeness",
    "money",
    "numbering",
    "privacy",
    "punctuation",
    "shares",
    "title",
    "trend",
    "years",
)
"""The modules whose import registers their rules."""

for _name in FAMILIES:
    import_module(f"gipgen.rules.{_name}")

__all__ = [
    "AT_HAND",
    "FAMILIES",
    "RULES",
    "RUN_RULES",
    "Kept",
    "Run",
    "Subject",
    "apply",
    "compare",
    "internal",
    "keep",
]
