"""Files that are written whole or not at all."""

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def written_aside(path: Path | str) -> Iterator[Path]:
    """An empty file to write to, which is put in the place of the file at `path` when all went well.

    So a run that is killed, or two at the same time, leave nothing half done. The permissions are those of
    the file replaced, or those that a new one gets. Raises `OSError`.
    """
    real = Path(os.path.realpath(path))
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
