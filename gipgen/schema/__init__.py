"""Tree → draft under a form, validated by Cerberus, with all findings about its shape."""

from __future__ import annotations

from msgspec import Struct

from gipgen.findings import Finding
from gipgen.form import Form, Forms, load_envelope, normal
from gipgen.schema.draft import Draft, Spot
from gipgen.schema.naming import draft_report
from gipgen.schema.prescribed import accepts
from gipgen.schema.reading import KEYED, SHAPES
from gipgen.schema.select import select_form
from gipgen.schema.shifted import shifted
from gipgen.source import FIRST, Mapping, Node
from gipgen.words import Say

__all__ = ["Draft", "Shape", "Spot", "validate"]


class Shape(Struct, frozen=True):
    """A data file read under its form, and what is wrong with its shape."""

    draft: Draft
    in_force: Form | None
    """The form in force for the year, which may be another; None when the year is unknown or before the first form."""
    omitted: frozenset[str]
    """The ids of the sections of prose that the file says the report does not list."""
    findings: tuple[Finding, ...]

    @property
    def refused(self) -> frozenset[tuple[str, ...]]:
        """The paths of what was refused and not waived, which takes no part in what follows."""
        return frozenset(finding.path for finding in self.findings if finding.rule != "GIP119" and not finding.waived)


def validate(tree: Node | None, forms: Forms) -> Shape | Finding:
    """Read and validate the tree of a data file; a single finding when it holds no report at all.

    A file that names no known form or year is read under the newest form. Raises FormError for a faulty form file.
    """
    if not isinstance(tree, Mapping):
        if tree is None:
            return Finding("GIP013", FIRST)
        place = tree.place._replace(end_line=tree.place.line, end_column=tree.place.column + 1)
        return Finding("GIP112", place, {"actual": SHAPES[type(tree)], "wanted": KEYED}, (), "年报")
    envelope = load_envelope()
    selection = select_form(tree, forms, envelope)
    draft = draft_report(tree, selection.form, forms, envelope)
    omitted, findings = _omitted(draft)
    for name in omitted:
        draft.excused.add((name,))
    if not accepts(selection.form, envelope)(draft.data):
        from gipgen.schema.explain import explain  # Cerberus is needed for nothing else
        from gipgen.schema.validator import validator

        check = validator(selection.form, envelope)
        check(draft.data, normalize=False)
        findings += explain(draft, check.found, envelope)
    findings += [*_blank_local(draft), *shifted(draft)]
    return Shape(draft, selection.in_force, omitted, (*selection.findings, *draft.findings, *findings))


def _omitted(draft: Draft) -> tuple[frozenset[str], list[Finding]]:
    """Read which statutory sections the report says it does not list."""
    found, findings = set(), []
    for number, name in enumerate(draft.data.get("omitted_sections") or []):
        if not isinstance(name, str):
            continue
        place = draft.spot(("omitted_sections", number)).value
        section = next((part for part in draft.form.prose if normal(name) in map(normal, part.spellings)), None)
        if section is None:
            known = Say(
                "、".join(part.label for part in draft.form.prose), ", ".join(part.id for part in draft.form.prose)
            )
            words: dict[str, object] = {"text": name, "known": known}
            findings.append(Finding("GIP122", place, words, ("omitted_sections",), "未列部分"))
            continue
        rule = "GIP121" if section.id in draft.data else "GIP118"
        findings.append(Finding(rule, place, {"section": section.heading}, ("omitted_sections",), section.heading))
        found.add(section.id)
    return frozenset(found), findings


def _blank_local(draft: Draft) -> list[Finding]:
    findings = []
    for line in draft.form.lines:
        if not line.block.optional:
            continue
        rows = draft.data.get(line.section)
        row = rows.get(line.key, {}) if isinstance(rows, dict) else {}
        for cell in line.cells:
            if cell.optional and (row is None or (isinstance(row, dict) and row.get(cell.column, 0) is None)):
                place = draft.spot((line.section, line.key)).head
                findings.append(Finding("GIP119", place, {}, cell.path, cell.label))
    return findings
