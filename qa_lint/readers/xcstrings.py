"""Reads the string catalogs of Xcode, .xcstrings, which hold all languages
(https://developer.apple.com/documentation/xcode/localizing-and-varying-text-with-a-string-catalog).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from qa_lint.config import Config
from qa_lint.forms import settled
from qa_lint.languages import base
from qa_lint.model import Anchor, Document, Pair, Remark, Remarked, Segment
from qa_lint.readers import Job
from qa_lint.readers.json_values import Value, string, values
from qa_lint.readers.parts import Entry, documents
from qa_lint.readers.strings import Source
from qa_lint.textfile import read_text

# A string says what became of it, and of each translation.
_NOT_DONE = frozenset(("new", "needs_review"))
_UNIT = "stringUnit"


@dataclass(slots=True)
class _String:
    """A string: where its name stands, and its forms in each language with what is said of them."""

    name: Value
    is_checked: bool = True
    forms: dict[str, dict[str, Segment]] = field(default_factory=dict)
    states: dict[tuple[str, str], str] = field(default_factory=dict)


def read(job: Job, config: Config) -> Iterator[Document]:
    """The documents in the job's one file, one a language. Raises `TextError`."""
    path = job.paths[0]
    source = Source(read_text(path))
    found = list(values(source))
    said = next((value for value in found if value.path == ("sourceLanguage",) and not value.word), None)
    language = source.text[said.start : said.end] if said else config.source_language or "en"
    strings = _strings(source, found)
    languages = dict.fromkeys(tag for entry in strings.values() for tag in entry.forms if tag != language)
    wanted = [tag for tag in languages if base(tag) == base(config.target_language)] or languages
    entries = (
        entry
        for tag in wanted
        for name, entry_of in strings.items()
        for entry in _entries(path, source, name, entry_of, language, tag)
    )
    yield from documents(path, entries)


def _strings(source: Source, found: Sequence[Value]) -> dict[str, _String]:
    strings: dict[str, _String] = {}
    for value in found:
        if value.path[:1] != ("strings",) or len(value.path) < 3 or not value.path[1]:
            continue
        name, rest = value.path[1], value.path[2:]
        entry = strings.setdefault(name, _String(value))
        text = value.word or source.text[value.start : value.end]
        if (rest, text) in ((("shouldTranslate",), "false"), (("extractionState",), "stale")):
            entry.is_checked = False
        elif rest[0] == "localizations" and len(rest) > 3 and rest[-2] == _UNIT and not value.word:
            form = _form(name, rest[2:-2])
            if rest[-1] == "value":
                entry.forms.setdefault(rest[1], {})[form] = string(source, value, form)
            elif rest[-1] == "state":
                entry.states[rest[1], form] = text
    return strings


def _form(name: str, path: Sequence[str]) -> str:
    """What the form at `path` is called: `variations.plural.one` is `[one]`, `variations.device.mac`
    `[device=mac]`, and `substitutions.files` a string of its own.
    """
    found = name
    steps = iter(path)
    for step in steps:
        kind, value = (next(steps, ""), next(steps, "")) if step == "variations" else ("", next(steps, ""))
        found += (f"[{value}]" if kind == "plural" else f"[{kind}={value}]") if kind else f".{value}"
    return found


def _entries(
    path: str, source: Source, name: str, entry: _String, source_language: str, language: str
) -> Iterator[Entry]:
    if not entry.is_checked:
        return
    place = (Anchor(0, *source.place(entry.name.places[1])),)
    texts = entry.forms.get(source_language) or {name: _named(source, entry.name, name)}
    translations = entry.forms.get(language, {})
    sides = list(texts), list(translations)
    same = [
        (number, sides[1].index(form) if form in translations else None)
        for number, form in enumerate(sides[0])
    ]
    extra = [(None, number) for number, form in enumerate(sides[1]) if form not in texts]
    for one, two in settled([*same, *extra], *sides):
        if one is None:
            continue  # a form without a source, as a device has
        form = sides[0][one] if two is None else sides[1][two]
        target = Segment("", "", path, place, form) if two is None else translations[form]
        pair = Pair(
            replace(texts[sides[0][one]], language=source_language, path=path),
            replace(target, language=language, path=path),
        )
        if not (pair.source.text or pair.target.text):
            continue
        state = entry.states.get((language, form), "")
        is_done = state not in _NOT_DONE or not pair.target.text
        yield pair if is_done else Remarked(Remark.UNFINISHED, pair, {"state": state})


def _named(source: Source, value: Value, name: str) -> Segment:
    """The name of a string, which is its text where nothing else is."""
    start = value.places[1]
    end = start
    while source.text[end] != '"':
        end += 2 if source.text[end] == "\\" else 1
    return string(source, replace(value, start=start, end=end), name)
