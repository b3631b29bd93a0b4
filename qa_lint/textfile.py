"""Text files: bytes to text, whatever the encoding, and text to lines as an editor counts them.

UTF-8 is tried first, strictly, then what `encodings` tells.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from qa_lint.encodings import BOMS, SAMPLE, detected, detected_utf16

MAX_BYTES = 100_000_000
MAX_LINE = 1_000_000
# Bytes that no text has, but for a stray one.
_CONTROLS = bytes((*range(9), *range(14, 27), 127))


class TextError(Exception):
    """A file cannot be read; `path` and `line` say where, as far as that is known."""

    def __init__(self, message: str, line: int | None = None, path: str = "") -> None:
        """Takes the message, which says neither path nor line."""
        super().__init__(message)
        self.message = message
        self.line = line
        self.path = path


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """The file at `path`, open to be read as bytes. Raises `TextError`, and gives the path to those that are
    raised while it is open.
    """
    try:
        if os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path):
            # Opening a named pipe would wait for ever.
            raise TextError("cannot be read: not a regular file")
        with open(path, "rb") as file:
            yield file
    except OSError as error:
        raise TextError(f"cannot be read: {error.strerror or error}", path=path) from None
    except TextError as error:
        raise TextError(error.message, error.line, path) from None


def read_text(path: str, otherwise: str = "") -> str:
    """The text of the file at `path`, without a byte order mark, every line ending in `\\n`.

    `otherwise` is the encoding of a file that is not UTF-8 and does not look like any other. Raises
    `TextError`.
    """
    with opened(path) as file:
        size = os.fstat(file.fileno()).st_size
        if size > MAX_BYTES:
            raise _too_large(file, size)
        text = decode(file.read(), otherwise)
    for number, line in enumerate(text.split("\n"), 1) if len(text) > MAX_LINE else ():
        if len(line) > MAX_LINE:
            message = f"this line has {len(line):,} characters; lines of up to {MAX_LINE:,} can be checked"
            raise TextError(message, number, path)
    return text


def read_head(path: str, size: int = 200_000) -> str:
    """The text of the whole lines within the first `size` bytes of the file at `path`.

    Raises `TextError`.
    """
    with opened(path) as file:
        data = file.read(size)
        if len(data) == size:
            end = max(data.rfind(b"\n"), data.rfind(b"\r"))
            data = data[: end - end % (2 if b"\0" in data else 1)] if end > 0 else data
        return decode(data)


def decode(data: bytes, otherwise: str = "") -> str:
    """The text in `data`, without a byte order mark, every line ending in `\\n`; `otherwise` is as above.

    Raises `TextError`.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _lines(_strict(data, encoding, len(mark)))
    if b"\0" in data or _has_many_controls(data):
        # In UTF-16, each line end, digit and space has a zero byte: without any, other control bytes tell
        # nothing.
        encoding = detected_utf16(data) if b"\0" in data else ""
        if not encoding:
            position = next(index for index, byte in enumerate(data) if byte in _CONTROLS)
            raise TextError(
                f"a binary file, not a text (byte {position + 1:,} is 0x{data[position]:02x})",
                _line(data, position),
            )
        return _lines(_strict(data, encoding))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        encoding = detected(data, otherwise)
        if not encoding:
            position = next(index for index, byte in enumerate(data) if byte > 127)
            message = (
                f"its encoding cannot be told (byte {position + 1:,} is not UTF-8); save the file as UTF-8"
            )
            raise TextError(message, _line(data, position)) from None
        text = _strict(data, encoding)
    return _lines(text)


def has_controls(data: bytes) -> bool:
    """Whether there are bytes in `data` that no text has, but for a stray one."""
    return len(data) != len(data.translate(None, _CONTROLS))


def _has_many_controls(data: bytes) -> bool:
    sample = data[:SAMPLE]
    return 20 * (len(sample) - len(sample.translate(None, _CONTROLS))) > len(sample)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _strict(data: bytes, encoding: str, start: int = 0) -> str:
    try:
        return data[start:].decode(encoding)
    except UnicodeDecodeError as error:
        position = start + error.start
        message = f"not valid {_name(encoding)} at byte {position + 1:,}; save the file as UTF-8"
        raise TextError(message, _line(data, position)) from None


def _name(encoding: str) -> str:
    return {"big5hkscs": "Big5"}.get(encoding, encoding.removesuffix("-le").removesuffix("-be").upper())


def _line(data: bytes, position: int) -> int:
    before = data[:position]
    return (before.count(b"\n") or before.count(b"\r")) + 1


def _too_large(file: BinaryIO, size: int) -> TextError:
    lines = iter(lambda: file.readline(4 * MAX_LINE), b"")
    for number, line in enumerate(lines, 1):
        if len(line) == 4 * MAX_LINE:
            message = f"this line has more than {MAX_LINE:,} characters; longer lines cannot be checked"
            return TextError(message, number)
    limit = MAX_BYTES // 1_000_000
    return TextError(
        f"the file has {size / 1e6:,.0f} MB; files of up to {limit} MB can be checked, so split it", 1
    )
