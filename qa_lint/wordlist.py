"""Large dictionaries looked up on disk: reading one takes most of a second, and a small run needs little.

A dictionary is written once, as a table of SQLite, to the user's folder for caches; where that cannot be, it
is made anew for each run that needs it.
"""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

from qa_lint.data import cache_folder
from qa_lint.files import written_aside

Rows = Callable[[], Iterable[tuple[str, str]]]
"""Gives the words of a dictionary with what is said of them; a word may come again."""


class WordList:
    """What a dictionary says of words."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Takes the database that has the table `words`."""
        self._connection = connection

    def find(self, word: str) -> list[str]:
        """What is said of `word`, in no order."""
        try:
            found = self._connection.execute("SELECT value FROM words WHERE word = ?", (word,))
        except UnicodeEncodeError:  # half a surrogate pair
            return []
        return [value for (value,) in found]

    def all(self) -> Iterator[tuple[str, str]]:
        """All words, each with what is said of it."""
        yield from self._connection.execute("SELECT word, value FROM words")


def word_list(name: str, source: Path, rows: Rows) -> WordList:
    """The dictionary called `name`, whose `rows` are read from the file `source`. Raises `OSError`."""
    status = source.stat()
    stamp = repr((str(source), status.st_size, status.st_mtime_ns))
    digest = blake2b(stamp.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    # A connection is not to be shared with a process that was forked off.
    return _open(str(cache_folder() / f"{name}-1-{digest}.words"), os.getpid(), rows)


@cache
def _open(path: str, _process: int, rows: Rows) -> WordList:
    with contextlib.suppress(OSError, sqlite3.Error, RuntimeError):
        if not os.path.exists(path):
            _write(path, rows)
        return WordList(_connected(path))
    with contextlib.suppress(OSError):
        os.unlink(path)  # damaged: the next run writes it anew
    connection = sqlite3.connect(":memory:")
    _fill(connection, rows)
    return WordList(connection)


def _connected(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    connection.execute("SELECT value FROM words WHERE word = ''").fetchall()
    return connection


def _write(path: str, rows: Rows) -> None:
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    with written_aside(path) as aside, contextlib.closing(sqlite3.connect(aside)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        _fill(connection, rows)


def _fill(connection: sqlite3.Connection, rows: Rows) -> None:
    connection.execute("CREATE TABLE words (word TEXT, value TEXT, PRIMARY KEY (word, value)) WITHOUT ROWID")
    connection.executemany("INSERT OR IGNORE INTO words VALUES (?, ?)", sorted(rows()))
    connection.commit()
