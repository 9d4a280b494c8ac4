"""No output over an input or, unless it is forced, over another file; and no two outputs onto one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from gipgen.cli.session import Session, fail
from gipgen.reporters import STANDARD
from gipgen.words import Say


def refuse_clashes(session: Session, inputs: Iterable[Path], outputs: Sequence[Path]) -> None:
    """Exit with status 2 when a file that is read would be overwritten, or one written twice."""
    files = [path for path in outputs if path != STANDARD]
    read = list(inputs)
    for at, path in enumerate(files):
        if any(_same(path, one) for one in read):
            fail(session.say(Say(f"不能写到正在读的文件：{path}", f"{path} is being read and is not written over")))
        if any(_same(path, one) for one in files[:at]):
            fail(session.say(Say(f"两项输出不能写到同一个文件：{path}", f"two outputs would be written to {path}")))


def refuse_existing(session: Session, outputs: Iterable[Path], *, force: bool) -> None:
    """Exit with status 2 when a file is in the way and may not be overwritten."""
    there = [str(path) for path in outputs if path != STANDARD and _there(path)]
    if there and not force:
        listed = ", ".join(there)
        fail(
            session.say(Say(f"文件已存在，加 --force 覆盖：{listed}", f"these exist; overwrite with --force: {listed}"))
        )


def _same(one: Path, other: Path) -> bool:
    """Say whether two paths are of one file, by links too."""
    return os.path.realpath(one) == os.path.realpath(other) or (_there(one) and _there(other) and one.samefile(other))


def _there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name longer than the system takes
        return False
