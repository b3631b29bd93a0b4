"""What became of a source segment: translated, missing, copied, or in a language that nobody asked for."""

import enum
import re
from collections.abc import Callable
from functools import cache, lru_cache

from qa_lint.identification import identify, other_language, sole_language
from qa_lint.languages import (
    Pack,
    base,
    foreign_letters,
    letters,
    main_script,
    other_scripts,
    pack,
    packs,
    script_weights,
)
from qa_lint.prose import bare_words, fixed, has_words, is_code, is_prose, is_title, without_opaque

_SAID = re.compile(r"[^\W_]")
# chrF (Popović 2015) from 0 to 100; two translations into kindred languages stay well below.
_NEAR_COPY = 85.0
_NEAR_COPY_WORDS = 0.7
_NEAR_COPY_LENGTHS = (0.75, 1.33)
_SPACES = 8
_FEW_WORDS = 4
# From this many words on, languages of one script can be told apart (docs/languages.md).
_WORDS = 8
# A script of its own tells sooner; letters are weighed as in `script_weights`.
_WEIGHT = 12
_MOST = 4
# A text of so many characters more is in its language if it has one kind of function word more.
_A_FUNCTION_WORD = 100
_FUNCTION_WORDS = 4


class State(enum.Enum):
    """What became of a source segment. `ALIKE` are names, numbers and code, the same in any language;
    `UNSURE` are translations too short to tell their language."""

    TRANSLATED = enum.auto()
    UNSURE = enum.auto()
    ALIKE = enum.auto()
    EMPTY = enum.auto()
    COPY = enum.auto()
    NEAR_COPY = enum.auto()
    SOURCE_LANGUAGE = enum.auto()
    OTHER_LANGUAGE = enum.auto()


_TRANSLATED = (State.TRANSLATED, "")


def judge(source: str, target: str, source_language: str, target_language: str) -> tuple[State, str]:
    """What became of `source`, one side of which may be empty; and the other language, if it is in one."""
    if source != target and target and _is_own(target_language)(target):
        return _TRANSLATED
    return _judge(source, target, source_language, target_language)


