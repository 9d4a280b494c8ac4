"""A program of its own: PDF from standard input → what its pages show, as JSON, in bounded time and memory.

Reading a hostile PDF may take pdfminer any time and any memory, wherever in the library. So it runs in a process that
the system stops (reader.py starts it), and here nothing of gipgen is imported. `render_contents` is the one way through
which drawing instructions reach the interpreter, so they are counted there, with those of forms drawn many times.
"""

from __future__ import annotations

import io
import json
import logging
import math
import sys
from contextlib import suppress
from itertools import pairwise
from typing import Any

import pdfminer.pdftypes
import pdfplumber.page
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import resolve1

SECONDS = 20
"""Of the processor; a report takes less than one."""
MEMORY = 1 << 30
PAGES = 200
INSTRUCTIONS = 3_000_000
"""Bytes of drawing instructions on a page; a full page of a report has a tenth of it."""
LINKS = 100
"""Of a page."""
DRAWN = 20_000
"""Characters and pieces of lines on a page; a tenth of them is much."""
DRAWN_IN_ALL = 300_000
THIN = 3.0
"""Points; a filled rectangle not thicker than that is a line."""
SMALLEST, LARGEST = 0.5, 20_000
"""Points of a character that is seen, and of the greatest page that there is."""
HEAVY = 6.0
"""Points; a line thicker than that is a shading."""


class Refused(Exception):  # noqa: N818 - it is no error
    """What this program does not go on with: a word for the reader, and a number."""


class Interpreter(PDFPageInterpreter):
    """The interpreter of pdfminer that counts what it is given."""

    spent = 0
    unseen = False
    """Whether text is drawn in the mode that shows nothing, as programs lay it over scanned pages."""

    def render_contents(self, resources: dict[object, object], streams: Any, ctm: Any = (1, 0, 0, 1, 0, 0)) -> None:
        """Count the instructions, then follow them."""
        for stream in map(resolve1, streams):
            if not isinstance(stream, pdfminer.pdftypes.PDFStream):
                raise Refused("damaged")
            Interpreter.spent += len(stream.get_data()) + 100
        if Interpreter.spent > INSTRUCTIONS:
            raise Refused("crowded")
        super().render_contents(resources, streams, ctm)

    def do_Tr(self, render: Any) -> None:  # noqa: N802 - the name of the operator
        """Note the mode without ink."""
        Interpreter.unseen |= render == 3
        super().do_Tr(render)


class Device(pdfplumber.page.PDFPageAggregatorWithMarkedContent):
    """The device of pdfplumber that counts what is drawn on it."""

    drawn = 0

    def count(self, pieces: int) -> None:
        """Stop before a page with far too much on it has taken its time."""
        Device.drawn += pieces
        if Device.drawn > DRAWN:
            raise Refused("crowded")

    def paint_path(self, gstate: Any, stroke: Any, fill: Any, evenodd: Any, path: Any) -> None:
        """Count the pieces of a path."""
        self.count(len(path))
        super().paint_path(gstate, stroke, fill, evenodd, path)

    def render_char(self, *args: Any, **words: Any) -> float:
        """Count a character."""
        self.count(1)
        return float(super().render_char(*args, **words))


def damaged(_data: bytes) -> bytes:
    """Refuse what cannot be inflated; pdfminer would go on with as much of it as it gets."""
    raise Refused("damaged")


def limit() -> None:
    """Let the system stop this process; Windows has nothing like it, there the reader's clock alone stops it."""
    try:
        import resource
    except ImportError:
        return
    for kind, value in ((resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_AS, MEMORY)):
        _, hard = resource.getrlimit(kind)
        with suppress(ValueError, OSError):  # macOS knows the second but refuses it
            resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def opened(data: bytes) -> Any:
    """Open a document whose pages are all there; what a server put before its beginning is left out."""
    pdf = pdfplumber.open(io.BytesIO(data[max(data.find(b"%PDF-"), 0) :]))
    promised = resolve1(resolve1(pdf.doc.catalog["Pages"]).get("Count"))
    if isinstance(promised, int) and promised > PAGES:
        raise Refused("pages", promised)
    if len(pdf.pages) > PAGES:
        raise Refused("pages", len(pdf.pages))
    if len(pdf.pages) != promised or not pdf.pages:
        raise Refused("damaged")
    return pdf


