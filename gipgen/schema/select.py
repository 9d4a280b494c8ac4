"""Which form a data file is on: by its year, or as it says itself."""

from __future__ import annotations

from msgspec import Struct

from gipgen.findings import Finding
from gipgen.form import Field, Form, Forms, normal
from gipgen.schema.dates import read_year
from gipgen.schema.keys import field_keys
from gipgen.source import Mapping, Node, Scalar, Sequence
from gipgen.words import Say


class Selection(Struct, frozen=True):
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
    return isinstance(node, Scalar) and not node.empty


def _by_year(node: Node | None, forms: Forms, findings: list[Finding], *, named: bool) -> Form | None:
    year = read_year(node) if isinstance(node, Scalar) else None
    if not isinstance(node, Scalar) or not isinstance(year, int):
        return None
    form = forms.for_year(year)
    if form is None and not named:
        first = forms.get(forms.ids[0]).first_year
        findings.append(Finding("GIP115", node.place, {"text": node.text, "first": first}, ("year",), "年度"))
    return form


def _by_name(node: Node | None, forms: Forms, findings: list[Finding]) -> str | None:
    if not isinstance(node, Scalar) or node.empty:
        return None
    wanted = normal(node.text)
    for id_ in forms.ids:
        if wanted in {normal(id_), normal(forms.get(id_).title)}:
            return id_
    known = Say(f"现有：{'、'.join(forms.ids)}", f"Known: {', '.join(forms.ids)}")
    words = {"text": node.text, "what": Say("格式", "form"), "known": known}
    findings.append(Finding("GIP116", node.place, words, ("form",), "格式"))
    return None


def _local(node: Node | None, forms: Forms, id_: str, findings: list[Finding]) -> list[str]:
    items = node.items if isinstance(node, Sequence) else (node,) if node else ()
    chosen = []
    for item in items:
        if not isinstance(item, Scalar) or item.empty:
            continue
        addition = forms.addition(item.text, id_)
        if addition:
            chosen.append(addition.id)
            continue
        words = {
            "text": item.text,
            "what": Say("地方附加", "local addition"),
            "known": _known_local(item.text, forms, id_),
        }
        findings.append(Finding("GIP116", item.place, words, ("local",), "地方附加"))
    return chosen


def _known_local(text: str, forms: Forms, id_: str) -> Say:
    """Say what local additions there are: one of that name for another form, or those for this one."""
    for other in forms.ids:
        addition = forms.addition(text, other)
        if addition:
            title, own = forms.get(other).title, forms.get(id_).title
            return Say(
                f"“{addition.label}”的附加行只用于 {title}，本报告用 {own}",
                f"“{addition.id}” goes with form {other} only; this report is on form {id_}",
            )
    known = [addition.label for addition in forms.local_to(id_)]
    return Say(f"现有：{'、'.join(known) or '没有'}", f"Known: {', '.join(known) or 'none'}")
