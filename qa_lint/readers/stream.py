"""The lines of a text file one after the other, so that a long one need not be held in memory."""

import codecs
import os
from collections.abc import Iterator

from qa_lint.textfile import MAX_LINE, TextError, has_controls, read_text

_CHUNK = 1 << 20


def lines(path: str) -> Iterator[str]:
    """The lines of the file at `path`, without their ends. Raises `TextError`.

    A file in UTF-8 may have any size; one in another encoding is read as a whole.
    """
    if not _is_utf8(path):
        yield from read_text(path).split("\n")
        return
    with open(path, encoding="utf-8-sig") as file:
        number = 0
        while line := file.readline(MAX_LINE + 2):
            number += 1
            line = line.removesuffix("\n")
            if len(line) > MAX_LINE:
                message = f"this line has more than {MAX_LINE:,} characters; longer lines cannot be checked"
                raise TextError(message, number, path)
            yield line


def _is_utf8(path: str) -> bool:
    """Whether all of the file is text in UTF-8. False for a file that cannot be read."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        if not os.path.isfile(path):
            return False
        with open(path, "rb") as file:
            while data := file.read(_CHUNK):
                if has_controls(data):
                    return False
                decoder.decode(data)
        decoder.decode(b"", True)
    except (OSError, UnicodeDecodeError):
        return False
    return True