def shown(page: Any, number: int) -> dict[str, Any]:
    """Return what a page shows, in points from its upper left corner."""
    Interpreter.spent, Interpreter.unseen, Device.drawn = 0, False, 0
    try:
        objects = page.objects
        notes = page.annots
        remarks = [str(note["data"].get("Subtype", "")).strip("/'") for note in notes]
    except Refused:
        raise
    except Exception as error:
        told = next((cause for cause in error.args if isinstance(cause, Refused | MemoryError)), None)
        raise told or Refused("damaged", number) from error
    left, top, right, bottom = page.bbox
    if not (1 < right - left < LARGEST and 1 < bottom - top < LARGEST):
        raise Refused("damaged")
    inside = [
        char
        for char in objects.get("char", ())
        if left <= (char["x0"] + char["x1"]) / 2 <= right
        and top <= (char["top"] + char["bottom"]) / 2 <= bottom
        and SMALLEST < char["height"] < LARGEST
        and char["width"] < LARGEST
    ]
    return {
        "width": right - left,
        "height": bottom - top,
        "glyphs": [glyph(char, left, top) for char in inside],
        "rules": [
            [line[0] - left, line[1] - top, line[2] - left, line[3] - top]
            for kind in ("line", "rect", "curve")
            for thing in objects.get(kind, ())
            for line in ruled(thing)
        ],
        "pictures": [
            [max(one["x0"], left), max(one["top"], top), min(one["x1"], right), min(one["bottom"], bottom)]
            for one in objects.get("image", ())
        ],
        "curves": len(objects.get("curve", ())),
        "unseen": Interpreter.unseen,
        "links": [
            [note["x0"] - left, note["top"] - top, note["x1"] - left, note["bottom"] - top, note["uri"]]
            for note in notes[:LINKS]
            if isinstance(note["uri"], str)
        ],
        "remarks": [name for name in remarks if name not in ("Link", "Popup")],
    }


def glyph(char: dict[str, Any], left: float, top: float) -> list[Any]:
    """Text, box, origin, size, boldness, and quarter turns (counter-clockwise; -1 for a slope) of a character."""
    a, b, _c, _d, x, y = char["matrix"]
    angle = math.degrees(math.atan2(b, a)) / 90
    turn = round(angle) % 4 if abs(angle - round(angle)) < 0.05 else -1
    name = char["fontname"].lower()
    return [
        char["text"],
        char["x0"] - left,
        char["top"] - top,
        char["x1"] - left,
        char["bottom"] - top,
        x - left,
        char["bottom"] - (y - char["y0"]) - top,
        char["width"] if turn in (1, 3) else char["height"],
        "bold" in name or "heavy" in name,
        turn,
    ]


def ruled(thing: dict[str, Any]) -> list[tuple[float, float, float, float]]:
    """Return the horizontal and vertical lines that a line, a rectangle or a path draws."""
    x0, top, x1, bottom = thing["x0"], thing["top"], thing["x1"], thing["bottom"]
    if thing["fill"] and not thing["stroke"]:
        wide, high = x1 - x0, bottom - top
        middle = (x0 + x1) / 2, (top + bottom) / 2
        across = [(x0, middle[1], x1, middle[1])] if high <= THIN else []
        down = [(middle[0], top, middle[0], bottom)] if wide <= THIN else []
        return across + down
    if not thing["stroke"] or (thing["linewidth"] or 0) > HEAVY:
        return []
    points = thing.get("pts") or [(x0, top), (x1, bottom)]
    if thing["object_type"] == "rect":
        points = [(x0, top), (x1, top), (x1, bottom), (x0, bottom), (x0, top)]
    return [
        (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
        for (ax, ay), (bx, by) in pairwise(points)
        if (abs(ax - bx) < 1) != (abs(ay - by) < 1)
    ]


def answer(data: bytes) -> dict[str, Any]:
    """Return the pages, or why there are none."""
    try:
        pdf = opened(data)
    except Refused:
        raise
    except Exception as error:
        if any(isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError) for cause in (error, *error.args)):
            raise Refused("encrypted") from error
        if any(isinstance(cause, MemoryError) for cause in (error, *error.args)):
            raise MemoryError from error
        raise Refused("damaged") from error
    pages: list[dict[str, Any]] = []
    for number, page in enumerate(pdf.pages, 1):
        try:
            pages.append(shown(page, number))
        except Refused as error:
            raise Refused(error.args[0], number) from error
        page.close()
        if sum(len(one["glyphs"]) + len(one["rules"]) for one in pages) > DRAWN_IN_ALL:
            raise Refused("crowded", number)
    return {"pages": pages}


def main() -> None:
    """Read standard input, write JSON."""
    logging.disable()
    limit()
    pdfminer.pdftypes.decompress_corrupted = damaged  # type: ignore[assignment]
    pdfplumber.page.PDFPageAggregatorWithMarkedContent = Device  # type: ignore[misc]
    pdfplumber.page.PDFPageInterpreter = Interpreter  # type: ignore[attr-defined]
    try:
        told = answer(sys.stdin.buffer.read())
    except Refused as error:
        told = {"refused": error.args}
    except (MemoryError, RecursionError):
        told = {"refused": ["heavy"]}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
