"""Document → data file, and where each figure of it came from."""

from __future__ import annotations

from gipgen.importing.compare import differences
from gipgen.importing.datafile import data_file
from gipgen.importing.difference import Difference
from gipgen.importing.proof import unproven
from gipgen.importing.provenance import provenance
from gipgen.importing.take import Taken, take, take_bytes

__all__ = ["Difference", "Taken", "data_file", "differences", "provenance", "take", "take_bytes", "unproven"]
