"""Documents of older and other programs → blocks, by way of LibreOffice; and what is told when that fails."""

from __future__ import annotations

import http.server
import io
import struct
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook

from gipgen.form import Forms, load_envelope
from gipgen.importing.take import take
from gipgen.readers import Document, DocumentError, read_document
from gipgen.readers import office as reader
from gipgen.render.word import render_word
from gipgen.scaffold import Contents
from gipgen.workbook.build import workbook
from tests.conftest import HOUSE, check_sample
from tests.test_office import convert
from tests.word_files import packed
from tests.word_xml import p, texts, word_file

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODT, ODS = (b"application/vnd.oasis.opendocument." + kind for kind in (b"text", b"spreadsheet"))
SAMPLE = HOUSE / "samples" / "huaian-2024.yaml"


def refused(data: bytes, suffix: str = ".doc") -> DocumentError:
    with pytest.raises(DocumentError) as raised:
        read_document(data, suffix)
    return raised.value


def old_word(flags: int = 0) -> bytes:
    """Write as much of a file of Word 97 as is looked at: its container, its directory, the head of its text."""
    data = bytearray(OLE + bytes(504 + 1024))
    data[30] = 9
    name = "WordDocument".encode("utf-16-le")
    data[512 : 512 + len(name)] = name
    data[512 + 116 : 512 + 120] = struct.pack("<I", 1)
    data[1024:1036] = struct.pack("<HHHHHH", 0xA5EC, 193, 0, 0, 0, flags)
    return bytes(data)


BOF, FILE_PASS = struct.pack("<HHHHHHLL", 0x0809, 16, 0x0600, 0x0005, 0, 0, 0, 0), b"\x2f\0\x36\0"


def old_book(record: bytes = b"") -> bytes:
    """Write as much of a workbook of Excel 97 as is looked at, with a record behind its first one."""
    name = "Workbook".encode("utf-16-le")
    return OLE + bytes(504) + name + bytes(1024 - len(name)) + BOF + record + bytes(500)


def open_document(text: str, manifest: str = "") -> bytes:
    spaces = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    content = f'<office:document-content {spaces} office:version="1.2"><office:body><office:text>{text}</office:text></office:body></office:document-content>'
    return packed(
        {
            "mimetype": ODT,
            "content.xml": content.encode(),
            "META-INF/manifest.xml": (
                '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
                '<m:file-entry m:full-path="/" m:media-type="application/vnd.oasis.opendocument.text"/>'
                f'<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/>{manifest}</m:manifest>'
            ).encode(),
        }
    )


# --- without LibreOffice ----------------------------------------------------------------------------------------


@pytest.fixture
def absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_PLACES", ("/nowhere/soffice",))


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (old_word(), ".doc"),
        (old_book(), ".xls"),
        (open_document(""), ".odt"),
        (packed({"mimetype": ODS}), ".ods"),
        (rb"{\rtf1 a}", ".rtf"),
    ],
)
def test_a_program_that_is_absent_is_named(absent: None, data: bytes, suffix: str) -> None:
    """What is asked is what the file holds, not what it is called."""
    error = refused(data, ".wps")
    assert (error.rule, error.words["suffix"]) == ("GIP657", suffix)


@pytest.mark.usefixtures("absent")
@pytest.mark.parametrize("suffix", [".docx", ".docm", ".xlsx", ".xlsm"])
@pytest.mark.parametrize("data", [old_word(), old_book()])
def test_an_old_document_that_calls_itself_new_is_read_as_old(suffix: str, data: bytes) -> None:
    assert refused(data, suffix).rule == "GIP657"


def test_a_document_that_office_encrypted_is_refused() -> None:
    """A real one, made with a password by a program that writes what Word does."""
    data = Path(__file__).with_name("encrypted.docx").read_bytes()
    assert {refused(data, suffix).rule for suffix in (".docx", ".xlsx", ".doc", ".xls", ".wps", ".et")} == {"GIP652"}


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "GIP651"),
        (b"plain text", "GIP651"),
        (OLE + bytes(2000), "GIP651"),
        (old_word(flags=0x0100), "GIP652"),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "GIP652"),
        (open_document("", "<m:encryption-data/>"), "GIP652"),
        (packed({"mimetype": b"application/vnd.oasis.opendocument.presentation"}), "GIP651"),
        (old_book(FILE_PASS), "GIP652"),
        (packed({"mimetype": ODT, "content.xml": bytes(30_000_000)}), "GIP653"),
    ],
)
def test_what_cannot_be_read_is_refused_before_libreoffice_sees_it(absent: None, data: bytes, rule: str) -> None:
    assert refused(data).rule == rule


