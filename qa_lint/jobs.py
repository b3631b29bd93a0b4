"""A job of a run: it is read and checked, and what came of it is kept."""

from dataclasses import dataclass, field, replace

from qa_lint.binding import Binder
from qa_lint.cache import Cache, digest, file_digest, store
from qa_lint.checking import Checked, Over, check
from qa_lint.config import Config, relative_to_root
from qa_lint.glossary import scopes_of
from qa_lint.model import Problem
from qa_lint.packing import PackError, pack_summaries
from qa_lint.readers import Job, read_all


@dataclass(slots=True)
class Outcome:
    """What came of a job: its documents, and why it could not be read, if so. `key` names it in the cache,
    empty for one that is not kept."""

    checked: list[Checked] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    key: bytes = b""


@dataclass(frozen=True, slots=True)
class Task:
    """A job to be done, by its number in the run, and what its outcome is called in the cache."""

    number: int
    job: Job
    key: bytes


class EndedError(Exception):
    """A process ended before what it checked was done; the message says how."""


def check_job(task: Task, config: Config, rules: Binder, cache: Cache | None, over: Over = map) -> Outcome:
    """Reads and checks one job, and keeps the outcome, unless something failed. `over` is that of `check`."""
    outcome = Outcome()
    try:
        outcome.checked = list(check(read_all([task.job], config, outcome.problems), rules, over))
    except EndedError as error:
        outcome.problems.append(Problem(task.job.paths[-1], str(error)))
    except Exception as error:
        message = f"checking failed here ({type(error).__name__}: {error}); please report it"
        outcome.problems.append(Problem(task.job.paths[-1], message))
    # A file that changed in between was perhaps read in another state than the key says.
    is_sound = not outcome.problems and all(checked.is_sound for checked in outcome.checked)
    if cache and task.key and is_sound and key_of(task.job, config) == task.key:
        kept = [packed(checked) for checked in outcome.checked]
        outcome.key = task.key if store(cache, task.key, kept) else b""
    return outcome


def packed(checked: Checked) -> Checked:
    """`checked` with its summaries packed, as far as they can be."""
    collected = []
    for entry in checked.collected:
        try:
            data = pack_summaries(entry.summaries)
        except PackError:
            return checked
        collected.append(replace(entry, summaries=[], packed=data))
    return replace(checked, collected=collected)


def key_of(job: Job, config: Config) -> bytes:
    """What the outcome of a job is called in the cache: a digest of all that it depends on, but for what the
    jobs of a run have in common. Empty if a file cannot be read."""
    try:
        contents = [file_digest(path) for path in job.paths]
    except OSError:
        return b""
    name = ""
    if config.overrides or scopes_of(config.glossaries):
        name = relative_to_root(config.root, job.paths[-1])
    return digest(job, name, *contents)
