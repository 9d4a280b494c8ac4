"""The output folder during one run: who writes what, and what lies there that nobody writes any more."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from unicodedata import normalize

from gipgen.findings import Finding
from gipgen.project.build import Built, Plan, unwritten
from gipgen.project.discover import DataFile
from gipgen.project.manifest import NAME, Entry, Manifest
from gipgen.project.pipeline import Checked
from gipgen.render.formats import FORMATS
from gipgen.source import FIRST, Source, real


class Outputs:
    """The folder that the data files of a run are built into, each under a name of its own."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.root = real(plan.root)
        self.manifest = Manifest.read(plan.out)
        self.taken: dict[str, DataFile] = {}
        self.targets: dict[str, str] = {}
        """By the name of a data file, that of the outputs that were made of it."""

    def refusal(self, file: DataFile) -> Built | None:
        """Refuse a data file when an earlier one has the same outputs, on any file system."""
        other = self.taken.setdefault(normalize("NFC", file.target.as_posix()).casefold(), file)
        if other is file:
            return None
        finding = Finding("GIP601", FIRST, {"output": file.target, "other": other.name}, file=file.name)
        return Built(Checked(Source(file.name, ""), (finding,), None))

    def note(self, checked: Checked) -> None:
        """Note what was waived in a data file after its outputs were made."""
        if target := self.targets.get(checked.source.name):
            self.manifest.add(target, checked.waived)

    def close(self) -> tuple[Finding, ...]:
        """Keep in the folder what was written, and tell of outputs whose data file is gone."""
        name = (self.plan.out / NAME).as_posix()
        found = [
            Finding("GIP606", FIRST, {"outputs": _listed(paths), "source": source}, file=name)
            for source, paths in self.manifest.orphans(self.plan.root).items()
        ]
        try:
            self.manifest.write()
        except OSError as error:
            found.append(unwritten(error, self.plan.out, name))
        return tuple(self.plan.selection.shown(*found))

    def settled(self, file: DataFile, built: Built) -> Built:
        """Note the outputs of a data file, and tell of those that an earlier text of it left.

        Of a file that is not there the outputs are told at the end.
        """
        if not file.path.exists():
            return built
        made = built.made
        outputs = {path.relative_to(self.plan.out).as_posix(): made for path in built.outputs}
        inside = real(file.path).is_relative_to(self.root)
        source = file.target.with_name(file.path.name).as_posix() if inside else ""
        usual = tuple(f"{file.target.as_posix()}.{name}" for name in FORMATS)
        if outputs:
            self.targets[file.name] = file.target.as_posix()
        left = self.manifest.settle(file.target.as_posix(), Entry(source, outputs, built.checked.waived), usual, made)
        found = [Finding("GIP605", FIRST, {"outputs": _listed(left)}, file=file.name)] if left else []
        return built.told(*self.plan.selection.shown(*found))


def _listed(paths: Iterable[Path]) -> str:
    return ", ".join(path.as_posix() for path in paths)