@cache
def _is_own(language: str) -> Callable[[str], bool]:
    """A quick test that a text is surely in `language`, and nothing else; most translations pass it."""
    entry = pack(language)
    words = entry.function_words | {word.capitalize() for word in entry.function_words}
    own = frozenset(word for word in words if not _is_shared(word.lower(), entry))
    if entry.spaced and own and entry.scripts:

        def has_function_words(text: str) -> bool:
            present = text.split()
            own_kinds = len(own.intersection(present))
            least = min(len(text) // _A_FUNCTION_WORD, _FUNCTION_WORDS)
            return own_kinds > least or (own_kinds > 0 and len(words.intersection(present)) > least + 1)

        return has_function_words
    if not entry.scripts or "Latin" in entry.scripts:
        return lambda _: False
    must, foreign = letters(entry.scripts[:1]), other_scripts(entry.scripts)

    def is_in_script(text: str) -> bool:
        ascii_letters = len(text.encode("ascii", "ignore"))
        return (
            ascii_letters < 2 * (len(text) - ascii_letters)
            and must.search(text) is not None
            and foreign.search(text) is None
        )

    return is_in_script


def _is_shared(word: str, entry: Pack) -> bool:
    return any(
        word in other.function_words
        for other in packs()
        if other.code != entry.code and set(other.scripts) & set(entry.scripts)
    )


@lru_cache(maxsize=8192)
def _judge(source: str, target: str, source_language: str, target_language: str) -> tuple[State, str]:
    if not _SAID.search(target):
        # "{}th" is "{}" in many languages.
        empty = _SAID.search(source) and has_words(source) and not fixed(target)
        return (State.EMPTY if empty else State.ALIKE, "")
    if source_language and base(source_language) == base(target_language):
        return _TRANSLATED
    state = _by_copy(source, target, source_language, target_language)
    if state is not State.TRANSLATED:
        return state, ""
    language = _language(target, target_language)
    if not language:
        return (State.UNSURE if language is None else State.TRANSLATED), ""
    if language == base(source_language):
        return State.SOURCE_LANGUAGE, ""
    return State.OTHER_LANGUAGE, language


def _by_copy(source: str, target: str, source_language: str, target_language: str) -> State:
    """Whether `target` is a copy of `source`, nearly one, or clearly in its language."""
    foreign = foreign_letters(source_language, target_language, source)
    is_copy = _is_copy(source, target)
    if foreign and not foreign.match("a"):
        # No alphabet that names, units and code of the whole world are written in.
        found = len(foreign.findall(target))
        if found < 2:
            return State.ALIKE if is_copy else State.TRANSLATED
        own = len(letters(pack(target_language).scripts).findall(target))
        if is_copy:
            return State.COPY
        mostly = found > _MOST * own
        return State.SOURCE_LANGUAGE if mostly and _is_in(target, source_language) else State.TRANSLATED
    if not (is_copy or foreign or _is_alike(source, target)):
        return State.TRANSLATED
    if is_copy:
        is_text = is_prose(target, source_language, target_language) or (
            not is_title(target, source_language, target_language)
            and _language(target, target_language) == base(source_language)
        )
        return State.COPY if is_text else State.ALIKE
    if not is_prose(target, source_language, target_language):
        return State.TRANSLATED
    if foreign:
        own = len(letters(pack(target_language).scripts).findall(target))
        mostly = len(foreign.findall(target)) >= _MOST * own
        return (
            State.SOURCE_LANGUAGE
            if mostly and identify(target) == base(source_language)
            else State.TRANSLATED
        )
    return State.NEAR_COPY if _chrf(target, source) >= _NEAR_COPY else State.TRANSLATED


def _is_in(text: str, language: str) -> bool:
    return not language or identify(text) == base(language)


def _is_copy(source: str, target: str) -> bool:
    """Whether the texts are the same but for spaces and case."""
    if source == target:
        return True
    return abs(len(source) - len(target)) < _SPACES and _folded(source) == _folded(target)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _is_alike(source: str, target: str) -> bool:
    """Whether the texts have so many words in common that one may be a copy of the other."""
    low, high = _NEAR_COPY_LENGTHS
    if not low * len(source) <= len(target) <= high * len(source):
        return False
    words = target.split()
    kinds = set(words)
    return len(words) >= _FEW_WORDS and len(kinds & set(source.split())) >= _NEAR_COPY_WORDS * len(kinds)


def _chrf(hypothesis: str, reference: str) -> float:
    from sacrebleu.metrics.chrf import CHRF  # takes a third of a second to load

    return float(CHRF().sentence_score(hypothesis, [reference]).score)


def _language(target: str, target_language: str) -> str | None:
    """The language that `target` is in if it is surely not its own, empty if it is or may be.

    None if `target` is too short to tell.
    """
    plain = without_opaque(target)
    script = main_script(plain)
    entry = pack(target_language)
    if not script or not target_language:
        return None
    is_sole = bool(sole_language(script))
    is_alphabet = entry.spaced if script in entry.scripts else not (entry.scripts or is_sole)
    if script in entry.scripts[:1] or is_alphabet:
        words = bare_words(target)
        return other_language(" ".join(words), target_language) if _is_running_text(target, words) else None
    weights = script_weights(plain)
    weight = weights[script]
    others = sum(weights.values()) - weight - (weights.get("Han", 0) if script == "Kana" else 0)
    if script in entry.scripts:  # Japanese has kana, or it is Chinese.
        language = identify(plain)
        kinds = sum(word in plain for word in pack(language).function_words)
        return language if weight >= _WEIGHT and kinds > 1 else ""
    if weight < max(_WEIGHT, _MOST * others):
        return ""
    if not is_sole and not _is_running_text(target, bare_words(target)):
        return None
    language = identify(plain)
    return language if language != base(target_language) else ""


def _is_running_text(text: str, words: list[str]) -> bool:
    """Whether `words`, those of `text`, are enough to tell a language by, and no names or code.

    In German three words in five may have a capital.
    """
    return (
        len(words) >= _WORDS
        and sum(word == word.lower() for word in words) * 5 >= len(words) * 2
        and not is_code(text)
    )
