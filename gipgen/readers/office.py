"""Documents of older or other programs (.doc, .wps, .odt, .xls, .et, .ods) → those of today, by way of LibreOffice."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from gipgen.readers.archive import Archive
from gipgen.readers.document import DocumentError
from gipgen.readers.ole import is_locked, is_old_book, is_old_word, is_ole, old_office
from gipgen.words import Say

_SECONDS = 120
_LARGEST = 100_000_000
_PLACES = (
    "soffice",
    "libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
)
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{}
</oor:items>
"""
_SETTINGS = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "1"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),
)
"""Nothing is run and no link updated; whatever asks the network all the same is sent to a port where nobody answers."""


_TARGETS = {".docx": "MS Word 2007 XML", ".xlsx": "Calc MS Excel 2007 XML"}
"""How LibreOffice names the formats of today."""
_OPEN = {"text": (".odt", ".docx"), "spreadsheet": (".ods", ".xlsx")}
"""By kind of OpenDocument its suffix and what becomes of it."""

Made = tuple[bytes, str]
"""A document of today with its suffix."""


def modern(data: bytes) -> Made:
    """Make a document of today by what the bytes hold, whatever their suffix said; raises DocumentError."""
    start = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if is_ole(data):
        return _old(data)
    if start.startswith(b"pk"):
        return _zipped(data)
    if start.startswith(b"{\\rtf"):
        return _converted(data, ".rtf", ".docx")
    if start.startswith(b"<") and b"<html" in start:
        return data, ".html"
    if not data:
        raise DocumentError("GIP651", reason=Say("文件是空的", "it is empty"))
    raise DocumentError("GIP651", reason=Say("内容不是文档，也不是工作簿", "it is neither a document nor a workbook"))


def _old(data: bytes) -> Made:
    if is_locked(data) or not (is_old_word(data) or is_old_book(data)):
        raise old_office(data)
    return _converted(data, ".doc", ".docx") if is_old_word(data) else _converted(data, ".xls", ".xlsx")


def _zipped(data: bytes) -> Made:
    """Tell zip files apart: OpenDocument, or of Word or Excel with another suffix."""
    archive = Archive(data)
    kind = archive.read("mimetype").removeprefix(b"application/vnd.oasis.opendocument.").partition(b"-")[0]
    if (told := kind.decode(errors="replace").strip()) not in _OPEN:
        return data, ".xlsx" if any(name.startswith("xl/") for name in archive.names) else ".docx"
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise DocumentError("GIP652")
    for part in ("content.xml", "styles.xml", "meta.xml", "settings.xml"):
        archive.read(part)
    return _converted(data, *_OPEN[told])


def _converted(data: bytes, suffix: str, target: str) -> Made:
    """Let LibreOffice turn a document into one of today, in a folder of its own."""
    program = next(filter(None, map(shutil.which, _PLACES)), None)
    if program is None:
        raise _failed(suffix, Say("没有找到它的程序 soffice", "its program soffice is not found"))
    with tempfile.TemporaryDirectory(prefix="gipgen-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, result = folder / f"document{suffix}", folder / "out" / f"document{target}"
        source.write_bytes(data)
        _configure(folder)
        _run(program, folder, source, f"{target[1:]}:{_TARGETS[target]}")
        if not result.is_file():
            raise _failed(suffix, Say("它打不开这个文件", "it cannot open the file"))
        if result.stat().st_size > _LARGEST:
            size = f"{result.stat().st_size / 1e6:.0f} MB"
            raise DocumentError("GIP653", size=size, limit=f"{_LARGEST / 1e6:.0f} MB")
        return result.read_bytes(), target


def _configure(folder: Path) -> None:
    items = "\n".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_PROFILE.format(items), "utf-8")


def _run(program: str, folder: Path, source: Path, format_: str) -> None:
    """Run LibreOffice in a process group of its own, which ends with it or after its time."""
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault"),
        *("--convert-to", format_, "--outdir", str(folder / "out"), str(source)),
    ]
    process = subprocess.Popen(  # noqa: S603  # the words are ours; the document's name is not the user's
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired as error:
        reason = Say(f"它在 {_SECONDS} 秒内没有转换完", f"it did not finish within {_SECONDS} seconds")
        raise _failed(source.suffix, reason) from error
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill what may be left of the group; LibreOffice starts further processes."""
    if hasattr(os, "killpg"):
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
    else:
        process.kill()
    process.wait()


def _failed(suffix: str, reason: Say) -> DocumentError:
    return DocumentError("GIP657", suffix=suffix, reason=reason)
