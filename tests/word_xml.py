"""Word files written by hand, as small as a test needs them, and what the reader makes of them."""

from __future__ import annotations

from gipgen.readers import Document, Grid, Paragraph, read_document
from tests.word_files import packed

_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_ROOTS = {"styles": "styles", "numbering": "numbering", "comments": "comments", "footnotes": "footnotes"}


def word_file(body: str, links: dict[str, str] | None = None, /, **parts: str) -> bytes:
    """Write a Word file of the XML of its body, and of parts by name; `links` are addresses by id."""
    files = {
        "_rels/.rels": _relationships([("r1", "officeDocument", "word/document.xml", "")]),
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relationships(
            [
                *((name, name, f"{name}.xml", "") for name in parts),
                *((id_, "hyperlink", address, 'TargetMode="External"') for id_, address in (links or {}).items()),
            ]
        ),
    }
    for name, xml in parts.items():
        files[f"word/{name}.xml"] = f"<w:{_ROOTS[name]} {_NAMESPACES}>{xml}</w:{_ROOTS[name]}>"
    return packed({name: text.encode() for name, text in files.items()})


def _relationships(items: list[tuple[str, str, str, str]]) -> str:
    told = "".join(
        f'<Relationship Id="{id_}" Type="{_TYPES}{kind}" Target="{to}" {mode}/>' for id_, kind, to, mode in items
    )
    return f'<Relationships xmlns="{_PACKAGE}">{told}</Relationships>'


def read(body: str, links: dict[str, str] | None = None, /, **parts: str) -> Document:
    return read_document(word_file(body, links, **parts), ".docx")


def p(content: str, properties: str = "") -> str:
    """Write a paragraph; content without a tag is one run."""
    runs = content if content.startswith("<") else r(content) if content else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(content: str, properties: str = "") -> str:
    """Write a cell; content without a tag is one paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if content.startswith('<') else p(content)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """Write a row of cells, which may be texts."""
    return (
        f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(one if one.startswith('<') else tc(one) for one in cells)}</w:tr>"
    )


def tbl(*rows: str, grid: str = "") -> str:
    return f"<w:tbl><w:tblPr/>{grid}{''.join(rows)}</w:tbl>"


def texts(document: Document) -> list[str]:
    """Return paragraphs as their texts, and of tables the texts of their cells."""
    return [
        block.text if isinstance(block, Paragraph) else "|".join(cell.text for cell in block.cells)
        for block in document.blocks
    ]


def paragraphs(document: Document) -> list[Paragraph]:
    assert all(isinstance(block, Paragraph) for block in document.blocks)
    return [block for block in document.blocks if isinstance(block, Paragraph)]


def grid(document: Document) -> Grid:
    """Return the only table."""
    (found,) = (block for block in document.blocks if isinstance(block, Grid))
    return found


def dropped(document: Document) -> list[str]:
    return [one.what.zh for one in document.dropped]
