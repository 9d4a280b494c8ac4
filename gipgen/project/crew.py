"""Several processes that work on the data files of a run; what they make comes back in the order of the files."""

from __future__ import annotations

import os
import pickle
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from gipgen.memory import keep_memory

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

T = TypeVar("T")
R = TypeVar("R")

FEW = 24
"""Up to how many files one process is faster than it takes to start others."""
LARGEST = 64
"""Files in a chunk at most; larger ones win nothing, and the last ones would leave processes idle."""
_AHEAD = 3
"""Chunks for each process that are under way or done and not yet taken, so that memory does not grow with the files."""


class CrewError(Exception):
    """A process has ended without a result: it was killed, or the system had no memory left."""


def crew_size(jobs: int | None, files: int) -> int:
    """Return how many processes to use for so many files; None asks for as many as there are processors to run on."""
    if jobs is None:
        jobs = 1 if files <= FEW else _processors()
    return max(1, min(jobs, files))


def each(work: Callable[[T], R], items: Sequence[T], size: int) -> Iterator[R]:
    """Yield what `work` makes of each item, in their order, with so many processes; one works here.

    `work`, items and results can be pickled, and work needs nothing that only this process knows. When the caller stops
    early, by Ctrl-C too, each process ends behind the item that it works on. Raises CrewError.
    """
    if size == 1:
        yield from map(work, items)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import Event

    stop = Event()
    length = max(1, min(LARGEST, len(items) // (size * 4)))
    with ProcessPoolExecutor(size, initializer=_begin, initargs=(stop,)) as executor:
        try:
            yield from _in_order(executor, work, _chunks(items, length), size * _AHEAD)
        except BrokenProcessPool as error:
            raise CrewError from error
        finally:
            stop.set()
            # this waits, as a process that begins looks for `stop`, which must still be there
            executor.shutdown(cancel_futures=True)


def _in_order(executor: Executor, work: Callable[[T], R], chunks: Iterator[Sequence[T]], ahead: int) -> Iterator[R]:
    waiting: deque[Future[list[R]]] = deque()
    for chunk in chunks:
        with _ctrl_c_put_off():  # a process that it begins takes this over, and is not struck before it can heed
            waiting.append(executor.submit(_work_on, work, chunk))
        if len(waiting) >= ahead:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


@contextmanager
def _ctrl_c_put_off() -> Iterator[None]:
    """Hold back Ctrl-C for a moment; Windows cannot."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _chunks(items: Iterable[T], length: int) -> Iterator[Sequence[T]]:
    left = iter(items)
    while chunk := tuple(islice(left, length)):
        yield chunk


def _processors() -> int:
    """Count the processors that this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_stop: Any = None
"""In a process of a crew: what tells it to end."""


def _begin(stop: Any) -> None:
    global _stop  # noqa: PLW0603  # set once, when the process begins
    _stop = stop
    keep_memory()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the first one tells the others


def _work_on(work: Callable[[T], R], items: Sequence[T]) -> list[R]:
    """Work on the items of a chunk until all is to end."""
    try:
        return [work(item) for item in items if not _stop.is_set()]
    except Exception as error:
        if _travels(error):
            raise
        raise RuntimeError("".join(traceback.format_exception(error))) from None


def _travels(error: Exception) -> bool:
    """Say whether another process can read an exception; one that it cannot would look like a process that was killed."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301  # our own
    except Exception:  # noqa: BLE001  # whatever reading it raises
        return False
    return True
