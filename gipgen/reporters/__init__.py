"""Findings → text for people and JSON for programs."""

from gipgen.reporters.json import to_json
from gipgen.reporters.summary import Summary
from gipgen.reporters.text import to_text

__all__ = ["Summary", "to_json", "to_text"]
