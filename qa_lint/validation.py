"""Holds data against a JSON schema, and says what is wrong in words for people.

Of JSON Schema (https://json-schema.org/draft-04) it knows what our own schemas use. Two annotations go into
the messages: `title` says what a value is, `x-keys` what the keys of a table are.
"""

import difflib
import re
from collections.abc import Iterable, Mapping
from typing import Any

Path = tuple[str | int, ...]

_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "array": (list,),
    "object": (dict,),
    "boolean": (bool,),
    "null": (type(None),),
    "integer": (int,),
    "number": (int, float),
}
_NAMES = {
    "string": "a string",
    "array": "a list",
    "object": "a table",
    "boolean": "true or false",
    "null": "nothing",
    "integer": "a whole number",
    "number": "a number",
}

# Of so many names, the likeliest alone is named.
_MANY = 30


class InvalidError(Exception):
    """The data is not as the schema wants it; `path` leads to the place, from the top."""

    def __init__(self, path: Path, message: str) -> None:
        """Takes the message, which does not say where."""
        super().__init__(message)
        self.path = path
        self.message = message


def validate(value: object, schema: Mapping[str, Any]) -> None:
    """Raises `InvalidError` at the first thing that is wrong with `value`."""
    _check((), value, schema, schema.get("definitions", {}))


def hint(name: str, allowed: Iterable[str]) -> str:
    """What was allowed instead of `name`, the likeliest first: the end of a message."""
    allowed = sorted(allowed)
    close = nearest(name, allowed)
    if close and len(allowed) > _MANY:
        return close
    return f"{close or ';'} allowed are {', '.join(allowed)}"


def nearest(name: str, allowed: Iterable[str]) -> str:
    """The likeliest of `allowed`, if any looks like `name`: the end of a message."""
    close = difflib.get_close_matches(name, sorted(allowed), n=1)
    return f"; did you mean '{close[0]}'?" if close else ""


def _check(path: Path, value: object, schema: Mapping[str, Any], shared: Mapping[str, Any]) -> None:
    schema = _resolved(schema, shared)
    if "anyOf" in schema:
        choices = [_resolved(choice, shared) for choice in schema["anyOf"]]
        fitting = [choice for choice in choices if _is_type(value, choice["type"])]
        if not fitting:
            expected = " or ".join(dict.fromkeys(map(_name, choices)))
            raise InvalidError(path, f"{_equals(value)}expected {schema.get('title', expected)}")
        _check(path, value, fitting[-1], shared)
        return
    if not _is_type(value, schema["type"]):
        raise InvalidError(path, f"{_equals(value)}expected {_name(schema)}")
    if isinstance(value, dict):
        _check_table(path, value, schema, shared)
    elif isinstance(value, list):
        if len(value) < schema.get("minItems", 0):
            raise InvalidError(path, f"{_equals(value)}expected {_name(schema)} that is not empty")
        for number, entry in enumerate(value):
            _check((*path, number), entry, schema.get("items", {"anyOf": _ANYTHING}), shared)
    else:
        _check_plain(path, value, schema)


_ANYTHING = [{"type": name} for name in _TYPES]


def _check_table(
    path: Path, table: Mapping[str, object], schema: Mapping[str, Any], shared: Mapping[str, Any]
) -> None:
    known = schema.get("properties", {})
    for name, value in table.items():
        if name in known:
            _check((*path, name), value, known[name], shared)
        elif schema.get("additionalProperties", True) is False:
            raise InvalidError((*path, name), f"unknown {schema.get('x-keys', 'key')}{hint(name, known)}")
    for name in schema.get("required", ()):
        if name not in table:
            raise InvalidError(path, f"the key '{name}' is missing")


def _check_plain(path: Path, value: object, schema: Mapping[str, Any]) -> None:
    if "enum" in schema and value not in schema["enum"]:
        if "title" in schema:
            raise InvalidError(
                path, f"{_equals(value)}unknown {schema['title']}{hint(str(value), schema['enum'])}"
            )
        raise InvalidError(path, f"{_equals(value)}allowed are {', '.join(map(repr, schema['enum']))}")
    if (isinstance(value, str) and not re.search(schema.get("pattern", ""), value)) or (
        isinstance(value, int | float) and value < schema.get("minimum", value)
    ):
        raise InvalidError(path, f"{_equals(value)}expected {_name(schema)}")


def _resolved(schema: Mapping[str, Any], shared: Mapping[str, Any]) -> Mapping[str, Any]:
    resolved: Mapping[str, Any] = shared[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    return resolved


def _is_type(value: object, name: str) -> bool:
    # True is an int in Python.
    return isinstance(value, _TYPES[name]) and (name == "boolean" or not isinstance(value, bool))


def _name(schema: Mapping[str, Any]) -> str:
    return str(schema.get("title", _NAMES[schema["type"]]))


def _equals(value: object) -> str:
    return "" if isinstance(value, dict) else f"= {value!r}: "
