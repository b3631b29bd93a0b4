"""The jobs of a run: what is known of them, and the rest, in several processes if it is worth it."""

import os
from collections.abc import Callable, Iterator, Sequence

from qa_lint.binding import binder
from qa_lint.cache import Cache, load
from qa_lint.checking import Checked
from qa_lint.config import Config
from qa_lint.jobs import Outcome, Task, check_job, key_of
from qa_lint.readers import Job

# In bytes of documents: to check fewer takes less time than to start processes.
_ENOUGH = 150_000
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
    if processes > 1 and len(tasks) > 1:
        from qa_lint.processes import in_processes

        # The largest first, so that no process is left with one when the others are done.
        tasks = sorted(tasks, key=lambda task: -sizes[task.number])
        yield from in_processes(tasks, config, cache, min(processes, len(tasks)))
    elif tasks:
        rules = binder(config)
        for task in tasks:
            yield task.number, check_job(task, config, rules, cache)


def _size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except OSError:
        return 0
