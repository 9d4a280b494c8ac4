"""What was recognised in a hostile document, held against its draft."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from gipgen.findings import Finding
from gipgen.form import Cell, Forms, packaged_forms
from gipgen.prose import Block as Prose
from gipgen.prose import block_texts
from gipgen.readers import DocumentError, read_document
from gipgen.recognition import Imported, recognise
from tests.hostile.corpus import Hostile
from tests.hostile.draft import Table

FOR_ALL = {"GIP658", "GIP659", "GIP664", "GIP665"}
"""Rules whose findings may be about figures that they do not name."""


@dataclass
class Verdict:
    """How well a document was recognised."""

    cells: int = 0
    right: int = 0
    missing: list[str] = field(default_factory=list)
    """Figures that did not come out, and that is said."""
    wrong: list[str] = field(default_factory=list)
    """Figures that are not those of the document, with a finding on them."""
    silent: list[str] = field(default_factory=list)
    """Figures that are wrong or missing, and nothing is said."""
    faults: list[str] = field(default_factory=list)
    """What else is wrong: form, title, sections, prose, signature."""

    @property
    def whole(self) -> bool:
        """Say whether all came out."""
        return not (self.missing or self.wrong or self.silent or self.faults)


def judge(hostile: Hostile) -> Verdict:
    """Read and recognise a document and compare."""
    verdict = Verdict(cells=len(hostile.draft.wanted))
    forms = packaged_forms()
    try:
        found = recognise(read_document(hostile.data, f".{hostile.format}"), forms)
    except DocumentError as error:
        verdict.faults.append(f"{error.rule} {error.words}")
        verdict.missing += map(".".join, hostile.draft.wanted)
        return verdict
    if not isinstance(found, Imported) and "two" in hostile.draft.style:
        verdict.right = verdict.cells if [one.rule for one in found.found] == ["GIP659"] else 0
        return verdict
    if not isinstance(found, Imported):
        verdict.faults.append(" ".join(one.rule for one in found.found))
        verdict.missing += map(".".join, hostile.draft.wanted)
        return verdict
    _figures(hostile, found, forms, verdict)
    verdict.faults += _fields(hostile, found)
    verdict.faults += _prose(hostile, found)
    return verdict


def _figures(hostile: Hostile, found: Imported, forms: Forms, verdict: Verdict) -> None:
    cells = {cell.path: cell for id_ in forms.ids for cell in forms.extended(id_).cells} | {
        cell.path: cell for cell in found.form.cells
    }
    here = {cell.path: found.figures[cell.index].value for cell in found.form.cells if cell.index in found.figures}
    for path, wanted in hostile.draft.wanted.items():
        got, name = here.get(path), ".".join(path)
        told = _told(cells[path], found.findings)
        if got == wanted and (wanted is not None or told):
            verdict.right += 1
        elif got is not None:
            (verdict.wrong if told else verdict.silent).append(f"{name}: {wanted} → {got}")
        elif not told and not (wanted == 0 and path not in {cell.path for cell in found.form.cells}):
            verdict.silent.append(f"{name}: {wanted} → nothing")
        elif path in hostile.draft.gone or path not in {cell.path for cell in found.form.cells}:
            verdict.right += 1
        else:
            verdict.missing.append(f"{name}: {wanted}")
    for path in here.keys() - hostile.draft.wanted.keys():
        part_of_nothing = here[path] == 0 and hostile.draft.wanted.get((*path[:-2], path[-1])) == 0
        if here[path] is not None and not part_of_nothing:
            verdict.silent.append(f"{'.'.join(path)}: invented {here[path]}")


def _told(cell: Cell, findings: Iterable[Finding]) -> bool:
    row = cell.names[1] if len(cell.names) > 1 else cell.names[0]
    for one in findings:
        label = one.label or str(one.words.get("block", "")) + str(one.words.get("what", ""))
        if one.rule in FOR_ALL:
            return True
        if one.rule in {"GIP661", "GIP662", "GIP663", "GIP667"} and (
            row in label or cell.names[-1] in label or cell.row_name in label
        ):
            return True
        if one.rule in {"GIP661", "GIP663"} and any(section in label for section in _NAMES[cell.section]):
            return True
    return False


_NAMES = {
    "proactive_disclosure": ("主动公开",),
    "applications": ("申请",),
    "review_and_litigation": ("复议诉讼", "行政复议、行政诉讼"),
}


def _fields(hostile: Hostile, found: Imported) -> Iterable[str]:
    draft = hostile.draft
    wanted: dict[str, object] = {"agency": draft.agency, "year": draft.year, "date": draft.day}
    for key, value in wanted.items():
        if found.fields.get(key) != value:
            yield f"{key}: {value} → {found.fields.get(key)}"
    catalogue = found.fields.get("catalogue")
    if draft.style.get("catalogue"):
        told = catalogue.get("publish_date", catalogue.get("published")) if isinstance(catalogue, dict) else None
        if (
            not isinstance(catalogue, dict)
            or "index_number" not in catalogue
            or not (told is None or isinstance(told, date))
        ):
            yield f"catalogue: {catalogue}"
    if found.fields.get("signature", "") not in {"", draft.signature}:
        yield f"signature: {found.fields['signature']}"
    if found.form.id != draft.form:
        yield f"form: {found.form.id}"


def _prose(hostile: Hostile, found: Imported) -> Iterable[str]:
    wanted: dict[str, list[str]] = {"preamble": []}
    now = "preamble"
    for block in hostile.draft.blocks:
        if isinstance(block, Table):
            here = (
                []
                if block.section or (hostile.draft.style.get("catalogue") and now == "preamble")
                else [cell.text for row in block.rows for cell in row]
            )
            wanted[now] += here
        elif block.role == "heading":
            now = block.section
            wanted[now] = []
        elif block.role in {"body", "sub"}:
            wanted[now].append(block.text)
    got: dict[str, tuple[Prose, ...]] = dict(found.prose)
    got |= {f"extra {number}": blocks for number, (_, blocks) in enumerate(found.extra, 7)}
    for section in dict.fromkeys([*wanted, *got]):
        ours, theirs = _squeezed(wanted.get(section, ())), _squeezed(block_texts(got.get(section, ())))
        if ours != theirs:
            yield f"{section}: {_apart(ours, theirs)}"


def _squeezed(texts: Iterable[str]) -> str:
    """Join texts without spaces and without the numbers that a list of Markdown writes by itself."""
    return "¶".join(short for text in texts if (short := re.sub(r"^[0-9]{1,2}[.)]|\s", "", text)))


def _apart(wanted: str, got: str) -> str:
    at = next(
        (at for at, (one, other) in enumerate(zip(wanted, got, strict=False)) if one != other),
        min(len(wanted), len(got)),
    )
    return f"…{wanted[max(0, at - 8) : at + 30]} → …{got[max(0, at - 8) : at + 40]}"
