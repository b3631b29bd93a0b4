"""What begins the elements of reStructuredText, and which directives hold text."""

import re
from typing import Literal, NamedTuple

ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1*$")
BULLET = re.compile(r"[-*+•‣⁃][ \t]+(?=\S)")
NUMBER = r"(?:\d{1,9}|[a-zA-Z]|[ivxlcdmIVXLCDM]{1,9}|#)"
ENUMERATOR = re.compile(rf"(?:\(?{NUMBER}\)|{NUMBER}\.)[ \t]+(?=\S)")
FIELD = re.compile(r":(?![: ])((?:[^:\\]|\\.|:(?=\S)(?!`)){1,200}):(?:[ \t]+|$)")
LINE_BLOCK = re.compile(r"\|(?:[ \t]+|$)")
NOTE = re.compile(r"\.\. \[(?:\d{1,3}|#[\w.-]{0,64}|\*|[^\W\d][\w.-]{0,64})\](?:\s+|$)")
TARGET = re.compile(r"\.\. _|__(?=[ \t]|$)")
DIRECTIVE = re.compile(
    r"\.\. (?:\|(?P<substitution>[^|\n]{1,200})\| )?(?P<name>[\w:.+-]{1,60})[ \t]?::(?:[ \t]+|$)"
)
OPTION = re.compile(r":([\w-]{1,40}):(?:[ \t]+|$)")
# Directives whose text is no prose.
KEPT = re.compile(
    "code|code-block|sourcecode|highlight|math|literalinclude|raw|include|toctree|doctest|testcode"
    "|testoutput|testsetup|testcleanup|parsed-literal|productionlist|graphviz|digraph|graph|uml|mermaid"
    "|plot|ipython|prompt|jupyter-execute|role|contents|index|meta|default-role|tabularcolumns"
    "|currentmodule|module|bibliography|automodule|autoclass|autofunction|automethod|image|sectnum"
    "|only-code|git_history"
)
# Directives whose argument is a title, and those whose argument begins their text.
TITLED = re.compile(
    "admonition|topic|sidebar|rubric|title|table|list-table|csv-table|centered|tab|tab-item|dropdown"
    "|card|grid-item-card"
)
RUNNING = re.compile(
    "note|tip|hint|important|warning|caution|danger|error|attention|seealso|todo|versionadded"
    "|versionchanged|deprecated|versionremoved|replace|epigraph"
)
# Options of directives that are texts.
TEXTS = frozenset(("alt", "caption", "title"))


class Region(NamedTuple):
    """What is indented by more than `indent`: the body of a directive, an item, a definition.

    `kind` is that of its first paragraph, `rest` that of those that follow; `inside` is how far text in it is
    indented.
    """

    indent: int
    inside: int
    kind: str = "paragraph"
    rest: str = "paragraph"
    state: Literal["text", "kept", "dropped"] = "text"
    depth: int = 0
    key: str = ""
