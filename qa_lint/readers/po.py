"""Reads gettext PO files (https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html)."""

import codecs
import gettext
import io
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice

from qa_lint.config import Config
from qa_lint.languages import base, identify
from qa_lint.model import Document, Pair, Place, Problem, Remark, Remarked
from qa_lint.readers import Job, parts
from qa_lint.readers.directives import parse
from qa_lint.readers.po_entries import UNDECODED, Entry, entries, lines
from qa_lint.readers.tags import language_tag
from qa_lint.textfile import TextError, read_text

_HEAD = 1 << 16
# So many entries tell the languages of a file that does not name them.
_SAMPLE = 300
_MAX_PROBLEMS = 20
_UNDECODED = "not in the charset that the header names (UTF-8, if it names none)"
_CHARSET = re.compile(rb'^"[^"\n]*charset=([A-Za-z0-9._:-]{1,40})', re.MULTILINE)
_FIELD = re.compile(r"^([A-Za-z-]+):[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_PLURAL = re.compile(r"nplurals\s*=\s*(\d{1,2})\s*;\s*plural\s*=\s*([^;]{1,1000})")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_PLACEHOLDER = re.compile(
    r"%(?:\(\w{1,60}\))?(?:\d{1,2}\$)?[-+#0 ]?\d{0,3}(?:\.\d{1,3})?[A-Za-z]|\{[^{}]{0,60}\}"
)


@dataclass(frozen=True, slots=True)
class _Header:
    """What is the same for all entries: the languages, and which plural form is said of one thing.

    `one` is none for a language that has the same form for any number.
    """

    source_language: str
    target_language: str
    one: int | None


def read(job: Job, config: Config) -> Iterator[Document]:
    """The document in the job's one file, in parts. Raises `TextError`."""
    path = job.paths[0]
    if os.path.exists(path) and not os.path.isfile(path):
        raise TextError("cannot be read: not a regular file", path=path)
    try:
        with open(path, "rb") as file:
            yield from parts.documents(path, _checked(path, file, job, config))
    except OSError as error:
        raise TextError(f"cannot be read: {error.strerror or error}", path=path) from None


def _lines(path: str, file: io.BufferedReader, problems: list[Problem]) -> Iterator[str]:
    """The lines of the file, in the charset that its header names, or else as they look."""
    head = file.read(_HEAD)
    declared = _CHARSET.search(head)
    encoding = "utf-8-sig" if head.startswith(codecs.BOM_UTF8) else _codec(path, head, declared)
    if not encoding:
        yield from read_text(path).split("\n")
        return
    file.seek(0)
    if declared and not encoding.startswith("utf-8") and _is_utf8(file):
        name, line = declared[1].decode(), head.count(b"\n", 0, declared.start()) + 1
        problems.append(Problem(path, f"the header names the charset {name}, but the file is UTF-8", line))
        encoding = "utf-8"
    text = io.TextIOWrapper(file, encoding, "surrogateescape")
    try:
        yield from lines(text)
    finally:
        text.detach()


def _codec(path: str, head: bytes, declared: re.Match[bytes] | None) -> str:
    """The codec for the charset declared, empty if there is none: a template has the word CHARSET there."""
    name = declared[1].decode() if declared else "CHARSET"
    if name == "CHARSET":
        return ""
    try:
        found = codecs.lookup(name).name
        b"a".decode(found)  # `base64` is a codec too, but none of text
    except (LookupError, UnicodeError):
        line = head.count(b"\n", 0, declared.start()) + 1 if declared else 1
        raise TextError(f"the header names an unknown charset, '{name}'", line, path) from None
    # GNU gettext allows only what has ASCII as it is; UTF-16 shows by its byte order mark.
    return "" if found.startswith(("utf-16", "utf-32", "ascii")) else found


