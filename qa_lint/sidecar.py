"""The file beside the documents that says which findings to ignore, and why: for formats without comments."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from qa_lint.config import ConfigError
from qa_lint.files import TomlError, parse_toml, read_utf8, replace_file
from qa_lint.model import IGNORE_FILE, Ignore, Mark, Place, Span
from qa_lint.suppressions import Noted
from qa_lint.toml_lines import key_lines, line_of
from qa_lint.validation import InvalidError, validate

_HEAD = "# Findings that qa-lint does not report. 'qa-lint ignore' adds to it; delete what no longer holds.\n"
_REQUIRED = ("fingerprint", "rule", "path")
_FOR_PEOPLE = ("message", "text", "reason")
_SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "ignore": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": list(_REQUIRED),
                "properties": {key: {"type": "string"} for key in (*_REQUIRED, *_FOR_PEOPLE)},
            },
        }
    },
}


def read_noted(root: Path) -> tuple[Noted, ...]:
    """What the file in the folder `root` says to ignore; nothing if there is none. Raises `ConfigError`."""
    path = root / IGNORE_FILE
    text = _text(path)
    lines = {}
    try:
        data = parse_toml(text)
        lines = key_lines(text)
        validate(data, _SCHEMA)
    except TomlError as error:
        raise ConfigError(f"{path}: {error}") from None
    except InvalidError as error:
        key = ".".join(part for part in error.path if isinstance(part, str))
        raise ConfigError(f"{path}:{line_of(lines, error.path)}: {key}: {error.message}") from None
    written = text.split("\n")
    noted = []
    for number, entry in enumerate(data.get("ignore", ())):
        line = lines.get(("ignore", number, "fingerprint"), 1)
        shown = written[line - 1].strip()
        mark = Mark(Place(str(path), line, 1, line, len(shown) + 1), shown, Span(0, len(shown)))
        ignore = Ignore((entry["rule"],), entry.get("reason", "").strip(), mark)
        noted.append(Noted(entry["fingerprint"], entry["rule"], entry["path"], ignore))
    return tuple(noted)


def add_noted(root: Path, entries: Iterable[Mapping[str, str]]) -> Path:
    """Adds `entries` to the file in the folder `root`, of which the rest stays as it is; gives its path.

    Raises `ConfigError`, `OSError`.
    """
    path = root / IGNORE_FILE
    pieces = [_text(path) or _HEAD]
    if not pieces[0].endswith("\n"):
        pieces.append("\n")
    for entry in entries:
        keys = [f"{key} = {_quoted(entry[key])}\n" for key in (*_REQUIRED, *_FOR_PEOPLE) if entry.get(key)]
        pieces += ["\n[[ignore]]\n", *keys]
    replace_file(path, "".join(pieces))
    return path


def _text(path: Path) -> str:
    try:
        return read_utf8(path)
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not valid UTF-8 at byte {error.start + 1:,}") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None


def _quoted(text: str) -> str:
    """`text` as a basic string (https://toml.io/en/v1.0.0#string), which JSON's are but for one character."""
    clean = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(clean, ensure_ascii=False).replace("\x7f", "\\u007f")
