"""Zip files and XML from strangers: bounded, and refused with a reason."""

from __future__ import annotations

import io
import struct
from zipfile import ZIP_BZIP2, ZipFile

import pytest

from gipgen.readers import DocumentError
from gipgen.readers.archive import Archive
from gipgen.readers.xml import parse_xml
from tests.word_files import packed

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refused(data: bytes, name: str = "a.xml") -> str:
    with pytest.raises(DocumentError) as raised:
        Archive(data).read(name)
    return raised.value.rule


def test_a_member_is_found_whatever_its_case_and_slashes() -> None:
    """OPC compares names without case; some programs write back slashes."""
    archive = Archive(packed({"Word\\Document.xml": b"text"}))
    assert archive.read("/word/document.xml") == b"text"
    assert "word/document.xml" in archive
    assert archive.names == ("word/document.xml",)
    assert archive.read("other") == b""


@pytest.mark.parametrize("data", [b"", b"PK", b"text", packed({"a.xml": b"text" * 99})[:-30]])
def test_damaged_archives_are_refused(data: bytes) -> None:
    assert refused(data) == "GIP651"


def test_a_damaged_member_is_refused() -> None:
    sound = packed({"a.xml": bytes(range(256)) * 9})
    assert refused(sound[:60] + bytes(20) + sound[80:]) == "GIP651"


def test_a_member_packed_in_an_unusual_way_is_refused() -> None:
    held = io.BytesIO()
    with ZipFile(held, "w", ZIP_BZIP2) as archive:
        archive.writestr("a.xml", b"text")
    assert refused(held.getvalue()) == "GIP651"


def test_a_bomb_is_refused_before_it_is_inflated() -> None:
    """One too large, and one whose size is in order but which is packed beyond reason."""
    assert refused(packed({"a.xml": bytes(40_000_000)})) == "GIP653"
    assert refused(packed({"a.xml": bytes(20_000_000)})) == "GIP653"


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    """No more is inflated than the directory says."""
    size = 300_000_000
    data = packed({"a.xml": bytes(size)})
    assert refused(data.replace(struct.pack("<I", size), struct.pack("<I", 900))) == "GIP651"


def test_an_archive_of_too_many_members_is_refused() -> None:
    assert refused(packed({str(number): b"" for number in range(10_001)})) == "GIP653"


def test_an_archive_with_a_password_is_refused() -> None:
    data = bytearray(packed({"a.xml": b"text"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refused(bytes(data)) == "GIP652"


def test_containers_of_old_office_are_told_from_encrypted_ones() -> None:
    assert refused(OLE + bytes(2000)) == "GIP651"
    assert refused(OLE + bytes(2000) + "EncryptedPackage".encode("utf-16-le")) == "GIP652"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "GIP651"),
        ("<a>&b;</a>", "GIP651"),
        ("<a><b></a>", "GIP651"),
        ("", "GIP651"),
        ("<a>" * 400 + "</a>" * 400, "GIP651"),
        ("<a>" + "<a/>" * 9_000_000 + "</a>", "GIP653"),
    ],
)
@pytest.mark.parametrize("code", ["utf-8", "utf-16"])
def test_hostile_xml_is_refused(text: str, rule: str, code: str) -> None:
    """Entities, damages, depth and number, in each encoding."""
    with pytest.raises(DocumentError) as raised:
        parse_xml(text.encode(code), "a.xml")
    assert raised.value.rule == rule


def test_xml_is_parsed_without_comments() -> None:
    root = parse_xml(b"<?xml version='1.0'?><a>x<!-- c -->y<?pi?></a>", "a.xml")
    assert root.text == "xy"
    assert len(root) == 0
