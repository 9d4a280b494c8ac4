"""The rule book: schemas/rules.yaml, the only list of rules and of their words."""

from gipgen.rulebook.load import rulebook
from gipgen.rulebook.model import LEVELS, Family, Rule, RuleBook, folded
from gipgen.rulebook.words import advice, general, is_error, is_fault, level, message, rule_of

__all__ = [
    "LEVELS",
    "Family",
    "Rule",
    "RuleBook",
    "advice",
    "folded",
    "general",
    "is_error",
    "is_fault",
    "level",
    "message",
    "rule_of",
    "rulebook",
]
