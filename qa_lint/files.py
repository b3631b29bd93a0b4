"""Files that hold settings, or what is known of earlier runs: read within limits, and written whole or not at
all.
"""

import contextlib
import errno
import os
import re
import stat
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MAX_BYTES = 50_000_000
# The parser takes time and memory by the square of the parts of a key.
_LONG_KEY = re.compile(r"""(?<![\w"'-])(?:[\w"'-]++[ \t]*+\.[ \t]*+){50}""")


class TomlError(Exception):
    """A text is no TOML, or goes beyond what anybody writes by hand."""


def read_bytes(path: Path) -> bytes:
    """What is in the file at `path`, of `MAX_BYTES` at most. Raises `OSError`."""
    if path.is_fifo():  # opening it would wait for ever
        raise OSError(errno.EINVAL, "not a regular file")
    with open(path, "rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise OSError(errno.EFBIG, f"it has more than {MAX_BYTES // 1_000_000} MB")
    return data


def read_utf8(path: Path) -> str:
    """The text in the file at `path`, without a byte order mark, every line ending in `\\n`.

    Raises `OSError`, `UnicodeDecodeError`.
    """
    text = read_bytes(path).decode("utf-8").removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def parse_toml(text: str) -> dict[str, Any]:
    """The tables in `text` (https://toml.io/en/v1.0.0). Raises `TomlError`."""
    if match := _LONG_KEY.search(text):
        raise TomlError(f"a key of more than 50 parts (at line {text.count(chr(10), 0, match.start()) + 1})")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TomlError(str(error)) from None
    except RecursionError:
        raise TomlError("values are nested too deep") from None
    except ValueError:  # `int` takes 4,300 digits
        raise TomlError("a number in it has too many digits") from None


@contextlib.contextmanager
def written_aside(path: Path | str) -> Iterator[Path]:
    """An empty file to write to, which is put in the place of the file at `path` when all went well.

    So a run that is killed, or two at the same time, leave nothing half done. The permissions are those of
    the file replaced, or those that a new one gets. Raises `OSError`.
    """
    real = Path(os.path.realpath(path))
    if real.exists() and not real.is_file():  # a device would be replaced, too
        raise OSError(errno.EINVAL, "not a regular file")
    handle, name = tempfile.mkstemp(dir=real.parent, prefix=f".{real.name}.", suffix=".tmp")
    os.close(handle)
    try:
        yield Path(name)
        os.chmod(name, _mode(real))
        os.replace(name, real)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def replace_file(path: Path, text: str) -> None:
    """Writes `text` to the file at `path`, in UTF-8, with the line ends as they are. Raises `OSError`."""
    with written_aside(path) as aside:
        aside.write_text(text, encoding="utf-8", errors="backslashreplace", newline="")


def _mode(path: Path) -> int:
    """The permissions of the file at `path`, or those that a new one gets."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        umask = os.umask(0)
        os.umask(umask)
        return 0o666 & ~umask
