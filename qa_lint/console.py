"""Where the commands print: the terminal, a pipe or a file, and what each allows."""

import contextlib
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import click

from qa_lint.files import written_aside
from qa_lint.model import Problem
from qa_lint.writers import Layout, encoded
from qa_lint.writers.terminal import safe

FIXED_WIDTH = 100
# In seconds: a run that is done sooner needs no bar.
_PATIENCE = 1.0


def prepare() -> None:
    """Makes sure that no text fails to print, whatever the encoding of the standard streams lacks."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def layout(color: str, *, to_file: bool) -> Layout:
    """The layout of a report: `color` is `always`, `never` or `auto`; `to_file` if it goes to a file."""
    terminal = not to_file and sys.stdout.isatty()
    if color == "auto":
        # Set and not empty, see https://no-color.org and https://force-color.org.
        forced = not to_file and bool(os.environ.get("FORCE_COLOR"))
        wanted = not os.environ.get("NO_COLOR") and (
            forced or (terminal and os.environ.get("TERM") != "dumb")
        )
    else:
        wanted = color == "always"
    return Layout(width=width() if terminal else FIXED_WIDTH, color=wanted)


def width() -> int:
    """The columns of the terminal; where there is none a fixed number, so that the output does not vary."""
    return shutil.get_terminal_size((FIXED_WIDTH, 24)).columns if sys.stdout.isatty() else FIXED_WIDTH


def is_terminal() -> bool:
    """Whether what is written to the standard output is looked at as it comes."""
    return sys.stdout.isatty()


def show(pieces: Iterable[str | bytes], *, color: bool = False, text: bool = True) -> None:
    """Writes to the standard output; `text` for people in the encoding that it has, all else in UTF-8.

    That `head` has seen enough is no failure. Raises `OSError`.
    """
    try:
        for piece in pieces if text else encoded(pieces):
            click.echo(piece, nl=False, color=color)
        sys.stdout.flush()
    except OSError as error:
        # What is still buffered would fail again when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise


def save(path: str, pieces: Iterable[str | bytes]) -> list[Problem]:
    """Writes the file at `path`, text in UTF-8, all of it or nothing, and makes its folder if there is none.

    Gives the problem if that cannot be done; raises what `pieces` raises.
    """
    place = os.path.realpath(path)
    try:
        if os.path.exists(place) and not os.path.isfile(place) and not os.path.isdir(place):
            with open(place, "wb") as device:  # such as /dev/stderr or a named pipe
                device.writelines(encoded(pieces))
            return []
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with written_aside(place) as aside, open(aside, "wb") as file:
            file.writelines(encoded(pieces))
    except (FileExistsError, NotADirectoryError):
        return [Problem(path, "cannot be written: its folder is a file")]
    except OSError as error:
        return [Problem(path, f"cannot be written: {error.strerror}")]
    return []


@contextlib.contextmanager
def progress() -> Iterator[Callable[[int, int], None]]:
    """What to tell how much of how much is done: a bar, on a terminal, once a run takes a while."""
    start = time.monotonic()
    with contextlib.ExitStack() as stack:
        bar: Any = None
        shown = 0

        def tell_progress(done: int, total: int) -> None:
            nonlocal bar, shown
            if bar is None and sys.stderr.isatty() and time.monotonic() - start > _PATIENCE and done < total:
                bar = stack.enter_context(
                    click.progressbar(length=total, label="checking", file=sys.stderr, show_pos=False)
                )
            if bar is not None:
                bar.update(done - shown)
                shown = done

        yield tell_progress


def tell(problems: Iterable[Problem]) -> None:
    """Writes the problems to the standard error, one a line."""
    for problem in problems:
        line = "" if problem.line is None else f":{problem.line}"
        complain(f"{problem.path}{line}: {problem.message}")


def complain(message: str) -> None:
    """Writes one line to the standard error."""
    click.echo(safe(message), err=True)
