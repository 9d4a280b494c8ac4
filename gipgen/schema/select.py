"""Which form a data file is on: by its year, or as it says itself."""

from __future__ import annotations

from dataclasses import dataclass

from gipgen.findings import Finding, Say
from gipgen.form import Field, Form, Forms, normal
from gipgen.schema.keys import field_keys
from gipgen.schema.numbers import read_number
from gipgen.source import Mapping, Node, Scalar, Sequence


@dataclass(frozen=True, slots=True)
class Selection:
    """The form chosen, the one in force for the year if that is another, and what was wrong with the choice."""

    form: Form
    in_force: Form | None
    findings: tuple[Finding, ...]


def select_form(tree: Mapping, forms: Forms, envelope: Field) -> Selection:
    """Choose the form and its local additions; a file that does not say falls back on the newest form."""
    written = {
        field.id: value
        for key, value in tree.items
        if (field := field_keys(envelope).get(normal(key.text))) is not None
    }
    findings: list[Finding] = []
    in_force = _by_year(written.get("year"), forms, findings, named=_is_text(written.get("form")))
    id_ = _by_name(written.get("form"), forms, findings) or (in_force.id if in_force else forms.ids[-1])
    local = tuple(_local(written.get("local"), forms, id_, findings))
    return Selection(forms.get(id_, local), in_force, tuple(findings))


def _is_text(node: Node | None) -> bool:
    return isinstance(node, Scalar) and not node.blank


def _by_year(node: Node | None, forms: Forms, findings: list[Finding], *, named: bool) -> Form | None:
    year = read_number(node, "count") if isinstance(node, Scalar) else None
    if not isinstance(node, Scalar) or not isinstance(year, int):
        return None
    form = forms.for_year(year) if 1000 <= year <= 9999 else None
    if form is None and not (named and 1000 <= year <= 9999):
        first = forms.get(forms.ids[0]).first_year
        findings.append(Finding("GIP115", node.place, {"text": node.text, "first": first}, ("year",), "年度"))
    return form


def _by_name(node: Node | None, forms: Forms, findings: list[Finding]) -> str | None:
    if not isinstance(node, Scalar) or node.blank:
        return None
    wanted = normal(node.text)
    for id_ in forms.ids:
        if wanted in {normal(id_), normal(forms.get(id_).title)}:
            return id_
    words = {"text": node.text, "what": Say("格式", "form"), "known": "、".join(forms.ids)}
    findings.append(Finding("GIP116", node.place, words, ("form",), "格式"))
    return None


def _local(node: Node | None, forms: Forms, id_: str, findings: list[Finding]) -> list[str]:
    items = node.items if isinstance(node, Sequence) else (node,) if node else ()
    chosen = []
    for item in items:
        if not isinstance(item, Scalar) or item.blank:
            continue
        addition = forms.addition(item.text, id_)
        if addition:
            chosen.append(addition.id)
            continue
        known = "、".join(known.label for known in forms.local_to(id_)) or "—"
        words = {"text": item.text, "what": Say("地方附加", "local addition"), "known": known}
        findings.append(Finding("GIP116", item.place, words, ("local",), "地方附加"))
    return chosen
