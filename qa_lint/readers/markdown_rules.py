"""The block structure of Markdown: what markdown-it-py knows (CommonMark, tables of GFM), and what the makers
of manuals added to it: footnotes, admonitions, shortcodes, blocks of mathematics.

Each token that holds text gets `meta["starts"]`: for each of its lines, the offset at which the text begins
behind the marks of the quotes and lists that it stands in.
"""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

    Rule = Callable[[StateBlock, int, int, bool], bool]

# Deeper quotes and lists are read as paragraphs.
_DEEPEST = 60
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,200}\]:")
_ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?|===\+?|///) ?(?=[\w\"])")
_LABEL = re.compile(r"\[(?!\^)(?:[^\[\]\\\n]|\\.){1,999}\]:[ \t]*$")
_DEFINITION = re.compile(
    r"\[(?!\^)(?:[^\[\]\\\n]|\\.){1,999}\]:[ \t]*(?:<[^<>\n]*>|[^\s<]\S*)"
    r"(?P<title>[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*$"
)
_TITLE = re.compile(r"(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\))[ \t]*$")
_SHORTCODE = re.compile(r"\{\{[<%]\s*(?P<end>/\s*)?(?P<name>[\w./-]+)")
_SHORTCODE_END = re.compile(r"(?:[>%]\}\})\s*$")
# Fences of containers (`:::note`), tags of Liquid, attributes of kramdown, a table of contents.
_MARK = re.compile(r":{3,}|\{%-?\s.*%\}$|\{[:#.][^{}\n]*\}$|\[\[?_?toc_?\]\]?$", re.IGNORECASE)
_CLOSED = re.compile(r"\{\{[<%]\s*/\s*([\w./-]+)")
_LONGEST_SHORTCODE = 30


def enclosing(text: str) -> frozenset[str]:
    """The names of the shortcodes that enclose something in `text`: there are ends of them."""
    return frozenset(_CLOSED.findall(text))


def tokens(text: str, enclosing: frozenset[str]) -> "list[Token]":
    """The tokens of the blocks of `text`, inline markup left as it is."""
    found: list[Token] = []
    parser = _parser()
    parser.block.parse(text, parser, {"closed": enclosing, "math": text.rfind("$$")}, found)
    return found


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt
    from markdown_it import rules_block as rules

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST + 10})
    ruler = parser.block.ruler
    blocks = ["paragraph", "reference", "blockquote"]
    ruler.enable("table")
    ruler.at("table", _recorded(rules.table), {"alt": blocks[:2]})
    ruler.at("code", _recorded(rules.code))
    ruler.at("fence", _recorded(rules.fence), {"alt": [*blocks, "list"]})
    ruler.at("html_block", _recorded(rules.html_block), {"alt": blocks})
    ruler.at("heading", _recorded(rules.heading), {"alt": blocks})
    ruler.at("lheading", _recorded(rules.lheading))
    ruler.at("paragraph", _recorded(rules.paragraph))
    ruler.at("reference", _recorded(_definition))
    ruler.before("table", "deepest", _recorded(_deepest))
    ruler.before("blockquote", "math", _recorded(_math), {"alt": [*blocks, "list"]})
    ruler.before("blockquote", "mark", _recorded(_mark), {"alt": blocks})
    ruler.before("reference", "footnote", _footnote, {"alt": blocks})
    ruler.before("reference", "admonition", _admonition, {"alt": blocks})
    return parser


