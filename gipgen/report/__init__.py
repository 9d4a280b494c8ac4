"""The model that every output sees: frozen, with totals resolved and prose parsed."""

from gipgen.report.build import build_report, contact_line
from gipgen.report.model import Extra, Part, Report

__all__ = ["Extra", "Part", "Report", "build_report", "contact_line"]
