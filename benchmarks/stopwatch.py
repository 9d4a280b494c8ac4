"""Processor time by name: what is called inside what is not counted twice."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


class Stopwatch:
    """Seconds by name; while one runs inside another, the other stands still."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._running = [""]
        self._since = time.process_time()

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        """Count what happens inside under a name."""
        self._stop()
        self._running.append(name)
        try:
            yield
        finally:
            self._stop()
            self._running.pop()

    def wrap(self, name: str, function: Callable[..., Any]) -> Any:
        """Return a function whose calls are counted; what it yields is made at once."""

        def timed(*arguments: Any, **named: Any) -> Any:
            with self.of(name):
                made = function(*arguments, **named)
                return list(made) if isinstance(made, Iterator) else made

        return timed

    def put(self, place: Any, attribute: str, name: str) -> None:
        """Count the calls of a function of a module."""
        setattr(place, attribute, self.wrap(name, getattr(place, attribute)))

    def _stop(self) -> None:
        now = time.process_time()
        self.seconds[self._running[-1]] += now - self._since
        self._since = now
