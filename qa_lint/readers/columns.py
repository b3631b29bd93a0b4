"""Which columns of a table hold the source and the target."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qa_lint.config import Config
from qa_lint.identification import identify
from qa_lint.languages import base, main_script, pack, script_weights
from qa_lint.readers.tags import language_named
from qa_lint.textfile import TextError

_SOURCE_NAMES = frozenset(
    (
        "source",
        "src",
        "original",
        "source_text",
        "sourcetext",
        "source_segment",
        "原文",
        "源文",
        "源语",
        "源文本",
    )
)
_TARGET_NAMES = frozenset(
    (
        "target",
        "tgt",
        "translation",
        "translated",
        "target_text",
        "targettext",
        "target_segment",
        "译文",
        "譯文",
        "目标语",
        "目标文本",
        "翻译",
    )
)
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 60
# Where there are no function words to tell a language by, so many words make a guess a good one.
_MANY = 50
_ABOVE = 10


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns, counted from 0, their languages (empty if unknown), and whether the first row is a
    header.
    """

    source: int
    target: int
    source_language: str
    target_language: str
    has_header: bool


def columns(rows: Sequence[Sequence[str]], config: Config) -> Columns:
    """The columns of the table that begins with `rows`. Raises `TextError` if they cannot be told."""
    header = [_bare(cell) for cell in rows[0]] if rows else []
    places = _configured(header, config.columns) if config.columns else _headed(header, config)
    if places:
        has_header = bool(_headed(header, config)) or any(
            isinstance(value, str) for value in config.columns.values()
        )
    else:
        places, has_header = _by_content(rows, config), False
    languages = [
        language_named(header[place]) if has_header and place < len(header) else "" for place in places
    ]
    sample = rows[1 if has_header else 0 :][:_SAMPLE]
    wanted = (config.source_language, config.target_language)
    source, target = (
        tag or given or identify("\n".join(row[place] for row in sample if place < len(row)))
        for tag, given, place in zip(languages, wanted, places, strict=True)
    )
    return Columns(*places, source, target, has_header)


def located(rows: Sequence[Sequence[str]], config: Config) -> tuple[int, Columns]:
    """The columns of a table above whose header there may be a title, and how many of `rows` stand before
    the first that holds texts. Raises `TextError` if they cannot be told.
    """
    names = [_bare(value) for value in config.columns.values() if isinstance(value, str)]

    def is_header(row: Sequence[str]) -> bool:
        header = [_bare(cell) for cell in row]
        return set(names) <= set(header) if names else _headed(header, config) is not None

    above = next((number for number, row in enumerate(rows[:_ABOVE]) if is_header(row)), 0)
    found = columns(rows[above:], config)
    return above + found.has_header, found


def _bare(cell: str) -> str:
    return cell.strip().casefold().replace(" ", "_")


def _configured(header: Sequence[str], wanted: Mapping[str, str | int]) -> tuple[int, int]:
    if len(wanted) < 2:
        raise TextError("[columns] in the settings must name both 'source' and 'target'", 1)
    return _column(header, wanted["source"]), _column(header, wanted["target"])


def _column(header: Sequence[str], wanted: str | int) -> int:
    if isinstance(wanted, int):
        return wanted - 1
    if _bare(wanted) not in header:
        raise TextError(f"there is no column '{wanted}'; the first row has {', '.join(header)}", 1)
    return header.index(_bare(wanted))


def _headed(header: Sequence[str], config: Config) -> tuple[int, int] | None:
    sources = [index for index, name in enumerate(header) if name in _SOURCE_NAMES]
    targets = [index for index, name in enumerate(header) if name in _TARGET_NAMES]
    if len(sources) == 1 == len(targets):
        return sources[0], targets[0]
    tags = {index: base(tag) for index, name in enumerate(header) if (tag := language_named(name))}
    for given, other in (
        (config.source_language, config.target_language),
        (config.target_language, config.source_language),
    ):
        fitting = [index for index, tag in tags.items() if given and tag == base(given)]
        rest = [
            index for index, tag in tags.items() if index not in fitting and (not other or tag == base(other))
        ]
        if len(fitting) == 1 == len(rest):
            return (fitting[0], rest[0]) if given == config.source_language else (rest[0], fitting[0])
    if len(tags) == 2 and len(set(tags.values())) == 2:
        one, two = tags
        return one, two
    return None


def _by_content(rows: Sequence[Sequence[str]], config: Config) -> tuple[int, int]:
    width = max((len(row) for row in rows), default=0)
    texts = ["\n".join(row[index] for row in rows[:_SAMPLE] if index < len(row)) for index in range(width)]
    sizes = [sum(script_weights(text).values()) for text in texts]
    order = sorted((index for index in range(width) if sizes[index]), key=lambda index: -sizes[index])[:6]
    languages = {index: identify(texts[index]) for index in order}
    if order:
        first = order[0]
        others = [
            index
            for index in order[1:]
            if languages[index] != languages[first]
            and 8 * sizes[index] > sizes[first]
            and _are_texts(texts[first], texts[index], languages[first], languages[index])
        ]
        if len({languages[index] for index in others}) == 1 and languages[first] and languages[others[0]]:
            one, two = sorted((first, others[0]))
            known = base(config.source_language), base(config.target_language)
            is_reversed = languages[two] == known[0] or languages[one] == known[1]
            return (two, one) if is_reversed else (one, two)
    raise TextError(
        "the columns of source and target cannot be told; name them in the first row, "
        "as 'source' and 'target', or in the settings under [columns]",
        1,
    )


def _are_texts(first: str, second: str, *languages: str) -> bool:
    """Whether two columns are texts in these languages: in one script, words alone do not tell, since `year`
    over one column of figures and `sales` over another are taken for English and Spanish.
    """
    if main_script(first) != main_script(second):
        return True
    for text, language in zip((first, second), languages, strict=True):
        words = [word.lower() for word in _WORD.findall(text)]
        known = pack(language).function_words
        if known and sum(word in known for word in words) < max(2, len(words) / 20):
            return False
        if not known and len(words) < _MANY:
            return False
    return True
