"""The output formats by name: one function each from a report to its files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from gipgen.prose import Block, Inline, Items, Picture, ProseTable
from gipgen.report import Report

Files = dict[str, bytes]
"""Bytes by what is put behind the name of the data file without its suffix: `.md`, `.files/map-1f2e3d4c.png`."""


def _markdown(report: Report, templates: Path | None, stem: str) -> Files:
    from gipgen.render.markdown import render_markdown

    folder = f"{stem}.files"
    files = {".md": render_markdown(report, templates, folder)}
    return files | {f".files/{picture.name}": picture.data for picture in pictures(report)}


def _html(report: Report, templates: Path | None, _stem: str) -> Files:
    from gipgen.render.html import render_html

    return {".html": render_html(report, templates)}


def _word(report: Report, templates: Path | None, _stem: str) -> Files:
    from gipgen.render.word import render_word

    return {".docx": render_word(report, templates)}


FORMATS: dict[str, Callable[[Report, Path | None, str], Files]] = {"md": _markdown, "html": _html, "docx": _word}


def pictures(report: Report) -> Iterator[Picture]:
    """Yield the pictures of all prose of a report."""
    prose = [report.preamble, *(part.blocks for part in report.parts), *(extra.blocks for extra in report.extra)]
    for blocks in prose:
        yield from _in_blocks(blocks)


def _in_blocks(blocks: Sequence[Block]) -> Iterator[Picture]:
    for block in blocks:
        if isinstance(block, Items):
            for item in block.items:
                yield from _in_blocks(item)
        elif isinstance(block, ProseTable):
            for row in block.rows:
                for cell in row:
                    yield from _in_inlines(cell)
        else:
            yield from _in_inlines(block.children)


def _in_inlines(children: Sequence[Inline]) -> Iterator[Picture]:
    for child in children:
        if isinstance(child, Picture):
            yield child
        elif hasattr(child, "children"):
            yield from _in_inlines(child.children)