def _is_utf8(file: io.BufferedReader) -> bool:
    """Whether the bytes are UTF-8 beyond ASCII, and not by chance. Leaves the file at its beginning."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    wide = 0
    try:
        while data := file.read(_HEAD):
            text = decoder.decode(data)
            wide += 0 if text.isascii() else len(text.encode()) - len(text)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        file.seek(0)
    return wide > 8


def _checked(path: str, file: io.BufferedReader, job: Job, config: Config) -> Iterator[parts.Entry]:
    problems: list[Problem] = []
    found = entries(_lines(path, file, problems))
    sample = list(islice(found, _SAMPLE))
    yield from problems
    header = _header(path, sample, job, config)
    counts: Counter[bool] = Counter()
    for entry in chain(sample, found):
        wrong = list(_faults(entry))
        for line, message in wrong:
            is_undecoded = message == UNDECODED
            counts[is_undecoded] += 1
            if counts[is_undecoded] <= (1 if is_undecoded else _MAX_PROBLEMS):
                yield Problem(path, _UNDECODED if is_undecoded else message, line)
        if not wrong:
            yield from _pairs(path, entry, header)
    if counts[True] > 1:
        yield Problem(path, f"{counts[True] - 1:,} more lines are {_UNDECODED}")
    if counts[False] > _MAX_PROBLEMS:
        yield Problem(path, f"{counts[False] - _MAX_PROBLEMS:,} more lines cannot be read")


def _faults(entry: Entry) -> Iterator[tuple[int, str]]:
    yield from entry.faults
    if entry.faults:
        return
    strings = entry.strings
    has_plural = "msgid_plural" in strings
    if "msgid" not in strings:
        yield entry.line, "an entry without msgid"
    elif ("msgstr[0]" if has_plural else "msgstr") not in strings:
        missing = "msgstr[0]" if has_plural else "msgstr"
        yield strings["msgid"][0][0] if strings["msgid"] else entry.line, f"this msgid has no {missing}"
    elif not all(strings.values()):
        name = next(name for name, found in strings.items() if not found)
        yield entry.line, f"no string behind {name}"


def _header(path: str, sample: Iterable[Entry], job: Job, config: Config) -> _Header:
    first = next(iter(sample), None)
    fields: Mapping[str, str] = {}
    if first and _is_header(first):
        fields = {name.lower(): value for name, value in _FIELD.findall(first.text("msgstr"))}
    source = _tag(fields.get("x-source-language", "")) or job.source_language or config.source_language
    target = (
        _tag(fields.get("language", "")) or job.target_language or _tag_in(path) or config.target_language
    )
    texts = [entry for entry in sample if "msgid" in entry.strings]
    if not source:
        # Messages are English unless said otherwise, as the manual of gettext recommends.
        source = identify("\n".join(entry.text("msgid") for entry in texts), default="en")
    if not target:
        found = identify("\n".join(entry.text("msgstr") for entry in texts if not _is_header(entry)))
        target = found if base(found) != base(source) else ""
    return _Header(source, target, _form_of_one(fields.get("plural-forms", "")))


def _is_header(entry: Entry) -> bool:
    strings = entry.strings
    return "msgctxt" not in strings and not any(raw for _, _, raw in strings.get("msgid", ()))


def _tag(name: str) -> str:
    """The BCP 47 tag for a locale as `zh_CN`, `sr@latin` or `pt_BR.UTF-8`; empty if it is none."""
    bare = re.split("[.@]", name, maxsplit=1)[0]
    return language_tag(bare) or (bare.replace("_", "-") if _TAG.fullmatch(bare) else "")


def _tag_in(path: str) -> str:
    """The language that stands in a path: `zh_CN.po`, `django.zh_CN.po`, `zh_CN/LC_MESSAGES/django.po`."""
    folders, name = os.path.split(os.path.abspath(path))
    stem = os.path.splitext(name)[0]
    endings = [stem[match.end() :] for match in re.finditer("[._-]", stem)]
    tokens = [stem, *endings, *folders.split(os.sep)[:-4:-1]]
    return next((tag for token in tokens if (tag := language_tag(token))), "")


def _form_of_one(rule: str) -> int | None:
    """Which plural form is said of one thing, by `nplurals=2; plural=(n != 1);`; none if there is no such
    form.
    """
    match = _PLURAL.search(rule)
    if not match:
        return 0
    if int(match[1]) < 2:
        return None
    try:
        return gettext.c2py(match[2].strip())(1)
    except (ValueError, ArithmeticError, RecursionError):
        return 0


def _pairs(path: str, entry: Entry, header: _Header) -> Iterator[parts.Entry]:
    strings = entry.strings
    if _is_header(entry):
        return
    ignores = tuple(
        ignore
        for line, comment in entry.comments
        if (ignore := parse(comment, Place(path, line, 1, line, len(comment) + 2, entry.reference)))
    )
    unit = name = entry.text("msgctxt") or entry.reference
    pairs = []
    for keyword in strings:
        if keyword.startswith("msgstr"):
            if "msgid_plural" in strings:
                unit = f"{name or entry.line}{keyword.removeprefix('msgstr')}"
            target = entry.segment(keyword, header.target_language, path, unit)
            answered = _answered(entry, keyword, target.text, header.one)
            source = entry.segment(answered, header.source_language, path, unit)
            if source.text or target.text:
                pairs.append(Pair(source, target, ignores=ignores))
    is_done = any(pair.target.text for pair in pairs)
    if not is_done and base(header.source_language) == base(header.target_language):
        return  # `en.po` and `en_GB.po` hold what differs
    if entry.is_fuzzy and is_done:
        yield Remarked(Remark.UNFINISHED, pairs[0], {"state": "fuzzy"})
    else:
        yield from pairs if is_done else pairs[:1]


def _answered(entry: Entry, keyword: str, target: str, one: int | None) -> str:
    """Which of msgid and msgid_plural the form answers.

    A form for 1 that serves for other numbers too, as 1, 21 and 31 have one in Russian, answers the plural
    if only that has a placeholder: "%d файл" is no translation of "1 file".
    """
    if "msgid_plural" not in entry.strings:
        return "msgid"
    if one is None or keyword != f"msgstr[{one}]":
        return "msgid_plural"
    singular, plural, own = (
        sorted(_PLACEHOLDER.findall(text))
        for text in (entry.text("msgid"), entry.text("msgid_plural"), target)
    )
    return "msgid_plural" if own == plural != singular else "msgid"
