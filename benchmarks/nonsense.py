"""`python -m benchmarks.nonsense`: how long `gipgen check` takes over 5 MB of each kind of nonsense, slowest first."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from gipgen.source.text import LIMIT
from tests.nonsense import NONSENSE


def main() -> None:
    """Print the seconds of a whole process for each kind."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "nonsense.yaml"
        times = {kind: _seconds(path, make(LIMIT)) for kind, make in NONSENSE.items()}
    for kind, seconds in sorted(times.items(), key=lambda item: -item[1]):
        print(f"{seconds:6.2f} s  {kind}")


def _seconds(path: Path, data: bytes) -> float:
    path.write_bytes(data)
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "gipgen", "check", str(path)], capture_output=True, check=False)
    assert done.returncode in {0, 1}, done.stderr
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
