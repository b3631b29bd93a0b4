"""The jobs of a run: what is known of them, and the rest, in several processes if it is worth it."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from qa_lint.binding import binder
from qa_lint.cache import Cache, load
from qa_lint.checking import Checked, Over
from qa_lint.config import Config
from qa_lint.jobs import Outcome, Task, check_job, key_of
from qa_lint.readers import Job

# In bytes of documents: to check fewer takes less time than to start processes.
_ENOUGH = 150_000
# Documents of fewer bytes are read in one part.
_PARTS = 1_000_000
Progress = Callable[[int, int], None]
"""Is told how much of how much is done, in bytes."""


def check_jobs(
    jobs: Sequence[Job], config: Config, cache: Cache | None, processes: int, progress: Progress
) -> list[Outcome]:
    """The outcomes of `jobs`, in order, from up to so many `processes`; the glossaries and references of
    `config` are read."""
    outcomes: dict[int, Outcome] = {}
    tasks: list[Task] = []
    for number, job in enumerate(jobs):
        key = key_of(job, config) if cache else b""
        kept = load(cache, key, list[Checked]) if cache and key else None
        if kept is None:
            tasks.append(Task(number, job, key))
        else:
            outcomes[number] = Outcome(kept, key=key)
    sizes = {task.number: sum(map(_size, task.job.paths)) for task in tasks}
    total, done = sum(sizes.values()), 0
    for number, outcome in _results(tasks, sizes, config, cache, processes if total >= _ENOUGH else 1):
        outcomes[number] = outcome
        done += sizes[number]
        progress(done, total)
    return [outcomes[number] for number in range(len(jobs))]


def _results(
    tasks: Sequence[Task], sizes: dict[int, int], config: Config, cache: Cache | None, processes: int
) -> Iterator[tuple[int, Outcome]]:
    share = sum(sizes.values()) / processes
    alone: list[Task] = []
    rest: list[Task] = []
    for task in tasks:
        by_itself = processes == 1 or len(tasks) == 1 or _is_large(task, sizes[task.number], share)
        (alone if by_itself else rest).append(task)
    rules = binder(config)
    for task in alone:
        yield task.number, check_job(task, config, rules, cache, _over(processes))
    if rest:
        from qa_lint.processes import in_processes

        # The largest first, so that no process is left with one when the others are done.
        rest.sort(key=lambda task: -sizes[task.number])
        yield from in_processes(rest, config, cache, min(processes, len(rest)))


def _is_large(task: Task, size: int, share: float) -> bool:
    """Whether a job takes a process longer than its share of all, and may be done in parts."""
    return size > max(_PARTS, share) and len(task.job.paths) == 1 and sys.platform == "linux"


def _over(processes: int) -> Over:
    """How to go over the parts of a document."""
    if processes == 1 or sys.platform != "linux":
        return map
    from qa_lint.forks import over_parts

    return partial(over_parts, count=processes)


def _size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except OSError:
        return 0
