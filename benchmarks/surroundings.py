"""The surroundings of measured commands: this package is found, and bytecode and caches are kept as on a user's machine.

Bytecode lies in a folder for a time: a checkout stays clean, and it is there also where the caller has it switched off.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

GIPGEN = (sys.executable, "-m", "gipgen")
_HOUSE = Path(__file__).parent.parent


@cache
def _kept() -> TemporaryDirectory[str]:
    return TemporaryDirectory()


def variables(*, cached: bool = True) -> dict[str, str]:
    """Return the environment of a measured command."""
    kept = Path(_kept().name)
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, (str(_HOUSE), os.environ.get("PYTHONPATH")))),
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(kept / "bytecode"),
        "XDG_CACHE_HOME": str(kept / "cache"),
        "GIPGEN_NO_CACHE": "" if cached else "1",
    }
