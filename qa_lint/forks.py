"""The parts of one document in several processes.

Each part gets a process of its own, forked when the part is read: it has what is to be checked in its memory
already, and only what came of it is sent.
"""

import contextlib
import gc
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from qa_lint.checking_parts import CheckedPart, Part
from qa_lint.jobs import EndedError
from qa_lint.processes import how_ended

# So many pairs are checked first: what checks load once is then there in all processes.
_FIRST = 20
Work = Callable[[Part], CheckedPart]


@dataclass(frozen=True, slots=True)
class _Child:
    """A process, and where it sends what came of its part."""

    process: BaseProcess
    connection: "Connection[object, CheckedPart | Exception]"


def over_parts(work: Work, parts: Iterator[Part], *, count: int) -> Iterator[CheckedPart]:
    """What `work` makes of each of `parts`, in order, in up to `count` processes at a time if there are
    several. Raises what `work` raises, and `EndedError`."""
    first, second = next(parts, None), next(parts, None)
    if first is None or second is None:
        yield from map(work, [first] if first else [])
        return
    work(first._replace(document=replace(first.document, pairs=first.document.pairs[:_FIRST])))
    children: deque[_Child] = deque()
    parts = chain((first, second), parts)
    del first, second  # of the parts that are done none is kept
    try:
        for part in parts:
            if len(children) == count:
                yield _received(children[0])
                children.popleft()
            children.append(_start(work, part))
            del part
        while children:
            yield _received(children[0])
            children.popleft()
    finally:
        for child in children:
            child.process.kill()
            child.process.join()


def _start(work: Work, part: Part) -> _Child:
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(theirs, work, part), daemon=True)
    process.start()
    theirs.close()
    return _Child(process, ours)


def _received(child: _Child) -> CheckedPart:
    with child.connection:
        try:
            found = child.connection.recv()
        except EOFError:
            child.process.join()
            raise EndedError(how_ended(child.process)) from None
    child.process.join()
    if isinstance(found, Exception):
        raise found
    return found


def _work(connection: Connection, work: Work, part: Part) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one ends it
    gc.freeze()  # looks at nothing that came with the fork, which would copy it
    try:
        found: CheckedPart | Exception = work(part)
    except Exception as error:
        found = error
    with contextlib.suppress(OSError):  # nobody is there any more
        connection.send(found)
