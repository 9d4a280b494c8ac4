"""What stands in a paragraph of a Word file: its runs, the text boxes anchored in it, and what is left out."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ClassVar, NamedTuple, Protocol

from lxml.etree import _Element

from gipgen.readers.document import RAISED, Run
from gipgen.readers.docx.fields import Fields, link_of
from gipgen.readers.docx.names import MC, Properties, R, Sayings, W, chosen, switched, value
from gipgen.readers.docx.objects import DRAWING, MATH, OBJECTS, VML
from gipgen.readers.docx.package import Relationship
from gipgen.readers.docx.styles import Style, Styles
from gipgen.readers.docx.symbols import symbol
from gipgen.readers.unseen import seen

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BLANKS = str.maketrans("\t\r\n", "   ")
_NO_CONTENT = frozenset(W + name for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "rubyPr", "moveFrom"))

_NOTES = {W + "commentReference": "comments", W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}


class Surroundings(Protocol):
    """What a paragraph asks its document for."""

    styles: Styles
    sayings: Sayings
    fields: Fields
    relationships: dict[str, Relationship]

    def note(self, kind: str, id_: str) -> str:
        """Return the text of a comment, a footnote or an endnote."""


class _Look(NamedTuple):
    bold: bool
    italic: bool
    hidden: bool
    struck: bool


_UNSTYLED = Style()
_PLAIN = _Look(bold=False, italic=False, hidden=False, struck=False)
_LOOKS = frozenset(W + name for name in ("rStyle", "b", "i", "vanish", "strike", "dstrike"))
"""What a run may say of its look."""


class Inlines:
    """Reads the content of paragraphs, one after the other, until it is asked for what it has found."""

    def __init__(self, document: Surroundings) -> None:
        self._document = document
        self._base, self._plain, self._look, self._link = _UNSTYLED, _PLAIN, _PLAIN, ""
        self.runs: list[Run] = []
        self.boxes: list[_Element] = []
        """The contents of text boxes."""
        self.lost: list[tuple[str, str]] = []
        """Kinds and texts of what is left out."""

    def read(self, paragraph: _Element, base: Style) -> None:
        """Read a paragraph whose own style is `base`."""
        self._base = base
        self._plain = _unsaid(base)
        self._children(paragraph)

    def _children(self, parent: _Element) -> None:
        for element in parent:
            tag = element.tag
            if tag not in _NO_CONTENT:
                self._takers.get(tag, Inlines._children)(self, element)

    def _alternate(self, element: _Element) -> None:
        content = chosen(element)
        if content is not None:
            self._children(content)

    def _run(self, element: _Element) -> None:
        before, said = self._look, self._document.sayings.of(element, "rPr")
        self._look = self._looks(said)
        count = len(self.runs)
        self._children(element)
        if value(said.get(W + "vertAlign")) == "superscript":
            self.runs[count:] = [run._replace(text=run.text.translate(RAISED)) for run in self.runs[count:]]
        self._look = before

    def _looks(self, said: Properties) -> _Look:
        """Work out how a run looks; what is bold in a bold style is not, as long as nothing is said directly."""
        if _LOOKS.isdisjoint(said):
            return self._plain
        style = self._document.styles.style(value(said.get(W + "rStyle")))

        def look(name: str, own: bool | None, base: bool | None) -> bool:
            direct = switched(said, name)
            return bool(own) != bool(base) if direct is None else direct

        return _Look(
            look("b", style.bold, self._base.bold),
            look("i", style.italic, self._base.italic),
            look("vanish", style.hidden, self._base.hidden),
            bool(switched(said, "strike") or switched(said, "dstrike")),
        )

    def _write(self, text: str) -> None:
        fields, look = self._document.fields, self._look
        if not fields.shown:
            self.lost.append(("field", text))
        elif look.hidden:
            self.lost.append(("hidden", text))
        elif look.struck:
            self.lost.append(("struck", text))
        elif text:
            self.runs.append(Run(text, look.bold, look.italic, self._link or fields.link))

    def _text(self, element: _Element) -> None:
        text = element.text or ""
        if not text.isprintable():
            text = text.translate(_BLANKS)
        self._write(seen(text if element.get(_XML_SPACE) == "preserve" else text.strip(" ")))

    def _break(self, _: _Element) -> None:
        self._write("\n")

    def _tab(self, _: _Element) -> None:
        self._write("\t")

    def _hyphen(self, _: _Element) -> None:
        self._write("-")

    def _symbol(self, element: _Element) -> None:
        self._write(symbol(value(element, "font"), value(element, "char")))

    def _hyperlink(self, element: _Element) -> None:
        found = self._document.relationships.get(element.get(R + "id", ""))
        place = value(element, "anchor")
        address = found.target if found and found.external else ""
        self._linked(element, f"{address}#{place}" if address and place else address)

    def _linked(self, element: _Element, link: str) -> None:
        before, self._link = self._link, link or self._link
        self._children(element)
        self._link = before

    def _simple_field(self, element: _Element) -> None:
        self._linked(element, link_of(value(element, "instr")))

    def _code(self, element: _Element) -> None:
        self._document.fields.code(element.text or "")

    def _mark(self, element: _Element) -> None:
        code = self._document.fields.mark(value(element, "fldCharType"))
        if code:
            self.lost.append(("field", code))

    def _object(self, element: _Element) -> None:
        self.lost.append(OBJECTS[element.tag](element))

    def _note(self, element: _Element) -> None:
        kind = _NOTES[element.tag]
        self.lost.append((kind, self._document.note(kind, value(element, "id"))))

    def _box(self, element: _Element) -> None:
        self.boxes.append(element)

    def _word_art(self, element: _Element) -> None:
        self._write(seen(element.get("string", "")))

    _takers: ClassVar[dict[object, Callable[[Inlines, _Element], None]]] = {
        **dict.fromkeys((W + name for name in ("br", "cr")), _break),
        **dict.fromkeys((W + name for name in ("tab", "ptab")), _tab),
        **dict.fromkeys(_NOTES, _note),
        **dict.fromkeys(OBJECTS, _object),
        W + "r": _run,
        W + "t": _text,
        DRAWING % ("main", "t"): _text,
        W + "noBreakHyphen": _hyphen,
        W + "sym": _symbol,
        W + "hyperlink": _hyperlink,
        W + "fldSimple": _simple_field,
        W + "instrText": _code,
        W + "fldChar": _mark,
        W + "txbxContent": _box,
        MC + "AlternateContent": _alternate,
        MATH + "t": _text,
        VML + "textpath": _word_art,
    }  # fmt: skip
    """By tag what takes it; all others are looked into."""


@lru_cache(maxsize=64)
def _unsaid(base: Style) -> _Look:
    """Return the look of a run that says nothing of it, in a paragraph of a style."""
    return _Look(bool(base.bold), bool(base.italic), bool(base.hidden), struck=False)
