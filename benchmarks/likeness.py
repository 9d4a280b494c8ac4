"""`python -m benchmarks.likeness [reports] [circular]`: how long a run takes to compare its reports, and what it finds.

Synthetic prose: characters as frequent as in real texts, a fifth of the sentences from a pool that all share, every fifth
report taken over from another with up to a third of its sentences rewritten. `circular` is the share of every report that
is the same in all, 0 unless told; with 0.7 each is nearly alike to every other.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from bisect import bisect
from itertools import accumulate
from pathlib import Path

from gipgen.form import packaged_forms
from gipgen.project.build import Built
from gipgen.project.company import Company
from gipgen.project.discover import DataFile
from gipgen.project.pipeline import check_file
from gipgen.project.selection import Selection
from gipgen.rules import Kept
from gipgen.rules.imprint import grams
from tests.word_files import DATA, dump

CHARACTERS = 1500
WEIGHTS = list(accumulate(1 / (rank + 5) for rank in range(3000)))
SECTION = "总体情况"


def main() -> None:
    """Print seconds a stage, the memory that the process came to, and how many copies were found."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    texts, copies = make(count, float(sys.argv[2]) if len(sys.argv) > 2 else 0)
    with tempfile.TemporaryDirectory() as folder:
        files = [_written(Path(folder), number, text) for number, text in enumerate(texts)]
        company = Company(packaged_forms(), Selection())
        started = time.process_time()
        kept = [_checked(company, file, Path(folder)) for file in files]
        read = time.process_time()
        told = [finding for checked in company.compare() for finding in checked.findings]
        found = {finding.file for finding in told if finding.rule == "GIP441"}
        done = time.process_time()
    expected = {files[number].name for number, share in copies.items() if share >= 0.8}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024  # Linux tells kilobytes
    print(
        f"{count} reports: checked {read - started:.2f} s, compared {done - read:.2f} s of processor time, {peak} MiB at most"
    )
    print(
        f"{len(copies)} copies, {len(expected)} of them alike by 0.8 or more; missed {len(expected - found)}, ", end=""
    )
    print(f"wrongly found {len(found - expected)}; {sum(len(one.imprints) for one in kept)} imprints kept")


def make(count: int, circular: float = 0) -> tuple[list[str], dict[int, float]]:
    """Make the prose of reports; return it with the copies, each with the share it has in common with its original."""
    chance = random.Random(7)
    pool = [_sentence(chance) for _ in range(300)]
    common: list[str] = []
    while sum(map(len, common)) < CHARACTERS * circular:
        common.append(_sentence(chance))
    texts: list[list[str]] = []
    originals: dict[int, int] = {}
    for number in range(count):
        if number % 5 == 4:
            originals[number] = origin = chance.choice([place for place in range(number) if place % 5 != 4])
            rewritten = chance.uniform(0, 0.33)
            texts.append([_sentence(chance) if chance.random() < rewritten else old for old in texts[origin]])
            continue
        told = list(common)
        while sum(map(len, told)) < CHARACTERS:
            told.append(chance.choice(pool) if chance.random() < 0.2 else _sentence(chance))
        texts.append(told)
    joined = ["".join(told) for told in texts]
    return joined, {number: _share(joined[number], joined[origin]) for number, origin in originals.items()}


def _sentence(chance: random.Random) -> str:
    letters = (chr(0x4E00 + bisect(WEIGHTS, chance.random() * WEIGHTS[-1])) for _ in range(chance.randint(15, 45)))
    return "".join(letters) + "。"


def _share(one: str, other: str) -> float:
    ours, theirs = set(grams(one)), set(grams(other))
    return 2 * len(ours & theirs) / (len(ours) + len(theirs))


def _written(folder: Path, number: int, text: str) -> DataFile:
    path = folder / f"{number:05}.yaml"
    path.write_text(dump({**DATA, "机关": f"某县第{number}镇人民政府", SECTION: text}), "utf-8")
    return DataFile(path, path.name, Path(path.stem))


def _checked(company: Company, file: DataFile, root: Path) -> Kept:
    checked = check_file(file.path, file.name, packaged_forms(), root)
    kept = company.keep(file, Built.of(checked)).checked.kept
    assert kept is not None
    return kept


if __name__ == "__main__":
    main()
