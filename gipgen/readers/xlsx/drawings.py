"""What lies on a sheet beside its cells: texts of boxes are read, pictures, charts and comments are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from gipgen.readers.document import Dropped, Origin, Paragraph, Run
from gipgen.readers.text.lines import joined
from gipgen.readers.xlsx.package import Part, Relation, Workbook, relations
from gipgen.readers.xml import parse_xml
from gipgen.words import Say

CHARTED = Say("图表或宏的工作表", "a sheet of a chart or of macros")
HIDDEN_SHEET = Say("隐藏的工作表", "a hidden sheet")
MACRO = Dropped(Say("宏", "macros"))

_TOLD = {
    "pic": Say("图片", "pictures"),
    "graphicFrame": Say("图表", "charts"),
    "oleObject": Say("嵌入的文件", "embedded files"),
    "package": Say("嵌入的文件", "embedded files"),
    "comment": Say("批注", "comments"),
}


def drawn_in(workbook: Workbook, part: Part) -> tuple[list[Paragraph], list[Dropped]]:
    """Give the texts of boxes on a sheet, and what is left out of it; raises DocumentError."""
    origin = Origin(sheet=part.name)
    paragraphs: list[Paragraph] = []
    counts: Counter[Say] = Counter()
    for relation in relations(workbook.archive, part.path):
        if relation.kind in _TOLD:
            counts[_TOLD[relation.kind]] += 1
        root = _opened(workbook, relation)
        if root is None:
            continue
        counts.update(_TOLD[name] for element in root.iter() if (name := _name(element)) in _TOLD)
        paragraphs += _boxes(root, origin)
    return paragraphs, [
        Dropped(Say(f"{what.zh}（{count} 处）", f"{what.en} ({count})"), origin) for what, count in counts.items()
    ]


def _opened(workbook: Workbook, relation: Relation) -> etree._Element | None:
    known = relation.kind in {"drawing", "comments"} and relation.path in workbook.archive
    return parse_xml(workbook.archive.read(relation.path), relation.path) if known else None


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _boxes(root: etree._Element, origin: Origin) -> Iterator[Paragraph]:
    for paragraph in root.iterfind(".//{*}sp/{*}txBody/{*}p"):
        if text := joined(["".join(one.text or "" for one in paragraph.iter("{*}t"))]):
            yield Paragraph((Run(text),), origin)
