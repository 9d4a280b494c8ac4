"""The moment that a caller sets so that output does not depend on the clock."""

from __future__ import annotations

import os


def told_second() -> int | None:
    """Return SOURCE_DATE_EPOCH (reproducible-builds.org), seconds since 1970 in UTC; None when it is not set."""
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(told) if told.isascii() and told.isdigit() else None
