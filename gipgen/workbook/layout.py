"""Where things stand in the workbook, and the words by which they are found again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gipgen.form import Field, Form, GridCell, Section
from gipgen.patterns import regex

COVER, PROSE = "填报说明", "文字部分"
"""The names of the sheets that every workbook has; a table has its own, and so has each list beside the form."""
ITEM, VALUE, ABOUT = "项目", "填写", "说明"
"""The heads over the fields on the cover, in columns 1, 3 and 4; column 2 is for the members of a group."""
MORE = "（文字太长，接上一格）"
"""What stands over a cell that goes on with the text of the one before."""
EMPTY = "（空）"
"""What stands for a member of a group that is written without a value: an entry that is printed and says nothing."""
CHECKED = "勾稽核对："
"""What begins the words of a check beside or below a table."""
TOP = 4
"""The first row of the grid of a table."""

SEPARATOR = "、"
"""Between names in one cell."""
_FORBIDDEN = regex(r"[\[\]:*?/\\']")
_LONGEST = 31
"""Characters of the name of a sheet, in every program."""

Place = tuple[int, int]
"""Row and column, from 1."""


def place_of(cell: GridCell) -> Place:
    """Return where a cell of the printed grid stands on the sheet of its table."""
    return cell.row + TOP, cell.column + 1


def sheet_name(section: Section, taken: Iterable[str] = ()) -> str:
    """Name the sheet of a table, as programs allow it."""
    name = _FORBIDDEN.sub("", f"{section.number}、{section.name}")[:_LONGEST]
    return name if name not in taken else f"{name[: _LONGEST - 2]}{section.number[:2]}"


def sheet_names(form: Form) -> dict[str, str]:
    """Return the names of the sheets of all tables by the id of the section."""
    names: dict[str, str] = {}
    for section, _ in form.tables:
        names[section.id] = sheet_name(section, [COVER, PROSE, *names.values()])
    return names


def lists(envelope: Field) -> list[Field]:
    """Return the fields that have a sheet of their own."""
    return [field for field in envelope.fields if field.kind == "list"]


def prose_parts(form: Form, envelope: Field) -> Iterator[tuple[str, str, str]]:
    """Yield id, heading and hint of everything that is prose, in the order of the report."""
    for field in (field for field in envelope.fields if field.kind == "prose"):
        yield field.id, field.label, field.about
    for section in form.prose:
        yield section.id, section.heading, section.hint or "用文字写，可用 Markdown。"


def cover_fields(envelope: Field) -> list[Field]:
    """Return the fields on the cover, those first that every report has."""
    fields = [field for field in envelope.fields if field.kind not in {"list", "prose"}]
    return sorted(fields, key=lambda field: field.need == "optional")
