"""The files that `qa-lint init` writes: settings, and snippets for pre-commit and CI."""

from collections.abc import Iterator

from qa_lint import __version__
from qa_lint.config import Layout
from qa_lint.explain import toml
from qa_lint.survey import Survey

REPOSITORY = "https://example.org/qa-lint"
_ADDRESS = "the address you cloned qa-lint from"

PRE_COMMIT = f"""\
repos:
  - repo: {REPOSITORY}   # {_ADDRESS}
    rev: v{__version__}
    hooks:
      - id: qa-lint             # the documents that changed
      # - id: qa-lint-project   # or everything, whenever a document, a glossary or the settings change
"""

GITHUB = f"""\
name: qa-lint
on: [pull_request]
jobs:
  qa-lint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install git+{REPOSITORY}@v{__version__}   # {_ADDRESS}
      - run: qa-lint check --format github
"""

GITLAB = f"""\
qa-lint:
  image: python:3.12
  script:
    - pip install git+{REPOSITORY}@v{__version__}   # {_ADDRESS}
    - qa-lint check --report text=- --report gitlab=gl-code-quality-report.json
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
"""


def settings_text(found: Survey) -> str:
    """The text of a `qa-lint.toml` for what was found."""
    return "\n".join(_settings(found)) + "\n"


def _settings(found: Survey) -> Iterator[str]:
    kinds = ", ".join(f"{count:,} {name}" for name, count in found.kinds) or "none yet"
    yield "# The settings of qa-lint; docs/configuration.md describes them all."
    yield "# 'qa-lint config' shows what is in force, 'qa-lint rules' what there is to check."
    yield f"# Documents found here: {kinds}."
    yield ""
    yield from _languages(found)
    yield ""
    yield "# The least severity that makes the exit status 1: error, warning or info."
    yield 'fail-on = "error"'
    yield ""
    yield from _layouts(found)
    yield "# Files and folders that are not checked. A name without / fits at any depth."
    yield '# exclude = ["drafts"]'
    yield ""
    yield "# Glossaries for the rules about terms. 'qa-lint terms extract --output terms.csv' makes one."
    yield (
        f"glossaries = {toml(list(found.glossaries))}" if found.glossaries else '# glossaries = ["terms.csv"]'
    )
    yield ""
    yield "# Rules that are not checked: ids, or beginnings of them."
    yield '# ignore = ["number-added"]'
    yield ""
    yield "# Whether everything that is ignored needs a reason."
    yield "# require-reasons = true"
    yield ""
    yield "# The severity and the options of one rule; 'qa-lint explain RULE' lists them."
    yield "# [rule.number-missing]"
    yield '# severity = "warning"'
    yield ""
    yield "# Other settings for some of the documents."
    yield "# [[overrides]]"
    yield '# paths = ["legacy"]'
    yield '# ignore = ["term"]'


def _languages(found: Survey) -> Iterator[str]:
    yield "# Languages are detected; those that are set here hold for all documents."
    if len(found.languages) == 1:
        source, target = found.languages[0]
        yield "# Of two files it is often a guess which is the source: exchange these if it is wrong."
        yield f"source-language = {toml(source)}"
        yield f"target-language = {toml(target)}"
    else:
        shown = ", ".join(f"{source} to {target}" for source, target in found.languages)
        if shown:
            yield f"# There are documents from {shown}, so none are set."
        source, target = found.languages[0] if found.languages else ("zh", "en")
        yield f"# source-language = {toml(source)}"
        yield f"# target-language = {toml(target)}"


def _layouts(found: Survey) -> Iterator[str]:
    yield "# Where the two files of a document are, if their names do not tell; {lang} stands for a language."
    if found.layouts:
        yield "layouts = ["
        yield from (f"  {_layout(layout)}," for layout in found.layouts)
        yield "]"
    else:
        yield '# layouts = [{ source = "docs/**/*.md", target = "i18n/{lang}/docs/**/*.md" }]'
    yield ""


def _layout(layout: Layout) -> str:
    return toml({"source": layout.source, "target": layout.target})
