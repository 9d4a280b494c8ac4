"""Document → imported report with its findings; whatever one document does, the others are read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from gipgen.findings import Finding, abridge
from gipgen.form import Forms
from gipgen.importing.filled import WORKBOOKS, filled
from gipgen.readers import Document, DocumentError, file_bytes, modern, read_document
from gipgen.recognition import Imported, recognise
from gipgen.rules import internal
from gipgen.source import FIRST, read_start


class Taken(Struct, frozen=True):
    """What became of a document; no report when it holds none or cannot be read."""

    findings: tuple[Finding, ...]
    imported: Imported | None = None
    document: Document | None = None
    """What the report was found in, but for a workbook of our own."""


def take(path: Path, name: str, forms: Forms) -> Taken:
    """Read a document from disk and find the report in it; raises OSError."""
    read_start(path, 0)  # a pipe or a device may not end
    try:
        data = file_bytes(path)
    except DocumentError as error:
        return _refused(name, error)
    return take_bytes(data, path.suffix.lower(), name, forms)


def take_bytes(data: bytes, suffix: str, name: str, forms: Forms) -> Taken:
    """Find the report in a document by the suffix of its name."""
    try:
        data, suffix = modern(data, suffix)
        own = filled(data, forms) if suffix in WORKBOOKS else None
        document = None if own else read_document(data, suffix)
        found = recognise(document, forms) if document else own
    except DocumentError as error:
        return _refused(name, error)
    except Exception as error:  # noqa: BLE001  # a fault of ours in one document; the others are read
        return _told(name, [internal("import", error)])
    if isinstance(found, Imported):
        return replace(_told(name, found.findings), imported=found, document=document)
    return _told(name, found.found if found else ())


def _refused(name: str, error: DocumentError) -> Taken:
    return _told(name, [Finding(error.rule, FIRST, error.words)])


def _told(name: str, findings: Iterable[Finding]) -> Taken:
    ordered = sorted((replace(finding, file=name) for finding in findings), key=lambda one: one.place)
    return Taken(tuple(abridge(ordered)))
