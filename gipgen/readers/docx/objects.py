"""What stands among the text of a paragraph and is none: by tag what it is called, and its words."""

from __future__ import annotations

from collections.abc import Callable

from lxml.etree import _Element

from gipgen.readers.docx.names import W

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/%s}%s"
VML = "{urn:schemas-microsoft-com:vml}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

Name = Callable[[_Element], tuple[str, str]]
"""Gives the kind of a thing and its words."""


def _described(kind: str) -> Name:
    """Name a thing by the description of the drawing around it."""

    def name(element: _Element) -> tuple[str, str]:
        drawing = next(element.iterancestors(W + "drawing"), None)
        found = None if drawing is None else drawing.find(".//" + DRAWING % ("wordprocessingDrawing", "docPr"))
        return kind, "" if found is None else found.get("descr", "")

    return name


def _image(element: _Element) -> tuple[str, str]:
    return "picture", element.get(_OFFICE + "title", "")


def _object(element: _Element) -> tuple[str, str]:
    program = element.find(f".//{_OFFICE}OLEObject")
    return "object", "" if program is None else program.get("ProgID", "")


def _worded(kind: str) -> Name:
    """Name a thing by the text in it."""
    return lambda element: (kind, "".join(node.text or "" for node in element.iter(W + "delText", W + "t", MATH + "t")))


_BUILT = (
    *("acc", "bar", "borderBox", "d", "eqArr", "f", "func", "groupChr", "limLow", "limUpp", "m", "nary", "rad"),
    *("sPre", "sSub", "sSubSup", "sSup"),
)
"""The parts of an equation that do not stand in a line: a fraction of 1 and 2 is not 12."""

OBJECTS: dict[object, Name] = {
    W + "del": _worded("deleted"),
    W + "rt": _worded("reading"),
    W + "object": _object,
    DRAWING % ("main", "blip"): _described("picture"),
    DRAWING % ("chart", "chart"): _described("chart"),
    "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart": _described("chart"),
    DRAWING % ("diagram", "relIds"): _described("diagram"),
    "{http://schemas.microsoft.com/office/word/2010/wordml}contentPart": _described("ink"),
    VML + "imagedata": _image,
    **dict.fromkeys((MATH + name for name in _BUILT), _worded("equation")),
}
