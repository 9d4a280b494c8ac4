"""What the output folder holds: each file with the data file it was made from, so that what is out of date is told."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import asdict, replace

from gipgen.project.write import write_files
from gipgen.rules.waivers import Waived

NAME = ".gipgen-manifest.json"
_ABOUT = "Written by gipgen build: each output with the SHA-256 of the data file it was made from, and what was waived."


class Entry(Struct, frozen=True):
    """The outputs of one data file: paths in the output folder, each with the digest of the text it was made from.

    `source` is the data file's path in the project, empty when it lies outside; `waived` is what was accepted in it.
    """

    source: str
    outputs: dict[str, str] = field(default_factory=dict)
    waived: tuple[Waived, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the entry as it stands in the manifest."""
        waived = {"waived": [asdict(one) for one in self.waived]} if self.waived else {}
        return {"source": self.source, "outputs": dict(sorted(self.outputs.items())), **waived}


class Manifest:
    """The entries of an output folder by the name that the outputs of a report share."""

    def __init__(self, folder: Path, entries: dict[str, Entry]) -> None:
        self.folder = folder
        self.entries = entries
        self.settled: set[str] = set()

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Read the manifest of a folder; one that is missing or damaged is empty, and outputs are known by their names."""
        try:
            data = json.loads((folder / NAME).read_text("utf-8", "surrogateescape"))
            entries = {str(name): _entry(entry) for name, entry in data["reports"].items()}
        except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            entries = {}
        return cls(folder, entries)

    def settle(self, target: str, entry: Entry, usual: tuple[str, ...], made: str) -> list[Path]:
        """Note what was made now, and return what lies there from another text: outputs of before or of the `usual` names.

        Outputs that bear the digest `made` were made from the same text; they are up to date and stay noted.
        """
        self.settled.add(target)
        earlier = self.entries.get(target, Entry(""))
        before = earlier.outputs
        left = {
            name: before.get(name, "")
            for name in (*before, *usual)
            if name not in entry.outputs and (self.folder / name).is_file()
        }
        if entry.outputs or left:
            waived = entry.waived if entry.outputs else earlier.waived
            self.entries[target] = Entry(entry.source, {**left, **entry.outputs}, waived)
        else:
            self.entries.pop(target, None)
        return [self.folder / name for name in sorted(left) if left[name] != made]

    def add(self, target: str, waived: tuple[Waived, ...]) -> None:
        """Add to an entry what was accepted after it was settled."""
        entry = self.entries[target]
        self.entries[target] = replace(entry, waived=(*entry.waived, *waived))

    def orphans(self, root: Path) -> dict[str, list[Path]]:
        """Return by data file the outputs whose data file is gone; entries without any are forgotten."""
        found: dict[str, list[Path]] = {}
        for target, entry in list(self.entries.items()):
            if entry.source and not (root / entry.source).is_file():
                left = [self.folder / name for name in entry.outputs if (self.folder / name).is_file()]
                if left:
                    found[entry.source] = left
                else:
                    del self.entries[target]
                    self.settled.add(target)
        return found

    def write(self) -> None:
        """Write the manifest beside its outputs; an empty one is not begun. Raises OSError.

        What another run has noted meanwhile stays.
        """
        path = self.folder / NAME
        others = {name: entry for name, entry in Manifest.read(self.folder).entries.items() if name not in self.settled}
        self.entries = {name: self.entries[name] for name in self.settled if name in self.entries} | others
        if self.entries or path.exists():
            reports = {target: entry.as_dict() for target, entry in sorted(self.entries.items())}
            text = json.dumps({"about": _ABOUT, "reports": reports}, ensure_ascii=False, indent=1) + "\n"
            write_files({path: text.encode("utf-8", "surrogateescape")})  # names may be in another encoding


def digest(text: str, pictures: Iterable[bytes]) -> str:
    """Return the SHA-256 of what outputs are made from: the text of a data file, and its pictures."""
    parts = [text.encode("utf-8", "surrogatepass"), *pictures]
    return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()


def _entry(data: dict[str, Any]) -> Entry:
    outputs = {str(name): str(value) for name, value in data["outputs"].items()}
    if any(Path(name).is_absolute() or ".." in Path(name).parts for name in outputs):
        raise ValueError(NAME)
    waived = tuple(
        Waived(**{name: str(one[name]) for name in Waived.__struct_fields__}) for one in data.get("waived", [])
    )
    return Entry(str(data["source"]), outputs, waived)
