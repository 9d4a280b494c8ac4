"""What must hold between the parts of a report, and between reports: one module a family, one function a rule."""

from gipgen.rules import arithmetic, catalogue, dates, likeness, money, privacy, trend
from gipgen.rules.registry import RULES, RUN_RULES, apply, compare, internal
from gipgen.rules.run import Kept, Run, keep
from gipgen.rules.subject import Subject

FAMILIES = (arithmetic, catalogue, dates, likeness, money, privacy, trend)
"""The modules whose import registers their rules."""

__all__ = ["FAMILIES", "RULES", "RUN_RULES", "Kept", "Run", "Subject", "apply", "compare", "internal", "keep"]
