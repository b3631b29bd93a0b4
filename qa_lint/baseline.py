"""The file of the baseline: the findings that were there when somebody drew the line.

One finding a line, in order, so that changes on two branches rarely touch and a merge is easily read.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from qa_lint.config import Config, ConfigError
from qa_lint.files import read_utf8, replace_file
from qa_lint.known import Entry
from qa_lint.schema import BASELINE_FILE
from qa_lint.validation import InvalidError, validate

SCHEMA_VERSION = 1
_TEXT = {"type": "string"}
_KEYS = ("path", "rule", "fingerprint")
_SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["schema_version", "findings"],
    "properties": {
        "schema_version": {"type": "integer", "enum": [SCHEMA_VERSION]},
        "findings": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": list(_KEYS),
                "properties": dict.fromkeys(_KEYS, _TEXT),
            },
        },
    },
}


def baseline_file(config: Config) -> Path:
    """Where the baseline is, or is to be."""
    return Path(config.baseline) if config.baseline else config.root / BASELINE_FILE


def read_baseline(config: Config) -> tuple[Entry, ...]:
    """The baseline that holds for a run; nothing if there is none. Raises `ConfigError` for one that is
    wrong, or that is named and not there."""
    path = baseline_file(config)
    if config.baseline is None or not (config.baseline or path.exists()):
        return ()
    return read_entries(path)


def read_entries(path: Path) -> tuple[Entry, ...]:
    """The entries of the baseline at `path`. Raises `ConfigError`."""
    try:
        data = json.loads(read_utf8(path))
        validate(data, _SCHEMA)
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such file; 'qa-lint baseline' writes it") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
    except InvalidError as error:
        place = ".".join(str(part + 1) if isinstance(part, int) else part for part in error.path)
        join = "" if not place else " " if error.message.startswith("=") else ": "
        raise ConfigError(f"{path}: not a baseline: {place}{join}{error.message}") from None
    except (ValueError, RecursionError) as error:
        advice = "mend it, or delete it and run 'qa-lint baseline'"
        raise ConfigError(f"{path}: not a baseline: {error}; {advice}") from None
    return tuple(Entry(entry["fingerprint"], entry["rule"], entry["path"]) for entry in data["findings"])


def write_baseline(path: Path, entries: Iterable[Entry]) -> None:
    """Writes `entries` to the baseline at `path`. Raises `OSError`."""
    rows = sorted({(entry.path, entry.rule, entry.fingerprint) for entry in entries})
    lines = [json.dumps(dict(zip(_KEYS, row, strict=True)), ensure_ascii=False) for row in rows]
    findings = ",\n".join(lines)
    replace_file(path, f'{{\n"schema_version": {SCHEMA_VERSION},\n"findings": [\n{findings}\n]\n}}\n')
