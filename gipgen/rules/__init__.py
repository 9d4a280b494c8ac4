"""What must hold between the parts of a report: one module a family, one function a rule."""

from gipgen.rules import arithmetic, dates, money
from gipgen.rules.registry import RULES, apply, internal
from gipgen.rules.subject import Subject

FAMILIES = (arithmetic, dates, money)
"""The modules whose import registers their rules."""

__all__ = ["FAMILIES", "RULES", "Subject", "apply", "internal"]
