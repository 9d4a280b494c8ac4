"""A draft as text copied from a document or a page: tables as tabs, bars, or one cell a line; and as Markdown."""

from __future__ import annotations

from random import Random

from tests.hostile.draft import Cell, Draft, Table, Text
from tests.hostile.shapes import flat


def _flattened(table: Table, ways: tuple[str, str]) -> list[list[Cell]]:
    if any(cell.rows > 1 or cell.columns > 1 for row in table.rows for cell in row):
        flat(table, *ways)
    return [row for row in table.rows if row]


def write_text(draft: Draft, rng: Random) -> bytes:
    """Write plain text, with or without indents and blank lines."""
    shape = rng.choice([_tabs, _bars, _stacked])
    if "stream" in draft.style:
        shape = STREAMS[draft.style["stream"]]
    ways = ("lost", "blank") if rng.random() < 0.6 else ("lost", "lost")
    if "stream" in draft.style:
        ways = ("lost", "lost")
    gap, indent = rng.choice(["\n", "\n\n"]), rng.choice(["", "　　"])
    parts = [
        shape(_flattened(block, ways))
        if isinstance(block, Table)
        else (indent if block.role == "body" else "") + block.text
        for block in _joined(draft)
    ]
    return gap.join(parts).encode(rng.choice(["utf-8", "utf-8-sig", "gb18030"]))


def _joined(draft: Draft) -> list[Text | Table]:
    """Join headings with the text that runs on behind them."""
    found: list[Text | Table] = []
    for block in draft.blocks:
        if found and isinstance(before := found[-1], Text) and before.marker == "run in" and isinstance(block, Text):
            found[-1] = Text(f"{before.text}。{block.text}", "body")
        else:
            found.append(block)
    return found


def _tabs(rows: list[list[Cell]]) -> str:
    return "\n".join("\t".join(f'"{cell.text}"' if "\n" in cell.text else cell.text for cell in row) for row in rows)


def _bars(rows: list[list[Cell]]) -> str:
    return "\n".join(" | ".join(cell.text.replace("\n", "<br>") for cell in row) for row in rows)


def _stacked(rows: list[list[Cell]]) -> str:
    return "\n" + "\n\n".join("\n".join(f"\t{cell.text}" for cell in row) for row in rows) + "\n"


def _lines(rows: list[list[Cell]]) -> str:
    return "\n".join(cell.text for row in rows for cell in row if cell.text)


def _spaced(rows: list[list[Cell]]) -> str:
    return "\n".join(" ".join(cell.text for cell in row if cell.text) for row in rows)


def _apart(rows: list[list[Cell]]) -> str:
    return "\n\n".join(cell.text for row in rows for cell in row if cell.text)


STREAMS = {"lines": _lines, "spaces": _spaced, "blank lines": _apart}


def write_markdown(draft: Draft, rng: Random) -> bytes:
    """Write Markdown: headings by marks, tables between bars, which have no spans."""
    ways = ("blank", "blank") if rng.random() < 0.5 else ("repeated", "repeated")
    parts = []
    for block in _joined(draft):
        if isinstance(block, Table):
            parts.append(_piped(_flattened(block, ways)))
        else:
            mark = (
                {"title": "# ", "heading": "## ", "sub": "### "}.get(block.role, "")
                if "styled" in draft.style or block.role != "sub"
                else ""
            )
            number = block.marker if block.marker.endswith(".") and not mark else ""
            parts.append(mark + number + block.text.strip().replace("\n", "\\\n" if not mark else ""))
    return "\n\n".join(parts).encode()


def _piped(rows: list[list[Cell]]) -> str:
    width = max(map(len, rows))
    lines = ["| " + " | ".join(cell.text.replace("\n", "<br>") for cell in row) + " |" for row in rows]
    lines[0] += " |" * (width - len(rows[0]))
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])
