"""Approved translations: what the segments of documents were translated as before."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from qa_lint.checks.references import source_key
from qa_lint.config import Config
from qa_lint.discover import discover
from qa_lint.model import Document, Problem
from qa_lint.readers import Job, read_all

References = Mapping[str, tuple[str, ...]]
"""The approved translations of source texts, by `source_key`."""


@dataclass(frozen=True, slots=True)
class Approved:
    """The references in a file or folder, and what could not be read of it."""

    translations: References
    problems: tuple[Problem, ...]


def read_references(jobs: Sequence[Job], config: Config) -> Approved:
    """The references at `config.reference`, a file or a folder, if any, for the documents of `jobs`.

    They are documents of the kinds that are checked. One that holds translations only stands for the
    translation of that of `jobs` that has a file for each language and, if there are several, is called the
    same.
    """
    if not config.reference:
        return Approved({}, ())
    config = replace(config, exclude=())  # of documents that are checked
    found = discover((config.reference,), config)
    problems = list(found.problems)
    table: dict[str, dict[str, None]] = {}
    for document in _bilingual(found.jobs, jobs, config, problems):
        for pair in document.pairs:
            if pair.source.text and pair.target.text:
                table.setdefault(source_key(pair.source.text), {})[pair.target.text] = None
    if not table and not problems:
        problems.append(
            Problem(config.reference, "no approved translations there of the documents that are checked")
        )
    return Approved({source: tuple(targets) for source, targets in table.items()}, tuple(problems))


def _bilingual(
    jobs: Iterable[Job], checked: Sequence[Job], config: Config, problems: list[Problem]
) -> Iterator[Document]:
    """The documents of `jobs`, with the sources of those `checked` for translations without one."""
    for job in jobs:
        source = _source_of(job, checked) if job.reader == "interleaved" else None
        documents = list(read_all([job], config, problems))
        if source and any(document.lone for document in documents):
            documents = list(read_all([Job("two-files", (source, job.paths[0]), "", "")], config, problems))
        yield from documents


def _source_of(job: Job, checked: Sequence[Job]) -> str | None:
    """The source file that a translation alone is of."""
    two = [other for other in checked if len(other.paths) == 2]
    same = [other for other in two if os.path.basename(other.paths[1]) == os.path.basename(job.paths[-1])]
    chosen = same if len(same) == 1 else two
    return chosen[0].paths[0] if len(chosen) == 1 else None
