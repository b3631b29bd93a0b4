"""What the tests of readers of marked-up text need: documents made of plain parts, read back and compared."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from qa_lint.readers import extract
from qa_lint.readers.blocks import Block, Text
from qa_lint.readers.pieces import OBJECT
from qa_lint.textfile import TextError
from tests.test_readers import editor_lines

quick = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
_REFERENCE = re.compile(r"&#?\w{1,32};|\\.+|''")


def read(tmp_path: Path, name: str, text: str) -> Text:
    """What the extractor makes of a file with this text, every position in it checked."""
    path = tmp_path / name
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    found = extract(str(path))
    check_positions(found, str(path))
    return found


def read_any(tmp_path: Path, name: str, text: str) -> None:
    """Reads a file with this text, if it is one: a text has no control characters."""
    with suppress(TextError):
        read(tmp_path, name, text.replace("\0", ""))  # with zero bytes it might be UTF-16


def check_positions(found: Text, path: str) -> None:
    """Every character stands where its anchor says, but for what joins lines and what stands for a tag."""
    lines = editor_lines(path)
    for block in (*found.blocks, *found.notes):
        assert block.text == block.text.strip()
        assert block.text
        segment = block.segment("", path)
        assert [anchor.offset for anchor in block.anchors] == sorted(
            {anchor.offset for anchor in block.anchors}
        )
        for offset, character in enumerate(block.text):
            line, column = segment.position(offset)
            rest = (lines[line - 1] + "\n")[column - 1 :]
            assert rest, (block, offset)
            if rest[0] == character or character in " \n":
                continue
            if character == OBJECT:
                assert rest[0] == "<"
            else:
                reference = _REFERENCE.match(rest)
                assert reference, (block, offset, rest[:20])
                assert character in unescape(reference[0]) or rest[0] == "\\"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document: its kind as in a block, the lines of its text, a level or depth, cells."""

    kind: str
    lines: tuple[str, ...]
    level: int = 1


_LINES = st.lists(
    st.lists(
        st.sampled_from(["alpha", "预算", "报告。", "2025", "3.5%", "été", "한국"]), min_size=1, max_size=4
    ).map(" ".join),
    min_size=1,
    max_size=3,
).map(tuple)
_LINE = _LINES.map(lambda lines: lines[:1])


def parts(*kinds: str) -> st.SearchStrategy[list[Part]]:
    """Documents of parts of these kinds."""
    several = [
        st.builds(Part, st.just(kind), _LINE if kind in ("heading", "cell") else _LINES, st.integers(1, 3))
        for kind in kinds
    ]
    return st.lists(st.one_of(several), min_size=1, max_size=8)


def joined(lines: Sequence[str]) -> str:
    """The lines as one text: what is between two Chinese characters is no space."""
    return re.sub(r"(?<=[一-龥。])\n(?=[一-龥。])", "", "\n".join(lines)).replace("\n", " ")


def listed(blocks: Sequence[Block]) -> list[str]:
    """The kinds and the texts of blocks."""
    return [f"{block.kind}: {block.text}" for block in blocks]


def placed(blocks: Sequence[Block]) -> list[tuple[str, str, int]]:
    """The kinds, the texts and the depths of blocks."""
    return [(block.kind, block.text, block.depth) for block in blocks]