@pytest.mark.usefixtures("absent")
def test_a_new_document_that_calls_itself_old_is_read_at_once() -> None:
    assert texts(read_document(word_file(p("甲")), ".doc")) == ["甲"]
    book = io.BytesIO()
    Workbook().save(book)
    assert not read_document(book.getvalue(), ".et").blocks


def test_a_program_that_hangs_is_ended_with_all_it_has_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands in for LibreOffice starts a process and waits for it."""
    script, told = tmp_path / "soffice", tmp_path / "pid"
    script.write_text(f"#!/bin/sh\nsleep 60 &\necho $! > {told}\nwait\n")
    script.chmod(0o755)
    monkeypatch.setattr(reader, "_PLACES", (str(script),))
    monkeypatch.setattr(reader, "_SECONDS", 1)
    assert refused(old_word()).rule == "GIP657"
    state = subprocess.run(["ps", "-o", "stat=", "-p", told.read_text()], capture_output=True, text=True, check=False)
    assert state.stdout.strip() in {"", "Z"}


def test_a_program_that_makes_nothing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "soffice"
    script.write_text("#!/bin/sh\nexit 0\n")
    script.chmod(0o755)
    monkeypatch.setattr(reader, "_PLACES", (str(script),))
    assert refused(old_word()).rule == "GIP657"


# --- with it ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def word() -> bytes:
    report = check_sample(SAMPLE).report
    assert report is not None
    return render_word(report)


@pytest.fixture(scope="session")
def saved(word: bytes, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """Save a report in the formats of other programs."""
    folder = tmp_path_factory.mktemp("saved")
    (folder / "report.docx").write_bytes(word)

    def save(kind: str) -> bytes:
        return (convert(folder, kind, [folder / "report.docx"]) / f"report.{kind}").read_bytes()

    return save


@pytest.mark.office
@pytest.mark.parametrize("kind", ["doc", "odt", "rtf"])
def test_a_report_saved_in_another_format_says_the_same(word: bytes, saved: Callable[[str], bytes], kind: str) -> None:
    """All paragraphs with their styles, all cells with their spans."""
    other: Document = read_document(saved(kind), ".wps")
    assert other.blocks == read_document(word, ".docx").blocks
    assert not other.dropped


@pytest.mark.office
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_a_workbook_of_ours_saved_in_another_format_says_the_same(kind: str, tmp_path: Path, forms: Forms) -> None:
    """It is still known as one of ours: figures, fields and prose to the letter."""
    prose = {"overview": "第一段。\n\n- 一\n- 二"}
    known = Contents({"year": 2024, "agency": "某县某镇人民政府"}, prose, dict.fromkeys(range(20), "3"))
    data = workbook(forms.get("2021"), load_envelope(), known)
    (tmp_path / "a.xlsx").write_bytes(data)
    other = take(convert(tmp_path, kind, [tmp_path / "a.xlsx"]) / f"a.{kind}", "x", forms).imported
    same = take(tmp_path / "a.xlsx", "x", forms).imported
    assert other
    assert same
    assert other.markdown == same.markdown == prose
    assert (other.fields, other.figures) == (same.fields, same.figures)


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine, and what was asked of it."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815  # the names are those of the protocol

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class's name
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        thread = threading.Thread(target=listening.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{listening.server_port}", asked
        listening.shutdown()
        thread.join()


@pytest.mark.office
def test_nothing_is_fetched(server: tuple[str, list[str]]) -> None:
    """A picture and a section that stand elsewhere."""
    address, asked = server
    picture = f'<draw:frame svg:width="2cm" svg:height="2cm"><draw:image xlink:href="{address}/a.png" xlink:type="simple" xlink:actuate="onLoad"/></draw:frame>'
    section = f'<text:section text:name="s"><text:section-source xlink:href="{address}/b.odt"/><text:p>乙</text:p></text:section>'
    document = read_document(open_document(f"<text:p>甲{picture}</text:p>{section}"), ".odt")
    assert texts(document)[:1] == ["甲"]
    assert asked == []
