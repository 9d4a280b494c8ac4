"""PDF → blocks: pages as they are drawn, their lines, paragraphs and tables put together again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gipgen.readers.document import Document, Dropped, Origin
from gipgen.readers.pdf.assembly import blocks_of
from gipgen.readers.pdf.characters import UNREADABLE
from gipgen.readers.pdf.furniture import furniture
from gipgen.readers.pdf.layout import laid_out
from gipgen.readers.pdf.lines import Line
from gipgen.readers.pdf.opening import open_pages
from gipgen.readers.pdf.page import Page
from gipgen.words import Say, quote

SMALL = 400
"""Square points; a smaller picture is an ornament or a bullet."""


def read(data: bytes) -> Document:
    """Read a text PDF; raises DocumentError."""
    pages = open_pages(data)
    flows = [laid_out(page) for page in pages]
    gone = furniture(
        [
            (page.height, [part for part in flow if isinstance(part, Line)])
            for page, flow in zip(pages, flows, strict=True)
        ]
    )
    papers = {page.number: (round(page.width), round(page.height)) for page in pages}
    flow = [part for parts in flows for part in parts if id(part) not in gone]
    return Document(tuple(blocks_of(flow, papers)), dropped=tuple(dropped(pages)))


def dropped(pages: Sequence[Page]) -> Iterator[Dropped]:
    """Tell what the pages show besides readable text and tables."""
    for page in pages:
        where = Origin(page=page.number)
        for _ in (box for box in page.pictures if box.area > SMALL):
            yield Dropped(Say("图片", "a picture"), where)
        for kind in page.remarks:
            yield Dropped(Say(f"批注、表单或印章（{kind}）", f"an annotation, form field or stamp ({kind})"), where)
        unread = sum(UNREADABLE in glyph.text for glyph in page.glyphs)
        if unread:
            yield Dropped(Say(f"{unread} 个读不出来的字", f"{unread} characters that cannot be read"), where)
        for text in watermarks(page):
            yield Dropped(Say(f"斜排的“{quote(text)}”", f"{quote(text)}, set aslant"), where)


def watermarks(page: Page) -> list[str]:
    """Return the texts that run aslant over a page."""
    slanting = "".join(glyph.text for glyph in page.glyphs if glyph.turn < 0)
    return [slanting.strip()] if slanting.strip() else []