def _recorded(rule: "Rule") -> "Rule":
    def run(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
        count = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        if not silent and len(state.tokens) > count:
            state.tokens[count].meta["starts"] = [
                state.bMarks[line] + state.tShift[line] for line in range(start, state.line)
            ]
        return True

    return run


def _line(state: "StateBlock", number: int) -> str:
    """The line without the marks before it; none that is indented like code."""
    if state.is_code_block(number):
        return ""
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _push(state: "StateBlock", kind: str, start: int, end: int) -> bool:
    token = state.push(kind, "", 0)
    token.map = [start, end]
    state.line = end
    return True


def _deepest(state: "StateBlock", start: int, _end: int, silent: bool) -> bool:
    if state.level < _DEEPEST or silent:
        return False
    return _push(state, "paragraph_open", start, start + 1)


def _definition(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
    """A definition of a link; the rule of the library reads on to the paragraph's end for each of them."""
    if silent:
        return False
    line, stop = _line(state, start), start + 1
    if _LABEL.match(line) and stop < end:
        line = f"{line} {_line(state, stop)}"
        stop += 1
    match = _DEFINITION.match(line)
    if match and not match["title"] and stop < end and _TITLE.match(_line(state, stop)):
        stop += 1
    return bool(match) and _push(state, "definition", start, stop)


def _mark(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
    """Lines that only steer how the page is made: shortcodes, fences of containers, comments.

    A shortcode within a paragraph parts it only if it encloses something: `{{% param x %}}` may stand on a
    line of its own because lines are wrapped.
    """
    line = _line(state, start)
    if not line.startswith(("{", ":::", "[")):
        return False
    stop = start + 1
    if code := _SHORTCODE.match(line):
        while not _SHORTCODE_END.search(line):
            if stop >= end or stop - start > _LONGEST_SHORTCODE or ("}}" in line and "{{" not in line[2:]):
                return False
            line = _line(state, stop)
            stop += 1
        is_alone = line.count("{{") < 2
        encloses = code["name"] in state.env["closed"]
        follows = stop < end and not state.isEmpty(stop)
        if not is_alone or (not encloses and (silent or follows)):
            return False
    elif not _MARK.match(line) or (line.startswith("[") and silent):
        return False
    return silent or _push(state, "mark", start, stop)


def _math(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
    line = _line(state, start).rstrip()
    if not line.startswith("$$"):
        return False
    stop = start + 1
    if len(line) < 5 or not line.endswith("$$"):
        if state.eMarks[start] >= state.env["math"]:
            return False
        while stop < end and not _line(state, stop).rstrip().endswith("$$"):
            stop += 1
        stop = min(stop + 1, end)
    return silent or _push(state, "math", start, stop)


def _footnote(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
    match = _FOOTNOTE.match(_line(state, start))
    return bool(match) and (silent or _indented(state, start, end, "footnote", match.end() if match else 0))


def _admonition(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
    """`!!! note "Title"` of Python-Markdown, whose content is indented; also what folds and tabs."""
    match = _ADMONITION.match(_line(state, start))
    if not match or silent:
        return bool(match)
    _push(state, "admonition", start, start + 1)
    state.tokens[-1].meta["starts"] = [state.bMarks[start] + state.tShift[start]]
    if start + 1 >= end:
        return True
    kept = state.blkIndent
    state.blkIndent += 4
    first = state.skipEmptyLines(start + 1)
    if first < end and state.sCount[first] >= state.blkIndent:
        state.level += 1
        state.md.block.tokenize(state, first, end)
        state.level -= 1
    state.blkIndent = kept
    return True


def _indented(state: "StateBlock", start: int, end: int, kind: str, width: int) -> bool:
    """Reads what follows a mark of `width` characters, and the paragraphs below that are indented."""
    token = state.push(f"{kind}_open", "", 1)
    token.map = [start, end]
    kept = state.bMarks[start], state.tShift[start], state.sCount[start], state.blkIndent
    begin = state.bMarks[start] + state.tShift[start]
    token.meta["begin"] = begin
    at = begin + width
    while at < state.eMarks[start] and state.src[at] in " \t":
        at += 1
    state.bMarks[start], state.tShift[start] = at, 0
    state.blkIndent += 4
    state.sCount[start] = state.blkIndent
    state.md.block.tokenize(state, start, end)
    state.bMarks[start], state.tShift[start], state.sCount[start], state.blkIndent = kept
    state.push(f"{kind}_close", "", -1)
    return True
