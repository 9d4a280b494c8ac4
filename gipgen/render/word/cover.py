"""Whether a template can be filled as text, with the same result as docxtpl's own way through a tree of XML."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from jinja2 import nodes
from lxml import etree

from gipgen.patterns import regex
from gipgen.render.environment import word_environment
from gipgen.render.word.prepared import normal
from gipgen.render.word.tree import Tree
from gipgen.words import Say

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCPR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_TEXT = regex(r"<w:t(?: [^>]*)?(?<!/)>")
_BLOCKS = "<blocks/>"
"""Stands for prose while tables are looked at."""

FILTERS = frozenset({"count", "d", "default", "int", "join", "length", "string"})
"""Filters that leave escaped text escaped and whole."""
_TAKING_APART = (nodes.Call, nodes.Getitem, nodes.Mod, nodes.Slice)
"""Expressions that can cut what stands for one sign, or make any sign."""

_IN_MARKUP = Say("有标签写在表格或文字的属性里", "a tag stands in an attribute")
_UNPAIRED = Say("if 或 for 里的内容不成整段、整行", "what stands in an if or a for is not whole paragraphs or rows")
_CELLS = Say("有标签增减表格里的格", "tags add or drop cells of a table")
_TABLES = Say("有表格的行与列数不合，或者套着表格", "a table has rows that do not fit its columns, or holds a table")
_OUTSIDE = Say("有标签不在普通文字里", "a tag stands outside plain text")
_BOXES = Say("有文本框", "it has text boxes")
_PICTURES = Say("有图片没有编号", "a picture has no number")
_SIGNS = Say("文字里有换行或制表符号", "its text holds line ends or tabs as signs")
_LOOSE = Say("有文字不在段落的文字块里", "a text stands outside the runs of paragraphs")


class NotCovered(Exception):  # noqa: N818  # no error: docxtpl can do it
    """Why only docxtpl itself can fill a template."""

    def __init__(self, reason: Say) -> None:
        super().__init__(reason.en)
        self.reason = reason


def cover(source: str, tree: Tree, prose: Collection[str], figures: Collection[str]) -> None:
    """Raise NotCovered when what docxtpl makes a Jinja template of cannot be filled as text.

    `prose` are the names of what is whole paragraphs, `figures` those of the form's figures. Raises TemplateSyntaxError too.
    """
    parsed = word_environment().parse(source)
    if any(kind == "raw_begin" for _, kind, _ in word_environment().lex(source)):
        raise NotCovered(Say("标签里有 raw", "tags use raw"))
    roots = {name.partition(".")[0] for name in figures}
    _expressions(parsed, {*prose, *roots})
    _Cover(tree, prose).check(parsed)


def _expressions(parsed: nodes.Template, fixed: Collection[str]) -> None:
    for name in parsed.find_all(nodes.Name):
        if name.ctx != "load" and name.name in fixed:
            raise NotCovered(Say(f"标签给 {name.name} 换了别的意思", f"tags give {name.name} another meaning"))
    if any(parsed.find_all(_TAKING_APART)):
        raise NotCovered(Say("标签里有调用、截取或求余", "tags hold calls, items, slices or remainders"))
    for node in parsed.find_all(nodes.Filter):
        if node.name not in FILTERS:
            raise NotCovered(Say(f"标签里有 {node.name}", f"tags use {node.name}"))
    for constant in parsed.find_all(nodes.Const):
        if isinstance(constant.value, str) and not constant.value.isprintable():
            raise NotCovered(_SIGNS)


class _Cover:
    """Goes through a template; `whole` gathers all of it, `in_text` says whether plain text is open."""

    def __init__(self, tree: Tree, prose: Collection[str]) -> None:
        self.tree = tree
        self.prose = prose
        self.whole: list[str] = []
        self.in_text = False

    def check(self, parsed: nodes.Template) -> None:
        self._fragment(parsed.body)
        xml = "".join(self.whole)
        if any(sign in xml for sign in "\n\t\a\f"):
            raise NotCovered(_SIGNS)
        body = self.tree.parse(xml)
        if body.find(f".//{_W}p//{_W}p") is not None:
            raise NotCovered(_BOXES)
        if any(text.getparent().tag != _W + "r" for text in body.iter(_W + "t")) or body.find(_W + "r") is not None:
            raise NotCovered(_LOOSE)
        pictures = list(body.iter(_DOCPR))
        if len(pictures) != xml.count("<wp:docPr ") or not all("id" in picture.attrib for picture in pictures):
            raise NotCovered(_PICTURES)
        if not all(map(_fits, body.iter(_W + "tbl"))):
            raise NotCovered(_TABLES)

    def _fragment(self, body: list[nodes.Node]) -> None:
        """Look at what stands in a template or in one of its statements, without what inner statements and names add.

        When that is whole in itself and written as a tree would write it, so it is with all that they can add.
        """
        outside = self.in_text
        xml = "".join(self._pieces(body))
        try:
            parsed = self.tree.parse(xml)
        except etree.XMLSyntaxError as error:
            raise NotCovered(_UNPAIRED) from error
        if any(child.tag in {_W + "tc", _W + "tcPr", _W + "gridCol"} for child in parsed):
            raise NotCovered(_CELLS)
        if any(table.find(_W + "tr") is None for table in parsed.iter(_W + "tbl")):
            raise NotCovered(_TABLES)
        if self.in_text != outside or self.tree.written(parsed) != normal(xml):
            raise NotCovered(_UNPAIRED)

    def _pieces(self, body: list[nodes.Node]) -> Iterator[str]:
        for node in body:
            if isinstance(node, nodes.Output):
                for shown in node.nodes:
                    if isinstance(shown, nodes.TemplateData):
                        yield self._data(shown.data)
                    else:
                        self._shown(shown)
            elif isinstance(node, nodes.If):
                for branch in (node.body, *(other.body for other in node.elif_), node.else_):
                    self._fragment(branch)
            elif isinstance(node, nodes.For):
                self._no_prose(node.iter)
                self._fragment(node.body)
                self._fragment(node.else_)
            elif isinstance(node, nodes.Assign):
                self._no_prose(node.node)
            else:
                name = type(node).__name__.lower()
                raise NotCovered(Say(f"标签里有 {name}", f"tags use {name}"))

    def _data(self, data: str) -> str:
        last = data.rfind("<")
        if last > data.rfind(">"):
            raise NotCovered(_IN_MARKUP)
        if last >= 0:
            self.in_text = bool(_TEXT.match(data, last))
        self.whole.append(data)
        return data

    def _shown(self, shown: nodes.Expr) -> None:
        if self.in_text:
            self._no_prose(shown)
        elif _named(shown) in self.prose:
            self.whole.append(_BLOCKS)
        else:
            raise NotCovered(_OUTSIDE)

    def _no_prose(self, expression: nodes.Node) -> None:
        """Demand that an expression, of which the result goes into text or gets a name, does not name prose."""
        inner = expression.find_all((nodes.Name, nodes.Getattr))
        if any(_named(node) in self.prose for node in (expression, *inner)):
            raise NotCovered(_OUTSIDE)


def _named(node: nodes.Node) -> str | None:
    """Return the last name of a chain; None for any other expression."""
    if isinstance(node, nodes.Name):
        return node.name
    return node.attr if isinstance(node, nodes.Getattr) else None


def _fits(table: Any) -> bool:
    """Say whether docxtpl would leave a table as it is: each row fills all columns, and it holds no table and no prose."""
    columns = len(table.findall(f"{_W}tblGrid/{_W}gridCol"))
    inner = table.find(f".//{_W}tbl") is not None or table.find(".//blocks") is not None
    return not inner and all(_width(row) == columns for row in table.iter(_W + "tr"))


def _width(row: Any) -> int:
    spans = (cell.find(f"{_W}tcPr/{_W}gridSpan") for cell in row.findall(_W + "tc"))
    return sum(1 if span is None else int(span.get(_W + "val")) for span in spans)
