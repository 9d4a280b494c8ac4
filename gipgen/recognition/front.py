"""What stands before the first section: title, catalogue header, preamble, contact."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from gipgen.form import load_envelope
from gipgen.readers import Block, Document, Paragraph
from gipgen.recognition.catalogue import catalogue
from gipgen.recognition.furniture import is_furniture, is_stamp
from gipgen.recognition.titles import Title, titled, titles, yearless


class Front(Struct, frozen=True):
    """What stands before the first section: fields by id, the title, the preamble, and texts of the page around it."""

    fields: dict[str, object]
    title: Title | None
    preamble: tuple[Block, ...]
    above: tuple[str, ...]
    """Texts of the page before the title."""
    below: tuple[str, ...]
    """Texts of the page between the title and the preamble."""


def front(document: Document, before: Sequence[Block]) -> Front:
    """Read what stands before the first section; the title nearest to it is the report's."""
    found = titles(before)
    title = found[-1] if found else titled(meta(document, "ArticleTitle")) or yearless(before)
    above, below = (before[: title.start], before[title.end :]) if title else ((), before)
    header, more = catalogue(above), catalogue(below)
    around: list[Block] = []
    kept: list[Block] = []
    for block in more.rest:
        (around if _is_around(block) else kept).append(block)
    told, preamble = contact(kept)
    fields: dict[str, object] = {}
    if header.fields or more.fields:
        fields["catalogue"] = {**header.fields, **more.fields}
    if told:
        fields["contact"] = told
    if code := meta(document, "SiteIDCode"):
        fields["site_code"] = code
    dropped = (*more.dropped, *texts_of(around))
    return Front(fields, title, tuple(preamble), (*texts_of(header.rest), *header.dropped), dropped)


def _is_around(block: Block) -> bool:
    """Say whether every line of a paragraph, or the row of a table for layout, is a site's."""
    if isinstance(block, Paragraph):
        lines = [line for line in block.text.splitlines() if line.strip()]
    else:
        lines = [cell.text for cell in block.cells if cell.text]
    return bool(lines) and (
        is_furniture(" ".join(lines)) or all(is_furniture(line) or is_stamp(line) for line in lines)
    )


def texts_of(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return the texts of paragraphs that have one; a grid is three dots."""
    return tuple(text for block in blocks if (text := block.text.strip() if isinstance(block, Paragraph) else "…"))


def contact(blocks: Sequence[Block]) -> tuple[dict[str, str], list[Block]]:
    """Return the contact when a paragraph tells it whole, label by label, and the other blocks."""
    field = load_envelope().field("contact")
    for block in blocks:
        text = block.text.strip() if isinstance(block, Paragraph) else ""
        if not (text.startswith(f"{field.label}：") and text.endswith("。")):
            continue
        told = [part.partition("：") for part in text.removeprefix(f"{field.label}：").rstrip("。").split("；")]
        labels = {inner.label: inner.id for inner in field.fields}
        if all(label in labels for label, _, _ in told):
            return {labels[label]: value for label, _, value in told}, [other for other in blocks if other is not block]
    return {}, list(blocks)


def meta(document: Document, name: str) -> str:
    """Return a `<meta>` tag of a page."""
    return next((content for tag, content in document.tags if tag.casefold() == name.casefold()), "").strip()
