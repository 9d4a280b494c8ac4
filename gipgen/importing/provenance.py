"""Where each figure of an imported report came from."""

from __future__ import annotations

from typing import Any

from gipgen.recognition import Imported


def provenance(imported: Imported, document: str) -> dict[str, Any]:
    """Return for every figure of the form its path, what is printed, and page, table, row and column (from 1)."""
    cells = imported.form.cells
    return {
        "document": document,
        "form": imported.form.id,
        "figures": [
            {
                "path": list(cells[index].path),
                "label": cells[index].label,
                "printed": found.text,
                "value": None if found.value is None else str(found.value),
                **{name: number for name, number in found.origin._asdict().items() if number},
            }
            for index, found in sorted(imported.figures.items())
        ],
    }
