"""Jobs in several processes.

A process has one job at a time, so that if it ends of itself, killed for want of memory, it is known what it
was at.
"""

import contextlib
import gc
import multiprocessing
import multiprocessing.connection
import signal
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any

from qa_lint.binding import binder
from qa_lint.cache import Cache
from qa_lint.config import Config, active_rules
from qa_lint.jobs import Outcome, Task, check_job, packed
from qa_lint.model import Problem

# macOS has libraries that do not stand a fork, Windows has none.
_METHOD = "fork" if sys.platform == "linux" else "spawn"


@dataclass(slots=True)
class _Worker:
    """A process, and the task that it is at."""

    process: BaseProcess
    connection: Any
    task: Task


def in_processes(
    tasks: Sequence[Task], config: Config, cache: Cache | None, count: int, method: str = _METHOD
) -> Iterator[tuple[int, Outcome]]:
    """The number and the outcome of each task, as they are done, by `count` processes.

    If a process ends before its task is done, the outcome is a problem. `method` is a start method of
    `multiprocessing`.
    """
    context = multiprocessing.get_context(method)
    if method == "fork":
        for active in active_rules(config):
            active.rule.load()  # once, and not in each process
    waiting = list(reversed(tasks))
    workers: list[_Worker] = []
    try:
        while waiting or workers:
            while waiting and len(workers) < count:
                workers.append(_start(context, waiting.pop(), config, cache))
            ready = multiprocessing.connection.wait([worker.connection for worker in workers])
            for worker in [worker for worker in workers if worker.connection in ready]:
                task, outcome = worker.task, _received(worker)
                if not (outcome and waiting and _give(worker, waiting)):
                    workers.remove(worker)
                    _end(worker)
                yield task.number, outcome or _failure(worker)
    finally:
        for worker in workers:
            worker.process.kill()
        for worker in workers:
            _end(worker)


def _start(context: BaseContext, task: Task, config: Config, cache: Cache | None) -> _Worker:
    ours, theirs = context.Pipe()
    process: BaseProcess = context.Process(  # type: ignore[attr-defined]
        target=_work, args=(theirs, task, config, cache), daemon=True
    )
    process.start()
    theirs.close()
    return _Worker(process, ours, task)


def _received(worker: _Worker) -> Outcome | None:
    """What the process sends; nothing if it ended instead."""
    try:
        outcome: Outcome = worker.connection.recv()
    except (EOFError, OSError):
        return None
    return outcome


def _give(worker: _Worker, waiting: list[Task]) -> bool:
    """Gives the process the next task; false if it ended."""
    try:
        worker.connection.send(waiting[-1])
    except OSError:
        return False
    worker.task = waiting.pop()
    return True


def _end(worker: _Worker) -> None:
    with contextlib.suppress(OSError):
        worker.connection.send(None)
    worker.connection.close()
    worker.process.join()


def how_ended(process: BaseProcess) -> str:
    """What to say of a process that ended before it was done."""
    code = process.exitcode or 0
    how = f"with status {code}"
    if code < 0:
        name = f"signal {-code}"
        with contextlib.suppress(ValueError):
            name = signal.Signals(-code).name
        how = f"by {name}, perhaps for want of memory"
    return f"not checked: the process that did it was ended {how}"


def _failure(worker: _Worker) -> Outcome:
    return Outcome(problems=[Problem(worker.task.job.paths[-1], how_ended(worker.process))])


def _work(connection: Connection, task: Task | None, config: Config, cache: Cache | None) -> None:
    """Does tasks until there is none left, or nobody to send the outcome to."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one ends it
    gc.set_threshold(100_000)
    parent = multiprocessing.parent_process()
    watched: list[Any] = [connection, *([parent.sentinel] if parent else [])]
    rules = binder(config)
    with contextlib.suppress(EOFError, OSError):
        while task:
            outcome = check_job(task, config, rules, cache)
            outcome.checked = [packed(checked) for checked in outcome.checked]
            connection.send(outcome)
            if connection not in multiprocessing.connection.wait(watched):
                break
            task = connection.recv()
