"""Bytes → pages, or the reason why they cannot be read safely."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from gipgen.readers.document import DocumentError
from gipgen.readers.pdf.characters import UNREADABLE
from gipgen.readers.pdf.page import Page, drawn_page
from gipgen.words import Say

PROGRAM = Path(__file__).with_name("extract.py")
PATIENCE = 60
"""Seconds on a busy machine, where a process with 20 seconds of the processor takes longer."""
UNREAD = 0.02
"""The share of a page's glyphs that may be unreadable: bullets of a symbol font, not its text."""

DAMAGED = Say("文件损坏或不完整", "it is damaged or incomplete")
NO_PDF = Say("这不是 PDF 文件", "it is no PDF")
HEAVY = Say("内容太复杂，限定的时间和内存里读不完", "it is too complex to be read in bounded time and memory")
EMPTY = Say("里面没有内容", "there is nothing in it")


def open_pages(data: bytes) -> list[Page]:
    """Return the pages of a PDF all of which can be read; raises DocumentError."""
    if b"%PDF-" not in data[:1024]:
        raise DocumentError("GIP651", reason=NO_PDF)
    told = extracted(data)
    if "refused" in told:
        raise refusal(*told["refused"])
    pages = [drawn_page(number, raw) for number, raw in enumerate(told["pages"], 1)]
    scanned = [str(page.number) for page in pages if page.scanned]
    if scanned:
        raise DocumentError("GIP654", pages="、".join(scanned))
    if not any(page.glyphs for page in pages):
        raise DocumentError("GIP651", reason=EMPTY)
    for page in pages:
        refuse_unreadable(page)
    return pages


def extracted(data: bytes) -> dict[str, Any]:
    """Run the extraction; a process that the system stopped has a document too heavy for it."""
    command = [sys.executable, "-P", "-X", "utf8", str(PROGRAM)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, check=False, timeout=PATIENCE)  # noqa: S603 - our own program
    except subprocess.TimeoutExpired:
        return {"refused": ["heavy"]}
    if done.returncode < 0:
        return {"refused": ["heavy"]}
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def refusal(word: str, number: int = 0) -> DocumentError:
    """Say in a finding why the extraction stopped."""
    if word == "encrypted":
        return DocumentError("GIP652")
    if word == "pages":
        return DocumentError("GIP653", size=Say(f"{number} 页", f"{number} pages"), limit=Say("200 页", "200 pages"))
    if word == "damaged":
        return DocumentError("GIP651", reason=DAMAGED)
    where = Say(f"第 {number} 页", f"page {number}: ") if number else Say("", "")
    return DocumentError("GIP651", reason=Say(where.zh + HEAVY.zh, where.en + HEAVY.en))


def refuse_unreadable(page: Page) -> None:
    """Refuse a page whose fonts do not say what characters they show."""
    unread = sum(UNREADABLE in glyph.text for glyph in page.glyphs)
    if unread > max(3, UNREAD * len(page.glyphs)):
        reason = Say(
            f"第 {page.number} 页的字体没有写明是什么字，{unread} 个字读不出来",
            f"the fonts of page {page.number} do not say which characters they show; {unread} cannot be read",
        )
        raise DocumentError("GIP651", reason=reason)
