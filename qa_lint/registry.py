"""Registries name what is imported only when it is used."""

import importlib
from collections.abc import Mapping
from typing import Any


def load(registry: Mapping[str, str], name: str) -> Any:
    """What `registry` has under `name`, written `module:attribute`. Raises `KeyError` for an unknown name."""
    module, attribute = registry[name].split(":")
    return getattr(importlib.import_module(module), attribute)
